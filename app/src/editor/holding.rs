//! Keys held on the screen, so that a finger or a pen does what a mouse does with Shift, Ctrl and Alt: add to the selection,
//! draw a box, copy by dragging, cut with a stroke, fan wires out. What is held is shown on the canvas until it is let go.

use crate::editor::desk::{Desk, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::keys::cap;
use crate::words::{text, with};
use gesso_canvas::Modifiers;
use leptos::prelude::*;

impl Desk {
    /// Holds a key or lets it go.
    pub(crate) fn toggle_held(self, change: impl FnOnce(&mut Modifiers)) {
        let mut keys = self.held.get_untracked();
        change(&mut keys);
        // Whoever holds a key wants the canvas next.
        self.sheet.set(None);
        self.stage.perform(self, |editor| editor.hold(keys));
    }
}

/// What is held, and the way to let it go.
#[component]
pub(crate) fn HeldKeys() -> impl IntoView {
    let desk = desk();
    let held = move |name: &'static str,
                     what: &'static str,
                     is: fn(Modifiers) -> bool,
                     set: fn(&mut Modifiers)| {
        view! {
            <Show when=move || is(desk.held.get())>
                <button class="held" aria-label=with("let-go", &[("key", &cap(name))]) on:click=move |_| desk.toggle_held(set)>
                    <kbd>{cap(name)}</kbd><span>{what}</span><Icon glyph=Glyph::Close />
                </button>
            </Show>
        }
    };
    view! {
        <div class="held-keys">
            {held("Shift", text("holding-shift"), |keys| keys.shift, |keys| keys.shift = false)}
            {held("Ctrl", text("holding-ctrl"), |keys| keys.ctrl, |keys| keys.ctrl = false)}
            {held("Alt", text("holding-alt"), |keys| keys.alt, |keys| keys.alt = false)}
        </div>
    }
}
