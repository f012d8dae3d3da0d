//! What people read in the editor, where it is more than a label: names of undo steps, sentences, counts.

use crate::words::{text, with, words};
use gesso_graph::edit::Line;

pub(crate) fn tidy(what: &str) -> String {
    with("edit-tidy", &[("what", &what)])
}

pub(crate) fn align(line: Line, what: &str) -> String {
    let key = match line {
        Line::Left => "edit-align-left",
        Line::Right => "edit-align-right",
        Line::Top => "edit-align-top",
        Line::Bottom => "edit-align-bottom",
        Line::Center | Line::Middle => "edit-align-middle",
    };
    with(key, &[("what", &what)])
}

pub(crate) fn distribute(what: &str) -> String {
    with("edit-distribute", &[("what", &what)])
}

pub(crate) fn stack(what: &str) -> String {
    with("edit-stack", &[("what", &what)])
}

pub(crate) fn remove_and_reconnect(what: &str) -> String {
    with("edit-remove-reconnect", &[("what", &what)])
}

pub(crate) fn take_out(what: &str) -> String {
    with("edit-take-out", &[("what", &what)])
}

pub(crate) fn remove_unused(count: usize) -> String {
    with("edit-remove-unused", &[("count", &count)])
}

pub(crate) fn cut(count: usize) -> String {
    with("edit-cut", &[("count", &count)])
}

/// Said of a picture that was dropped beside other things.
pub(crate) fn carries(picture: &str, workflow: &str) -> String {
    with("carries", &[("picture", &picture), ("workflow", &workflow)])
}

/// Said of a picture that was dropped on an empty canvas.
pub(crate) fn opened_carried(workflow: &str, picture: &str) -> String {
    with(
        "opened-carried",
        &[("workflow", &workflow), ("picture", &picture)],
    )
}

pub(crate) fn insert(title: &str) -> String {
    with("edit-insert", &[("what", &title)])
}

pub(crate) fn insert_between(what: &str, from: &str, to: &str) -> String {
    with(
        "edit-insert-between",
        &[("what", &what), ("from", &from), ("to", &to)],
    )
}

/// A wire, by its ends.
pub(crate) fn between(from: &str, to: &str) -> String {
    with("wire-between", &[("from", &from), ("to", &to)])
}

pub(crate) fn swap(what: &str, title: &str) -> String {
    with("edit-swap", &[("what", &what), ("title", &title)])
}

pub(crate) fn color(what: &str, given: bool) -> String {
    let key = if given {
        "edit-colour"
    } else {
        "edit-colour-none"
    };
    with(key, &[("what", &what)])
}

pub(crate) fn go_back(what: &str) -> String {
    with("edit-go-back", &[("what", &what)])
}

pub(crate) fn went_back(what: &str) -> String {
    with("went-back", &[("what", &what)])
}

pub(crate) fn fold(what: &str) -> String {
    with("edit-fold", &[("what", &what)])
}

pub(crate) fn unfold(what: &str) -> String {
    with("edit-unfold", &[("what", &what)])
}

pub(crate) fn own_copy(what: &str) -> String {
    with("edit-own-copy", &[("what", &what)])
}

pub(crate) fn lost(title: &str, what: &[String]) -> String {
    with("lost", &[("title", &title), ("what", &what.join(", "))])
}

/// Said when a view was set in a subgraph that is gone.
pub(crate) fn view_gone(digit: u8) -> String {
    with("view-gone", &[("digit", &digit)])
}

pub(crate) fn select_all(count: usize) -> String {
    with("select-all-found", &[("count", &count)])
}

pub(crate) fn link_to(name: &str) -> String {
    with("edit-link-to", &[("what", &name)])
}

pub(crate) fn not_opened(address: &str) -> String {
    with("not-opened", &[("address", &address)])
}

pub(crate) fn show_param(param: &str, title: &str, shown: bool) -> String {
    let key = if shown {
        "edit-show-param"
    } else {
        "edit-hide-param"
    };
    with(key, &[("param", &param), ("what", &title)])
}

