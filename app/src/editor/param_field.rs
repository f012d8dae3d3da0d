//! Typing a parameter where it stands on its node: a field or a choice laid over the row, there only while it is used.
//! Enter or leaving keeps the value, Escape drops it; moving the camera ends it.

use crate::editor::desk::{Desk, Typed, desk};
use crate::editor::inspector::{color_hex, read_color};
use crate::words::catalogue;
use gesso_canvas::PxRect;
use gesso_graph::{OptionDecl, ParamKind, Value, schema_of};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// The field, when a parameter is typed.
#[component]
pub(crate) fn ParamField() -> impl IntoView {
    let desk = desk();
    move || desk.typed.get().and_then(|typed| field(desk, typed))
}

/// How a field ends: with a value that is kept, or without. Only the first end counts.
type End = Callback<Option<Value>>;

fn field(desk: Desk, typed: Typed) -> Option<AnyView> {
    let document = desk.document_now();
    let node = document.nodes().get(&typed.node)?;
    let schema = schema_of(&document, catalogue(), typed.node)?;
    let decl = schema.param(&typed.name)?;
    let (label, kind) = (decl.label.to_string(), decl.kind);
    let stored = node.params.get(&typed.name).cloned();
    let value = stored.or_else(|| decl.default_value())?;
    let at = typed.at;
    // Removing the field makes it lose the keyboard as well.
    let ended = StoredValue::new(false);
    let end = Callback::new(move |value: Option<Value>| {
        if ended.try_update_value(|ended| std::mem::replace(ended, true)) == Some(false) {
            if value.is_some() {
                desk.set_param(typed.node, &typed.name, value);
            }
            desk.typed.set(None);
        }
    });
    match (kind, value) {
        (ParamKind::Choice { options, .. }, Value::Choice(now)) => {
            let choice = (options, now.to_string());
            Some(view! { <ChoiceField label choice at end /> }.into_any())
        }
        (
            ParamKind::Text {
                multiline: true,
                max,
                ..
            },
            Value::Text(text),
        ) => {
            let text = (text.to_string(), max);
            Some(view! { <LinesField label text at end /> }.into_any())
        }
        (ParamKind::Color { .. }, Value::Color(color)) => {
            Some(view! { <ColorField label color at end /> }.into_any())
        }
        (_, value) => {
            let text = match value {
                Value::Int(number) => number.to_string(),
                Value::Float(number) => ((number * 1e6).round() / 1e6).to_string(),
                Value::Text(text) => text.to_string(),
                _ => return None,
            };
            Some(view! { <TextField label kind text at end /> }.into_any())
        }
    }
}

fn px(length: f64) -> String {
    format!("{length:.1}px")
}

#[component]
fn ChoiceField(
    label: String,
    choice: (&'static [OptionDecl], String),
    at: PxRect,
    end: End,
) -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            drop(element.focus());
        }
    });
    let (options, now) = choice;
    let shown = options
        .iter()
        .map(|option| view! { <option value=option.id selected=option.id == now>{option.label}</option> })
        .collect_view();
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        if event.key() == "Escape" {
            end.run(None);
            desk.stage.focus();
        }
    };
    view! {
        <select
            class="typing"
            aria-label=label
            node_ref=element
            style:left=px(at.x)
            style:top=px(at.y)
            style:width=px(at.w)
            style:height=px(at.h)
            on:keydown=on_key
            on:change=move |event| {
                end.run(Some(Value::Choice(event_target_value(&event).into())));
                desk.stage.focus();
            }
            on:blur=move |_| end.run(None)
        >{shown}</select>
    }
}

/// A text of several lines, in a field with room for them.
#[component]
fn LinesField(label: String, text: (String, usize), at: PxRect, end: End) -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            drop(element.focus());
            element.select();
        }
    });
    let (text, max) = text;
    let kept = move |text: String| (text.len() <= max).then(|| Value::Text(text.as_str().into()));
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Escape" => end.run(None),
            "Enter" if event.ctrl_key() => end.run(kept(event_target_value(&event))),
            _ => return,
        }
        desk.stage.focus();
    };
    view! {
        <textarea
            class="typing typing-value"
            aria-label=label
            node_ref=element
            style:left=px(at.x)
            style:top=px(at.y)
            style:width=px(at.w.max(200.0))
            style:height=px((at.h * 4.0).max(96.0))
            on:keydown=on_key
            on:blur=move |event| end.run(kept(event_target_value(&event)))
        >{text}</textarea>
    }
}

/// A colour, chosen with the browser's own chooser; how opaque it is stays as it is.
#[component]
fn ColorField(label: String, color: [f32; 4], at: PxRect, end: End) -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            drop(element.focus());
        }
    });
    let [r, g, b, opacity] = color;
    let kept = move |text: String| {
        read_color(&text).map(|([r, g, b], _)| Value::Color([r, g, b, opacity]))
    };
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        if event.key() == "Escape" {
            end.run(None);
            desk.stage.focus();
        }
    };
    view! {
        <input
            type="color"
            class="typing"
            aria-label=label
            node_ref=element
            style:left=px(at.x)
            style:top=px(at.y)
            style:width=px(at.w)
            style:height=px(at.h)
            value=color_hex([r, g, b, 1.0])
            on:keydown=on_key
            on:change=move |event| {
                end.run(kept(event_target_value(&event)));
                desk.stage.focus();
            }
            on:blur=move |_| end.run(None)
        />
    }
}

#[component]
fn TextField(label: String, kind: ParamKind, text: String, at: PxRect, end: End) -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            drop(element.focus());
            element.select();
        }
    });
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Escape" => end.run(None),
            "Enter" => end.run(read(kind, &event_target_value(&event))),
            _ => return,
        }
        desk.stage.focus();
    };
    view! {
        <input
            type="text"
            class="typing typing-value"
            inputmode=if matches!(kind, ParamKind::Text { .. }) { "text" } else { "decimal" }
            autocomplete="off"
            aria-label=label
            node_ref=element
            style:left=px(at.x)
            style:top=px(at.y)
            style:width=px(at.w)
            style:height=px(at.h)
            value=text
            on:keydown=on_key
            on:blur=move |event| end.run(read(kind, &event_target_value(&event)))
        />
    }
}

/// What was typed, inside what is accepted; nothing when it is no such value.
fn read(kind: ParamKind, text: &str) -> Option<Value> {
    let number = || {
        let number = text.trim().replace(',', ".").parse::<f64>().ok()?;
        number.is_finite().then_some(number)
    };
    match kind {
        ParamKind::Float { hard, .. } => Some(Value::Float(number()?.clamp(hard.0, hard.1))),
        ParamKind::Int { hard, .. } => {
            let number = number()?.clamp(hard.0 as f64, hard.1 as f64);
            Some(Value::Int(number.round() as i64))
        }
        ParamKind::Text { max, .. } => (text.len() <= max).then(|| Value::Text(text.into())),
        _ => None,
    }
}
