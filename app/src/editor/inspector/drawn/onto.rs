//! What is drawn on the picture itself, in the viewer: here is only the way there, and what the brush is like.

use super::super::field::Field;
use crate::editor::desk::{Dock, Sheet};
use crate::editor::icon::{Glyph, Icon};
use crate::words::{text, with};
use gesso_graph::numbers::{self, WIDEST_BRUSH};
use gesso_graph::{ParamKind, Value};
use leptos::prelude::*;

/// How much there is, and the way to the viewer.
#[component]
pub(in crate::editor::inspector) fn OntoPicture(
    /// Which parameter.
    field: Field,
) -> impl IntoView {
    let desk = field.desk;
    let is_painted = field
        .decl
        .with_value(|decl| matches!(decl.kind, ParamKind::Strokes));
    let said = move || {
        let Some(Value::Numbers(all)) = field.value() else {
            return String::new();
        };
        if is_painted {
            let count = numbers::strokes(&all).map_or(0, |strokes| strokes.len());
            with("strokes-count", &[("count", &count)])
        } else {
            with("corners-count", &[("count", &(all.len() / 2))])
        }
    };
    let open = move |_| {
        desk.drawing.set(true);
        desk.show(Sheet::Dock(Dock::Viewer));
    };
    view! {
        <div class="onto-field" id=field.id()>
            <span class="quiet">{said}</span>
            <button class="button" on:click=open><Icon glyph=Glyph::Picture /><span>{text("draw-on-picture")}</span></button>
        </div>
        {is_painted.then(|| view! { <Brush field /> })}
    }
}

/// What the next stroke is painted with.
#[component]
fn Brush(field: Field) -> impl IntoView {
    let brush = field.desk.brush;
    let read =
        |event: &leptos::ev::Event| event_target_value(event).parse::<f64>().unwrap_or_default();
    view! {
        <div class="brush" role="group" aria-label=text("brush")>
            <label class="brush-line">
                <span>{text("brush-size")}</span>
                <input
                    type="range"
                    class="slider"
                    min="1"
                    max="400"
                    step="1"
                    style:--fill=move || format!("{:.1}%", brush.get().size / 4.0)
                    prop:value=move || brush.get().size.to_string()
                    on:input=move |event| brush.update(|brush| brush.size = read(&event).clamp(1.0, WIDEST_BRUSH))
                />
                <span class="quiet mono">{move || format!("{:.0} px", brush.get().size)}</span>
            </label>
            <label class="brush-line">
                <span>{text("brush-hardness")}</span>
                <input
                    type="range"
                    class="slider"
                    min="0"
                    max="100"
                    step="1"
                    style:--fill=move || format!("{:.1}%", brush.get().hardness * 100.0)
                    prop:value=move || (brush.get().hardness * 100.0).round().to_string()
                    on:input=move |event| brush.update(|brush| brush.hardness = (read(&event) / 100.0).clamp(0.0, 1.0))
                />
                <span class="quiet mono">{move || format!("{:.0} %", brush.get().hardness * 100.0)}</span>
            </label>
            <label class="brush-line">
                <span>{text("brush-erases")}</span>
                <input
                    type="checkbox"
                    class="switch"
                    role="switch"
                    prop:checked=move || brush.get().erases
                    on:change=move |event| brush.update(|brush| brush.erases = event_target_checked(&event))
                />
            </label>
        </div>
    }
}
