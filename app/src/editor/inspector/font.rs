//! A font: each family in its own face, those that come with Gesso and those that were brought, found by typing. The faces are
//! pictures that the server makes, so no font is loaded for them.

use super::field::Field;
use super::file::bring;
use crate::api::{self, AssetCard};
use crate::browser::{self, drag, files, keyboard};
use crate::words::{text, with};
use gesso_graph::{AssetRef, Value};
use gesso_nodes::fonts::{FAMILIES, Family};
use leptos::prelude::*;

/// A font of the list.
#[derive(Clone)]
struct Entry {
    font: AssetRef,
    /// What it looks like; empty for those that were brought.
    character: &'static str,
    /// Comes with Gesso.
    own: bool,
}

impl Entry {
    fn embedded(family: &Family) -> Self {
        Self {
            font: family.asset_ref(),
            character: text(family.character),
            own: true,
        }
    }

    fn brought(card: &AssetCard) -> Self {
        Self {
            font: card.asset_ref(),
            character: "",
            own: false,
        }
    }

    fn has(&self, words: &str) -> bool {
        let said = format!("{} {}", self.font.name, self.character).to_lowercase();
        words.split_whitespace().all(|word| said.contains(word))
    }
}

/// What these words find, those that come with Gesso first.
fn found(brought: &[AssetCard], words: &str) -> Vec<Entry> {
    let words = words.to_lowercase();
    let is_font = |card: &&AssetCard| card.media_type.starts_with("font/");
    let brought = brought.iter().filter(is_font).map(Entry::brought);
    let all = FAMILIES.iter().map(Entry::embedded).chain(brought);
    all.filter(|entry| entry.has(&words)).collect()
}

/// The chosen font, and the list of all when somebody wants to choose.
#[component]
pub(super) fn FontWidget(
    /// Which parameter.
    field: Field,
) -> impl IntoView {
    let chosen = Memo::new(move |_| match field.value() {
        Some(Value::Asset(font)) => font,
        _ => FAMILIES[0].asset_ref(),
    });
    let open = RwSignal::new(false);
    let button = NodeRef::<leptos::html::Button>::new();
    let brought = RwSignal::new(Vec::<AssetCard>::new());
    let toggle = move |_| {
        open.update(|open| *open = !*open);
        // No resource: the page around waits for those, and would take the editor away meanwhile, and the keyboard with it.
        leptos::task::spawn_local(async move {
            brought.try_set(api::assets().await.unwrap_or_default());
        });
    };
    view! {
        <div class="font">
            <button
                id=field.id()
                node_ref=button
                class="field font-chosen"
                aria-haspopup="listbox"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-label=move || with("font-chosen", &[("name", &chosen.read().name)])
                on:click=toggle
            >
                {move || face(&chosen.read())}
            </button>
            <Show when=move || open.get()>
                <FontList field chosen open button brought />
            </Show>
        </div>
    }
}

/// A font's name in its own face.
fn face(font: &AssetRef) -> impl IntoView + use<> {
    let name = font.name.to_string();
    view! { <img class="font-face" src=format!("/font/{}/sample", font.hash) alt=name loading="lazy" /> }
}

#[component]
fn FontList(
    field: Field,
    chosen: Memo<AssetRef>,
    open: RwSignal<bool>,
    button: NodeRef<leptos::html::Button>,
    brought: RwSignal<Vec<AssetCard>>,
) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let here = RwSignal::new(0_usize);
    let entries =
        Memo::new_with_compare(move |_| found(&brought.read(), &words.read()), |_, _| true);
    let search = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(search) = search.get() {
            // Fingers choose by the looks of it first.
            match browser::is_touched() {
                true => keyboard::reveal("#font-list"),
                false => keyboard::focus_element(&search),
            }
        }
    });
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            keyboard::focus_element(&button);
        }
    };
    let choose = move |index: usize| {
        let font = entries.with_untracked(|all| all.get(index).map(|entry| entry.font.clone()));
        if let Some(font) = font {
            field.set(Value::Asset(font));
            close();
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let last = entries.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => here.update(|here| *here = if *here >= last { 0 } else { *here + 1 }),
            "ArrowUp" => here.update(|here| *here = if *here == 0 { last } else { *here - 1 }),
            "Enter" => choose(here.get_untracked()),
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        keyboard::reveal("#font-list [aria-selected=true]");
    };
    let option = move |(index, entry): (usize, Entry)| {
        let hash = entry.font.hash.clone();
        view! {
            <li
                id=format!("font-{index}")
                role="option"
                class="font-option"
                class:is-chosen=move || chosen.read().hash == hash
                aria-selected=move || if here.get() == index { "true" } else { "false" }
                on:click=move |_| choose(index)
                on:pointermove=move |_| here.set(index)
            >
                {face(&entry.font)}
                <span class="quiet">{entry.character}</span>
            </li>
        }
    };
    let group = move |own: bool| {
        let all = entries.get();
        let of_group = all
            .into_iter()
            .enumerate()
            .filter(|(_, entry)| entry.own == own);
        let options = of_group.map(option).collect_view();
        let name = text(if own { "fonts-own" } else { "fonts-brought" });
        (!options.is_empty()).then(|| {
            view! {
                <li role="presentation">
                    <p class="font-group" aria-hidden="true">{name}</p>
                    <ul role="group" aria-label=name>{options}</ul>
                </li>
            }
        })
    };
    view! {
        <input
            type="text"
            class="field"
            node_ref=search
            role="combobox"
            aria-label=text("font-search")
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls="font-list"
            aria-activedescendant=move || format!("font-{}", here.get())
            autocomplete="off"
            spellcheck="false"
            placeholder=text("font-search")
            on:input=move |event| {
                words.set(event_target_value(&event));
                here.set(0);
            }
            on:keydown=on_key
        />
        <ul id="font-list" class="font-list" role="listbox" aria-label=move || field.label()>
            {move || group(true)}
            {move || group(false)}
        </ul>
        <Show when=move || entries.with(Vec::is_empty)>
            <p class="quiet" role="status">{text("font-none")}</p>
        </Show>
        <Bring field brought />
    }
}

/// The way to bring a font of one's own.
#[component]
fn Bring(field: Field, brought: RwSignal<Vec<AssetCard>>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let over = RwSignal::new(false);
    let bring = move |chosen| {
        bring(field, chosen, "font/", busy, move |card| {
            brought.try_update(|all| all.insert(0, card));
        });
    };
    view! {
        <label
            class="button file-choose"
            class:is-busy=move || busy.get()
            class:drop-here=move || over.get()
            on:dragover=move |event| over.set(drag::welcome(&event))
            on:dragleave=move |_| over.set(false)
            on:drop=move |event: leptos::ev::DragEvent| {
                over.set(false);
                if drag::welcome(&event) {
                    event.stop_propagation();
                    bring(files::dropped(&event));
                }
            }
        >
            <span>{move || text(if busy.get() { "uploading" } else { "font-bring" })}</span>
            <input
                type="file"
                class="spoken"
                accept=".ttf,.otf,.ttc,.otc"
                disabled=move || busy.get()
                on:change=move |event| bring(files::chosen(&event))
            />
        </label>
    }
}
