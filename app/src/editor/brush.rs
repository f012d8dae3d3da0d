//! What masks are painted with: how large and how hard the brush is, and whether it takes away. It stands in the inspector, and
//! on a small screen, where that would cover the picture, under the picture too.

use crate::editor::desk::desk;
use crate::words::text;
use gesso_graph::numbers::WIDEST_BRUSH;
use leptos::prelude::*;

/// What the next stroke is painted with.
#[component]
pub(crate) fn Brush() -> impl IntoView {
    let brush = desk().brush;
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
