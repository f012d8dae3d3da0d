//! The files, area by area. A file stands here once for every language.

use crate::Language;

/// The name and the text of every file of a language.
pub(crate) fn of(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
    }
}

const ENGLISH: &[(&str, &str)] = &[
    ("common", include_str!("../en/common.ftl")),
    ("actions", include_str!("../en/actions.ftl")),
    ("canvas", include_str!("../en/canvas.ftl")),
    ("editor", include_str!("../en/editor.ftl")),
    ("edits", include_str!("../en/edits.ftl")),
    ("failures", include_str!("../en/failures.ftl")),
    ("gallery", include_str!("../en/gallery.ftl")),
    ("graph", include_str!("../en/graph.ftl")),
    ("runs", include_str!("../en/runs.ftl")),
    ("server", include_str!("../en/server.ftl")),
    ("session", include_str!("../en/session.ftl")),
    ("time", include_str!("../en/time.ftl")),
];

const GERMAN: &[(&str, &str)] = &[
    ("common", include_str!("../de/common.ftl")),
    ("actions", include_str!("../de/actions.ftl")),
    ("canvas", include_str!("../de/canvas.ftl")),
    ("editor", include_str!("../de/editor.ftl")),
    ("edits", include_str!("../de/edits.ftl")),
    ("failures", include_str!("../de/failures.ftl")),
    ("gallery", include_str!("../de/gallery.ftl")),
    ("graph", include_str!("../de/graph.ftl")),
    ("runs", include_str!("../de/runs.ftl")),
    ("server", include_str!("../de/server.ftl")),
    ("session", include_str!("../de/session.ftl")),
    ("time", include_str!("../de/time.ftl")),
    ("nodes", include_str!("../de/nodes.ftl")),
];
