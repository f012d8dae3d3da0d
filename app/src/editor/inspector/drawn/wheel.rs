//! Three numbers, one for each channel, as a wheel: the puck is dragged towards the colour that is to get more, the slider
//! below raises all. The numbers themselves are under it.

use super::super::field::{Field, ParamField};
use super::plane::{Plane, arrow};
use crate::editor::desk::desk;
use crate::editor::shapes::wheel::{Scale, mean, puck, raised, values};
use crate::editor::slide::Slider;
use crate::words::{text, with};
use gesso_graph::{InPort, NodeId, ParamDecl, ParamKind, Value};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// A wheel and its numbers; while one of them comes through a wire, the numbers alone.
#[component]
pub(super) fn WheelField(
    /// Whose.
    node: NodeId,
    /// Red, green, blue.
    decls: [ParamDecl; 3],
) -> impl IntoView {
    let desk = desk();
    let fields = decls.clone().map(|decl| Field::new(desk, node, decl));
    let ports = fields.map(|field| InPort {
        node,
        port: field.name(),
    });
    let is_wired = Memo::new(move |_| {
        let document = desk.session.document;
        document.with(|document| ports.iter().any(|port| document.wires().contains_key(port)))
    });
    // "Slope, red" without the channel.
    let label = fields[0].label();
    let name = label.split(',').next().unwrap_or_default().to_owned();
    let said = name.clone();
    view! {
        <div class="param wheel-field">
            <h4>{name.clone()}</h4>
            {move || (!is_wired.get()).then(|| view! { <Wheel fields name=said.clone() /> })}
            <details class="wheel-numbers">
                <summary>{with("numbers-of", &[("what", &name)])}</summary>
                <div class="params">{decls.map(|decl| view! { <ParamField node decl /> }).collect_view()}</div>
            </details>
        </div>
    }
}

#[component]
fn Wheel(fields: [Field; 3], name: String) -> impl IntoView {
    let first = fields[0];
    let (soft, scale) = first.decl.with_value(|decl| match decl.kind {
        // A larger exponent darkens: towards a colour means less of it.
        ParamKind::Float { soft, hard, .. } if decl.name.starts_with("power") => {
            (soft, Scale { rim: -0.5, hard })
        }
        ParamKind::Float { soft, hard, .. } => {
            let rim = (soft.1 - soft.0) / 4.0;
            (soft, Scale { rim, hard })
        }
        _ => (
            (0.0, 1.0),
            Scale {
                rim: 1.0,
                hard: (0.0, 1.0),
            },
        ),
    });
    let neutral = first.decl.with_value(|decl| match decl.default_value() {
        Some(Value::Float(number)) => number,
        _ => 0.0,
    });
    let plane = Plane::new();
    // Where the puck and the pointer were when it was taken.
    let hand = StoredValue::new(None::<((f64, f64), (f64, f64))>);
    let shown = Memo::new(move |_| {
        fields.map(|field| match field.shown() {
            Some(Value::Float(number)) => number,
            Some(Value::Int(number)) => number as f64,
            _ => neutral,
        })
    });
    let named = move |channels: [f64; 3]| {
        let pairs = fields.iter().zip(channels);
        pairs
            .map(|(field, number)| (field.name(), Value::Float(number)))
            .collect::<Vec<_>>()
    };
    let attempt = move |channels: [f64; 3]| {
        first
            .desk
            .preview
            .try_values(first.desk, first.node, named(channels));
    };
    let label = StoredValue::new(name);
    let keep = move |channels: [f64; 3]| {
        label.with_value(|label| first.desk.set_params(first.node, label, named(channels)));
        first.desk.preview.kept(first.desk, first.node);
    };
    let at = move || puck(shown.get(), scale);
    let to = move |place| values(mean(shown.get_untracked()), place, scale);
    let down = move |event: PointerEvent| {
        if let Some(place) = plane.take(&event) {
            hand.set_value(Some((untrack(at), place)));
        }
    };
    let moved = move |event: PointerEvent| {
        if let (Some(place), Some((start, from))) = (plane.moved(&event), hand.get_value()) {
            let by = (place.0 - from.0, place.1 - from.1);
            attempt(to((start.0 + by.0 * 2.0, start.1 + by.1 * 2.0)));
        }
    };
    let up = move |event: PointerEvent| {
        if plane.release(&event) {
            hand.set_value(None);
            if untrack(|| first.tried()).is_some() {
                keep(shown.get_untracked());
            }
        }
    };
    let give_up = move || {
        if plane.drop_it() {
            hand.set_value(None);
            first.desk.preview.let_go(first.desk);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if let Some((dx, dy)) = arrow(&event) {
            let (x, y) = untrack(at);
            keep(to((x + dx, y - dy)));
        } else {
            match event.key().as_str() {
                "Home" | "Delete" | "Backspace" => keep([neutral; 3]),
                "Escape" => give_up(),
                _ => return,
            }
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let lift = move |number: f64| raised(shown.get_untracked(), number, scale);
    let channels = move || {
        let [r, g, b] = shown.get().map(|number| format!("{number:.2}"));
        with(
            "wheel-channels",
            &[("red", &r), ("green", &g), ("blue", &b)],
        )
    };
    let place = move |part: f64| format!("{:.2}%", 50.0 + part.clamp(-1.0, 1.0) * 50.0);
    let held = move || {
        let (x, y) = at();
        let length = x.hypot(y).max(1.0);
        (x / length, y / length)
    };
    view! {
        <div
            class="plane wheel"
            role="slider"
            tabindex="0"
            aria-label=move || label.with_value(|label| with("wheel-named", &[("what", label)]))
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || { let (x, y) = held(); format!("{:.0}", x.hypot(y) * 100.0) }
            aria-valuetext=channels
            node_ref=plane.element
            on:pointerenter=move |_| first.near()
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| give_up()
            on:dblclick=move |_| keep([neutral; 3])
            on:keydown=on_key
        >
            <span class="knob wheel-puck" aria-hidden="true" style:left=move || place(held().0) style:top=move || place(held().1)></span>
        </div>
        <Slider
            name=Signal::derive(move || label.with_value(|label| with("wheel-all", &[("what", label)])))
            range=soft
            step=0.01
            value=Signal::derive(move || mean(shown.get()))
            on_try=move |number| attempt(lift(number))
            on_change=move |number| keep(lift(number))
            on_cancel=move || first.desk.preview.leave(first.desk)
        />
        <div class="wheel-foot">
            <span class="quiet mono">{channels}</span>
            <button
                class="tool tool-tiny"
                aria-label=move || label.with_value(|label| with("reset-named", &[("what", label)]))
                title=text("back-to-default")
                disabled=move || shown.get() == [neutral; 3]
                on:click=move |_| keep([neutral; 3])
            ><crate::editor::icon::Icon glyph=crate::editor::icon::Glyph::Reset /></button>
        </div>
    }
}
