//! What lies over everything: one dialog at a time. The browser keeps the keyboard inside it and closes it on Escape;
//! when it goes, the keyboard goes back to where it was.

use crate::browser::keyboard;
use crate::editor::command_palette::Commands;
use crate::editor::desk::{Desk, Popup, desk};
use crate::editor::exposing::ExposeChoice;
use crate::editor::find::Find;
use crate::editor::kind_choice::SwapChoice;
use crate::editor::menu::Menu;
use crate::editor::notes::LinkChoice;
use crate::editor::part::Part;
use crate::editor::people::PeopleList;
use crate::editor::putting::{InsertChoice, PutChoice};
use crate::editor::run_with::RunWith;
use crate::editor::search::AddNode;
use crate::editor::settings::Settings;
use crate::editor::shortcuts::Shortcuts;
use crate::editor::wire_choice::{WireChoice, WiresChoice};
use crate::words::text;
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Least distance to the window's edge, and the extents that a dialog at a place is kept inside with, in CSS pixels.
const MARGIN: f64 = 8.0;
const PICKER: (f64, f64) = (320.0, 380.0);
const MENU: (f64, f64) = (340.0, 560.0);

/// The open dialog, if one is.
#[component]
pub(crate) fn Overlay() -> impl IntoView {
    let desk = desk();
    // The server may drop it on another thread than it was made on, so only what the browser puts in is bound to one.
    let before = StoredValue::new(None::<SendWrapper<keyboard::Held>>);
    Effect::new(move |was_open: Option<bool>| {
        let is_open = desk.popup.with(Option::is_some);
        match (was_open.unwrap_or(false), is_open) {
            (false, true) => before.set_value(keyboard::active().map(SendWrapper::new)),
            (true, false) => give_back(
                desk,
                before
                    .try_update_value(Option::take)
                    .flatten()
                    .map(SendWrapper::take),
            ),
            _ => {}
        }
        is_open
    });
    move || desk.part(Part::Dialog(desk.popup.get()?))
}

/// What was chosen may have put the keyboard somewhere already; then it stays there.
fn give_back(desk: Desk, before: Option<keyboard::Held>) {
    if keyboard::active().is_some_and(|active| active.tag_name() != "BODY" && active.is_connected())
    {
        return;
    }
    match before {
        Some(element) if element.is_connected() && element.tag_name() != "BODY" => {
            keyboard::focus_element(&element)
        }
        _ => desk.stage.focus(),
    }
}

