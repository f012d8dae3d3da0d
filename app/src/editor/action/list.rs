//! Every action of the editor, in the order shown. Adding one here is all it takes to have it in menus, palette and keys.

use super::{Action, Group, Where};
use crate::editor::desk::{Desk, Dock, Left, Popup, Sheet};
use crate::editor::workflow;
use gesso_canvas::CanvasAction;
use gesso_graph::ItemId;
use gesso_sync::RunState;
use leptos::prelude::*;

/// How far an arrow key moves the selection, in world pixels.
const NUDGE: f64 = 4.0;
const NUDGE_FAR: f64 = 40.0;

fn always(_: Desk) -> bool {
    true
}

fn any_selected(desk: Desk) -> bool {
    !desk.session.selection.with(|items| items.is_empty())
}

fn node_selected(desk: Desk) -> bool {
    desk.session
        .selection
        .with(|items| items.iter().any(|item| matches!(item, ItemId::Node(_))))
}

fn titled_selected(desk: Desk) -> bool {
    desk.session
        .selection
        .with(|items| items.len() == 1 && !matches!(items.first(), Some(ItemId::Note(_))))
}

fn any_node(desk: Desk) -> bool {
    desk.session
        .document
        .with(|document| !document.nodes().is_empty())
}

pub(crate) fn is_running(desk: Desk) -> bool {
    matches!(
        desk.session.run.get(),
        Some((_, RunState::Queued | RunState::Running))
    )
}

const fn on(
    place: Where,
    group: Group,
    (id, label, words): (&'static str, &'static str, &'static str),
    keys: &'static [&'static str],
    possible: fn(Desk) -> bool,
    perform: fn(Desk),
) -> Action {
    Action {
        id,
        label,
        words,
        keys,
        place,
        group,
        possible,
        perform,
    }
}

