//! Painting a mask: what is covered shows in colour over the picture. A pen paints with its pressure, and once it has been
//! seen fingers only move the picture; without one a finger or a mouse paints, and two fingers move and zoom. With the
//! keyboard the arrows lead the brush and the space bar puts it down and lifts it.

use super::super::hand::Hand;
use crate::browser::paint;
use crate::editor::desk::{Desk, desk};
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

/// A brush over the picture; a handle, free to copy.
#[derive(Clone, Copy)]
struct Easel {
    desk: Desk,
    notices: Notices,
    node: NodeId,
    size: (u32, u32),
    hand: Hand,
    stored: Memo<Vec<Stroke>>,
    /// The stroke in hand.
    way: RwSignal<Vec<Touch>>,
    by: StoredValue<Option<By>>,
    has_pen: StoredValue<bool>,
    element: NodeRef<html::Div>,
    /// Where the brush is, for the keyboard and to show it.
    at: RwSignal<Option<(f64, f64)>>,
}

impl Easel {
    fn in_hand(self, way: &[Touch]) -> Stroke {
        let zoom = self.hand.eye.get_untracked().zoom;
        stroke::of(self.desk.brush.get_untracked(), way, WITHIN / zoom)
    }

    /// What is painted, the stroke in hand too. Tracks.
    fn strokes(self) -> Vec<Stroke> {
        let mut strokes = self.stored.get();
        self.way.with(|way| {
            if !way.is_empty() {
                strokes.push(self.in_hand(way));
            }
        });
        strokes
    }

    fn end(self) {
        self.by.set_value(None);
        let painted = self.way.get_untracked();
        self.way.set(Vec::new());
        if painted.is_empty() {
            return;
        }
        let stroke = self.in_hand(&painted);
        match stroke::with(&self.stored.get_untracked(), stroke) {
            Some(strokes) => {
                let (desk, node) = (self.desk, self.node);
                let value = Value::Numbers(numbers::of_strokes(&strokes));
                desk.set_param(node, "strokes", Some(value));
                desk.preview.kept(desk, node);
            }
            None => self.notices.warn(text("painted-full")),
        }
    }

    /// The stroke in hand is shown in what the mask goes into.
    fn attempt(self, strokes: &[Stroke]) {
        let value = Value::Numbers(numbers::of_strokes(strokes));
        self.desk
            .preview
            .try_value(self.desk, self.node, "strokes".into(), value);
    }

    fn give_up(self) {
        self.by.try_set_value(None);
        let was_painting = self.way.try_update(|way| !std::mem::take(way).is_empty());
        if was_painting == Some(true) {
            self.desk.preview.let_go(self.desk);
        }
    }

    fn touch(self, event: &PointerEvent) -> Option<Touch> {
        let (x, y) = self.hand.picture(event)?;
        // Only a pen says how hard it is pressed.
        let pressure = match event.pointer_type().as_str() {
            "pen" => f64::from(event.pressure()).clamp(0.0, 1.0),
            _ => 1.0,
        };
        Some(Touch { x, y, pressure })
    }

    fn down(self, event: &PointerEvent) {
        let kind = event.pointer_type();
        self.has_pen
            .update_value(|has_pen| *has_pen |= kind == "pen");
        let is_finger = kind == "touch";
        if let Some(by) = self.by.get_value() {
            // A second finger moves the picture together with the first, which has painted nothing then.
            let last = self.way.with_untracked(|way| way.last().copied());
            if let (By::Pointer(first), Some(last), true) = (by, last, is_finger) {
                self.give_up();
                self.hand.adopt(first, (last.x, last.y));
            }
            return;
        }
        let moves = is_finger && (self.has_pen.get_value() || self.hand.is_pressed());
        if event.button() != 0 || moves {
            return;
        }
        let Some(first) = self.touch(event) else {
            return;
        };
        event.stop_propagation();
        if let Some(element) = self.element.get_untracked() {
            // Without capture a stroke only ends early.
            drop(element.set_pointer_capture(event.pointer_id()));
        }
        self.by.set_value(Some(By::Pointer(event.pointer_id())));
        self.way.set(vec![first]);
    }

    fn moved(self, event: &PointerEvent) {
        self.at.set(self.hand.picture(event));
        if self.by.get_value() == Some(By::Pointer(event.pointer_id()))
            && let Some(touch) = self.touch(event)
        {
            self.way.update(|way| way.push(touch));
        }
    }

