//! Files with workflows: what is read is written and read again as the same.
#![no_main]

use gesso_graph::{Targets, WorkflowFile, plan, problems};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |text: &str| {
    match WorkflowFile::from_json(text) {
        Ok(file) => {
            let again = WorkflowFile::from_json(&file.to_json()).expect("what is written is read");
            assert!(again.document == file.document);
            let _ = problems(&file.document, gesso_nodes::catalogue());
            let _ = plan(&file.document, gesso_nodes::catalogue(), &Targets::Everything);
        }
        Err(error) => assert!(error.to_string().len() > 10),
    }
});