pub(crate) fn rename_graph(title: &str) -> String {
    with("edit-rename-graph", &[("title", &title)])
}

pub(crate) fn move_port(port: &str) -> String {
    with("edit-move-port", &[("what", &port)])
}

pub(crate) fn add_port(label: &str) -> String {
    with("edit-add-port", &[("what", &label)])
}

/// How many nodes show a subgraph, this one among them.
pub(crate) fn linked(count: usize) -> String {
    match count {
        0 | 1 => text("linked-alone").to_owned(),
        2 => text("linked-one").to_owned(),
        many => with("linked-many", &[("count", &(many - 1))]),
    }
}

pub(crate) fn resize(what: &str) -> String {
    with("edit-resize", &[("what", &what)])
}

pub(crate) fn add(title: &str) -> String {
    with("edit-add", &[("what", &title)])
}

pub(crate) fn connect(from: &str, to: &str) -> String {
    with("edit-connect", &[("from", &from), ("to", &to)])
}

pub(crate) fn connect_all(from: &str, count: usize) -> String {
    with("edit-connect-all", &[("from", &from), ("count", &count)])
}

pub(crate) fn disconnect(title: &str) -> String {
    with("edit-disconnect", &[("what", &title)])
}

pub(crate) fn remove(what: &str) -> String {
    with("edit-remove", &[("what", &what)])
}

pub(crate) fn duplicate(what: &str) -> String {
    with("edit-duplicate", &[("what", &what)])
}

pub(crate) fn paste(count: usize) -> String {
    with("edit-paste", &[("count", &count)])
}

pub(crate) fn rename(title: &str) -> String {
    if title.is_empty() {
        text("edit-rename-none").to_owned()
    } else {
        with("edit-rename", &[("title", &title)])
    }
}

pub(crate) fn set_param(param: &str, title: &str, reset: bool) -> String {
    let key = if reset {
        "edit-reset-param"
    } else {
        "edit-set-param"
    };
    with(key, &[("param", &param), ("what", &title)])
}

pub(crate) fn nodes(count: usize) -> String {
    with("nodes", &[("count", &count)])
}

pub(crate) fn items(count: usize) -> String {
    with("items", &[("count", &count)])
}

/// A length in bytes, in the unit a person would use.
pub(crate) fn bytes(count: u64) -> String {
    words().bytes(count)
}

/// A span of time, in the unit a person would use.
pub(crate) fn span(ms: i64) -> String {
    words().span(ms)
}

/// Said when the canvas goes into a subgraph or out of it.
pub(crate) fn place(title: Option<&String>) -> String {
    match title {
        Some(title) => with("inside-place", &[("title", title)]),
        None => text("back-in-workflow").to_owned(),
    }
}

/// How a run goes, for those who listen; waiting is no news.
pub(crate) fn run_news<'a>(
    state: gesso_sync::RunState,
    failures: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<String> {
    use gesso_sync::RunState;
    match state {
        RunState::Queued => None,
        RunState::Running => Some(text("run-news-began").to_owned()),
        RunState::Done => Some(text("run-news-done").to_owned()),
        RunState::Cancelled => Some(text("run-news-cancelled").to_owned()),
        RunState::Failed => {
            let mut said = text("run-news-failed").to_owned();
            for (title, message) in failures.take(3) {
                said.push_str(&format!(". {title}: {message}"));
            }
            Some(said)
        }
    }
}

/// Where one is now, after a step by keys: the node, what goes into it, and whether something is wrong with it.
pub(crate) fn here(title: &str, from: &str, faults: usize) -> String {
    let faults = match faults {
        0 => String::new(),
        some => with("problems-count", &[("count", &some)]),
    };
    let parts = [title, from, &faults];
    let some: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    some.join(", ")
}

pub(crate) fn selected(count: usize) -> String {
    with("items-selected", &[("count", &count)])
}
