//! What masks are painted with: how large and how hard the brush is, and whether it takes away. It stands in the inspector, and
//! on a small screen, where that would cover the picture, under the picture too.

use crate::editor::desk::desk;
use crate::editor::slide::Slider;
use crate::words::text;
use gesso_graph::numbers::WIDEST_BRUSH;
use leptos::prelude::*;

/// What the next stroke is painted with.
#[component]
pub(crate) fn Brush() -> impl IntoView {
    let brush = desk().brush;
    view! {
        <div class="brush" role="group" aria-label=text("brush")>
            <Line
                name="brush-size"
                range=(1.0, 400.0)
                unit="px"
                value=Signal::derive(move || brush.get().size)
                set=move |size| brush.update(|brush| brush.size = size.clamp(1.0, WIDEST_BRUSH))
            />
            <Line
                name="brush-hardness"
                range=(0.0, 100.0)
                unit="%"
                value=Signal::derive(move || (brush.get().hardness * 100.0).round())
                set=move |percent: f64| brush.update(|brush| brush.hardness = (percent / 100.0).clamp(0.0, 1.0))
            />
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

/// A slider with its name and its value.
#[component]
fn Line(
    name: &'static str,
    range: (f64, f64),
    unit: &'static str,
    value: Signal<f64>,
    set: impl Fn(f64) + Copy + 'static,
) -> impl IntoView {
    view! {
        <label class="brush-line">
            <span>{text(name)}</span>
            <Slider name=text(name) range step=1.0 value on_try=set on_change=set on_cancel=|| () />
            <span class="quiet mono">{move || format!("{:.0} {unit}", value.get())}</span>
        </label>
    }
}
