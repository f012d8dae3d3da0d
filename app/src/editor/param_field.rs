//! Typing a parameter where it stands on its node: a field or a choice laid over the row, there only while it is used.
//! Enter or leaving keeps the value, Escape drops it; moving the camera ends it.

use crate::browser::keyboard;
use crate::editor::desk::{Desk, Typed, desk};
use crate::editor::inspector::{Among, color_hex, read_color};
use crate::editor::number_field;
use crate::words::catalogue;
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
/// How a field says what it would be, when it is something.
type Attempt = Callback<Option<Value>>;

fn field(desk: Desk, typed: Typed) -> Option<AnyView> {
    let document = desk.document_now();
    let node = document.nodes().get(&typed.node)?;
    let schema = schema_of(&document, catalogue(), typed.node)?;
    let decl = schema.param(&typed.name)?;
    let (label, kind) = (decl.label.to_string(), decl.kind);
    let stored = node.params.get(&typed.name).cloned();
    let value = stored.or_else(|| decl.default_value())?;
    let (typed_at, typed_node, name) = (typed.at, typed.node, typed.name.clone());
    // Removing the field makes it lose the keyboard as well.
    let ended = StoredValue::new(false);
    let end = Callback::new(move |value: Option<Value>| {
        if ended.try_update_value(|ended| std::mem::replace(ended, true)) == Some(false) {
            if value.is_some() {
                desk.set_param(typed.node, &typed.name, value);
                desk.preview.kept(desk, typed.node);
            } else {
                desk.preview.leave(desk);
            }
            desk.typed.set(None);
        }
    });
    let attempt = Callback::new(move |value: Option<Value>| {
        if let Some(value) = value {
            desk.preview
                .try_value(desk, typed.node, name.clone(), value);
        }
    });
    desk.preview.near(desk, typed.node);
    let mut at = typed_at;
    let among = decl.among;
    let field = match (kind, value) {
        (ParamKind::Choice { options, .. }, Value::Choice(now)) => {
            let option = |option: &OptionDecl| (option.id.to_owned(), option.label.to_owned());
            let options = options.iter().map(option).collect();
            let value = |id: String| Value::Choice(id.into());
            view! { <ChoiceField label options now=now.to_string() value end /> }.into_any()
        }
        (_, Value::Text(now)) if among.is_some() => {
            let options = among.unwrap_or_default();
            let among = untrack(|| Among::of(desk, typed_node, options, &now));
            let options = among
                .lines
                .into_iter()
                .map(|line| (line.clone(), line))
                .collect();
            let value = |line: String| Value::Text(line.into());
            view! { <ChoiceField label options now=among.chosen value end /> }.into_any()
        }
        (
            ParamKind::Text {
                multiline: true,
                max,
                ..
            },
            Value::Text(text),
        ) => {
            (at.w, at.h) = (at.w.max(200.0), (at.h * 4.0).max(96.0));
            view! { <LinesField label text=text.to_string() max attempt end /> }.into_any()
        }
        (ParamKind::Color { .. }, Value::Color(color)) => {
            view! { <ColorField label color attempt end /> }.into_any()
        }
        (_, value) => {
            let text = match value {
                Value::Int(number) => number.to_string(),
                Value::Float(number) => ((number * 1e6).round() / 1e6).to_string(),
                Value::Text(text) => text.to_string(),
                _ => return None,
            };
            view! { <TextField label kind text attempt end /> }.into_any()
        }
    };
    let px = |length: f64| format!("{length:.1}px");
    Some(
        view! {
            <div class="typing-at" style:left=px(at.x) style:top=px(at.y) style:width=px(at.w) style:height=px(at.h)>
                {field}
            </div>
        }
        .into_any(),
    )
}

