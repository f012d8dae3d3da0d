//! The code against the texts: every key it looks up is there, and no text is there for nobody.

use crate::files::{folder, texts};
use gesso_words::Language;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Who says something to people.
const SPEAKERS: [&str; 4] = [
    "app/src",
    "server/src",
    "crates/graph/src",
    "crates/canvas/src",
];

/// Who says it by key, for whoever reads it later.
const KEYS_ONLY: [&str; 4] = [
    "crates/engine/src",
    "crates/media/src",
    "crates/nodes/src",
    "crates/preview/src",
];

#[test]
fn every_text_is_used() {
    let everybody = [SPEAKERS.as_slice(), KEYS_ONLY.as_slice()].concat();
    let said = literals(&sources(&everybody));
    let keys = texts(Language::English).into_keys();
    let unused: Vec<String> = keys.filter(|key| !is_used(key, &said)).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

/// A key stands in the code as it is; those of actions and months are made of what they are about.
fn is_used(key: &str, said: &BTreeSet<String>) -> bool {
    let (id, _) = key.split_once('.').unwrap_or((key, ""));
    let is_action = id
        .strip_prefix("action-")
        .is_some_and(|id| said.iter().any(|literal| literal.replace('.', "-") == id));
    let is_month = id.starts_with("month-") && said.contains("month-{month}");
    said.contains(key) || said.contains(id) || is_action || is_month
}

#[test]
fn every_text_that_is_looked_up_exists() {
    let known = texts(Language::English);
    let mut missing = BTreeSet::new();
    let speak = SPEAKERS.map(|part| (part, ["text(\"", "with(\"", "said(\""].as_slice()));
    // Where nobody knows who reads, only keys are said.
    let say = KEYS_ONLY.map(|part| (part, ["said(\""].as_slice()));
    let all = speak.into_iter().chain(say);
    let sources = all.flat_map(|(part, lookups)| {
        let sources = sources(&[part]).into_iter();
        sources.map(move |source| (source, lookups))
    });
    for (source, lookups) in sources {
        // The key of a long call stands on a line of its own.
        let words: Vec<&str> = source.split_whitespace().collect();
        let dense = words.join(" ").replace("( \"", "(\"");
        for lookup in lookups {
            for (at, _) in dense.match_indices(lookup) {
                // `starts_with` and their like are others.
                let is_other =
                    dense[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_');
                let key = dense[at + lookup.len()..].split('"').next();
                let key = key.filter(|key| !is_other && is_key(key) && !known.contains_key(*key));
                missing.extend(key.map(str::to_owned));
            }
        }
    }
    assert!(missing.is_empty(), "no text for {missing:?}");
}

fn is_key(text: &str) -> bool {
    let fits =
        |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-.".contains(sign);
    !text.is_empty() && text.chars().all(fits)
}

/// The Rust sources of these.
fn sources(parts: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for part in parts {
        read(&folder().join("../..").join(part), &mut found);
    }
    found
}

fn read(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(fs::read_to_string(&path).expect("a text file"));
        }
    }
}

/// Everything that is quoted in the sources.
fn literals(sources: &[String]) -> BTreeSet<String> {
    let parts = sources.iter().flat_map(|source| source.split('"'));
    parts.map(str::to_owned).collect()
}
