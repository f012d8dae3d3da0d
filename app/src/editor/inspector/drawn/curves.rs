//! Curves in one square: a tab for each, points that are dragged, and the place of the chosen point in numbers.

use super::super::field::{Field, Head, OutsideName};
use super::behind;
use super::held::Held;
use super::plane::reach;
use crate::editor::desk::desk;
use crate::editor::icon::{Glyph, Icon};
use crate::editor::number_field::NumberField;
use crate::editor::shapes::curve;
use crate::editor::shapes::histogram::Histogram;
use crate::words::{text, with};
use gesso_graph::numbers::{self, Place};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How near to a point a mouse takes it, in CSS pixels.
const NEAR: f64 = 16.0;
/// So far outside, as a part of the square, a point is taken away.
const AWAY: f64 = 0.2;

/// Several curves with one tab each.
#[component]
pub(super) fn CurvesField(
    /// One for each curve.
    fields: StoredValue<Vec<Field>>,
) -> impl IntoView {
    let desk = desk();
    let tab = RwSignal::new(0_usize);
    let labels =
        fields.with_value(|fields| fields.iter().map(|field| field.label()).collect::<Vec<_>>());
    let tabs = labels.into_iter().enumerate().map(|(i, label)| {
        view! {
            <button class="curve-tab" aria-pressed=move || if tab.get() == i { "true" } else { "false" } on:click=move |_| tab.set(i)>{label}</button>
        }
    });
    let field = move || fields.with_value(|fields| fields.get(tab.get()).copied());
    view! {
        <div class="param" on:focusout=move |_| desk.preview.leave(desk)>
            <div class="curve-tabs" role="group" aria-label=text("curve-channels")>{tabs.collect_view()}</div>
            {move || field().map(|field| view! {
                <Head field source=Memo::new(|_| None) />
                // Red, green and blue follow the curve of all.
                <CurvesWidget field channel=tab.get_untracked().checked_sub(1) />
                <OutsideName field />
            })}
        </div>
    }
}

/// A curve under the hand; a handle, free to copy.
#[derive(Clone, Copy)]
struct Bend(Held<Place>);

impl Bend {
    fn new(field: Field) -> Self {
        Self(Held::new(field, numbers::curve, numbers::of_places))
    }

    /// The place of the chosen point. Tracks.
    fn place(self) -> Place {
        self.0.point().unwrap_or_default()
    }

    /// Moves the chosen point there.
    fn put(self, to: Place) {
        self.0.keep(self.with_at(to));
    }

    /// With the chosen point there.
    fn with_at(self, to: Place) -> Vec<Place> {
        let (points, index) = self.0.now();
        curve::moved(&points, index, to)
    }

    fn add_one(self) {
        let (points, _) = self.0.now();
        if let Some(added) = curve::added(&points, curve::widest(&points)) {
            self.0.choose(added);
        }
    }

    fn take_away(self) {
        let (points, index) = self.0.now();
        if let Some(points) = curve::removed(&points, index) {
            self.0.choose((points, index.saturating_sub(1)));
        }
    }

    fn down(self, event: &PointerEvent) {
        let Some((x, y)) = self.0.plane.take(event) else {
            return;
        };
        let (w, h) = self.0.plane.extent();
        let far = |point: Place| ((point.0 - x) * w).hypot((1.0 - point.1 - y) * h);
        self.0.take(reach(event, NEAR), far, |points| {
            curve::added(points, (x, 1.0 - y))
        });
    }

