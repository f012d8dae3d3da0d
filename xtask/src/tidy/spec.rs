//! Every rule of a crate's `SPEC.md` has an id of its own and a test that cites it.

use super::habit::has_word;
use super::{Fault, File};
use std::collections::BTreeSet;

pub(super) fn check(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for spec in files.iter().filter(|file| file.path.ends_with("/SPEC.md")) {
        let folder = spec.path.trim_end_matches("SPEC.md");
        // Contract suites live in the source, since other crates run them too.
        let tests: Vec<_> = files
            .iter()
            .filter(|file| file.path.starts_with(folder) && file.kind() == "rs")
            .filter(|file| file.is_test() || file.path.contains("/contract"))
            .collect();
        let mut known = BTreeSet::new();
        for (number, id) in spec
            .lines()
            .filter_map(|(number, line)| Some((number, rule(line)?)))
        {
            if !known.insert(id) {
                let message = format!("rule {id} is there twice");
                faults.push(Fault::new(spec, number, message));
            }
            if !tests.iter().any(|test| has_word(&test.text, id)) {
                faults.push(Fault::new(
                    spec,
                    number,
                    format!("rule {id} has no test that cites it"),
                ));
            }
        }
    }
    faults
}

/// `G7` of `G7 Removing a node …`, also as a list item, a heading or in bold.
fn rule(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['-', '*', '#', '|', ' ', '`']);
    let end = line
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(line.len());
    let id = &line[..end];
    let number = id.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(id)
}
