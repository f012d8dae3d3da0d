//! Words that are chosen among the lines of another parameter: the options of a choice that a person made.

use super::field::Field;
use crate::editor::desk::Desk;
use gesso_graph::{NodeId, Value};
use leptos::prelude::*;

/// What there is to choose from, and what is shown as chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Among {
    /// The options; one that was chosen and is gone since is still among them, to be seen.
    pub(crate) lines: Vec<String>,
    /// One of them, the first while nothing is chosen.
    pub(crate) chosen: String,
}

impl Among {
    /// The lines of the parameter `options` of a node, of which `chosen` is one. Tracks.
    pub(crate) fn of(desk: Desk, node: NodeId, options: &str, chosen: &str) -> Self {
        let stored = desk.node(node);
        let stored = stored.and_then(|node| node.params.get(options).cloned());
        let value = stored.or_else(|| desk.schema(node)?.param(options)?.default_value());
        let text = match value {
            Some(Value::Text(text)) => text,
            _ => return Self::default(),
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut lines: Vec<String> = lines.map(str::to_owned).collect();
        let chosen = match (chosen.trim(), lines.first()) {
            ("", Some(first)) => first.clone(),
            (chosen, _) => chosen.to_owned(),
        };
        if !chosen.is_empty() && !lines.contains(&chosen) {
            lines.push(chosen.clone());
        }
        Self { lines, chosen }
    }
}

/// A list to choose from, made of the lines of another parameter.
#[component]
pub(super) fn AmongWidget(
    /// Which parameter.
    field: Field,
    /// The parameter with a line for each option.
    options: &'static str,
) -> impl IntoView {
    let among = Memo::new(move |_| {
        let chosen = match field.value() {
            Some(Value::Text(text)) => text,
            _ => "".into(),
        };
        Among::of(field.desk, field.node, options, &chosen)
    });
    let entries = move || {
        let Among { lines, chosen } = among.get();
        let entry = |line: String| {
            let is_chosen = line == chosen;
            let label = line.clone();
            view! { <option value=line selected=is_chosen>{label}</option> }
        };
        lines.into_iter().map(entry).collect_view()
    };
    view! {
        <select
            id=field.id()
            class="field"
            on:change=move |event| field.set(Value::Text(event_target_value(&event).into()))
        >{entries}</select>
    }
}
