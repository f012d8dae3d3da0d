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

/// A gradient under the hand; a handle, free to copy.
#[derive(Clone, Copy)]
struct Mix {
    field: Field,
    plane: Plane,
    draft: RwSignal<Option<Vec<Stop>>>,
    shown: Memo<Vec<Stop>>,
    chosen: RwSignal<usize>,
    /// How the gradient was when a stop was taken, and which one.
    hand: StoredValue<Option<(Vec<Stop>, usize)>>,
}

impl Mix {
    fn new(field: Field) -> Self {
        let draft = RwSignal::new(None::<Vec<Stop>>);
        let stored = move || match field.value() {
            Some(Value::Numbers(all)) => numbers::stops(&all).unwrap_or_default(),
            _ => Vec::new(),
        };
        Self {
            field,
            plane: Plane::new(),
            draft,
            shown: Memo::new(move |_| draft.get().unwrap_or_else(stored)),
            chosen: RwSignal::new(0),
            hand: StoredValue::new(None),
        }
    }

    /// The chosen stop. Tracks.
    fn stop(self) -> Option<Stop> {
        let chosen = self.chosen.get();
        self.shown.with(|stops| stops.get(chosen).copied())
    }

    fn attempt(self, stops: Vec<Stop>) {
        self.try_numbers(&stops);
        self.draft.set(Some(stops));
    }

    fn keep(self, stops: Vec<Stop>) {
        self.draft.set(None);
        self.field.set(Value::Numbers(numbers::of_stops(&stops)));
    }

    /// Moves the chosen stop there.
    fn put(self, to: f64) {
        let (stops, index) = self.with_at(to);
        self.chosen.set(index);
        self.keep(stops);
    }

    /// With the chosen stop there.
    fn with_at(self, to: f64) -> (Vec<Stop>, usize) {
        let stops = self.shown.get_untracked();
        gradient::moved(&stops, self.chosen.get_untracked(), to)
    }

    fn try_numbers(self, stops: &[Stop]) {
        self.field
            .try_value(Value::Numbers(numbers::of_stops(stops)));
    }

    /// With another colour for the chosen stop.
    fn colored(self, color: [f32; 4]) -> Vec<Stop> {
        let stops = self.shown.get_untracked();
        gradient::colored(&stops, self.chosen.get_untracked(), color)
    }

    fn add_one(self) {
        let stops = self.shown.get_untracked();
        if let Some((stops, index)) = gradient::added(&stops, gradient::widest(&stops)) {
            self.chosen.set(index);
            self.keep(stops);
        }
    }

    fn take_away(self) {
        let stops = self.shown.get_untracked();
        if let Some(stops) = gradient::removed(&stops, self.chosen.get_untracked()) {
            self.chosen
                .update(|chosen| *chosen = (*chosen).min(stops.len() - 1));
            self.keep(stops);
        }
    }

    fn down(self, event: &PointerEvent) {
        let Some((x, _)) = self.plane.take(event) else {
            return;
        };
        let (w, _) = self.plane.extent();
        let stops = self.shown.get_untracked();
        let far = |i: usize| (stops[i].at - x).abs() * w;
        let nearest = (0..stops.len()).min_by(|&a, &b| far(a).total_cmp(&far(b)));
        let held = match nearest.filter(|&i| far(i) <= NEAR) {
            Some(index) => Some((stops, index)),
            None => gradient::added(&stops, x),
        };
        if let Some((stops, index)) = held {
            self.chosen.set(index);
            self.attempt(stops.clone());
            self.hand.set_value(Some((stops, index)));
        }
    }

    fn moved(self, event: &PointerEvent) {
        let held = self.plane.moved(event).zip(self.hand.get_value());
        if let Some(((x, _), (stops, index))) = held {
            let (stops, index) = gradient::moved(&stops, index, x);
            self.chosen.set(index);
            self.attempt(stops);
        }
    }

    fn up(self, event: &PointerEvent) {
        if self.plane.release(event) {
            self.hand.set_value(None);
            if let Some(stops) = self.draft.get_untracked() {
                self.keep(stops);
            }
        }
    }

    fn give_up(self) {
        if self.plane.drop_it() {
            self.hand.set_value(None);
            self.draft.set(None);
            self.field.desk.preview.let_go(self.field.desk);
        }
    }

    fn key(self, event: &KeyboardEvent) {
        if let Some((dx, dy)) = arrow(event) {
            if let Some(stop) = untrack(|| self.stop()) {
                self.put(stop.at + dx + dy);
            }
        } else {
            match event.key().as_str() {
                "Delete" | "Backspace" => self.take_away(),
                "Escape" => self.give_up(),
                _ => return,
            }
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Bar, stops and the chosen one's colour.
#[component]
pub(in crate::editor::inspector) fn GradientWidget(
    /// Which parameter.
    field: Field,
) -> impl IntoView {
    let mix = Mix::new(field);
    let shown = mix.shown;
    let color = Signal::derive(move || mix.stop().map_or([0.0, 0.0, 0.0, 1.0], |stop| stop.color));
    let place = Signal::derive(move || mix.stop().map_or(0.0, |stop| stop.at));
    let turn = move |_| mix.keep(gradient::turned(&shown.get_untracked()));
    view! {
        <div
            class="plane gradient"
            role="group"
            tabindex="-1"
            aria-label=with("gradient-named", &[("what", &field.label())])
            node_ref=mix.plane.element
            on:pointerdown=move |event| mix.down(&event)
            on:pointermove=move |event| mix.moved(&event)
            on:pointerup=move |event| mix.up(&event)
            on:pointercancel=move |_| mix.give_up()
            on:keydown=move |event| mix.key(&event)
        >
            <span class="gradient-bar checker"><span class="gradient-colors" style:background-image=move || shown.with(|stops| gradient::css(stops))></span></span>
            <For each=move || 0..shown.with(Vec::len) key=|i| *i let(i)>
                <Knob stops=shown index=i chosen=mix.chosen />
            </For>
        </div>
        <ColorInput
            id=field.id()
            name=text("stop-color")
            value=color
            on_try=Callback::new(move |color| mix.attempt(mix.colored(color)))
            on_change=move |color| mix.keep(mix.colored(color))
        />
        <div class="plane-tools">
            <Part label=text("stop-place") value=place on_try=move |part| mix.try_numbers(&mix.with_at(part).0) on_change=move |part| mix.put(part) />
            <button class="tool" aria-label=text("turn-gradient") title=text("turn-gradient") on:click=turn><Icon glyph=Glyph::Swap /></button>
            <button class="tool" aria-label=text("add-stop") title=text("add-stop") on:click=move |_| mix.add_one()><Icon glyph=Glyph::Add /></button>
            <button
                class="tool"
                aria-label=text("remove-stop")
                title=text("remove-stop")
                disabled=move || shown.with(|stops| stops.len() <= STOPS.0)
                on:click=move |_| mix.take_away()
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
