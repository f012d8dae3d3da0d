//! A number: a slider over the usual range and a field for everything that is accepted, with the unit.

use super::field::Field;
use crate::editor::number_field::NumberField;
use crate::editor::slide::Slider;
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
            Unit::Seconds => "s",
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
    let shown = Memo::new(move |_| match field.shown() {
        Some(Value::Float(number)) => number,
        Some(Value::Int(number)) => number as f64,
        _ => 0.0,
    });
    let said = field.decl.with_value(|decl| decl.said);
    view! {
        <div class="number">
            <Slider
                name=Signal::derive(move || with("slider-named", &[("what", &field.label())]))
                range=range.soft
                step=range.step
                value=shown
                on_try=move |number| field.try_value(range.value(number))
                on_change=move |number| field.set(range.value(number))
                on_cancel=move || field.desk.preview.leave(field.desk)
            />
            <NumberField
                id=field.id()
                value=shown
                limits=range.hard
                step=range.step
                write=move |number| range.text(number)
                unit=range.suffix()
                on_try=move |number| field.try_value(range.value(number))
                on_change=move |number| field.set(range.value(number))
            />
        </div>
        {said.map(|(number, words)| view! {
            <Show when=move || shown.get() == number><p class="number-said">{words}</p></Show>
        })}
    }
}