/// The list.
pub(crate) static ACTIONS: &[Action] = &[
    on(
        Where::Anywhere,
        Group::Run,
        ("run", "Run", "start render everything queue"),
        &["Ctrl+Enter"],
        any_node,
        |desk| {
            desk.run(None);
        },
    ),
    on(
        Where::Anywhere,
        Group::Run,
        ("run.here", "Run to here", "branch node only upstream"),
        &["Alt+Enter"],
        node_selected,
        |desk| {
            desk.run(Some(desk.nodes_selected()));
        },
    ),
    on(
        Where::Page,
        Group::Run,
        ("run.cancel", "Cancel the run", "stop interrupt"),
        &["Ctrl+Alt+Enter", "Shift+X"],
        is_running,
        |desk| {
            desk.session.cancel_run();
        },
    ),
    on(
        Where::Canvas,
        Group::Add,
        ("add.node", "Add node…", "new create search insert"),
        &["Tab", "Shift+A"],
        always,
        Desk::open_add_node,
    ),
    on(
        Where::Page,
        Group::Add,
        ("add.note", "Add note", "text comment sticky"),
        &[],
        always,
        Desk::add_note,
    ),
    on(
        Where::Page,
        Group::Add,
        ("add.frame", "Frame", "group box around selection"),
        &["Ctrl+G"],
        always,
        |desk| {
            if any_selected(desk) {
                desk.canvas(CanvasAction::Group)
            } else {
                desk.add_frame()
            }
        },
    ),
    on(
        Where::Page,
        Group::Edit,
        ("undo", "Undo", "back take revert"),
        &["Ctrl+Z"],
        |desk| desk.session.undo_label.with(Option::is_some),
        |desk| {
            desk.session.undo();
        },
    ),
    on(
        Where::Page,
        Group::Edit,
        ("redo", "Redo", "again forward"),
        &["Ctrl+Shift+Z", "Ctrl+Y"],
        |desk| desk.session.redo_label.with(Option::is_some),
        |desk| {
            desk.session.redo();
        },
    ),
    on(
        Where::Browser,
        Group::Edit,
        ("cut", "Cut", "clipboard"),
        &["Ctrl+X"],
        any_selected,
        Desk::cut,
    ),
    on(
        Where::Browser,
        Group::Edit,
        ("copy", "Copy", "clipboard"),
        &["Ctrl+C"],
        any_selected,
        Desk::copy,
    ),
    on(
        Where::Browser,
        Group::Edit,
        ("paste", "Paste", "clipboard insert"),
        &["Ctrl+V"],
        always,
        Desk::paste_from_clipboard,
    ),
    on(
        Where::Page,
        Group::Edit,
        ("duplicate", "Duplicate", "copy clone"),
        &["Ctrl+D", "Shift+D"],
        any_selected,
        Desk::duplicate_selection,
    ),
    on(
        Where::Page,
        Group::Edit,
        ("delete", "Delete", "remove erase"),
        &["Delete", "Backspace"],
        always,
        |desk| {
            // The canvas knows about a selected wire as well.
            if any_selected(desk) {
                desk.remove(&desk.selected_now())
            } else {
                desk.canvas(CanvasAction::Delete)
            }
        },
    ),
    on(
        Where::Page,
        Group::Edit,
        ("rename", "Rename", "title name"),
        &["F2"],
        titled_selected,
        |desk| {
            desk.show(Sheet::Inspector);
            desk.focus_title();
        },
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.left", "Nudge left", "move"),
        &["ArrowLeft"],
        any_selected,
        |desk| desk.nudge(-NUDGE, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.right", "Nudge right", "move"),
        &["ArrowRight"],
        any_selected,
        |desk| desk.nudge(NUDGE, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.up", "Nudge up", "move"),
        &["ArrowUp"],
        any_selected,
        |desk| desk.nudge(0.0, -NUDGE),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.down", "Nudge down", "move"),
        &["ArrowDown"],
        any_selected,
        |desk| desk.nudge(0.0, NUDGE),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.far.left", "Nudge far left", "move"),
        &["Shift+ArrowLeft"],
        any_selected,
        |desk| desk.nudge(-NUDGE_FAR, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.far.right", "Nudge far right", "move"),
        &["Shift+ArrowRight"],
        any_selected,
        |desk| desk.nudge(NUDGE_FAR, 0.0),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.far.up", "Nudge far up", "move"),
        &["Shift+ArrowUp"],
        any_selected,
        |desk| desk.nudge(0.0, -NUDGE_FAR),
    ),
    on(
        Where::Canvas,
        Group::Edit,
        ("nudge.far.down", "Nudge far down", "move"),
        &["Shift+ArrowDown"],
        any_selected,
        |desk| desk.nudge(0.0, NUDGE_FAR),
    ),
    on(
        Where::Page,
        Group::Select,
        ("select.all", "Select all", "everything"),
        &["Ctrl+A"],
        always,
        |desk| desk.canvas(CanvasAction::SelectAll),
    ),
    on(
        Where::Page,
        Group::Select,
        ("select.none", "Select nothing", "deselect cancel end"),
        &["Escape"],
        always,
        |desk| desk.canvas(CanvasAction::Cancel),
    ),
    on(
        Where::Page,
        Group::Select,
        (
            "select.upstream",
            "Select what it needs",
            "upstream inputs before",
        ),
        &["Alt+U"],
        node_selected,
        |desk| desk.select_along(true, false),
    ),
    on(
        Where::Page,
        Group::Select,
        (
            "select.downstream",
            "Select what needs it",
            "downstream outputs after",
        ),
        &["Alt+D"],
        node_selected,
        |desk| desk.select_along(false, true),
    ),
    on(
        Where::Page,
        Group::Select,
        ("select.connected", "Select connected", "branch both"),
        &["Alt+S"],
        node_selected,
        |desk| desk.select_along(true, true),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.left", "Nearest node on the left", "focus move"),
        &["Ctrl+ArrowLeft"],
        any_node,
        |desk| desk.go_nearest(-1.0, 0.0),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.right", "Nearest node on the right", "focus move"),
        &["Ctrl+ArrowRight"],
        any_node,
        |desk| desk.go_nearest(1.0, 0.0),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.up", "Nearest node above", "focus move"),
        &["Ctrl+ArrowUp"],
        any_node,
        |desk| desk.go_nearest(0.0, -1.0),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.down", "Nearest node below", "focus move"),
        &["Ctrl+ArrowDown"],
        any_node,
        |desk| desk.go_nearest(0.0, 1.0),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.source", "Back along the wire", "previous source follow"),
        &["Alt+ArrowLeft"],
        node_selected,
        |desk| desk.follow_wire(true),
    ),
    on(
        Where::Page,
        Group::Select,
        ("go.target", "Forward along the wire", "next target follow"),
        &["Alt+ArrowRight"],
        node_selected,
        |desk| desk.follow_wire(false),
    ),
    on(
        Where::Page,
        Group::View,
        ("fit", "Show everything", "fit all zoom"),
        &["Shift+1", "."],
        always,
        |desk| desk.canvas(CanvasAction::FitAll),
    ),
    on(
        Where::Page,
        Group::View,
        ("fit.selection", "Show the selection", "fit zoom focus"),
        &["Shift+2", "F"],
        any_selected,
        |desk| desk.canvas(CanvasAction::FitSelection),
    ),
    on(
        Where::Anywhere,
        Group::View,
        ("zoom.100", "Zoom to 100 %", "actual size"),
        &["Ctrl+0"],
        always,
        |desk| desk.canvas(CanvasAction::Zoom100),
    ),
    on(
        Where::Anywhere,
        Group::View,
        ("zoom.in", "Zoom in", "closer larger"),
        &["Ctrl++"],
        always,
        |desk| desk.canvas(CanvasAction::ZoomIn),
    ),
    on(
        Where::Anywhere,
        Group::View,
        ("zoom.out", "Zoom out", "away smaller"),
        &["Ctrl+-"],
        always,
        |desk| desk.canvas(CanvasAction::ZoomOut),
    ),
    on(
        Where::Page,
        Group::View,
        ("show.nodes", "Show the nodes", "palette library panel"),
        &[],
        always,
        |desk| desk.show(Sheet::Left(Left::Nodes)),
    ),
    on(
        Where::Page,
        Group::View,
        (
            "show.outline",
            "Show the outline",
            "list tree accessible panel",
        ),
        &["Alt+O"],
        always,
        |desk| {
            desk.show(Sheet::Left(Left::Outline));
            desk.focus_outline();
        },
    ),
    on(
        Where::Page,
        Group::View,
        (
            "show.inspector",
            "Show the inspector",
            "parameters properties panel",
        ),
        &["Alt+I"],
        always,
        |desk| {
            desk.show(Sheet::Inspector);
            desk.focus_title();
        },
    ),
    on(
        Where::Page,
        Group::View,
        (
            "show.viewer",
            "Show the viewer",
            "picture result preview panel",
        ),
        &["Alt+V"],
        always,
        |desk| desk.show(Sheet::Dock(Dock::Viewer)),
    ),
    on(
        Where::Page,
        Group::View,
        ("show.runs", "Show the runs", "history queue panel"),
        &["Alt+R"],
        always,
        |desk| desk.show(Sheet::Dock(Dock::Runs)),
    ),
    on(
        Where::Page,
        Group::Workflow,
        ("workflow.rename", "Rename the workflow", "name title"),
        &[],
        always,
        |desk| desk.focus_name(),
    ),
    on(
        Where::Page,
        Group::Workflow,
        (
            "workflow.export",
            "Download the workflow file",
            "export save json share",
        ),
        &[],
        always,
        workflow::download,
    ),
    on(
        Where::Page,
        Group::Workflow,
        ("workflow.duplicate", "Duplicate the workflow", "copy clone"),
        &[],
        always,
        workflow::duplicate,
    ),
    on(
        Where::Page,
        Group::Workflow,
        ("workflow.delete", "Delete the workflow", "remove"),
        &[],
        always,
        workflow::delete,
    ),
    on(
        Where::Page,
        Group::Workflow,
        ("workflow.home", "Go to the gallery", "home workflows close"),
        &[],
        always,
        workflow::leave,
    ),
    on(
        Where::Anywhere,
        Group::Workflow,
        ("workflow.save", "Save", "keep store"),
        &["Ctrl+S"],
        always,
        workflow::say_saved,
    ),
    on(
        Where::Page,
        Group::Workflow,
        ("theme", "Dark or light", "theme appearance colours"),
        &[],
        always,
        |desk| desk.switch_theme(),
    ),
    on(
        Where::Anywhere,
        Group::Help,
        ("commands", "Find an action…", "command palette search"),
        &["Ctrl+K", "Ctrl+Shift+P", "Ctrl+/"],
        always,
        |desk| desk.open(Popup::Commands),
    ),
    on(
        Where::Page,
        Group::Help,
        ("find", "Find in the workflow…", "search node go"),
        &["Ctrl+F"],
        any_node,
        |desk| desk.open(Popup::Find),
    ),
    on(
        Where::Page,
        Group::Help,
        ("shortcuts", "Keyboard shortcuts", "help keys"),
        &["?"],
        always,
        |desk| desk.open(Popup::Shortcuts),
    ),
    on(
        Where::Page,
        Group::Help,
        ("guide", "Guide", "documentation manual help"),
        &[],
        always,
        workflow::guide,
    ),
];
