//! Corners on the picture: the four of a perspective, or the outline of a mask, which gets more of them where a side is
//! clicked twice and loses those that are deleted.

use super::super::hand::Hand;
use super::grab::{Grab, Means, Params, percent};
use super::number;
use crate::editor::desk::Desk;
use crate::editor::shapes::boxes::{corner_added, corner_moved, corner_removed};
use crate::words::{text, with};
use gesso_graph::numbers::{self, Place};
use gesso_graph::{NodeId, ParamKind, Value};
use leptos::prelude::*;

type Corners = Grab<Vec<Place>, usize>;

/// The parameters of a perspective, in the order of the corners.
const FOUR: [(&str, &str); 4] = [
    ("top_left_x", "top_left_y"),
    ("top_right_x", "top_right_y"),
    ("bottom_right_x", "bottom_right_y"),
    ("bottom_left_x", "bottom_left_y"),
];

#[expect(
    clippy::ptr_arg,
    reason = "it follows whatever a grip holds, here a list"
)]
fn follow(
    corners: &Vec<Place>,
    index: usize,
    (from, to): (Place, Place),
    _: bool,
    (w, h): (u32, u32),
) -> Vec<Place> {
    let (x, y) = corners.get(index).copied().unwrap_or_default();
    let by = (
        (to.0 - from.0) / f64::from(w),
        (to.1 - from.1) / f64::from(h),
    );
    corner_moved(corners, index, (x + by.0, y + by.1))
}

/// The four corners of a perspective.
pub(super) fn corners(desk: Desk, node: NodeId, size: (u32, u32), hand: Hand) -> AnyView {
    let stored = Memo::new(move |_| {
        let part = |name| number(desk, node, name) / 100.0;
        FOUR.map(|(x, y)| (part(x), part(y))).to_vec()
    });
    let means = Means {
        label: "corners",
        follow,
        params: |corners| {
            let percent = |part: f64| Value::Float((part * 1e5).round() / 1e3);
            let pairs = FOUR.into_iter().zip(corners);
            let params = pairs.flat_map(|((across, down), &(x, y))| {
                [(across.into(), percent(x)), (down.into(), percent(y))]
            });
            params.collect::<Params>()
        },
    };
    let grab = Grab::new((desk, node), (size, hand), stored, means);
    frame(grab, size, (4, 4), hand)
}

/// The outline of a mask.
pub(super) fn outline(desk: Desk, node: NodeId, size: (u32, u32), hand: Hand) -> AnyView {
    let decl = desk
        .schema(node)
        .and_then(|schema| schema.param("points").cloned());
    let limits = match decl.as_ref().map(|decl| decl.kind) {
        Some(ParamKind::Points { least, most, .. }) => (least, most),
        _ => (3, 3),
    };
    let default = decl.and_then(|decl| decl.default_value());
    let stored = Memo::new(move |_| {
        let stored = desk
            .node(node)
            .and_then(|node| node.params.get("points").cloned());
        match stored.or_else(|| default.clone()) {
            Some(Value::Numbers(all)) => numbers::places(&all).unwrap_or_default(),
            _ => Vec::new(),
        }
    });
    let means = Means {
        label: "outline-drawn",
        follow,
        params: |corners| vec![("points".into(), Value::Numbers(numbers::of_places(corners)))],
    };
    let grab = Grab::new((desk, node), (size, hand), stored, means);
    frame(grab, size, limits, hand)
}

fn frame(grab: Corners, size: (u32, u32), (least, most): (usize, usize), hand: Hand) -> AnyView {
    let value = move || grab.value();
    let points = move || {
        let at = |&(x, y): &Place| format!("{:.3},{:.3}", x * 100.0, y * 100.0);
        value().iter().map(at).collect::<Vec<_>>().join(" ")
    };
    let (w, h) = (f64::from(size.0), f64::from(size.1));
    let add = move |event: leptos::ev::MouseEvent| {
        let at = hand.picture(&event).map(|(x, y)| (x / w, y / h));
        let added = at.and_then(|at| corner_added(&untrack(value), at, most));
        if let Some((corners, _)) = added {
            grab.keep(corners);
        }
    };
    let on_key = move |index: usize, event: leptos::ev::KeyboardEvent| {
        let corners = untrack(value);
        let changed = match event.key().as_str() {
            "Delete" | "Backspace" => corner_removed(&corners, index, least),
            "+" | "Insert" => {
                let (a, b) = (corners[index], corners[(index + 1) % corners.len()]);
                let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
                corner_added(&corners, middle, most).map(|(corners, _)| corners)
            }
            _ => return grab.key(index, &event),
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(corners) = changed {
            grab.keep(corners);
        }
    };
    let name = move |index: usize| {
        let (x, y) = value().get(index).copied().unwrap_or_default();
        let (x, y) = (format!("{:.0}", x * w), format!("{:.0}", y * h));
        with(
            "corner-at",
            &[("number", &(index + 1)), ("x", &x), ("y", &y)],
        )
    };
    let at = move |index: usize| value().get(index).copied().unwrap_or_default();
    grab.frame(view! {
        <svg class="onto-lines" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <polygon points=points on:dblclick=add><title>{text("outline-hint")}</title></polygon>
        </svg>
        <For each=move || 0..value().len() key=|i| *i let(i)>
            <button
                class="hold is-round"
                aria-label=move || name(i)
                style:left=move || percent(at(i).0 * w, size.0)
                style:top=move || percent(at(i).1 * h, size.1)
                on:pointerdown=move |_| grab.point(i)
                on:keydown=move |event| on_key(i, event)
            ></button>
        </For>
    })
}
