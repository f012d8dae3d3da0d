//! Every kind of node, group by group, with a search: click adds one in the middle of what is seen, dragging puts it anywhere.

use crate::browser::drag;
use crate::editor::desk::{Desk, desk};
use gesso_graph::{Category, Schema};
use gesso_nodes::{catalogue, category_label};
use leptos::prelude::*;

/// The class that gives a group its colour.
pub(crate) fn category_class(category: Category) -> &'static str {
    match category {
        Category::Image => "of-image",
        Category::Compositing => "of-compositing",
        Category::Color => "of-color",
        Category::Filter => "of-filter",
        Category::Mask => "of-mask",
        Category::Text => "of-text",
        Category::Graph => "of-graph",
    }
}

/// The list with its search.
#[component]
pub(crate) fn Palette() -> impl IntoView {
    let words = RwSignal::new(String::new());
    view! {
        <div class="palette">
            <input
                type="search"
                class="field palette-search"
                placeholder="Search nodes"
                aria-label="Search nodes"
                autocomplete="off"
                prop:value=move || words.get()
                on:input=move |event| words.set(event_target_value(&event))
            />
            <div class="palette-list">
                {move || {
                    let words = words.get();
                    if words.trim().is_empty() { by_group().into_any() } else { found(&words).into_any() }
                }}
            </div>
        </div>
    }
}

fn by_group() -> impl IntoView {
    let desk = desk();
    catalogue()
        .categories()
        .into_iter()
        .map(|category| {
            let kinds = catalogue()
                .in_category(category)
                .map(|spec| entry(desk, &spec.schema))
                .collect_view();
            view! {
                <section class="palette-group" aria-label=category_label(category)>
                    <h3>{category_label(category)}</h3>
                    <ul role="list">{kinds}</ul>
                </section>
            }
        })
        .collect_view()
}

fn found(words: &str) -> impl IntoView {
    let desk = desk();
    let found = catalogue().search(words);
    if found.is_empty() {
        return view! { <p class="quiet pad">"No node is called that."</p> }.into_any();
    }
    let kinds = found
        .into_iter()
        .map(|spec| entry(desk, &spec.schema))
        .collect_view();
    view! { <ul role="list">{kinds}</ul> }.into_any()
}

fn entry(desk: Desk, schema: &'static Schema) -> impl IntoView {
    let add = move |_| {
        let at = desk.stage.middle().translate(-110.0, -60.0);
        desk.add_node(schema, at, None);
        desk.sheet.set(None);
    };
    view! {
        <li>
            <button
                class=format!("palette-entry {}", category_class(schema.category))
                draggable="true"
                title=schema.doc
                aria-label=format!("Add {}", schema.title)
                on:click=add
                on:dragstart=move |event| drag::begin(&event, schema.id)
            >
                <span class="dot" aria-hidden="true"></span>
                <span>{schema.title.as_ref()}</span>
            </button>
        </li>
    }
}
