//! What the whole editor listens to while it is open: keys for actions, and the browser's copy, cut and paste.
//! A dialog that is open has the keyboard for itself.

use crate::browser::clipboard;
use crate::browser::keyboard::{self as keys, Holder};
use crate::editor::action::find;
use crate::editor::canvas::take_files;
use crate::editor::desk::Desk;
use crate::words::text;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

/// Listens as long as the current owner lives; the server never does.
pub(crate) fn listen(desk: Desk) {
    Effect::new(move |_| {
        let handles = [
            window_event_listener(ev::keydown, move |event| key(desk, &event)),
            window_event_listener(ev::copy, move |event| {
                copy(desk, &event);
            }),
            window_event_listener(ev::cut, move |event| {
                if copy(desk, &event) {
                    desk.remove(&desk.selected_now());
                }
            }),
            window_event_listener(ev::paste, move |event| paste(desk, &event)),
        ];
        on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    });
}

fn key(desk: Desk, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || is_busy(desk) {
        return;
    }
    let pressed = keys::pressed(event);
    // The browser pastes for both; what the paste means is said by the key before it.
    desk.wired
        .set_value(pressed.ctrl && pressed.shift && pressed.key.eq_ignore_ascii_case("v"));
    let holder = keys::holder();
    // A slider needs its arrows and a choice its letters; what is pressed with Ctrl or Alt is meant for the page.
    let typing =
        holder == Holder::Text || (holder == Holder::Widget && !pressed.ctrl && !pressed.alt);
    let found = desk
        .keymap
        .with_untracked(|keymap| find(keymap, &pressed, typing, holder == Holder::Canvas));
    if let Some(action) = found {
        event.prevent_default();
        if untrack(|| (action.possible)(desk)) {
            (action.perform)(desk);
        }
    }
}

/// Something lies over the page or is typed on the canvas.
fn is_busy(desk: Desk) -> bool {
    desk.popup.with_untracked(Option::is_some)
        || desk.typing.with_untracked(Option::is_some)
        || desk.typed.with_untracked(Option::is_some)
}

fn is_elsewhere(desk: Desk) -> bool {
    is_busy(desk) || keys::holder() == Holder::Text
}

fn copy(desk: Desk, event: &ev::ClipboardEvent) -> bool {
    if is_elsewhere(desk) {
        return false;
    }
    let clip = desk.clip();
    if let Some(text) = &clip {
        clipboard::put(event, text);
    }
    clip.is_some()
}

fn paste(desk: Desk, event: &ev::ClipboardEvent) {
    if is_elsewhere(desk) {
        return;
    }
    event.prevent_default();
    let at = desk.stage.middle();
    let files = clipboard::files_of(event);
    if files.is_empty() {
        let wired = desk.wired.try_update_value(std::mem::take).unwrap_or(false);
        desk.paste(&clipboard::text_of(event), at, wired);
    } else {
        take_files(desk, files, at);
    }
}

impl Desk {
    /// Copies the selection without a browser's copy event: from a menu.
    pub(crate) fn copy(self) {
        let Some(clip) = self.clip() else { return };
        leptos::task::spawn_local(async move {
            if !clipboard::write(&clip).await {
                self.session.warn(text("no-clipboard-copy"));
            }
        });
    }

    /// Cuts the selection without a browser's cut event: from a menu.
    pub(crate) fn cut(self) {
        let items = self.selected_now();
        let Some(clip) = self.clip() else { return };
        leptos::task::spawn_local(async move {
            if clipboard::write(&clip).await {
                self.remove(&items);
            } else {
                self.session.warn(text("no-clipboard-cut"));
            }
        });
    }

    /// Pastes without a browser's paste event: from a menu.
    pub(crate) fn paste_from_clipboard(self, wired: bool) {
        leptos::task::spawn_local(async move {
            match clipboard::read().await {
                Some(text) => self.paste(&text, self.stage.middle(), wired),
                None => self.session.warn(text("no-clipboard-paste")),
            }
        });
    }

    /// Runs these nodes of the graph that is shown and what they need, or everything. What is being typed counts.
    pub(crate) fn run(self, nodes: Option<Vec<gesso_graph::NodeId>>) {
        keys::hand_over();
        let named = |nodes: Vec<_>| {
            nodes
                .into_iter()
                .map(|node| untrack(|| self.run_name(node)))
        };
        self.session
            .start_run(nodes.map(|nodes| named(nodes).collect()));
    }

    /// Moves the selection by world pixels.
    pub(crate) fn nudge(self, dx: f64, dy: f64) {
        self.canvas(gesso_canvas::CanvasAction::Nudge { dx, dy });
    }

    /// Gives the keyboard to the title in the inspector.
    pub(crate) fn focus_title(self) {
        keys::focus(&["#inspector-title", "#inspector"]);
    }

    /// Gives the keyboard to the first parameter in the inspector; where that would bring up the keyboard of a screen, to all of it.
    pub(crate) fn focus_params(self) {
        const FIRST: &str = "#inspector .param :is(input:not([type=range]), textarea, select)";
        match crate::browser::is_touched() {
            true => keys::focus(&["#inspector"]),
            false => keys::focus(&[FIRST, "#inspector-title", "#inspector"]),
        }
    }

    /// Gives the keyboard to the workflow's name.
    pub(crate) fn focus_name(self) {
        self.sheet.set(None);
        keys::focus(&["#workflow-name"]);
    }

    /// Gives the keyboard to the selected item of the outline, or to the first.
    pub(crate) fn focus_outline(self) {
        keys::focus(&[
            ".outline-row[aria-current=true]",
            ".outline-row",
            "#outline",
        ]);
    }

    /// Shows the outline and gives it the keyboard.
    pub(crate) fn open_outline(self) {
        self.show(super::desk::Sheet::Left(super::desk::Left::Outline));
        self.focus_outline();
    }
}