    fn moved(self, event: &PointerEvent) {
        if let Some(((x, y), (points, index))) = self.0.moved(event) {
            let outside = |part: f64| !(-AWAY..=1.0 + AWAY).contains(&part);
            let without = curve::removed(&points, index).filter(|_| outside(x) || outside(y));
            let moved = || curve::moved(&points, index, (x, 1.0 - y));
            self.0.attempt(without.unwrap_or_else(moved));
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let by = |dx, dy| {
            let (x, y) = untrack(|| self.place());
            self.put((x + dx, y + dy));
        };
        self.0.key(event, by, || self.take_away());
    }

    /// The chosen point's place with another part across.
    fn across(self, part: f64) -> Place {
        (part, untrack(|| self.place()).1)
    }

    /// The chosen point's place with another part up.
    fn up_to(self, part: f64) -> Place {
        (untrack(|| self.place()).0, part)
    }
}

/// One curve.
#[component]
pub(in crate::editor::inspector) fn CurvesWidget(
    /// Which parameter.
    field: Field,
    /// The channel whose histogram is behind it; the brightness if none.
    channel: Option<usize>,
) -> impl IntoView {
    let bend = Bend::new(field);
    let shown = bend.0.shown;
    let histogram = behind::histogram(field.desk, field.node);
    let behind = move || {
        let path = |known: &Histogram| known.path(channel.unwrap_or(3));
        histogram.with(|known| known.as_ref().map(path))
    };
    view! {
        <div
            id=field.id()
            class="plane curve"
            class:is-red=channel == Some(0)
            class:is-green=channel == Some(1)
            class:is-blue=channel == Some(2)
            role="group"
            tabindex="-1"
            aria-label=with("curve-named", &[("what", &field.label())])
            node_ref=bend.0.plane.element
            on:pointerenter=move |_| field.near()
            on:pointerdown=move |event| bend.down(&event)
            on:pointermove=move |event| bend.moved(&event)
            on:pointerup=move |event| bend.0.up(&event)
            on:pointercancel=move |_| bend.0.give_up()
            on:keydown=move |event| bend.key(&event)
        >
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
                <path class="plane-histogram" d=behind />
                <path class="plane-grid" d="M25 0V100M50 0V100M75 0V100M0 25H100M0 50H100M0 75H100M0 100L100 0" />
                <path class="curve-line" d=move || shown.with(|points| curve::path(points)) />
            </svg>
            <For each=move || 0..shown.with(Vec::len) key=|i| *i let(i)>
                <Knob points=shown index=i chosen=bend.0.chosen />
            </For>
        </div>
        <div class="plane-tools">
            <Part
                label=text("curve-in")
                value=Signal::derive(move || bend.place().0)
                on_try=move |part| bend.0.try_points(&bend.with_at(bend.across(part)))
                on_change=move |part| bend.put(bend.across(part))
            />
            <Part
                label=text("curve-out")
                value=Signal::derive(move || bend.place().1)
                on_try=move |part| bend.0.try_points(&bend.with_at(bend.up_to(part)))
                on_change=move |part| bend.put(bend.up_to(part))
            />
            <button class="tool" aria-label=text("add-point") title=text("add-point") on:click=move |_| bend.add_one()><Icon glyph=Glyph::Add /></button>
            <button
                class="tool"
                aria-label=text("remove-point")
                title=text("remove-point")
                disabled=move || shown.with(|points| points.len() <= numbers::CURVE_POINTS.0)
                on:click=move |_| bend.take_away()
            ><Icon glyph=Glyph::Trash /></button>
        </div>
    }
}

/// One point.
#[component]
fn Knob(points: Memo<Vec<Place>>, index: usize, chosen: RwSignal<usize>) -> impl IntoView {
    let at = move || {
        points
            .with(|points| points.get(index).copied())
            .unwrap_or_default()
    };
    let name = move || {
        let (x, y) = at();
        let percent = |part: f64| format!("{:.0} %", part * 100.0);
        with(
            "curve-point",
            &[
                ("number", &(index + 1)),
                ("in", &percent(x)),
                ("out", &percent(y)),
            ],
        )
    };
    view! {
        <button
            class="knob"
            aria-label=name
            aria-pressed=move || if chosen.get() == index { "true" } else { "false" }
            style:left=move || format!("{:.2}%", at().0 * 100.0)
            style:top=move || format!("{:.2}%", (1.0 - at().1) * 100.0)
            on:focus=move |_| chosen.set(index)
        ></button>
    }
}

/// A part of one in percent.
#[component]
pub(super) fn Part(
    /// What it is.
    label: &'static str,
    /// From 0 to 1.
    value: Signal<f64>,
    /// Another is being typed.
    on_try: impl Fn(f64) + Copy + 'static,
    /// Another was typed.
    on_change: impl Fn(f64) + Copy + 'static,
) -> impl IntoView {
    view! {
        <label class="plane-part">
            <span class="quiet">{label}</span>
            <NumberField
                value=Signal::derive(move || value.get() * 100.0)
                limits=(0.0, 100.0)
                step=1.0
                write=|percent| format!("{percent:.1}")
                unit="%"
                on_try=move |percent| on_try(percent / 100.0)
                on_change=move |percent| on_change(percent / 100.0)
            />
        </label>
    }
}
