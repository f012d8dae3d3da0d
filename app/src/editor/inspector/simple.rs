//! Widgets of one element: yes or no, one of some options, words.

use super::field::Field;
use gesso_graph::{OptionDecl, Value};
use leptos::prelude::*;

/// A switch.
#[component]
pub(super) fn BoolWidget(
    /// Which parameter.
    field: Field,
) -> impl IntoView {
    view! {
        <input
            id=field.id()
            type="checkbox"
            class="switch"
            role="switch"
            prop:checked=move || field.value() == Some(Value::Bool(true))
            on:change=move |event| field.set(Value::Bool(event_target_checked(&event)))
        />
    }
}

/// A list to choose from.
#[component]
pub(super) fn ChoiceWidget(
    /// Which parameter.
    field: Field,
    /// In the order shown.
    options: &'static [OptionDecl],
) -> impl IntoView {
    let chosen = Memo::new(move |_| match field.value() {
        Some(Value::Choice(id)) => id.to_string(),
        _ => String::new(),
    });
    let entries = options
        .iter()
        .map(|option| view! { <option value=option.id selected=move || chosen.get() == option.id>{option.label}</option> })
        .collect_view();
    view! {
        <select
            id=field.id()
            class="field"
            prop:value=move || chosen.get()
            on:change=move |event| field.set(Value::Choice(event_target_value(&event).into()))
        >{entries}</select>
    }
}

/// One line of words, or many.
#[component]
pub(super) fn TextWidget(
    /// Which parameter.
    field: Field,
    /// More than one line.
    multiline: bool,
    /// Longest accepted, in bytes.
    max: usize,
) -> impl IntoView {
    let stored = move || match field.value() {
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let draft = StoredValue::new(None::<String>);
    let keep = move || {
        if let Some(text) = draft.try_update_value(Option::take).flatten() {
            field.set(Value::Text(text.into()));
        }
    };
    // Selecting another node takes the field away before the browser says that it changed.
    on_cleanup(keep);
    let on_input = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        field.try_value(Value::Text(text.as_str().into()));
        draft.set_value(Some(text));
    };
    // Characters are at most four bytes; the server judges the bytes.
    let longest = max.to_string();
    if multiline {
        view! {
            <textarea
                id=field.id()
                class="field"
                rows="4"
                maxlength=longest
                prop:value=stored
                on:input=on_input
                on:change=move |_| keep()
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=field.id()
                type="text"
                class="field"
                autocomplete="off"
                maxlength=longest
                prop:value=stored
                on:input=on_input
                on:change=move |_| keep()
            />
        }
        .into_any()
    }
}
