//! A gradient as a bar: stops below it that are dragged along, and the colour and the place of the chosen one.

use super::super::color::{ColorInput, PickButton};
use super::super::field::Field;
use super::curves::Part;
use super::held::{Chosen, Held};
use super::plane::reach;
use crate::editor::icon::{Glyph, Icon};
use crate::editor::shapes::gradient;
use crate::words::{text, with};
use gesso_graph::numbers::{self, STOPS, Stop};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How near to a stop a mouse takes it, in CSS pixels.
const NEAR: f64 = 14.0;

/// A gradient under the hand; a handle, free to copy.
#[derive(Clone, Copy)]
struct Mix(Held<Stop>);

impl Mix {
    fn new(field: Field) -> Self {
        Self(Held::new(field, numbers::stops, numbers::of_stops))
    }

    /// Moves the chosen stop there.
    fn put(self, to: f64) {
        self.0.choose(self.with_at(to));
    }

    /// With the chosen stop there.
    fn with_at(self, to: f64) -> Chosen<Stop> {
        let (stops, index) = self.0.now();
        gradient::moved(&stops, index, to)
    }

    /// With another colour for the chosen stop.
    fn colored(self, color: [f32; 4]) -> Vec<Stop> {
        let (stops, index) = self.0.now();
        gradient::colored(&stops, index, color)
    }

    fn add_one(self) {
        let (stops, _) = self.0.now();
        if let Some(added) = gradient::added(&stops, gradient::widest(&stops)) {
            self.0.choose(added);
        }
    }

    fn take_away(self) {
        let (stops, index) = self.0.now();
        if let Some(stops) = gradient::removed(&stops, index) {
            let last = stops.len() - 1;
            self.0.choose((stops, index.min(last)));
        }
    }

    fn down(self, event: &PointerEvent) {
        let Some((x, _)) = self.0.plane.take(event) else {
            return;
        };
        let (w, _) = self.0.plane.extent();
        let far = |stop: Stop| (stop.at - x).abs() * w;
        self.0
            .take(reach(event, NEAR), far, |stops| gradient::added(stops, x));
    }

    fn moved(self, event: &PointerEvent) {
        if let Some(((x, _), (stops, index))) = self.0.moved(event) {
            let (stops, index) = gradient::moved(&stops, index, x);
            self.0.chosen.set(index);
            self.0.attempt(stops);
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let by = |dx: f64, dy: f64| {
            if let Some(stop) = untrack(|| self.0.point()) {
                self.put(stop.at + dx + dy);
            }
        };
        self.0.key(event, by, || self.take_away());
    }
}

/// Bar, stops and the chosen one's colour.
#[component]
pub(in crate::editor::inspector) fn GradientWidget(
    /// Which parameter.
    field: Field,
) -> impl IntoView {
    let mix = Mix::new(field);
    let shown = mix.0.shown;
    let color = Signal::derive(move || {
        mix.0
            .point()
            .map_or([0.0, 0.0, 0.0, 1.0], |stop| stop.color)
    });
    let place = Signal::derive(move || mix.0.point().map_or(0.0, |stop| stop.at));
    let turn = move |_| mix.0.keep(gradient::turned(&shown.get_untracked()));
    view! {
        <div
            class="plane gradient"
            role="group"
            tabindex="-1"
            aria-label=with("gradient-named", &[("what", &field.label())])
            node_ref=mix.0.plane.element
            on:pointerdown=move |event| mix.down(&event)
            on:pointermove=move |event| mix.moved(&event)
            on:pointerup=move |event| mix.0.up(&event)
            on:pointercancel=move |_| mix.0.give_up()
            on:keydown=move |event| mix.key(&event)
        >
            <span class="gradient-bar checker"><span class="gradient-colors" style:background-image=move || shown.with(|stops| gradient::css(stops))></span></span>
            <For each=move || 0..shown.with(Vec::len) key=|i| *i let(i)>
                <Knob stops=shown index=i chosen=mix.0.chosen />
            </For>
        </div>
        <ColorInput
            id=field.id()
            name=text("stop-color")
            value=color
            on_try=Callback::new(move |color| mix.0.attempt(mix.colored(color)))
            on_change=move |color| mix.0.keep(mix.colored(color))
        />
        <PickButton field what=text("stop-color") stop=mix.0.chosen />
        <div class="plane-tools">
            <Part label=text("stop-place") value=place on_try=move |part| mix.0.try_points(&mix.with_at(part).0) on_change=move |part| mix.put(part) />
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