    fn up(self, event: &PointerEvent) {
        if self.by.get_value() == Some(By::Pointer(event.pointer_id())) {
            self.end();
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let zoom = self.hand.eye.get_untracked().zoom.min(1.0);
        let step = if event.shift_key() { 10.0 } else { 1.0 } / zoom;
        let by = match event.key().as_str() {
            "ArrowLeft" => Some((-step, 0.0)),
            "ArrowRight" => Some((step, 0.0)),
            "ArrowUp" => Some((0.0, -step)),
            "ArrowDown" => Some((0.0, step)),
            " " | "Enter" => None,
            "Escape" if self.by.get_value().is_some() => {
                event.stop_propagation();
                return self.give_up();
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let (w, h) = (f64::from(self.size.0), f64::from(self.size.1));
        let (x, y) = self.at.get_untracked().unwrap_or((w / 2.0, h / 2.0));
        let (dx, dy) = by.unwrap_or_default();
        let (x, y) = ((x + dx).clamp(0.0, w), (y + dy).clamp(0.0, h));
        self.at.set(Some((x, y)));
        let pressure = 1.0;
        let touch = Touch { x, y, pressure };
        match (by, self.by.get_value() == Some(By::Keys)) {
            (None, true) => self.end(),
            (None, false) => {
                self.by.set_value(Some(By::Keys));
                self.way.set(vec![touch]);
            }
            (Some(_), true) => self.way.update(|way| way.push(touch)),
            (Some(_), false) => {}
        }
    }
}

fn painted(desk: Desk, node: NodeId) -> Vec<Stroke> {
    let node = desk.node(node);
    match node.as_ref().and_then(|node| node.params.get("strokes")) {
        Some(Value::Numbers(all)) => numbers::strokes(all).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn px(length: f64) -> String {
    format!("{length:.2}px")
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
    let canvas = NodeRef::<html::Canvas>::new();
    let easel = Easel {
        desk,
        notices: expect_context::<Notices>(),
        node,
        size,
        hand,
        stored: Memo::new(move |_| painted(desk, node)),
        way: RwSignal::new(Vec::new()),
        by: StoredValue::new(None),
        has_pen: StoredValue::new(false),
        element: NodeRef::new(),
        at: RwSignal::new(None),
    };
    let scale = (MOST_SIDE / f64::from(size.0.max(size.1).max(1))).min(1.0);
    let extent = |length: u32| (f64::from(length) * scale).round().max(1.0).to_string();
    Effect::new(move |_| {
        let strokes = easel.strokes();
        if easel.way.with(|way| !way.is_empty()) {
            easel.attempt(&strokes);
        }
        if let Some(canvas) = canvas.get() {
            paint::draw(&canvas, &strokes, scale);
        }
    });
    on_cleanup(move || easel.give_up());
    let eye = hand.eye;
    let leave = move |_| {
        if easel.by.get_value().is_none() {
            easel.at.set(None);
        }
    };
    let name = move || with("painting", &[("strokes", &easel.stored.with(Vec::len))]);
    view! {
        <div
            class="onto paint"
            role="application"
            tabindex="0"
            aria-label=name
            node_ref=easel.element
            style:left=move || px(eye.get().x)
            style:top=move || px(eye.get().y)
            style:width=move || px(f64::from(size.0) * eye.get().zoom)
            style:height=move || px(f64::from(size.1) * eye.get().zoom)
            // A stroke is no gesture of the page: after a fast one the browser would take the next tap for a part of it.
            on:touchstart=|event| event.prevent_default()
            on:pointerenter=move |_| desk.preview.near(desk, node)
            on:pointerdown=move |event| easel.down(&event)
            on:pointermove=move |event| easel.moved(&event)
            on:pointerup=move |event| easel.up(&event)
            on:pointercancel=move |_| easel.give_up()
            on:pointerleave=leave
            on:dblclick=move |event| event.stop_propagation()
            on:keydown=move |event| easel.key(&event)
        >
            <canvas class="paint-over" width=extent(size.0) height=extent(size.1) node_ref=canvas></canvas>
            <Ring easel />
        </div>
    }
}

/// The brush as wide as it is.
#[component]
fn Ring(easel: Easel) -> impl IntoView {
    move || {
        let (x, y) = easel.at.get()?;
        let zoom = easel.hand.eye.get().zoom;
        let brush = easel.desk.brush.get();
        let size = brush.size * zoom;
        Some(view! {
            <span
                class="brush-ring"
                class:is-eraser=brush.erases
                style:left=px(x * zoom - size / 2.0)
                style:top=px(y * zoom - size / 2.0)
                style:width=px(size)
                style:height=px(size)
            ></span>
        })
    }
}