/// What keys do in a field: Escape drops what was typed, and what `keeps` makes of another key is kept.
fn on_key(
    end: End,
    keeps: impl Fn(&KeyboardEvent) -> Option<Option<Value>> + 'static,
) -> impl Fn(KeyboardEvent) + 'static {
    let desk = desk();
    move |event| {
        event.stop_propagation();
        let value = match event.key().as_str() {
            "Escape" => None,
            _ => match keeps(&event) {
                Some(value) => value,
                None => return,
            },
        };
        end.run(value);
        desk.stage.focus();
    }
}

#[component]
fn ChoiceField(
    label: String,
    /// The value and the name of each.
    options: Vec<(String, String)>,
    now: String,
    /// What a chosen one is.
    value: fn(String) -> Value,
    end: End,
) -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            keyboard::focus_element(&element);
        }
    });
    let entry = |(id, label): (String, String)| {
        let is_now = id == now;
        view! { <option value=id selected=is_now>{label}</option> }
    };
    let shown = options.into_iter().map(entry).collect_view();
    view! {
        <select
            class="typing"
            aria-label=label
            node_ref=element
            on:keydown=on_key(end, |_| None)
            on:change=move |event| {
                end.run(Some(value(event_target_value(&event))));
                desk.stage.focus();
            }
            on:blur=move |_| end.run(None)
        >{shown}</select>
    }
}

/// A text of several lines, in a field with room for them.
#[component]
fn LinesField(
    label: String,
    text: String,
    max: usize,
    attempt: Attempt,
    end: End,
) -> impl IntoView {
    let element = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            keyboard::focus_element(&element);
            element.select();
        }
    });
    let kept = move |text: String| (text.len() <= max).then(|| Value::Text(text.as_str().into()));
    let keeps = move |event: &KeyboardEvent| {
        let is_done = event.key() == "Enter" && event.ctrl_key();
        is_done.then(|| kept(event_target_value(event)))
    };
    view! {
        <textarea
            class="typing typing-value"
            aria-label=label
            node_ref=element
            on:input=move |event| attempt.run(kept(event_target_value(&event)))
            on:keydown=on_key(end, keeps)
            on:blur=move |event| end.run(kept(event_target_value(&event)))
        >{text}</textarea>
    }
}

/// A colour, chosen with the browser's own chooser; how opaque it is stays as it is.
#[component]
fn ColorField(label: String, color: [f32; 4], attempt: Attempt, end: End) -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            keyboard::focus_element(&element);
        }
    });
    let [r, g, b, opacity] = color;
    let kept = move |text: String| {
        read_color(&text).map(|([r, g, b], _)| Value::Color([r, g, b, opacity]))
    };
    view! {
        <input
            type="color"
            class="typing"
            aria-label=label
            node_ref=element
            value=color_hex([r, g, b, 1.0])
            on:input=move |event| attempt.run(kept(event_target_value(&event)))
            on:keydown=on_key(end, |_| None)
            on:change=move |event| {
                end.run(kept(event_target_value(&event)));
                desk.stage.focus();
            }
            on:blur=move |_| end.run(None)
        />
    }
}

#[component]
fn TextField(
    label: String,
    kind: ParamKind,
    text: String,
    attempt: Attempt,
    end: End,
) -> impl IntoView {
    let element = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            keyboard::focus_element(&element);
        }
    });
    let keeps = move |event: &KeyboardEvent| {
        (event.key() == "Enter").then(|| read(kind, &event_target_value(event)))
    };
    view! {
        <input
            type="text"
            class="typing typing-value"
            inputmode=if matches!(kind, ParamKind::Text { .. }) { "text" } else { "decimal" }
            autocomplete="off"
            aria-label=label
            node_ref=element
            value=text
            on:input=move |event| attempt.run(read(kind, &event_target_value(&event)))
            on:keydown=on_key(end, keeps)
            on:blur=move |event| end.run(read(kind, &event_target_value(&event)))
        />
    }
}

/// What was typed, inside what is accepted; nothing when it is no such value.
fn read(kind: ParamKind, text: &str) -> Option<Value> {
    let number = || number_field::read(text);
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
