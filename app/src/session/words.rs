//! What a session says to people.

pub(crate) const NOT_UNDERSTOOD: &str =
    "The server's answer was not understood. Load the page anew and try again.";
pub(crate) const UPLOAD_BROKE: &str =
    "The connection broke. Check that the server is there and try again.";
pub(crate) const CANT_KEEP: &str = "This browser can't keep your edits: its storage is full or switched off. Leave this tab open until everything is saved.";
pub(crate) const UNREADABLE_QUEUE: &str = "Some edits kept in this browser could not be read and were left out. They stay in its storage, under a key that begins with gesso.unreadable.";
pub(crate) const RUN_NEEDS_SERVER: &str =
    "The run can't start while the server can't be reached. Your edits are kept here.";
pub(crate) const RELOAD_BY_HAND: &str =
    "This page and the server no longer fit together. Load the page anew; your edits are kept.";

pub(crate) fn not_uploaded(name: &str, reason: &str) -> String {
    format!("{name} was not uploaded. {reason}")
}

pub(crate) fn refused_with(status: u16) -> String {
    format!("The server refused it (status {status}).")
}

pub(crate) fn not_taken(label: &str, reason: &str) -> String {
    format!("“{label}” was not saved. {reason}")
}

pub(crate) fn undone(label: &str) -> String {
    format!("Undid: {label}")
}

pub(crate) fn redone(label: &str) -> String {
    format!("Redid: {label}")
}
