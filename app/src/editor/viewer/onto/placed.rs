//! A picture that is moved, turned and scaled: its outline on the picture, corners that scale and a knob that turns. The knob
//! stands above the picture where that is seen, otherwise below its upper edge.

use super::super::hand::Hand;
use super::grab::{Grab, Means, percent};
use super::number;
use crate::editor::desk::Desk;
use crate::editor::shapes::boxes::{Held, Placed};
use crate::words::text;
use gesso_graph::{NodeId, Value};
use leptos::prelude::*;

/// How far from the top the knob stands, as a part of the height.
const ASIDE: f64 = 0.12;
/// What is left free between the knob and the edge of the view, in CSS pixels.
const MARGIN: f64 = 12.0;

fn stored(desk: Desk, node: NodeId, (w, h): (u32, u32)) -> Placed {
    let of = |name| number(desk, node, name);
    Placed {
        x: of("x"),
        y: of("y"),
        angle: of("angle"),
        scale: of("scale") / 100.0,
        pivot: (
            of("pivot_x") / 100.0 * f64::from(w),
            of("pivot_y") / 100.0 * f64::from(h),
        ),
    }
}

fn params(placed: &Placed) -> super::grab::Params {
    vec![
        ("x".into(), Value::Float(placed.x)),
        ("y".into(), Value::Float(placed.y)),
        ("angle".into(), Value::Float(placed.angle)),
        ("scale".into(), Value::Float(placed.scale * 100.0)),
    ]
}

pub(super) fn view(desk: Desk, node: NodeId, size: (u32, u32), hand: Hand) -> AnyView {
    let placed = Memo::new(move |_| stored(desk, node, size));
    let means = Means {
        label: "placed-picture",
        follow: |placed: &Placed, held: Held, (from, to), steps, _| {
            placed.dragged(held, from, to, steps)
        },
        params,
    };
    let grab = Grab::new((desk, node), (size, hand), placed, means);
    let (w, h) = (f64::from(size.0), f64::from(size.1));
    let corners = [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)];
    let value = move || grab.value();
    let outline = move || {
        let placed = value();
        let points = corners.map(|corner| {
            let (x, y) = placed.at(corner);
            format!("{:.2},{:.2}", x / w * 100.0, y / h * 100.0)
        });
        points.join(" ")
    };
    let said = move || {
        let Placed {
            x, y, angle, scale, ..
        } = value();
        format!("{x:.0}, {y:.0} px · {angle:.1}° · {:.1} %", scale * 100.0)
    };
    let grips = corners.into_iter().map(|corner| {
        view! {
            <button
                class="hold is-round"
                aria-label=move || format!("{}: {}", text("grip-scale"), said())
                style:left=move || percent(value().at(corner).0, size.0)
                style:top=move || percent(value().at(corner).1, size.1)
                on:pointerdown=move |_| grab.point(Held::Corner)
                on:keydown=move |event| scale_key(grab, &event)
            ></button>
        }
    });
    // It does not change sides while it is held.
    let aside = Memo::new(move |_| {
        let above = (w / 2.0, -h * ASIDE);
        let eye = hand.eye.get();
        let (x, y) = placed.get().at(above);
        let (x, y) = (x * eye.zoom + eye.x, y * eye.zoom + eye.y);
        let (wide, high) = hand.extent.get();
        let is_in = |at: f64, end: f64| (MARGIN..=end - MARGIN).contains(&at);
        match is_in(x, wide) && is_in(y, high) {
            true => above,
            false => (w / 2.0, h * ASIDE),
        }
    });
    let knob = move || value().at(aside.get());
    let stem = move || {
        let ends = [value().at((w / 2.0, 0.0)), knob()];
        let points = ends.map(|(x, y)| format!("{:.2},{:.2}", x / w * 100.0, y / h * 100.0));
        points.join(" ")
    };
    let middle = move || value().at((w / 2.0, h / 2.0));
    grab.frame(view! {
        <svg class="onto-lines" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <polygon points=outline on:pointerdown=move |_| grab.point(Held::Whole) />
            <polyline points=stem />
        </svg>
        <span class="onto-said mono" aria-hidden="true" style:left=move || percent(middle().0, size.0) style:top=move || percent(middle().1, size.1)>{said}</span>
        <button
            class="hold is-round"
            aria-label=move || format!("{}: {}", text("placed-picture"), said())
            style:left=move || percent(middle().0, size.0)
            style:top=move || percent(middle().1, size.1)
            on:pointerdown=move |_| grab.point(Held::Whole)
            on:keydown=move |event| grab.key(Held::Whole, &event)
        ></button>
        {grips.collect_view()}
        <button
            class="hold is-round is-turn"
            aria-label=move || format!("{}: {}", text("grip-turn"), said())
            style:left=move || percent(knob().0, size.0)
            style:top=move || percent(knob().1, size.1)
            on:pointerdown=move |_| grab.point(Held::Turn)
            on:keydown=move |event| turn_key(grab, &event)
        ></button>
    })
}

/// Up and right make it larger, by a percent; ten with the shift key.
fn scale_key(grab: Grab<Placed, Held>, event: &leptos::ev::KeyboardEvent) {
    if let Some(step) = step(event) {
        let placed = untrack(|| grab.value());
        let scale = (placed.scale + step / 100.0).clamp(0.001, 100.0);
        grab.keep(Placed { scale, ..placed });
    }
}

/// Right and up turn clockwise, by a degree; ten with the shift key.
fn turn_key(grab: Grab<Placed, Held>, event: &leptos::ev::KeyboardEvent) {
    if let Some(step) = step(event) {
        let placed = untrack(|| grab.value());
        let angle = placed.angle + step;
        grab.keep(Placed { angle, ..placed });
    }
}

fn step(event: &leptos::ev::KeyboardEvent) -> Option<f64> {
    let step = if event.shift_key() { 10.0 } else { 1.0 };
    let step = match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => step,
        "ArrowLeft" | "ArrowDown" => -step,
        _ => return None,
    };
    event.prevent_default();
    event.stop_propagation();
    Some(step)
}
