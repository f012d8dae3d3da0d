//! What is drawn on the picture itself, in the viewer: here is only the way there, and what the brush is like.

use super::super::field::Field;
use crate::editor::brush::Brush;
use crate::editor::desk::{Dock, Sheet};
use crate::editor::icon::{Glyph, Icon};
use crate::words::{text, with};
use gesso_graph::numbers;
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
        {is_painted.then(|| view! { <Brush /> })}
    }
}
