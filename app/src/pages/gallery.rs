//! The gallery: every workflow as a card, what one can begin from, and what was deleted.
//! The server renders it whole; nothing in it asks a question, deleting can be undone.
//! Each part ends in `into_any`: one type for the whole page is deeper than the compiler goes.

mod bar;
mod card;
mod empty;
mod face;
mod shelf;
mod start;
mod words;

use crate::browser;
use crate::notice::Notices;
use crate::words::{Told, text};
use bar::Bar;
use card::Card;
use empty::Empty;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos_meta::Title;
use send_wrapper::SendWrapper;
use shelf::Shelf;
use start::Start;

/// How often "3 minutes ago" is brought up to date.
const MINUTE_HAND_MS: u32 = 20_000;

/// The gallery.
#[component]
pub(crate) fn GalleryPage() -> impl IntoView {
    let shelf = Shelf::new(expect_context::<Notices>());
    provide_context(shelf);
    Effect::new(move |_| {
        let hand = SendWrapper::new(Interval::new(MINUTE_HAND_MS, move || {
            shelf.now_ms.set(browser::now_ms())
        }));
        on_cleanup(move || drop(hand));
        browser::on_page("focus", move || shelf.refresh());
    });
    view! {
        <Title text=text("workflows") />
        <div class="gallery" class:dropping=move || shelf.dropping.get()
            on:dragover=move |event| shelf.drag_over(&event)
            on:dragleave=move |event| shelf.drag_leave(&event)
            on:drop=move |event| shelf.drop_files(&event)
        >
            <a class="skip" href="#workflows">{text("skip-to-workflows")}</a>
            <Bar />
            <main class="gallery-main">
                <Start />
                <Workflows />
            </main>
            <p class="drop-veil" aria-hidden="true">{text("drop-here")}</p>
        </div>
    }
    .into_any()
}

/// The cards, with the choice between what is there and what was deleted.
#[component]
fn Workflows() -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let tab = move |deleted: bool, label: &'static str| {
        view! {
            <button class="tab" aria-pressed=move || (shelf.deleted.get() == deleted).to_string()
                on:click=move |_| shelf.deleted.set(deleted)>{label}</button>
        }
    };
    view! {
        <section class="workflows" id="workflows" tabindex="-1" aria-labelledby="workflows-title">
            <header class="workflows-head">
                <h1 id="workflows-title">{move || if shelf.deleted.get() { text("deleted") } else { text("workflows") }}</h1>
                <div class="tabs" role="group" aria-label=text("which-workflows")>
                    {tab(false, text("all"))}
                    {tab(true, text("deleted"))}
                </div>
            </header>
            <Transition fallback=Skeletons>
                {move || shelf.answer().map(|(count, search, deleted)| match count {
                    Ok(0) => view! { <Empty search deleted /> }.into_any(),
                    Ok(count) => view! { <p class="spoken" role="status">{words::count(count, &search)}</p> }.into_any(),
                    Err(error) => view! {
                        <div class="shelf-empty" role="alert">
                            <p>{error.told()}</p>
                            <button class="button" on:click=move |_| shelf.refresh()>{text("try-again")}</button>
                        </div>
                    }.into_any(),
                })}
                <Cards />
            </Transition>
        </section>
    }
    .into_any()
}

/// A card that has not changed stays the same element, and keeps the focus, whatever happens to the others.
#[component]
fn Cards() -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    view! {
        <ul class="cards">
            <For each=move || shelf.cards() key=|(card, _)| card.clone() let((card, asked_ms))>
                <Card ago=shelf.ago(&card, asked_ms) card />
            </For>
        </ul>
    }
    .into_any()
}

/// The shape of what is on its way.
#[component]
fn Skeletons() -> impl IntoView {
    view! {
        <ul class="cards" aria-hidden="true">
            {(0..6).map(|_| view! {
                <li class="card">
                    <div class="card-face skeleton"></div>
                    <div class="card-words"><div class="skeleton line"></div><div class="skeleton line short"></div></div>
                </li>
            }).collect_view()}
        </ul>
    }
    .into_any()
}
