//! What a session says to people.

use crate::words::{Told, text, with};
use gesso_sync::{NotTaken, WhyReload};

pub(crate) fn not_uploaded(name: &str, reason: &str) -> String {
    with("not-uploaded", &[("name", &name), ("reason", &reason)])
}

pub(crate) fn refused_with(status: u16) -> String {
    with("refused-with", &[("status", &status)])
}

pub(crate) fn not_taken(label: &str, reason: NotTaken) -> String {
    with(
        "not-taken",
        &[("label", &label), ("reason", &reason.told())],
    )
}

pub(crate) fn undone(label: &str) -> String {
    with("undone", &[("label", &label)])
}

pub(crate) fn redone(label: &str) -> String {
    with("redone", &[("label", &label)])
}

/// Why this page has to be loaded anew.
pub(crate) fn why_reload(reason: WhyReload) -> String {
    let key = match reason {
        WhyReload::Updated => "reload-updated",
        WhyReload::Differs => "reload-differs",
        WhyReload::Deleted => "workflow-deleted",
        WhyReload::NotUnderstood | WhyReload::Unknown => "reload-by-hand",
    };
    text(key).to_owned()
}
