//! The bar over the gallery: the name of the house, the search, help and the appearance.

use super::shelf::Shelf;
use super::words;
use crate::appearance::{Appearance, ThemeChoice};
use crate::browser;
use crate::words::text;
use leptos::prelude::*;
use std::time::Duration;

/// The id of the search's input.
const SEARCH: &str = "search";
/// Typing faster than this asks the server once.
const TYPING: Duration = Duration::from_millis(150);

#[component]
pub(super) fn Bar() -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let mut type_search = debounce(TYPING, move |search: String| {
        shelf.search.try_set(search);
    });
    // What was typed before the page came to life, which gives the input an empty text, is searched for then.
    if cfg!(feature = "hydrate")
        && let Some(typed) = browser::typed(SEARCH)
    {
        request_animation_frame(move || shelf.search.set(typed));
    }
    view! {
        <header class="gallery-bar">
            <a class="mark" href="/" aria-label="Gesso">
                <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
                    <path d="M4 5.500h9.500v9.500H4z" class="mark-back" />
                    <path d="M9 10h11v9.500H9z" class="mark-front" />
                </svg>
                <span>"Gesso"</span>
            </a>
            <div class="search" role="search">
                <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M7 2.500a4.5 4.5 0 1 0 .01 0M10.3 10.300l3.2 3.2" /></svg>
                <input class="field" type="search" id=SEARCH autocomplete="off" spellcheck="false"
                    placeholder=text("search-workflows") aria-label=text("search-workflows")
                    prop:value=move || shelf.search.get()
                    on:input:target=move |event| type_search(event.target().value()) />
            </div>
            <nav class="bar-end" aria-label="Gesso">
                <a class="button plain" href="/docs/" rel="external">{text("help")}</a>
                <AppearanceButton />
            </nav>
        </header>
    }
    .into_any()
}

/// Goes round: as the system has it, light, dark.
#[component]
fn AppearanceButton() -> impl IntoView {
    let appearance = expect_context::<Appearance>();
    let choice = appearance.choice();
    let label = move || words::appearance(choice.get());
    let path = move || match choice.get() {
        ThemeChoice::System => "M2.5 3h11v7.500h-11zM6 13.500h4M8 10.500v3",
        ThemeChoice::Light => {
            "M8 5.200a2.8 2.8 0 1 0 .01 0M8 1.500v1M8 13.500v1M1.500 8h1M13.500 8h1M3.400 3.400l.7.7M11.900 11.900l.7.7M3.400 12.600l.7-.7M11.900 4.100l.7-.7"
        }
        ThemeChoice::Dark => "M13 9.500A5.500 5.500 0 0 1 6.500 3a5.500 5.500 0 1 0 6.500 6.500z",
    };
    let next = move |_| {
        appearance.choose(match choice.get_untracked() {
            ThemeChoice::System => ThemeChoice::Light,
            ThemeChoice::Light => ThemeChoice::Dark,
            ThemeChoice::Dark => ThemeChoice::System,
        });
    };
    view! {
        <button class="button plain icon" aria-label=label title=label on:click=next>
            <svg class="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=path /></svg>
        </button>
    }
    .into_any()
}
