//! The eyedropper: a colour parameter, or one colour of a gradient, takes the colour of a pixel of the picture that is looked at.
//! What would be taken is shown in a drop beside the pixel. A pointer takes when it lifts, so a finger can look for the place
//! first; two fingers move the picture. The arrows lead it, Enter takes, Escape leaves everything as it was.

use super::super::hand::Hand;
use super::super::pixel::{css, digits};
use super::super::probe::Probe;
use crate::editor::desk::{Desk, Picked, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::shapes::gradient;
use crate::notice::Notices;
use crate::words::text;
use gesso_graph::{Value, numbers};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

/// The room the drop needs above a pixel, in CSS pixels.
const ABOVE: f64 = 76.0;

/// What takes a colour; a handle, free to copy.
#[derive(Clone, Copy)]
struct Pipette {
    desk: Desk,
    notices: Notices,
    probe: Probe,
    size: Memo<Option<(u32, u32)>>,
    hand: Hand,
    element: NodeRef<html::Div>,
    /// The pointer that is down.
    by: StoredValue<Option<i32>>,
}

impl Pipette {
    fn look(self, event: &PointerEvent) {
        let size = self.size.get_untracked();
        let at = self.hand.picture(event).zip(size).and_then(inside);
        self.hand.at.set(at);
    }

    fn down(self, event: &PointerEvent) {
        if let Some(first) = self.by.get_value() {
            // A second finger moves the picture together with the first.
            self.by.set_value(None);
            if let Some((x, y)) = self.hand.at.get_untracked() {
                self.hand.adopt(first, (f64::from(x), f64::from(y)));
            }
            return;
        }
        if event.button() != 0 || self.hand.is_pressed() {
            return;
        }
        event.stop_propagation();
        if let Some(element) = self.element.get_untracked() {
            // Without capture only what is lifted outside is missed.
            drop(element.set_pointer_capture(event.pointer_id()));
        }
        self.by.set_value(Some(event.pointer_id()));
        self.look(event);
    }

    fn moved(self, event: &PointerEvent) {
        if self.by.get_value() == Some(event.pointer_id()) {
            event.stop_propagation();
            self.look(event);
        }
    }

    fn up(self, event: &PointerEvent) {
        if self.by.get_value() == Some(event.pointer_id()) {
            event.stop_propagation();
            self.by.set_value(None);
            self.take();
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let step = if event.shift_key() { 10 } else { 1 };
        let by = match event.key().as_str() {
            "ArrowLeft" => Some((-step, 0)),
            "ArrowRight" => Some((step, 0)),
            "ArrowUp" => Some((0, -step)),
            "ArrowDown" => Some((0, step)),
            "Enter" | " " => None,
            "Escape" => {
                event.stop_propagation();
                return self.desk.picking.set(None);
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let (Some((dx, dy)), Some((w, h))) = (by, self.size.get_untracked()) else {
            return self.take();
        };
        let (x, y) = self.hand.at.get_untracked().unwrap_or((w / 2, h / 2));
        let moved =
            |at: u32, by: i64, end: u32| (i64::from(at) + by).clamp(0, i64::from(end) - 1) as u32;
        self.hand.at.set(Some((moved(x, dx, w), moved(y, dy, h))));
    }

    /// Gives the colour of the pixel to what asked for it; how opaque that is stays as it is.
    fn take(self) {
        let (Some(at), Some(picked)) = (
            self.hand.at.get_untracked(),
            self.desk.picking.get_untracked(),
        ) else {
            return;
        };
        let Self {
            desk,
            notices,
            probe,
            ..
        } = self;
        let taken = probe.take(at);
        desk.picking.set(None);
        leptos::task::spawn_local(async move {
            let Some([r, g, b, _]) = taken.await else {
                notices.warn(text("pick-failed"));
                return;
            };
            let color = [r, g, b].map(|byte| f32::from(byte) / 255.0);
            if let Some(value) = untrack(|| colored(desk, &picked, color)) {
                desk.set_param(picked.node, &picked.name, Some(value));
                desk.preview.kept(desk, picked.node);
            }
        });
    }
}

/// The whole view as something to take a colour from.
#[component]
pub(in crate::editor::viewer) fn Pick(
    /// What reads colours.
    probe: Probe,
    /// The size of the picture.
    size: Memo<Option<(u32, u32)>>,
    /// Where it is shown.
    hand: Hand,
) -> impl IntoView {
    let element = NodeRef::new();
    let pipette = Pipette {
        desk: desk(),
        notices: expect_context::<Notices>(),
        probe,
        size,
        hand,
        element,
        by: StoredValue::new(None),
    };
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            // Without the keyboard a pointer still picks.
            drop(element.focus());
        }
    });
    let color = Memo::new(move |_| probe.color(hand.at.get()?));
    let cross = move || {
        let (x, y) = hand.at.get()?;
        let eye = hand.eye.get();
        let on_view = |at: u32, from: f64| (f64::from(at) + 0.5) * eye.zoom + from;
        let (x, y) = (on_view(x, eye.x), on_view(y, eye.y));
        let px = |length: f64| format!("{length:.1}px");
        Some(view! {
            <span class="pick-cross" style:left=px(x) style:top=px(y)></span>
            {color.get().map(|color| view! {
                <span class="pick-drop" class:is-below=y < ABOVE style:left=px(x) style:top=px(y) style:background-color=css(color)></span>
            })}
        })
    };
    view! {
        <div class="pick" role="application" tabindex="0" aria-label=text("pick-color-here") node_ref=element
            on:pointerdown=move |event| pipette.down(&event) on:pointermove=move |event| pipette.moved(&event)
            on:pointerup=move |event| pipette.up(&event) on:pointercancel=move |_| pipette.by.set_value(None)
            on:keydown=move |event| pipette.key(&event)>
            {cross}
            <span class="pick-hint">
                {move || color.get().map(|color| view! { <span class="mono pick-digits">{digits(color)}</span> })}
                <span class="pick-words">{text("pick-hint")}</span>
                <span class="pick-words is-touched">{text("pick-hint-touch")}</span>
                <button class="pick-leave" aria-label=text("cancel") title=text("cancel") on:pointerdown=|event| event.stop_propagation()
                    on:keydown=|event| event.stop_propagation() on:click=move |_| pipette.desk.picking.set(None)><Icon glyph=Glyph::Close /></button>
            </span>
        </div>
    }
}

fn inside(((x, y), (w, h)): ((f64, f64), (u32, u32))) -> Option<(u32, u32)> {
    let is_in = x >= 0.0 && y >= 0.0 && x < f64::from(w) && y < f64::from(h);
    is_in.then_some((x as u32, y as u32))
}

/// The parameter with another colour. Tracks.
fn colored(desk: Desk, picked: &Picked, [r, g, b]: [f32; 3]) -> Option<Value> {
    let stored = desk.node(picked.node)?.params.get(&picked.name).cloned();
    let default = || {
        desk.schema(picked.node)?
            .param(&picked.name)?
            .default_value()
    };
    match (stored.or_else(default)?, picked.stop) {
        (Value::Color([.., alpha]), None) => Some(Value::Color([r, g, b, alpha])),
        (Value::Numbers(all), Some(index)) => {
            let stops = numbers::stops(&all)?;
            let [.., alpha] = stops.get(index)?.color;
            let stops = gradient::colored(&stops, index, [r, g, b, alpha]);
            Some(Value::Numbers(numbers::of_stops(&stops)))
        }
        _ => None,
    }
}
