//! What is pasted: a clip that is read is placed and copied again.
#![no_main]

use gesso_graph::{Clip, Document, IdSource, Point, apply, edit};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |text: &str| {
    match Clip::from_text(text) {
        Ok(clip) => {
            let mut document = Document::default();
            let (commands, items) = edit::paste(&clip, Point { x: 1.0, y: 2.0 }, &mut IdSource::seeded(7));
            for command in commands {
                if let Ok(change) = apply(&document, &command) {
                    document = change.document;
                }
            }
            let copied = edit::copy(&document, &items).to_text();
            assert!(Clip::from_text(&copied).is_ok() || items.is_empty());
        }
        Err(error) => assert!(error.to_string().len() > 10),
    }
});
