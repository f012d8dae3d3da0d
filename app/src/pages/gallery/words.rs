//! What the gallery says.

pub(super) const SKIP: &str = "Skip to the workflows";
pub(super) const WORKFLOWS: &str = "Workflows";
pub(super) const ALL: &str = "All";
pub(super) const DELETED: &str = "Deleted";
pub(super) const WHICH: &str = "Which workflows";
pub(super) const SEARCH: &str = "Search workflows";
pub(super) const NEW: &str = "New workflow";
pub(super) const BLANK_DOC: &str = "Start from nothing, wire as you go.";
pub(super) const BEGIN: &str = "Begin";
pub(super) const IMPORT: &str = "Import…";
pub(super) const IMPORT_LABEL: &str = "Import workflow files";
pub(super) const HELP: &str = "Help";
pub(super) const DROP_HERE: &str = "Drop workflow files to import them";
pub(super) const UNTITLED: &str = "Untitled";
pub(super) const UNDO: &str = "Undo";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const RESTORE: &str = "Restore";
pub(super) const CLEAR_SEARCH: &str = "Clear the search";
pub(super) const NEW_NAME: &str = "New name";

pub(super) const NONE_YET: &str = "Nothing on the shelf yet";
pub(super) const NONE_YET_DOC: &str = "A workflow is a canvas of nodes: load a picture, treat it, put words over it, save it. Begin with a template above, or drop a workflow file here.";
pub(super) const NONE_DELETED: &str = "Nothing is deleted";
pub(super) const NONE_DELETED_DOC: &str =
    "What you delete stays here for 30 days and can be restored.";

pub(super) const TOO_LARGE: &str = "It is larger than 64 MB. Split the workflow into smaller ones.";
pub(super) const UNREADABLE: &str = "The browser could not read it.";
pub(super) const PICTURES_GO_ON_A_CANVAS: &str =
    "Pictures go on a canvas: open a workflow and drop it there.";

pub(super) fn none_found(search: &str) -> String {
    format!("No workflow is called “{search}”")
}

pub(super) fn count(count: usize, search: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    match search.trim() {
        "" => format!("{count} workflow{plural}"),
        search => format!("{count} workflow{plural} for “{search}”"),
    }
}

pub(super) fn nodes(count: u32) -> String {
    match count {
        0 => "empty".to_owned(),
        1 => "1 node".to_owned(),
        count => format!("{count} nodes"),
    }
}

pub(super) fn rename(name: &str) -> String {
    format!("Rename {name}")
}

pub(super) fn duplicate(name: &str) -> String {
    format!("Duplicate {name}")
}

pub(super) fn delete(name: &str) -> String {
    format!("Delete {name}")
}

pub(super) fn restore(name: &str) -> String {
    format!("Restore {name}")
}

pub(super) fn download(name: &str) -> String {
    format!("Download {name} as a file")
}

pub(super) fn duplicated(name: &str) -> String {
    format!("Made a copy of “{name}”.")
}

pub(super) fn deleted(name: &str) -> String {
    format!("Deleted “{name}”.")
}

pub(super) fn restored(name: &str) -> String {
    format!("“{name}” is back among your workflows.")
}

pub(super) fn imported(name: &str) -> String {
    format!("Imported “{name}”.")
}

pub(super) fn not_imported(file: &str, reason: &str) -> String {
    format!("{file} was not imported. {reason}")
}

pub(super) fn running(done: usize, known: usize) -> String {
    match known {
        0 => "Running".to_owned(),
        _ => format!("Running, {done} of {known}"),
    }
}

pub(super) fn appearance(choice: &str) -> String {
    format!("Appearance: {choice}")
}
