//! A second picture over the first, from a line to the right: the line is dragged with a pointer or moved with keys.

use super::eye::Eye;
use super::hand::Hand;
use super::picture::{Tiles, px};
use crate::editor::icon::{Glyph, Icon};
use crate::words::{text, with};
use gesso_graph::ContentKey;
use gesso_sync::Take;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

/// How far a key moves the line, as a part of the view's width; with Shift ten times as far.
const STEP: f64 = 0.01;

/// What is wiped over the picture, and where the line is. A handle, free to copy.
#[derive(Clone, Copy)]
pub(super) struct Wipe {
    /// The take over the picture.
    pub(super) against: RwSignal<Option<ContentKey>>,
    /// Where the line is: 0 is the left edge of the view, 1 the right.
    at: RwSignal<f64>,
    dragged: StoredValue<bool>,
}

impl Wipe {
    pub(super) fn new() -> Self {
        Self {
            against: RwSignal::new(None),
            at: RwSignal::new(0.5),
            dragged: StoredValue::new(false),
        }
    }

    fn put(self, at: f64) {
        self.at.set(at.clamp(0.0, 1.0));
    }

    fn key(self, event: &KeyboardEvent) {
        let step = if event.shift_key() { 10.0 * STEP } else { STEP };
        let at = self.at.get_untracked();
        match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => self.put(at - step),
            "ArrowRight" | "ArrowUp" => self.put(at + step),
            "Home" => self.put(0.0),
            "End" => self.put(1.0),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn down(self, line: NodeRef<html::Div>, event: &PointerEvent) {
        event.stop_propagation();
        self.dragged.set_value(true);
        if let Some(line) = line.get_untracked() {
            // Without capture a drag only ends early.
            drop(line.set_pointer_capture(event.pointer_id()));
        }
    }

    fn moved(self, hand: Hand, event: &PointerEvent) {
        event.stop_propagation();
        if !self.dragged.get_value() {
            return;
        }
        let (w, _) = hand.extent.get_untracked();
        if let (Some(view), true) = (hand.view.get_untracked(), w > 0.0) {
            let (x, _) = crate::browser::drag::within(&view, event.client_x(), event.client_y());
            self.put(x / w);
        }
    }

    fn up(self, event: &PointerEvent) {
        event.stop_propagation();
        self.dragged.set_value(false);
    }
}

/// The second picture with the line, over the first one of a size.
#[component]
pub(super) fn Over(
    /// What is over it.
    take: Take,
    /// The size of the picture under it.
    size: (u32, u32),
    wipe: Wipe,
    hand: Hand,
) -> impl IntoView {
    let line = NodeRef::<html::Div>::new();
    let key = take.key;
    let own = take.result.size.unwrap_or(size);
    // Shown as large as the first, whatever its own size.
    let share = f64::from(size.0) / f64::from(own.0.max(1));
    let eye = move || {
        let eye = hand.eye.get();
        Eye {
            zoom: eye.zoom * share,
            ..eye
        }
    };
    let tiles = Tiles::new(own, Signal::derive(eye), hand);
    let under = take.result.preview.map(|hash| format!("/artifact/{hash}"));
    let percent = move || wipe.at.get() * 100.0;
    view! {
        <div class="wipe" style:clip-path=move || format!("inset(0 0 0 {:.3}%)", percent())>
            <div
                class="viewer-picture checker"
                style:left=move || px(eye().x)
                style:top=move || px(eye().y)
                style:width=move || px(tiles.whole()[2])
                style:height=move || px(tiles.whole()[3])
            >
                {under.map(|address| view! { <img class="viewer-under" src=address alt="" draggable="false" /> })}
                {tiles.view(key)}
            </div>
        </div>
        <div
            class="wipe-line"
            node_ref=line
            role="slider"
            tabindex="0"
            aria-label=text("wipe")
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || format!("{:.0}", percent())
            aria-valuetext=move || with("wipe-at", &[("percent", &format!("{:.0}", percent()))])
            style:left=move || format!("{:.3}%", percent())
            on:pointerdown=move |event| wipe.down(line, &event)
            on:pointermove=move |event| wipe.moved(hand, &event)
            on:pointerup=move |event| wipe.up(&event)
            on:pointercancel=move |event| wipe.up(&event)
            on:dblclick=move |event| { event.stop_propagation(); wipe.put(0.5) }
            on:keydown=move |event| wipe.key(&event)
        >
            <span class="wipe-grip"><Icon glyph=Glyph::Compare /></span>
        </div>
        <span class="wipe-name is-left" aria-hidden="true">"A"</span>
        <span class="wipe-name is-right" aria-hidden="true">"B"</span>
    }
}
