//! A colour: the browser's own chooser, hexadecimal digits, and how opaque it is.

use super::field::Field;
use crate::browser::keyboard;
use crate::editor::desk::{Dock, Picked, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::slide::Slider;
use crate::words::{text, with};
use gesso_graph::Value;
use leptos::prelude::*;

/// Swatch, digits and opacity.
#[component]
pub(super) fn ColorWidget(
    /// Which parameter.
    field: Field,
) -> impl IntoView {
    let stored = move || match field.value() {
        Some(Value::Color(color)) => color,
        _ => [0.0, 0.0, 0.0, 1.0],
    };
    view! {
        <ColorInput
            id=field.id()
            name=field.label()
            value=Signal::derive(stored)
            on_try=Callback::new(move |color| field.try_value(Value::Color(color)))
            on_change=move |color| field.set(Value::Color(color))
        />
        <PickButton field what=field.label() />
    }
}

/// The way to take a colour from the viewer's picture, for a parameter or for one colour of a gradient.
#[component]
pub(super) fn PickButton(
    /// Which parameter.
    field: Field,
    /// What the colour is of.
    #[prop(into)]
    what: String,
    /// Which colour of a gradient.
    #[prop(optional)]
    stop: Option<RwSignal<usize>>,
) -> impl IntoView {
    let desk = field.desk;
    let itself = move || Picked {
        node: field.node,
        name: field.name(),
        stop: stop.map(|stop| stop.get()),
    };
    let is_picking = move || desk.picking.get() == Some(itself());
    let pick = move |_| {
        if untrack(is_picking) {
            desk.picking.set(None);
        } else {
            desk.picking.set(Some(untrack(itself)));
            desk.show(Sheet::Dock(Dock::Viewer));
        }
    };
    view! {
        <button
            class="button pick-button"
            aria-pressed=move || if is_picking() { "true" } else { "false" }
            aria-label=with("pick-named", &[("what", &what)])
            on:click=pick
        ><Icon glyph=Glyph::Pipette /><span>{text("pick-color")}</span></button>
    }
}

/// The same for any colour: sRGB, straight alpha.
#[component]
pub(super) fn ColorInput(
    /// The id of the digits' element on the page.
    id: String,
    /// What the colour is of.
    #[prop(into)]
    name: String,
    /// The colour.
    value: Signal<[f32; 4]>,
    /// Another one is in hand.
    #[prop(optional)]
    on_try: Option<Callback<[f32; 4]>>,
    /// Another one was chosen.
    on_change: impl Fn([f32; 4]) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let draft = RwSignal::new(None::<[f32; 4]>);
    let shown = Memo::new(move |_| draft.get().unwrap_or_else(|| value.get()));
    let keep = move |color: [f32; 4]| {
        draft.set(None);
        on_change(color);
    };
    let attempt = move |color: Option<[f32; 4]>| {
        draft.set(color);
        if let (Some(color), Some(on_try)) = (color, on_try) {
            on_try.run(color);
        }
    };
    let with_alpha = move |text: String| {
        let [.., alpha] = shown.get_untracked();
        read(&text).map(|(rgb, own)| [rgb[0], rgb[1], rgb[2], own.unwrap_or(alpha)])
    };
    let with_opacity = move |percent: f64| {
        let [r, g, b, _] = shown.get_untracked();
        [r, g, b, (percent / 100.0) as f32]
    };
    let desk = desk();
    let chooser = with("chooser-named", &[("what", &name)]);
    view! {
        <div class="color">
            <span class="swatch checker">
                <span class="swatch-color" style:background-color=move || css(shown.get())></span>
                <input
                    type="color"
                    aria-label=chooser
                    prop:value=move || hex([shown.get()[0], shown.get()[1], shown.get()[2], 1.0])
                    on:input=move |event| attempt(with_alpha(event_target_value(&event)))
                    on:change=move |event| if let Some(color) = with_alpha(event_target_value(&event)) { keep(color) }
                />
            </span>
            <input
                id=id
                type="text"
                class="field mono"
                spellcheck="false"
                autocomplete="off"
                maxlength="9"
                prop:value=move || hex(shown.get())
                // What is shown stays as it is typed.
                on:input=move |event| if let (Some(color), Some(on_try)) = (with_alpha(event_target_value(&event)), on_try) { on_try.run(color) }
                on:change=move |event: leptos::ev::Event| {
                    if let Some(color) = with_alpha(event_target_value(&event)) {
                        keep(color);
                    }
                    keyboard::show(&event, &hex(shown.get_untracked()));
                }
            />
            <Slider
                name=Signal::derive(move || with("opacity-named", &[("what", &name)]))
                range=(0.0, 100.0)
                step=1.0
                value=Signal::derive(move || f64::from((shown.get()[3] * 100.0).round()))
                on_try=move |percent| attempt(Some(with_opacity(percent)))
                on_change=move |percent| keep(with_opacity(percent))
                on_cancel=move || {
                    draft.set(None);
                    desk.preview.leave(desk);
                }
            />
        </div>
    }
}

fn byte(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// `#rrggbb`, and `#rrggbbaa` when it is not opaque.
pub(crate) fn hex([r, g, b, a]: [f32; 4]) -> String {
    let opaque = format!("#{:02x}{:02x}{:02x}", byte(r), byte(g), byte(b));
    if byte(a) == 255 {
        opaque
    } else {
        format!("{opaque}{:02x}", byte(a))
    }
}

fn css([r, g, b, a]: [f32; 4]) -> String {
    format!("rgb({} {} {} / {a:.3})", byte(r), byte(g), byte(b))
}

/// Reads `rgb`, `rrggbb` or `rrggbbaa`, with or without `#`.
pub(crate) fn read(text: &str) -> Option<([f32; 3], Option<f32>)> {
    let digits: Vec<u8> = text
        .trim()
        .trim_start_matches('#')
        .chars()
        .map(|digit| digit.to_digit(16).map(|digit| digit as u8))
        .collect::<Option<_>>()?;
    let bytes: Vec<f32> = match digits.len() {
        3 => digits
            .iter()
            .map(|digit| f32::from(digit * 17) / 255.0)
            .collect(),
        6 | 8 => digits
            .chunks(2)
            .map(|pair| f32::from(pair[0] * 16 + pair[1]) / 255.0)
            .collect(),
        _ => return None,
    };
    Some(([bytes[0], bytes[1], bytes[2]], bytes.get(3).copied()))
}
