//! Every kind of node, group by group, with a search: click adds one in the middle of what is seen, dragging puts it anywhere.

use crate::browser::drag;
use crate::editor::desk::{Desk, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::words;
use crate::words::{catalogue, text, with};
use gesso_graph::{Category, Schema};
use leptos::prelude::*;

/// How many of the kinds added lately are shown.
const LATEST: usize = 4;

/// The class that gives a group its colour.
pub(crate) fn category_class(category: Category) -> &'static str {
    match category {
        Category::Image => "of-image",
        Category::Compositing => "of-compositing",
        Category::Color => "of-color",
        Category::Filter => "of-filter",
        Category::Mask => "of-mask",
        Category::Text => "of-text",
        Category::Logic => "of-logic",
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
                placeholder=text("search-nodes")
                aria-label=text("search-nodes")
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

/// The marked kinds, those added lately, and then every group.
fn by_group() -> impl IntoView {
    let desk = desk();
    let own = move || {
        let (marked, latest) = desk.habits.with(|habits| {
            let marked: Vec<String> = habits.favourites.iter().cloned().collect();
            let others = |kind: &&String| !habits.favourites.contains(*kind);
            let latest = habits.kinds.iter().filter(others).take(LATEST).cloned();
            (marked, latest.collect::<Vec<_>>())
        });
        [(text("favourites"), marked), (text("recent"), latest)]
            .map(|(name, kinds)| own_group(desk, name, &kinds))
    };
    view! { {own}{every_group(desk)} }
}

fn own_group(desk: Desk, name: &'static str, kinds: &[String]) -> Option<impl IntoView + use<>> {
    let entries: Vec<_> = kinds
        .iter()
        .filter_map(|kind| catalogue().spec(kind))
        .map(|spec| entry(desk, &spec.schema))
        .collect();
    (!entries.is_empty()).then(|| {
        view! {
            <section class="palette-group" aria-label=name>
                <h3>{name}</h3>
                <ul role="list">{entries}</ul>
            </section>
        }
    })
}

fn every_group(desk: Desk) -> impl IntoView {
    catalogue()
        .categories()
        .into_iter()
        .map(|category| {
            let kinds = catalogue()
                .in_category(category)
                .map(|spec| entry(desk, &spec.schema))
                .collect_view();
            view! {
                <section class="palette-group" aria-label=catalogue().category_label(category)>
                    <h3>{catalogue().category_label(category)}</h3>
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
        return view! { <p class="quiet pad">{text("no-node-called")}</p> }.into_any();
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
        desk.add_node(schema, desk.free_place(at), None);
        desk.sheet.set(None);
    };
    let is_marked = move || {
        desk.habits
            .with(|habits| habits.favourites.contains(schema.id))
    };
    let mark_name = move || {
        let key = if is_marked() {
            "favourite-out"
        } else {
            "favourite-in"
        };
        with(key, &[("title", &schema.title)])
    };
    view! {
        <li class="palette-item">
            <button
                class=format!("palette-entry {}", category_class(schema.category))
                draggable="true"
                title=schema.doc
                aria-label=words::add(&schema.title)
                on:click=add
                on:dragstart=move |event| drag::begin(&event, schema.id)
            >
                <span class="dot" aria-hidden="true"></span>
                <span>{schema.title.as_ref()}</span>
            </button>
            <button
                class="tool tool-small palette-mark"
                aria-label=mark_name
                title=text("favourite")
                aria-pressed=move || if is_marked() { "true" } else { "false" }
                on:click=move |_| desk.remember(|habits| habits.mark(schema.id))
            ><Icon glyph=Glyph::Star /></button>
        </li>
    }
}
