//! Menus: a few actions of the one list, for what is under the pointer or for the workflow as a whole.

use crate::browser::keyboard;
use crate::editor::action::action;
use crate::editor::desk::{Desk, Popup, desk};
use gesso_graph::{InPort, ItemId};
use leptos::prelude::*;

/// What the top bar's menu and the phone's action sheet begin with.
pub(crate) const MORE: &[&str] = &[
    "commands",
    "find",
    "workflow.rename",
    "workflow.duplicate",
    "workflow.export",
    "workflow.delete",
    "people",
    "theme",
    "settings",
    "shortcuts",
    "guide",
];
const ON_NODE: &[&str] = &[
    "run.here",
    "show.viewer",
    "rename",
    "cut",
    "copy",
    "duplicate",
    "duplicate.wired",
    "delete",
    "delete.reconnect",
    "swap",
    "wires.into",
    "wires.move",
    "wires.out",
    "mute",
    "bypass",
    "collapse",
    "pin",
    "size.own",
    "add.frame",
    "graph.fold",
    "graph.enter",
    "graph.unfold",
    "graph.own",
    "graph.expose",
    "select.upstream",
    "select.downstream",
    "select.kind",
];
const ON_SEVERAL: &[&str] = &[
    "run.here",
    "cut",
    "copy",
    "duplicate",
    "delete",
    "delete.reconnect",
    "swap",
    "add.frame",
    "graph.fold",
    "tidy",
    "align.left",
    "align.top",
    "distribute.horizontal",
    "distribute.vertical",
    "stack.vertical",
    "mute",
    "bypass",
    "collapse",
    "pin",
    "wires.cut",
];
const ON_PORT: &[&str] = &[
    "rename",
    "port.earlier",
    "port.later",
    "cut",
    "copy",
    "delete",
    "select.upstream",
    "select.downstream",
];
const ON_WIRE: &[&str] = &["wire.insert", "wire.bend", "wire.straighten", "wires.cut"];
const ON_FRAME: &[&str] = &[
    "run.frame",
    "rename",
    "cut",
    "copy",
    "duplicate",
    "delete",
    "color.none",
    "color.red",
    "color.amber",
    "color.green",
    "color.blue",
    "color.violet",
];
const ON_NOTE: &[&str] = &[
    "note.edit",
    "note.link",
    "cut",
    "copy",
    "duplicate",
    "delete",
];
const ON_NOTHING: &[&str] = &[
    "add.node",
    "add.files",
    "add.note",
    "add.frame",
    "paste",
    "select.all",
    "hold.shift",
    "hold.alt",
    "tidy",
    "fit",
    "zoom.100",
    "graph.leave",
    "run",
];

/// The actions for what is under the pointer.
pub(crate) fn for_item(desk: Desk, item: Option<ItemId>, wire: bool) -> &'static [&'static str] {
    let several = desk
        .session
        .selection
        .with_untracked(|items| items.len() > 1);
    match item {
        Some(_) if several => ON_SEVERAL,
        None if wire => ON_WIRE,
        Some(ItemId::Node(id)) if untrack(|| desk.is_port(id)) => ON_PORT,
        Some(ItemId::Node(_)) => ON_NODE,
        Some(ItemId::Frame(_)) => ON_FRAME,
        Some(ItemId::Note(_)) => ON_NOTE,
        None => ON_NOTHING,
    }
}

impl Desk {
    /// Opens the menu of the selected wire or items, where they are on the canvas.
    pub(crate) fn open_item_menu(self) {
        let wire = self.wire.get_untracked();
        let item = self.selected_now().into_iter().next();
        let at = self.stage.with(|editor| match (&wire, item) {
            (Some(wire), None) => editor.wire_at(wire).map(|at| (at.x, at.y)),
            (_, Some(item)) => {
                let rect = editor.screen_rect(item)?;
                Some((rect.x + rect.w / 2.0, rect.y + rect.h / 2.0))
            }
            (None, None) => None,
        });
        let wired = wire.is_some() && item.is_none();
        self.open(Popup::Menu {
            at: at.flatten(),
            actions: for_item(self, item, wired),
        });
    }

    /// Selects a wire and opens its menu.
    pub(crate) fn open_wire_menu(self, wire: InPort) {
        self.stage.perform(self, |editor| editor.choose_wire(wire));
        self.open_item_menu();
    }
}

/// The list of a menu.
#[component]
pub(crate) fn Menu(
    /// The ids of the actions offered.
    actions: &'static [&'static str],
) -> impl IntoView {
    let desk = desk();
    Effect::new(move |_| keyboard::focus(&["[role=menuitem]:not([disabled])"]));
    let on_key = |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            keyboard::step(
                "[role=menuitem]:not([disabled])",
                event.key() == "ArrowDown",
            );
        }
        _ => {}
    };
    let mut group = None;
    let items = actions
        .iter()
        .map(|id| {
            let action = action(id);
            let begins = group
                .replace(action.group)
                .is_some_and(|before| before != action.group);
            view! {
                <button
                    role="menuitem"
                    class="menu-item"
                    class:begins-group=begins
                    disabled=move || !(action.possible)(desk)
                    on:click=move |_| {
                        desk.close();
                        (action.perform)(desk);
                    }
                >
                    <span>{action.label()}</span>
                    <span class="keys" aria-hidden="true">{move || action.hint(desk)}</span>
                </button>
            }
        })
        .collect_view();
    view! { <div role="menu" class="menu" on:keydown=on_key>{items}</div> }
}
