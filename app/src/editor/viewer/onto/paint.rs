//! Painting a mask: what is covered shows in colour over the picture. A pen paints with its pressure, and once it has been
//! seen fingers only move the picture; without one a finger or a mouse paints, and two fingers move and zoom. With the
//! keyboard the arrows lead the brush and the space bar puts it down and lifts it.

use super::super::hand::Hand;
use crate::browser::paint;
use crate::editor::desk::desk;
use crate::editor::shapes::stroke;
use crate::notice::Notices;
use crate::words::{text, with};
use gesso_graph::numbers::{self, Stroke, Touch};
use gesso_graph::{NodeId, Value};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

/// How far from where the hand went a kept stroke may be, in CSS pixels.
const WITHIN: f64 = 0.5;
/// The longest side of what is painted over the picture, in its own pixels.
const MOST_SIDE: f64 = 1600.0;

/// What paints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Pointer(i32),
    Keys,
}

#[component]
pub(super) fn Paint(
    /// Whose strokes.
    node: NodeId,
    /// The size of the picture.
    size: (u32, u32),
    /// Where it is shown.
    hand: Hand,
) -> impl IntoView {
    let desk = desk();
    let notices = expect_context::<Notices>();
    let canvas = NodeRef::<html::Canvas>::new();
    let way = RwSignal::new(Vec::<Touch>::new());
    let by = StoredValue::new(None::<By>);
    let has_pen = StoredValue::new(false);
    // Where the brush is, for the keyboard and to show it.
    let at = RwSignal::new(None::<(f64, f64)>);
    let stored = Memo::new(move |_| {
        let params = desk.node(node).map(|node| node.params.clone());
        match params.as_ref().and_then(|params| params.get("strokes")) {
            Some(Value::Numbers(all)) => numbers::strokes(all).unwrap_or_default(),
            _ => Vec::new(),
        }
    });
    let in_hand = move |way: &[Touch]| {
        let zoom = hand.eye.get_untracked().zoom;
        stroke::of(desk.brush.get_untracked(), way, WITHIN / zoom)
    };
    let with_way = move || -> Vec<Stroke> {
        let mut strokes = stored.get();
        way.with(|way| {
            if !way.is_empty() {
                strokes.push(in_hand(way));
            }
        });
        strokes
    };
    let scale = (MOST_SIDE / f64::from(size.0.max(size.1).max(1))).min(1.0);
    let extent = move |length: u32| (f64::from(length) * scale).round().max(1.0);
    Effect::new(move |_| {
        let strokes = with_way();
        if let Some(canvas) = canvas.get() {
            paint::draw(&canvas, &strokes, scale);
        }
    });
    let end = move || {
        by.set_value(None);
        let painted = way.get_untracked();
        way.set(Vec::new());
        if painted.is_empty() {
            return;
        }
        match stroke::with(&stored.get_untracked(), in_hand(&painted)) {
            Some(strokes) => {
                let value = Value::Numbers(numbers::of_strokes(&strokes));
                desk.preview
                    .try_value(desk, node, "strokes".into(), value.clone());
                desk.set_param(node, "strokes", Some(value));
                desk.preview.let_go(desk);
            }
            None => notices.warn(text("painted-full")),
        }
    };
    let give_up = move || {
        by.set_value(None);
        way.set(Vec::new());
    };
    let touch = move |event: &PointerEvent| {
        let (x, y) = hand.picture(event)?;
        // Only a pen says how hard it is pressed.
        let pressed = event.pointer_type() == "pen";
        let pressure = if pressed {
            f64::from(event.pressure())
        } else {
            1.0
        };
        Some(Touch { x, y, pressure })
    };
    let down = move |event: PointerEvent| {
        let kind = event.pointer_type();
        has_pen.update_value(|has_pen| *has_pen |= kind == "pen");
        let is_finger = kind == "touch";
        if by.get_value().is_some() {
            // A second finger moves the picture: what the first began is nothing.
            if is_finger {
                give_up();
            }
            return;
        }
        if event.button() != 0 || (is_finger && (has_pen.get_value() || hand.is_pressed())) {
            return;
        }
        let Some(first) = touch(&event) else { return };
        if !is_finger {
            event.stop_propagation();
        }
        hand.hold(&event);
        by.set_value(Some(By::Pointer(event.pointer_id())));
        way.set(vec![first]);
    };
    let moved = move |event: PointerEvent| {
        at.set(hand.picture(&event));
        if by.get_value() == Some(By::Pointer(event.pointer_id())) {
            event.stop_propagation();
            if let Some(touch) = touch(&event) {
                way.update(|way| way.push(touch));
            }
        }
    };
    let up = move |event: PointerEvent| {
        if by.get_value() == Some(By::Pointer(event.pointer_id())) {
            end();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let step =
            if event.shift_key() { 10.0 } else { 1.0 } / hand.eye.get_untracked().zoom.min(1.0);
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-step, 0.0),
            "ArrowRight" => (step, 0.0),
            "ArrowUp" => (0.0, -step),
            "ArrowDown" => (0.0, step),
            " " | "Enter" => (0.0, 0.0),
            "Escape" if by.get_value().is_some() => {
                event.stop_propagation();
                return give_up();
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let middle = (f64::from(size.0) / 2.0, f64::from(size.1) / 2.0);
        let (x, y) = at.get_untracked().unwrap_or(middle);
        let (x, y) = (
            (x + dx).clamp(0.0, f64::from(size.0)),
            (y + dy).clamp(0.0, f64::from(size.1)),
        );
        at.set(Some((x, y)));
        let is_down = by.get_value() == Some(By::Keys);
        let touch = Touch {
            x,
            y,
            pressure: 1.0,
        };
        match (dx == 0.0 && dy == 0.0, is_down) {
            (true, true) => end(),
            (true, false) => {
                by.set_value(Some(By::Keys));
                way.set(vec![touch]);
            }
            (false, true) => way.update(|way| way.push(touch)),
            (false, false) => {}
        }
    };
    on_cleanup(give_up);
    let px = |length: f64| format!("{length:.2}px");
    let eye = hand.eye;
    let ring = move || {
        let (x, y) = at.get()?;
        let zoom = eye.get().zoom;
        let size = desk.brush.get().size * zoom;
        Some(view! {
            <span
                class="brush-ring"
                class:is-eraser=desk.brush.get().erases
                style:left=px(x * zoom - size / 2.0)
                style:top=px(y * zoom - size / 2.0)
                style:width=px(size)
                style:height=px(size)
            ></span>
        })
    };
    let name = move || with("painting", &[("strokes", &stored.with(Vec::len))]);
    view! {
        <div
            class="onto paint"
            role="application"
            tabindex="0"
            aria-label=name
            style:left=move || px(eye.get().x)
            style:top=move || px(eye.get().y)
            style:width=move || px(f64::from(size.0) * eye.get().zoom)
            style:height=move || px(f64::from(size.1) * eye.get().zoom)
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| give_up()
            on:pointerleave=move |_| if by.get_value().is_none() { at.set(None) }
            on:dblclick=move |event| event.stop_propagation()
            on:keydown=on_key
        >
            <canvas class="paint-over" width=extent(size.0).to_string() height=extent(size.1).to_string() node_ref=canvas></canvas>
            {ring}
        </div>
    }
}
