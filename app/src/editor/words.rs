//! What people read in the editor, where it is more than a label: names of undo steps, sentences, counts.

use gesso_graph::edit::Line;

pub(crate) const ADD_FRAME: &str = "Add a frame";
pub(crate) const ADD_NOTE: &str = "Add a note";
pub(crate) const A_FRAME: &str = "a frame";
pub(crate) const A_NOTE: &str = "a note";
pub(crate) const EDIT_NOTE: &str = "Edit a note";
pub(crate) const NEW_FRAME: &str = "Frame";
pub(crate) const NEW_NOTE: &str = "Note";
pub(crate) const NEW_SUBGRAPH: &str = "Subgraph";
pub(crate) const TIDY_ALL: &str = "Tidy up everything";

pub(crate) fn tidy(what: &str) -> String {
    format!("Tidy up {what}")
}

pub(crate) fn align(line: Line, what: &str) -> String {
    let line = match line {
        Line::Left => "left edges",
        Line::Right => "right edges",
        Line::Top => "top edges",
        Line::Bottom => "bottom edges",
        Line::Center | Line::Middle => "middles",
    };
    format!("Align {line} of {what}")
}

pub(crate) fn distribute(what: &str) -> String {
    format!("Make the gaps of {what} equal")
}

pub(crate) fn stack(what: &str) -> String {
    format!("Stack {what}")
}

pub(crate) fn remove_and_reconnect(what: &str) -> String {
    format!("Delete {what} and close the gap")
}

pub(crate) fn take_out(what: &str) -> String {
    format!("Take {what} out of the wires")
}

pub(crate) fn cut(count: usize) -> String {
    format!("Cut {}", counted(count, "wire", "wires"))
}

pub(crate) fn insert(title: &str) -> String {
    format!("Insert {title}")
}

pub(crate) fn swap(what: &str, title: &str) -> String {
    format!("Swap {what} for {title}")
}

pub(crate) fn color(what: &str, given: bool) -> String {
    if given {
        format!("Colour {what}")
    } else {
        format!("Take the colour of {what} away")
    }
}

pub(crate) fn go_back(what: &str) -> String {
    format!("Go back to {what}")
}

pub(crate) fn went_back(what: &str) -> String {
    format!("The workflow is as it was after {what}. Undo comes back.")
}

pub(crate) fn fold(what: &str) -> String {
    format!("Fold {what} into a subgraph")
}

pub(crate) fn unfold(what: &str) -> String {
    format!("Unfold {what}")
}

pub(crate) fn own_copy(what: &str) -> String {
    format!("Make {what} an own copy")
}

pub(crate) fn lost(title: &str, what: &[String]) -> String {
    format!(
        "{title} has no place for {}. Undo brings it back.",
        what.join(", ")
    )
}

pub(crate) fn resize(what: &str) -> String {
    format!("Resize {what}")
}

pub(crate) fn add(title: &str) -> String {
    format!("Add {title}")
}

pub(crate) fn connect(from: &str, to: &str) -> String {
    format!("Connect {from} to {to}")
}

pub(crate) fn disconnect(title: &str) -> String {
    format!("Disconnect {title}")
}

pub(crate) fn remove(what: &str) -> String {
    format!("Delete {what}")
}

pub(crate) fn duplicate(what: &str) -> String {
    format!("Duplicate {what}")
}

pub(crate) fn paste(count: usize) -> String {
    format!("Paste {}", items(count))
}

pub(crate) fn rename(title: &str) -> String {
    if title.is_empty() {
        "Take the title away".to_owned()
    } else {
        format!("Rename to {title}")
    }
}

pub(crate) fn set_param(param: &str, title: &str, reset: bool) -> String {
    if reset {
        format!("Reset {param} of {title}")
    } else {
        format!("Set {param} of {title}")
    }
}

pub(crate) fn nodes(count: usize) -> String {
    counted(count, "node", "nodes")
}

pub(crate) fn items(count: usize) -> String {
    counted(count, "item", "items")
}

pub(crate) fn edits(count: usize) -> String {
    counted(count, "edit", "edits")
}

pub(crate) fn people(count: u32) -> String {
    match count {
        0 | 1 => "Only you have this open".to_owned(),
        many => format!("{many} tabs have this open"),
    }
}

pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {many}")
    }
}

/// A length in bytes, in the unit a person would use.
pub(crate) fn bytes(count: u64) -> String {
    let mut amount = count as f64;
    for unit in ["B", "kB", "MB"] {
        if amount < 1000.0 {
            return if unit == "B" {
                format!("{count} B")
            } else {
                format!("{amount:.1} {unit}")
            };
        }
        amount /= 1000.0;
    }
    format!("{amount:.1} GB")
}

/// A span of time, in the unit a person would use.
pub(crate) fn span(ms: i64) -> String {
    match ms {
        ..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{:.1} s", ms as f64 / 1000.0),
        _ => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1000),
    }
}

/// Said when the canvas goes into a subgraph or out of it.
pub(crate) fn place(title: Option<&String>) -> String {
    match title {
        Some(title) => format!("Inside {title}. Escape goes out."),
        None => "Back in the workflow.".to_owned(),
    }
}
