//! Curves in one square: a tab for each, points that are dragged, and the place of the chosen point in numbers.

use super::super::field::{Field, Head, OutsideName};
use super::behind;
use super::plane::{Plane, arrow};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::shapes::curve;
use crate::words::{text, with};
use gesso_graph::Value;
use gesso_graph::numbers::{self, Place};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How near to a point a pointer takes it, in CSS pixels.
const NEAR: f64 = 16.0;
/// So far outside, as a part of the square, a point is taken away.
const AWAY: f64 = 0.2;

/// Several curves with one tab each.
#[component]
pub(super) fn CurvesField(
    /// One for each curve.
    fields: StoredValue<Vec<Field>>,
) -> impl IntoView {
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
        <div class="param">
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

/// The curve in hand: how it was when it was taken, and which of its points.
type Hand = StoredValue<Option<(Vec<Place>, usize)>>;

/// One curve.
#[component]
pub(in crate::editor::inspector) fn CurvesWidget(
    /// Which parameter.
    field: Field,
    /// The channel whose histogram is behind it; the brightness if none.
    channel: Option<usize>,
) -> impl IntoView {
    let plane = Plane::new();
    let draft = RwSignal::new(None::<Vec<Place>>);
    let chosen = RwSignal::new(0_usize);
    let hand: Hand = StoredValue::new(None);
    let stored = move || match field.value() {
        Some(Value::Numbers(all)) => numbers::curve(&all).unwrap_or_default(),
        _ => Vec::new(),
    };
    let shown = Memo::new(move |_| draft.get().unwrap_or_else(stored));
    let attempt = move |points: Vec<Place>| {
        field.try_value(Value::Numbers(numbers::of_places(&points)));
        draft.set(Some(points));
    };
    let keep = move |points: Vec<Place>| {
        draft.set(None);
        field.set(Value::Numbers(numbers::of_places(&points)));
    };
    let add = move |at: Option<Place>| {
        let points = shown.get_untracked();
        let at = at.unwrap_or_else(|| curve::widest(&points));
        curve::added(&points, at)
    };
    let take_away = move || {
        if let Some(points) = curve::removed(&shown.get_untracked(), chosen.get_untracked()) {
            chosen.update(|chosen| *chosen = chosen.saturating_sub(1));
            keep(points);
        }
    };
    let down = move |event: PointerEvent| {
        let Some((x, y)) = plane.take(&event) else {
            return;
        };
        let (w, h) = plane.extent();
        let points = shown.get_untracked();
        let far = |point: &Place| ((point.0 - x) * w).hypot((1.0 - point.1 - y) * h);
        let nearest =
            (0..points.len()).min_by(|&a, &b| far(&points[a]).total_cmp(&far(&points[b])));
        let taken = nearest.filter(|&i| far(&points[i]) <= NEAR);
        let held = match taken {
            Some(index) => Some((points, index)),
            None => add(Some((x, 1.0 - y))),
        };
        if let Some((points, index)) = held {
            chosen.set(index);
            attempt(points.clone());
            hand.set_value(Some((points, index)));
        }
    };
    let moved = move |event: PointerEvent| {
        let (Some((x, y)), Some((points, index))) = (plane.moved(&event), hand.get_value()) else {
            return;
        };
        let outside = |part: f64| !(-AWAY..=1.0 + AWAY).contains(&part);
        let without = curve::removed(&points, index).filter(|_| outside(x) || outside(y));
        attempt(without.unwrap_or_else(|| curve::moved(&points, index, (x, 1.0 - y))));
    };
    let up = move |event: PointerEvent| {
        if plane.release(&event) {
            hand.set_value(None);
            if let Some(points) = draft.get_untracked() {
                chosen.update(|chosen| *chosen = (*chosen).min(points.len().saturating_sub(1)));
                keep(points);
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
    let on_key = move |event: KeyboardEvent| {
        if let Some((dx, dy)) = arrow(&event) {
            let points = shown.get_untracked();
            let index = chosen.get_untracked();
            if let Some(&(x, y)) = points.get(index) {
                keep(curve::moved(&points, index, (x + dx, y + dy)));
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
    let histogram = behind::histogram(field.desk, field.node);
    let behind = move || {
        histogram.with(|known| known.as_ref().map(|known| known.path(channel.unwrap_or(3))))
    };
    let place = move || {
        shown
            .with(|points| points.get(chosen.get()).copied())
            .unwrap_or_default()
    };
    let set_part = move |across: bool, event: &leptos::ev::Event| {
        let Ok(percent) = event_target_value(event)
            .trim()
            .replace(',', ".")
            .parse::<f64>()
        else {
            return;
        };
        let (x, y) = place();
        let to = if across {
            (percent / 100.0, y)
        } else {
            (x, percent / 100.0)
        };
        keep(curve::moved(
            &shown.get_untracked(),
            chosen.get_untracked(),
            to,
        ));
    };
    let add_one = move |_| {
        if let Some((points, index)) = add(None) {
            chosen.set(index);
            keep(points);
        }
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
            node_ref=plane.element
            on:pointerenter=move |_| field.near()
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| give_up()
            on:keydown=on_key
        >
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
                <path class="plane-histogram" d=behind />
                <path class="plane-grid" d="M25 0V100M50 0V100M75 0V100M0 25H100M0 50H100M0 75H100M0 100L100 0" />
                <path class="curve-line" d=move || shown.with(|points| curve::path(points)) />
            </svg>
            <For each=move || 0..shown.with(Vec::len) key=|i| *i let(i)>
                <Knob points=shown index=i chosen />
            </For>
        </div>
        <div class="plane-tools">
            <Part label=text("curve-in") value=Signal::derive(move || place().0) on_change=move |event| set_part(true, &event) />
            <Part label=text("curve-out") value=Signal::derive(move || place().1) on_change=move |event| set_part(false, &event) />
            <button class="tool" aria-label=text("add-point") title=text("add-point") on:click=add_one><Icon glyph=Glyph::Add /></button>
            <button
                class="tool"
                aria-label=text("remove-point")
                title=text("remove-point")
                disabled=move || shown.with(|points| points.len() <= numbers::CURVE_POINTS.0)
                on:click=move |_| take_away()
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
    /// Another was typed.
    on_change: impl Fn(leptos::ev::Event) + 'static,
) -> impl IntoView {
    view! {
        <label class="plane-part">
            <span class="quiet">{label}</span>
            <span class="number-field">
                <input type="number" inputmode="decimal" min="0" max="100" step="any" prop:value=move || format!("{:.1}", value.get() * 100.0) on:change=on_change />
                <span class="unit" aria-hidden="true">"%"</span>
            </span>
        </label>
    }
}
