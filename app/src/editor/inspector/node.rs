//! The inspector of one node: what it is, what is wrong with it, its wires, its parameters and its latest result.

use super::drawn::Params;
use super::place::Place;
use super::result::ResultPart;
use super::subgraph::SubgraphPart;
use super::wires::Wires;
use crate::browser::keyboard;
use crate::editor::desk::desk;
use crate::editor::icon::{Glyph, Icon};
use crate::editor::palette::category_class;
use crate::words::{catalogue, text};
use gesso_graph::{ItemId, NodeId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// One node.
#[component]
pub(super) fn NodeInspector(
    /// Which.
    id: NodeId,
) -> impl IntoView {
    let desk = desk();
    let schema = Memo::new(move |_| desk.schema(id));
    view! {
        <Head id />
        <Problems id />
        <SubgraphPart id />
        {move || {
            let schema = schema.get()?;
            let params = view! { <Params node=id schema=StoredValue::new((*schema).clone()) /> };
            let heading = (!schema.params.is_empty()).then(|| view! { <h3>{text("parameters")}</h3> });
            Some(view! {
                <div class="inspector-part params">{heading}{params}</div>
                <Wires id schema />
            })
        }}
        <ResultPart id />
        <Place item=ItemId::Node(id) />
    }
}

#[component]
fn Head(id: NodeId) -> impl IntoView {
    let desk = desk();
    let schema = Memo::new(move |_| desk.schema(id));
    let title = Memo::new(move |_| desk.title(id));
    let keep = move |event: leptos::ev::Event| {
        desk.retitle(ItemId::Node(id), &event_target_value(&event));
        // An empty title is that of the kind, and the field must say so.
        keyboard::show(&event, &title.get_untracked());
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" || event.key() == "Escape" {
            if event.key() == "Escape" {
                keyboard::show(&event, &title.get_untracked());
            }
            desk.stage.focus();
        }
    };
    let kind = move || {
        schema.get().map(|schema| {
            view! {
                <p class=format!("kind {}", category_class(schema.category))>
                    <span class="dot" aria-hidden="true"></span>
                    {catalogue().category_label(schema.category)}" · "{schema.title.to_string()}
                </p>
                <p class="quiet">{schema.doc}</p>
            }
        })
    };
    view! {
        <div class="inspector-part inspector-head">
            <input
                id="inspector-title"
                class="title-field"
                aria-label=text("title")
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                prop:value=move || title.get()
                on:change=keep
                on:keydown=on_key
            />
            {kind}
        </div>
    }
}

#[component]
fn Problems(id: NodeId) -> impl IntoView {
    let desk = desk();
    let faults = Memo::new(move |_| super::faults(desk, id));
    view! {
        <Show when=move || faults.with(|faults| !faults.is_empty())>
            <ul class="problems" role="list" aria-label=text("problems")>
                {move || faults.get().into_iter().map(|words| view! { <li><Icon glyph=Glyph::Warning /><span>{words}</span></li> }).collect_view()}
            </ul>
        </Show>
    }
}
