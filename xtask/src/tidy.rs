//! `cargo xtask tidy`: the walls of architecture.md and the habits of CONTRIBUTING.md, checked over the text of the checkout.
//! Each check is a function from files to faults; none reads anything but the files it is given.

mod document;
mod habit;
mod spec;
mod wall;

/// One file of the checkout.
pub struct File {
    /// From the checkout's root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// One thing that has to be mended.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file it is in.
    pub path: String,
    /// The line, from 1; 1 when it is about the whole file.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Fault {
    fn new(file: &File, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: file.path.clone(),
            line,
            message: message.into(),
        }
    }
}

/// All faults of a checkout, in order of place.
pub fn check(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files {
        faults.extend(habit::check(file));
        faults.extend(wall::check(file));
        faults.extend(document::check(file, files));
    }
    faults.extend(spec::check(files));
    faults.sort();
    faults
}

impl File {
    /// `rs` of `app/src/lib.rs`.
    fn kind(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, kind)| kind)
    }

    /// The lines with their numbers from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(i, line)| (i + 1, line))
    }

    /// Whether it is test code: long tables and deliberately bad words are at home there.
    fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.starts_with("end2end/")
    }
}
