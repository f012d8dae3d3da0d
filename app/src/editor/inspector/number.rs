//! A number: a slider over the usual range and a field for everything that is accepted, with the unit.

use super::field::Field;
use super::slide::Slide;
use crate::browser::keyboard;
use crate::words::with;
use gesso_graph::{Unit, Value};
use leptos::prelude::*;

/// What a number may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    /// The slider's range.
    pub(super) soft: (f64, f64),
    /// What is accepted.
    pub(super) hard: (f64, f64),
    /// The slider's step.
    pub(super) step: f64,
    /// What it counts.
    pub(super) unit: Unit,
    /// Only whole numbers.
    pub(super) whole: bool,
}

impl Range {
    fn value(self, number: f64) -> Value {
        let number = number.clamp(self.hard.0, self.hard.1);
        if self.whole {
            Value::Int(number.round() as i64)
        } else {
            Value::Float(number)
        }
    }

    /// As people write it: no more places than the step has, none that are nought.
    fn text(self, number: f64) -> String {
        let places = if self.whole {
            0
        } else {
            (-self.step.log10().floor()).clamp(0.0, 6.0) as usize + 1
        };
        let text = format!("{number:.places$}");
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text
        }
    }

    fn suffix(self) -> &'static str {
        match self.unit {
            Unit::None => "",
            Unit::Pixels => "px",
            Unit::Percent => "%",
            Unit::Degrees => "°",
            Unit::Kelvin => "K",
        }
    }
}

/// Slider and field.
#[component]
pub(super) fn NumberWidget(
    /// Which parameter.
    field: Field,
    /// What it may be.
    range: Range,
) -> impl IntoView {
    // What the slider shows while it is held.
    let draft = RwSignal::new(None::<f64>);
    let stored = move || match field.value() {
        Some(Value::Float(number)) => number,
        Some(Value::Int(number)) => number as f64,
        _ => 0.0,
    };
    let shown = Memo::new(move |_| draft.get().unwrap_or_else(stored));
    let read = |event: &leptos::ev::Event| {
        let number = event_target_value(event).trim().replace(',', ".");
        let number = number.parse::<f64>().ok();
        number.filter(|number| number.is_finite())
    };
    let keep = move |number: Option<f64>| {
        draft.set(None);
        if let Some(number) = number {
            field.set(range.value(number));
        }
    };
    let fill = move || {
        let (least, most) = range.soft;
        let share = ((shown.get() - least) / (most - least).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        format!("{:.2}%", share * 100.0)
    };
    let slide = Slide::new();
    let suffix = range.suffix();
    let said = field.decl.with_value(|decl| decl.said);
    view! {
        <div class="number">
            <input
                type="range"
                class="slider"
                aria-label=with("slider-named", &[("what", &field.label())])
                min=range.soft.0.to_string()
                max=range.soft.1.to_string()
                step=range.step.to_string()
                style:--fill=fill
                prop:value=move || shown.get().to_string()
                on:pointerdown=move |_| slide.down()
                on:keydown=move |_| slide.down()
                on:pointercancel=move |_| {
                    slide.cancelled();
                    draft.set(None);
                    field.desk.preview.leave(field.desk);
                }
                on:input=move |event| {
                    let number = read(&event).filter(|_| slide.is_meant());
                    draft.set(number);
                    if let Some(number) = number {
                        field.try_value(range.value(number));
                    }
                }
                on:change=move |event| if slide.is_meant() { keep(read(&event)) }
            />
            <span class="number-field">
                <input
                    id=field.id()
                    type="number"
                    inputmode="decimal"
                    min=range.hard.0.to_string()
                    max=range.hard.1.to_string()
                    step=if range.whole { "1".to_owned() } else { "any".to_owned() }
                    prop:value=move || range.text(shown.get())
                    // What is shown stays as it is typed.
                    on:input=move |event| if let Some(number) = read(&event) { field.try_value(range.value(number)) }
                    on:change=move |event: leptos::ev::Event| {
                        let number = read(&event);
                        keep(number);
                        // What is not a number or not accepted is not kept, so the field must say what is.
                        keyboard::show(&event, &range.text(shown.get_untracked()));
                    }
                />
                <span class="unit" aria-hidden="true">{suffix}</span>
            </span>
        </div>
        {said.map(|(number, words)| view! {
            <Show when=move || shown.get() == number><p class="number-said">{words}</p></Show>
        })}
    }
}