/// A dialog that is open.
#[component]
pub(crate) fn Dialog(
    /// Which.
    popup: Popup,
) -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get()
            && !element.open()
        {
            // It is on the page and closed, so the browser has no reason to refuse.
            drop(element.show_modal());
        }
    });
    let (name, look, place) = match &popup {
        Popup::AddNode { at, .. } => (
            text("add-node"),
            "dialog dialog-picker",
            at.map(|at| kept_inside(desk, at, PICKER)),
        ),
        Popup::Wire(_) => (text("connect"), "dialog dialog-picker", None),
        Popup::MoveWires(_) => (text("move-wires"), "dialog dialog-picker", None),
        Popup::Insert(_) => (text("insert-node"), "dialog dialog-picker", None),
        Popup::Put(_) => (text("put-into-wire"), "dialog dialog-picker", None),
        Popup::Swap => (text("swap"), "dialog dialog-picker", None),
        Popup::Commands => (text("actions"), "dialog dialog-picker dialog-wide", None),
        Popup::Find => (
            text("find-in-workflow"),
            "dialog dialog-picker dialog-wide",
            None,
        ),
        Popup::Menu { at, .. } => {
            let look = if at.is_some() {
                "dialog dialog-menu"
            } else {
                "dialog dialog-menu under-top-bar"
            };
            (text("menu"), look, at.map(|at| kept_inside(desk, at, MENU)))
        }
        Popup::People => (text("people"), "dialog dialog-menu under-top-bar", None),
        Popup::Expose => (text("show-on-subgraph"), "dialog dialog-picker", None),
        Popup::Link => (text("link-to-workflow"), "dialog dialog-picker", None),
        Popup::Shortcuts => (text("keyboard-shortcuts"), "dialog dialog-sheet", None),
        Popup::Settings => (text("settings"), "dialog dialog-sheet", None),
        Popup::RunWith => (text("run-with"), "dialog dialog-sheet dialog-rows", None),
    };
    // The dialog's own box is all content, so only the backdrop reports the dialog itself; and what is inside may have
    // something of its own that is called off.
    let is_of_dialog = move |event: &leptos::ev::Event| {
        element
            .get_untracked()
            .is_some_and(|dialog| event.target().as_ref() == Some(dialog.as_ref()))
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        if is_of_dialog(&event) {
            desk.close();
        }
    };
    // The browser says that a dialog is closed a moment after it is gone: a key that is pressed between must not be lost.
    let on_cancel = move |event: leptos::ev::Event| {
        if is_of_dialog(&event)
            && let Some(dialog) = element.get_untracked()
        {
            event.prevent_default();
            // The keyboard leaves what is in it before that is gone.
            dialog.close();
            desk.close();
        }
    };
    // What is said of one that is gone is not about the one that may be open by now.
    let on_close = move |event: leptos::ev::Event| {
        if keyboard::is_on_page(&event) {
            desk.close();
        }
    };
    view! {
        <dialog
            class=look
            class:is-placed=place.is_some()
            aria-label=name
            node_ref=element
            style:left=place.map(|(x, _)| format!("{x:.0}px"))
            style:top=place.map(|(_, y)| format!("{y:.0}px"))
            on:click=on_click
            on:cancel=on_cancel
            on:close=on_close
        >
            <div class="dialog-body">{content(popup)}</div>
        </dialog>
    }
}

fn content(popup: Popup) -> AnyView {
    match popup {
        Popup::AddNode { world, wire, .. } => view! { <AddNode world wire /> }.into_any(),
        Popup::Wire(wire) => view! { <WireChoice wire /> }.into_any(),
        Popup::MoveWires(from) => view! { <WiresChoice from /> }.into_any(),
        Popup::Insert(wire) => view! { <InsertChoice wire /> }.into_any(),
        Popup::Put(node) => view! { <PutChoice node /> }.into_any(),
        Popup::Swap => view! { <SwapChoice /> }.into_any(),
        Popup::Commands => view! { <Commands /> }.into_any(),
        Popup::Find => view! { <Find /> }.into_any(),
        Popup::People => view! { <PeopleList /> }.into_any(),
        Popup::Expose => view! { <ExposeChoice /> }.into_any(),
        Popup::Link => view! { <LinkChoice /> }.into_any(),
        Popup::Menu { actions, .. } => view! { <Menu actions /> }.into_any(),
        Popup::Shortcuts => view! { <Shortcuts /> }.into_any(),
        Popup::Settings => view! { <Settings /> }.into_any(),
        Popup::RunWith => view! { <RunWith /> }.into_any(),
    }
}

/// A place on the canvas as a place on the window where a box of this extent can be seen whole.
fn kept_inside(desk: Desk, (x, y): (f64, f64), (w, h): (f64, f64)) -> (f64, f64) {
    let (left, top) = desk
        .stage
        .container
        .get_untracked()
        .map_or((0.0, 0.0), |container| {
            let rect = container.get_bounding_client_rect();
            (rect.left(), rect.top())
        });
    let room = |extent: Result<leptos::wasm_bindgen::JsValue, _>| {
        extent
            .ok()
            .and_then(|extent| extent.as_f64())
            .unwrap_or(f64::MAX)
    };
    let keep = |at: f64, extent: f64, room: f64| at.min(room - extent - MARGIN).max(MARGIN);
    (
        keep(left + x, w, room(window().inner_width())),
        keep(top + y, h, room(window().inner_height())),
    )
}
