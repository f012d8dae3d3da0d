//! What a node made of each item of a list: how many, the first of them, those that went wrong, and all files at once.

use crate::editor::desk::desk;
use crate::editor::icon::{Glyph, Icon};
use crate::words::{Told as _, text, with};
use gesso_graph::NodeId;
use gesso_sync::{Item, Items, RunId};
use leptos::prelude::*;

/// The gallery of a node's items.
#[component]
pub(super) fn ItemsPart(
    /// Whose.
    id: NodeId,
    /// What came of them.
    items: Items,
    /// The run they were made in.
    run: RunId,
) -> impl IntoView {
    let mut said = with("items-done", &[("done", &items.done), ("count", &items.of)]);
    if items.failed > 0 {
        let failed = with("items-failed-count", &[("count", &items.failed)]);
        said = format!("{said}, {failed}");
    }
    let told = items.each.len();
    let more = (items.done + items.failed) as usize > told && told > 0;
    let files = items.each.iter().filter(|item| item.file.is_some()).count();
    let (wrong, made): (Vec<Item>, Vec<Item>) = items
        .each
        .into_iter()
        .partition(|item| item.error.is_some());
    let all = format!("/run/{}/files.zip?node={id}", run.0);
    view! {
        <p class="quiet">{said}</p>
        {(!wrong.is_empty()).then(|| view! {
            <ul class="item-faults" role="list" aria-label=text("went-wrong")>
                {wrong.into_iter().map(|item| view! {
                    <li class="trouble-text"><strong>{item.name}</strong>" "{item.error.map(|error| error.told())}</li>
                }).collect_view()}
            </ul>
        })}
        <ul class="kept-files" role="list" aria-label=text("items-made")>
            {made.into_iter().map(|item| view! { <Made item run /> }).collect_view()}
        </ul>
        {more.then(|| view! { <p class="quiet">{with("items-first", &[("count", &told)])}</p> })}
        {(files > 1).then(|| view! {
            <a class="button" href=all download="" rel="external"><Icon glyph=Glyph::Download />{text("download-zip")}</a>
        })}
    }
}

/// One item; pressing it takes its file away.
#[component]
fn Made(item: Item, run: RunId) -> impl IntoView {
    let desk = desk();
    let shown = match &item.preview {
        Some(hash) => {
            view! { <img src=format!("/artifact/{hash}?w=128") alt="" loading="lazy" /> }.into_any()
        }
        None => view! { <span class="clip">{item.name.clone()}</span> }.into_any(),
    };
    match item.file {
        Some(file) => {
            let name = file.name.clone();
            let label = with("download-named", &[("name", &name)]);
            let address = move || desk.download_address(&file, run);
            view! {
                <li><a class="kept-file checker" href=address download=name.clone() rel="external" aria-label=label title=name>{shown}</a></li>
            }
            .into_any()
        }
        None => view! { <li><span class="kept-file checker" title=item.name>{shown}</span></li> }
            .into_any(),
    }
}
