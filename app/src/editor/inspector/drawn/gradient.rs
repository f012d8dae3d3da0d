//! A gradient as a bar: stops below it that are dragged along, and the colour and the place of the chosen one.

use super::super::color::ColorInput;
use super::super::field::Field;
use super::curves::Part;
use super::plane::{Plane, arrow};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::shapes::gradient;
use crate::words::{text, with};
use gesso_graph::Value;
use gesso_graph::numbers::{self, STOPS, Stop};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How near to a stop a pointer takes it, in CSS pixels.
const NEAR: f64 = 14.0;

/// Bar, stops and the chosen one's colour.
#[component]
pub(in crate::editor::inspector) fn GradientWidget(
    /// Which parameter.
    field: Field,
) -> impl IntoView {
    let plane = Plane::new();
    let draft = RwSignal::new(None::<Vec<Stop>>);
    let chosen = RwSignal::new(0_usize);
    let hand = StoredValue::new(None::<(Vec<Stop>, usize)>);
    let stored = move || match field.value() {
        Some(Value::Numbers(all)) => numbers::stops(&all).unwrap_or_default(),
        _ => Vec::new(),
    };
    let shown = Memo::new(move |_| draft.get().unwrap_or_else(stored));
    let attempt = move |stops: Vec<Stop>| {
        field.try_value(Value::Numbers(numbers::of_stops(&stops)));
        draft.set(Some(stops));
    };
    let keep = move |stops: Vec<Stop>| {
        draft.set(None);
        field.set(Value::Numbers(numbers::of_stops(&stops)));
    };
    let shift = move |to: f64| {
        let (stops, index) = gradient::moved(&shown.get_untracked(), chosen.get_untracked(), to);
        chosen.set(index);
        keep(stops);
    };
    let take_away = move || {
        if let Some(stops) = gradient::removed(&shown.get_untracked(), chosen.get_untracked()) {
            chosen.update(|chosen| *chosen = (*chosen).min(stops.len() - 1));
            keep(stops);
        }
    };
    let down = move |event: PointerEvent| {
        let Some((x, _)) = plane.take(&event) else {
            return;
        };
        let (w, _) = plane.extent();
        let stops = shown.get_untracked();
        let far = |stop: &Stop| (stop.at - x).abs() * w;
        let nearest = (0..stops.len()).min_by(|&a, &b| far(&stops[a]).total_cmp(&far(&stops[b])));
        let taken = nearest.filter(|&i| far(&stops[i]) <= NEAR);
        let held = match taken {
            Some(index) => Some((stops, index)),
            None => gradient::added(&stops, x),
        };
        if let Some((stops, index)) = held {
            chosen.set(index);
            attempt(stops.clone());
            hand.set_value(Some((stops, index)));
        }
    };
    let moved = move |event: PointerEvent| {
        if let (Some((x, _)), Some((stops, index))) = (plane.moved(&event), hand.get_value()) {
            let (stops, index) = gradient::moved(&stops, index, x);
            chosen.set(index);
            attempt(stops);
        }
    };
    let up = move |event: PointerEvent| {
        if plane.release(&event) {
            hand.set_value(None);
            if let Some(stops) = draft.get_untracked() {
                keep(stops);
            }
        }
    };
    let give_up = move || {
        if plane.drop_it() {
            hand.set_value(None);
            draft.set(None);
            field.desk.preview.let_go(field.desk);
        }
    };
    let stop = move || shown.with(|stops| stops.get(chosen.get()).copied());
    let on_key = move |event: KeyboardEvent| {
        if let Some((dx, dy)) = arrow(&event) {
            if let Some(stop) = untrack(stop) {
                shift(stop.at + dx + dy);
            }
        } else {
            match event.key().as_str() {
                "Delete" | "Backspace" => take_away(),
                "Escape" => give_up(),
                _ => return,
            }
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let add_one = move |_| {
        let stops = shown.get_untracked();
        if let Some((stops, index)) = gradient::added(&stops, gradient::widest(&stops)) {
            chosen.set(index);
            keep(stops);
        }
    };
    let set_part = move |event: leptos::ev::Event| {
        if let Ok(percent) = event_target_value(&event)
            .trim()
            .replace(',', ".")
            .parse::<f64>()
        {
            shift(percent / 100.0);
        }
    };
    let color = Signal::derive(move || stop().map_or([0.0, 0.0, 0.0, 1.0], |stop| stop.color));
    let colored =
        move |color| gradient::colored(&shown.get_untracked(), chosen.get_untracked(), color);
    view! {
        <div
            class="plane gradient"
            role="group"
            tabindex="-1"
            aria-label=with("gradient-named", &[("what", &field.label())])
            node_ref=plane.element
            on:pointerenter=move |_| field.near()
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| give_up()
            on:keydown=on_key
        >
            <span class="gradient-bar checker"><span class="gradient-colors" style:background-image=move || shown.with(|stops| gradient::css(stops))></span></span>
            <For each=move || 0..shown.with(Vec::len) key=|i| *i let(i)>
                <Knob stops=shown index=i chosen />
            </For>
        </div>
        <ColorInput
            id=field.id()
            name=text("stop-color")
            value=color
            on_try=Callback::new(move |color| attempt(colored(color)))
            on_change=move |color| keep(colored(color))
        />
        <div class="plane-tools">
            <Part label=text("stop-place") value=Signal::derive(move || stop().map_or(0.0, |stop| stop.at)) on_change=set_part />
            <button class="tool" aria-label=text("turn-gradient") title=text("turn-gradient") on:click=move |_| keep(gradient::turned(&shown.get_untracked()))><Icon glyph=Glyph::Swap /></button>
            <button class="tool" aria-label=text("add-stop") title=text("add-stop") on:click=add_one><Icon glyph=Glyph::Add /></button>
            <button
                class="tool"
                aria-label=text("remove-stop")
                title=text("remove-stop")
                disabled=move || shown.with(|stops| stops.len() <= STOPS.0)
                on:click=move |_| take_away()
            ><Icon glyph=Glyph::Trash /></button>
        </div>
    }
}

/// One stop.
#[component]
fn Knob(stops: Memo<Vec<Stop>>, index: usize, chosen: RwSignal<usize>) -> impl IntoView {
    let stop = move || stops.with(|stops| stops.get(index).copied());
    let at = move || stop().map_or(0.0, |stop| stop.at * 100.0);
    let hex = move || stop().map_or_else(String::new, |stop| super::super::color::hex(stop.color));
    let name = move || {
        let place = format!("{:.0} %", at());
        with(
            "gradient-stop",
            &[
                ("number", &(index + 1)),
                ("place", &place),
                ("color", &hex()),
            ],
        )
    };
    view! {
        <button
            class="knob gradient-knob"
            aria-label=name
            aria-pressed=move || if chosen.get() == index { "true" } else { "false" }
            style:left=move || format!("{:.2}%", at())
            style:--stop=hex
            on:focus=move |_| chosen.set(index)
        ></button>
    }
}
