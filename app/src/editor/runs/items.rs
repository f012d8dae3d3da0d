//! What a run made of each item of a list: how many, those that went wrong with the reason and the way to run them again, a
//! gallery that opens in the viewer, and all of it to take away.

use crate::api::{self, BatchCard};
use crate::editor::desk::{Dock, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::inspector::counts;
use crate::editor::viewer::item::Looked;
use crate::words::{Told as _, text, with};
use gesso_graph::NodeId;
use gesso_sync::{Item, RunId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How many pictures are shown at once.
const PAGE: usize = 120;

/// How far a run is with the items of its nodes: "Save image: 120 of 200 items, 3 failed".
pub(super) fn said(batches: &[BatchCard]) -> Option<String> {
    let said = batches.iter().map(|card| {
        let counts = counts(card.of, card.done, card.found, card.failed);
        with("batch-of", &[("what", &card.title), ("counts", &counts)])
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// The items of a node in a run that has ended.
#[component]
pub(super) fn Batch(run: RunId, card: BatchCard) -> impl IntoView {
    let desk = desk();
    let shows = RwSignal::new(false);
    let again = if card.done + card.failed < card.of {
        Some("items-go-on")
    } else {
        (card.failed > 0).then_some("items-again")
    };
    let number = run.0.to_string();
    let name = with(
        "run-items-number",
        &[("what", &card.title), ("run", &number)],
    );
    let (node, failed) = (card.node, card.failed);
    view! {
        <div class="run-batch">
            <span class="clip" class:trouble-text=failed != 0>{said(&[card])}</span>
            {again.map(|key| view! {
                <button class="button" title=text("items-again-doc") on:click=move |_| desk.session.run_again(run)>{text(key)}</button>
            })}
            <button class="button" aria-label=name aria-expanded=move || if shows.get() { "true" } else { "false" } on:click=move |_| shows.update(|shown| *shown = !*shown)>{text("run-items")}</button>
            <Show when=move || shows.get()><Gallery run node /></Show>
        </div>
    }
}

/// The items, asked for when they are shown.
#[component]
fn Gallery(run: RunId, node: NodeId) -> impl IntoView {
    let found = RwSignal::new(None::<Result<Arc<Vec<Item>>, String>>);
    Effect::new(move |_| {
        spawn_local(async move {
            let items = api::run_items(run, node).await;
            let items = items.map(|items| Arc::new(items.each));
            found.try_set(Some(items.map_err(|error| error.told())));
        });
    });
    move || match found.get() {
        None => view! { <p class="quiet">{text("loading")}</p> }.into_any(),
        Some(Err(error)) => view! { <p class="trouble-text">{error}</p> }.into_any(),
        Some(Ok(items)) => view! { <Made run node items /> }.into_any(),
    }
}

#[component]
fn Made(run: RunId, node: NodeId, items: Arc<Vec<Item>>) -> impl IntoView {
    let wrong: Vec<Item> = (items.iter().filter(|item| item.error.is_some()))
        .cloned()
        .collect();
    let made: Arc<Vec<Item>> = Arc::new(
        (items.iter().filter(|item| item.error.is_none()))
            .cloned()
            .collect(),
    );
    let files = made.iter().filter(|item| item.file.is_some()).count();
    let pictures = made.iter().filter(|item| item.preview.is_some()).count();
    let shown = RwSignal::new(PAGE);
    let (all, count) = (Arc::clone(&made), made.len());
    let thumbs = move || {
        let first = 0..count.min(shown.get());
        first
            .map(|at| view! { <Thumb run node items=Arc::clone(&all) at /> })
            .collect_view()
    };
    let more = move || {
        let left = count.saturating_sub(shown.get());
        (left > 0).then(|| view! {
            <button class="button" on:click=move |_| shown.update(|shown| *shown += PAGE)>{with("items-more", &[("count", &left)])}</button>
        })
    };
    view! {
        <div class="run-items" role="group" aria-label=text("items-made")>
            <Wrong items=wrong />
            <ul class="kept-files" role="list" aria-label=text("items-made")>{thumbs}</ul>
            <div class="run-items-acts">
                {more}
                <TakeAway run node files pictures />
            </div>
        </div>
    }
}

/// Those that went wrong, each with the reason.
#[component]
pub(crate) fn Wrong(
    /// Which.
    items: Vec<Item>,
) -> impl IntoView {
    let line = |item: Item| {
        let reason = item.error.map(|error| error.told());
        view! { <li class="trouble-text"><strong>{item.name}</strong>" "{reason}</li> }
    };
    (!items.is_empty()).then(|| {
        view! {
            <ul class="item-faults" role="list" aria-label=text("went-wrong")>{items.into_iter().map(line).collect_view()}</ul>
        }
    })
}

/// The ways to take everything away: all files as one archive, all pictures on one sheet.
#[component]
pub(crate) fn TakeAway(
    /// Made in which run.
    run: RunId,
    /// By which node, as the run calls it.
    node: NodeId,
    /// How many files there are.
    files: usize,
    /// How many pictures there are.
    pictures: usize,
) -> impl IntoView {
    let desk = desk();
    let archive = move || desk.archive_address(run, node);
    let sheet = format!("/run/{}/sheet.png?node={node}", run.0);
    view! {
        {(files > 1).then(|| view! {
            <a class="button" href=archive download="" rel="external"><Icon glyph=Glyph::Download />{text("download-zip")}</a>
        })}
        {(pictures > 1).then(|| view! {
            <a class="button" href=sheet download="" rel="external"><Icon glyph=Glyph::Download />{text("contact-sheet")}</a>
        })}
    }
}

/// One item; pressing it shows it in the viewer.
#[component]
pub(crate) fn Thumb(
    /// Made in which run.
    run: RunId,
    /// By which node, as the run calls it.
    node: NodeId,
    /// All that can be looked at.
    items: Arc<Vec<Item>>,
    /// Which of them.
    at: usize,
) -> impl IntoView {
    let desk = desk();
    let item = items.get(at).cloned()?;
    let shown = match &item.preview {
        Some(hash) => {
            view! { <img src=format!("/artifact/{hash}?w=128") alt="" loading="lazy" /> }.into_any()
        }
        None => view! { <span class="clip">{item.name.clone()}</span> }.into_any(),
    };
    let file = item.file.as_ref().map(|file| file.name.clone());
    let name = file.unwrap_or_else(|| item.name.clone());
    if item.size.is_none() {
        return Some(
            view! { <li><span class="kept-file checker" title=name>{shown}</span></li> }.into_any(),
        );
    }
    let label = with("item-show", &[("name", &name)]);
    let look = move |_| {
        desk.item.set(Some(Looked {
            run,
            node,
            items: Arc::clone(&items),
            at,
        }));
        desk.show(Sheet::Dock(Dock::Viewer));
    };
    Some(
        view! {
            <li><button class="kept-file checker" aria-label=label title=name on:click=look>{shown}</button></li>
        }
        .into_any(),
    )
}
