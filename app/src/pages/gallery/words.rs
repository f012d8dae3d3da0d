//! What the gallery says.

use crate::appearance::ThemeChoice;
use crate::words::{text, with};

pub(super) fn none_found(search: &str) -> String {
    with("none-found", &[("search", &search)])
}

pub(super) fn count(count: usize, search: &str) -> String {
    match search.trim() {
        "" => with("workflow-count", &[("count", &count)]),
        search => with(
            "workflow-count-for",
            &[("count", &count), ("search", &search)],
        ),
    }
}

pub(super) fn nodes(count: u32) -> String {
    match count {
        0 => text("no-nodes").to_owned(),
        count => with("nodes", &[("count", &count)]),
    }
}

pub(super) fn rename(name: &str) -> String {
    with("rename-named", &[("name", &name)])
}

pub(super) fn duplicate(name: &str) -> String {
    with("duplicate-named", &[("name", &name)])
}

pub(super) fn delete(name: &str) -> String {
    with("delete-named", &[("name", &name)])
}

pub(super) fn restore(name: &str) -> String {
    with("restore-named", &[("name", &name)])
}

pub(super) fn download(name: &str) -> String {
    with("download-as-file", &[("name", &name)])
}

pub(super) fn duplicated(name: &str) -> String {
    with("duplicated", &[("name", &name)])
}

pub(super) fn deleted(name: &str) -> String {
    with("deleted-named", &[("name", &name)])
}

pub(super) fn restored(name: &str) -> String {
    with("restored", &[("name", &name)])
}

pub(super) fn imported(name: &str) -> String {
    with("imported", &[("name", &name)])
}

pub(super) fn not_imported(file: &str, reason: &str) -> String {
    with("not-imported", &[("file", &file), ("reason", &reason)])
}

pub(super) fn running(done: usize, known: usize) -> String {
    match known {
        0 => text("running").to_owned(),
        _ => with("running-of", &[("done", &done), ("count", &known)]),
    }
}

pub(super) fn appearance(choice: ThemeChoice) -> &'static str {
    text(match choice {
        ThemeChoice::System => "appearance-system",
        ThemeChoice::Light => "appearance-light",
        ThemeChoice::Dark => "appearance-dark",
    })
}
