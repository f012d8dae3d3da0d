//! What a session says to people.

use crate::words::with;

pub(crate) fn not_uploaded(name: &str, reason: &str) -> String {
    with("not-uploaded", &[("name", &name), ("reason", &reason)])
}

pub(crate) fn refused_with(status: u16) -> String {
    with("refused-with", &[("status", &status)])
}

pub(crate) fn not_taken(label: &str, reason: &str) -> String {
    with("not-taken", &[("label", &label), ("reason", &reason)])
}

pub(crate) fn undone(label: &str) -> String {
    with("undone", &[("label", &label)])
}

pub(crate) fn redone(label: &str) -> String {
    with("redone", &[("label", &label)])
}
