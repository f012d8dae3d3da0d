//! The box of a crop on the picture that is cut. Whoever takes hold of it cuts to a box in pixels from then on.

use super::super::hand::Hand;
use super::grab::{Grab, Means, percent};
use super::number;
use crate::editor::desk::Desk;
use crate::editor::shapes::boxes::{Crop, GRIPS, Grip, largest};
use crate::words::text;
use gesso_graph::{NodeId, Value};
use leptos::prelude::*;

fn stored(desk: Desk, node: NodeId, size: (u32, u32)) -> Crop {
    let whole = |name| number(desk, node, name).round() as i64;
    let params = desk
        .node(node)
        .map(|node| node.params.clone())
        .unwrap_or_default();
    let chosen = |name: &str, default: &str| match params.get(name) {
        Some(Value::Choice(id)) => id.to_string(),
        _ => default.to_owned(),
    };
    if chosen("mode", "ratio") == "box" {
        return Crop {
            x: whole("x"),
            y: whole("y"),
            w: whole("width").max(1),
            h: whole("height").max(1),
        };
    }
    let parts = (number(desk, node, "across"), number(desk, node, "down"));
    largest(size, &chosen("ratio", "1_1"), parts)
}

fn params(crop: &Crop) -> super::grab::Params {
    vec![
        ("mode".into(), Value::Choice("box".into())),
        ("x".into(), Value::Int(crop.x)),
        ("y".into(), Value::Int(crop.y)),
        ("width".into(), Value::Int(crop.w)),
        ("height".into(), Value::Int(crop.h)),
    ]
}

const NAMES: [&str; 8] = [
    "grip-top-left",
    "grip-top",
    "grip-top-right",
    "grip-right",
    "grip-bottom-right",
    "grip-bottom",
    "grip-bottom-left",
    "grip-left",
];

pub(super) fn view(desk: Desk, node: NodeId, size: (u32, u32), hand: Hand) -> AnyView {
    let box_now = Memo::new(move |_| stored(desk, node, size));
    let means = Means {
        label: "crop-box",
        follow: |crop: &Crop, grip: Grip, (from, to), _, size| {
            crop.dragged(grip, (to.0 - from.0, to.1 - from.1), size)
        },
        params,
    };
    let grab = Grab::new((desk, node), (size, hand), box_now, means);
    let (w, h) = size;
    let value = move || grab.value();
    let said = move || {
        let Crop { x, y, w, h } = value();
        format!("{x}, {y} · {w} × {h} px")
    };
    let grips = GRIPS.into_iter().zip(NAMES).map(|(grip, name)| {
        view! {
            <button
                class="hold"
                class:is-across=grip.1 == 0
                class:is-down=grip.0 == 0
                class:is-rising=grip.0 * grip.1 < 0
                aria-label=move || format!("{}: {}", text(name), said())
                style:left=move || percent(value().at(grip).0, w)
                style:top=move || percent(value().at(grip).1, h)
                on:pointerdown=move |_| grab.point(grip)
                on:keydown=move |event| grab.key(grip, &event)
            ></button>
        }
    });
    let around = move || {
        let share = |at: i64, full: u32| at as f64 / f64::from(full.max(1)) * 100.0;
        let Crop {
            x,
            y,
            w: wide,
            h: high,
        } = value();
        let (l, t, r, b) = (
            share(x, w),
            share(y, h),
            share(x + wide, w),
            share(y + high, h),
        );
        format!(
            "polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, \
             {l:.3}% {t:.3}%, {r:.3}% {t:.3}%, {r:.3}% {b:.3}%, {l:.3}% {b:.3}%, {l:.3}% {t:.3}%)"
        )
    };
    grab.frame(view! {
        <span class="crop-away" style:clip-path=around></span>
        <div
            class="crop"
            role="group"
            tabindex="0"
            aria-label=move || format!("{}: {}", text("crop-box"), said())
            style:left=move || percent(value().x as f64, w)
            style:top=move || percent(value().y as f64, h)
            style:width=move || percent(value().w as f64, w)
            style:height=move || percent(value().h as f64, h)
            on:pointerdown=move |_| grab.point((0, 0))
            on:keydown=move |event| grab.key((0, 0), &event)
        >
            <span class="onto-said mono" aria-hidden="true">{move || format!("{} × {} px", value().w, value().h)}</span>
        </div>
        {grips.collect_view()}
    })
}
