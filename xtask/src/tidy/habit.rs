//! Habits of every source file: a head that says what it is, a bearable length, telling names, nothing left for later.

use super::{Fault, File};

/// Beyond this nobody reads a file whole.
const MOST_LINES: usize = 800;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 8] = [
    "common", "commons", "helper", "helpers", "manager", "misc", "util", "utils",
];

/// Kinds of source file and how the line that says what they are begins.
const HEADS: [(&str, &[&str]); 7] = [
    ("rs", &["//!"]),
    ("ts", &["//"]),
    ("mjs", &["//", "#!"]),
    ("js", &["//"]),
    ("css", &["/*"]),
    ("sql", &["--"]),
    ("py", &["#", "\"\"\""]),
];

/// Words that never stay, and what to do instead.
const NEVER_IN_RUST: [(&str, &str); 6] = [
    ("#[allow(", "use #[expect(…, reason = \"…\")]"),
    ("#![allow(", "use #![expect(…, reason = \"…\")]"),
    (
        "#[ignore",
        "a test that does not run is none: mend or remove it",
    ),
    ("todo!(", "finish it or leave it out"),
    ("unimplemented!(", "finish it or leave it out"),
    ("dbg!(", "take it out again"),
];

const LATER: [&str; 4] = ["TODO", "FIXME", "XXX", "HACK"];

pub(super) fn check(file: &File) -> Vec<Fault> {
    let mut faults = Vec::new();
    let Some((_, heads)) = HEADS.iter().find(|(kind, _)| *kind == file.kind()) else {
        return faults;
    };
    if !heads.iter().any(|head| file.text.starts_with(head)) {
        let message = format!(
            "begin with a line `{} …` that says what this file is",
            heads[0]
        );
        faults.push(Fault::new(file, 1, message));
    }
    let lines = file.text.lines().count();
    if lines > MOST_LINES && !file.is_test() {
        let message = format!("{lines} lines; split it, {MOST_LINES} is the limit");
        faults.push(Fault::new(file, lines, message));
    }
    faults.extend(names(file));
    // The words themselves stand in the rules that look for them.
    if !file.path.starts_with("xtask/") {
        faults.extend(words(file));
    }
    faults
}

fn names(file: &File) -> Option<Fault> {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    if name == "mod.rs" {
        return Some(Fault::new(
            file,
            1,
            "name the file after its module instead of mod.rs",
        ));
    }
    let folders = file.path.split('/');
    let empty = folders
        .map(|part| part.split('.').next().unwrap_or(part))
        .find(|part| EMPTY_NAMES.contains(part))?;
    Some(Fault::new(
        file,
        1,
        format!("`{empty}` says nothing; name it after what is inside"),
    ))
}

fn words(file: &File) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, line) in file.lines() {
        if let Some(word) = LATER.iter().find(|word| has_word(line, word)) {
            faults.push(Fault::new(
                file,
                number,
                format!("{word}: do it now, or file an issue"),
            ));
        }
        if file.kind() == "rs"
            && let Some((word, instead)) =
                NEVER_IN_RUST.iter().find(|(word, _)| line.contains(word))
        {
            faults.push(Fault::new(file, number, format!("`{word}`: {instead}")));
        }
    }
    faults
}

/// Whether `word` stands in `line` by itself.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let belongs = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        !belongs(line[..at].chars().next_back()) && !belongs(line[at + word.len()..].chars().next())
    })
}
