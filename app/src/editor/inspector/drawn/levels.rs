//! Levels over the histogram of what comes in: black, middle and white are dragged below it. The same numbers have sliders
//! of their own, so this is for hands that point.

use super::super::field::Field;
use super::behind;
use super::plane::Plane;
use crate::editor::desk::Desk;
use gesso_graph::{NodeId, Value};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How near black and white may come, in percent.
const GAP: f64 = 1.0;

/// Which part of the histogram the levels are about: red, green, blue, or the brightness of all. Tracks.
fn channel(desk: Desk, node: NodeId) -> usize {
    let document = desk.session.document;
    let chosen = document.with(|document| {
        let chosen = document.nodes().get(&node)?.params.get("channel").cloned();
        chosen.and_then(|value| match value {
            Value::Choice(id) => Some(id),
            _ => None,
        })
    });
    let channels = ["red", "green", "blue"];
    let place = chosen.and_then(|id| channels.iter().position(|channel| *channel == &*id));
    place.unwrap_or(channels.len())
}

/// The histogram and three handles.
#[component]
pub(super) fn LevelsPlane(
    /// Black, gamma, white.
    fields: [Field; 3],
) -> impl IntoView {
    let [black, gamma, white] = fields;
    let plane = Plane::new();
    let hand = StoredValue::new(None::<usize>);
    let number = move |index: usize| match fields[index].shown() {
        Some(Value::Float(number)) => number,
        Some(Value::Int(number)) => number as f64,
        _ => 0.0,
    };
    // The middle stands where what comes out is half.
    let places = Memo::new(move |_| {
        let (black, gamma, white) = (number(0), number(1).clamp(0.05, 20.0), number(2));
        [black, black + (white - black) * 0.5_f64.powf(gamma), white]
    });
    let value = move |index: usize, percent: f64| {
        let [black, _, white] = places.get_untracked();
        match index {
            0 => percent.clamp(0.0, white - GAP),
            2 => percent.clamp(black + GAP, 100.0),
            _ => {
                let part = ((percent - black) / (white - black)).clamp(0.001, 0.999);
                (part.ln() / 0.5_f64.ln()).clamp(0.05, 20.0)
            }
        }
    };
    let round = |number: f64| (number * 100.0).round() / 100.0;
    let down = move |event: PointerEvent| {
        let Some((x, _)) = plane.take(&event) else {
            return;
        };
        let far = |i: &usize| (places.get_untracked()[*i] - x * 100.0).abs();
        // Of handles upon each other the middle one gives way.
        let nearest = [0, 2, 1]
            .into_iter()
            .min_by(|a, b| far(a).total_cmp(&far(b)));
        hand.set_value(nearest);
    };
    let moved = move |event: PointerEvent| {
        if let (Some((x, _)), Some(index)) = (plane.moved(&event), hand.get_value()) {
            let number = round(value(index, x * 100.0));
            fields[index].try_value(Value::Float(number));
        }
    };
    let up = move |event: PointerEvent| {
        if plane.release(&event)
            && let Some(index) = hand.try_update_value(Option::take).flatten()
        {
            // One that was only touched is not in hand.
            if let Some(value) = untrack(|| fields[index].tried()) {
                fields[index].set(value);
            }
        }
    };
    let give_up = move || {
        if plane.drop_it() {
            hand.set_value(None);
            gamma.desk.preview.let_go(gamma.desk);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && hand.get_value().is_some() {
            give_up();
            event.stop_propagation();
        }
    };
    let histogram = behind::histogram(black.desk, black.node);
    let path = move || {
        let channel = channel(black.desk, black.node);
        histogram.with(|known| known.as_ref().map(|known| known.path(channel)))
    };
    let handles = ["is-black", "is-middle", "is-white"].into_iter().enumerate().map(|(i, class)| {
        view! { <span class=format!("level {class}") style:left=move || format!("{:.2}%", places.get()[i].clamp(0.0, 100.0))></span> }
    });
    view! {
        <div
            class="plane levels"
            aria-hidden="true"
            tabindex="-1"
            node_ref=plane.element
            on:pointerenter=move |_| white.near()
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| give_up()
            on:keydown=on_key
        >
            <svg viewBox="0 0 100 100" preserveAspectRatio="none"><path class="plane-histogram" d=path /></svg>
            {handles.collect_view()}
        </div>
    }
}
