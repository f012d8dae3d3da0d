//! What a node made in the latest run: its state, its picture, its values, and the file to take away.

use crate::editor::desk::{Desk, Dock, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::inspector::items::ItemsPart;
use crate::editor::inspector::takes::{TakeInUse, TakesPart};
use crate::editor::{runs, words};
use crate::session::Step;
use crate::words::{Told as _, text, with};
use gesso_graph::NodeId;
use gesso_sync::{ResultFile, RunId, StepResult, StepState};
use leptos::prelude::*;

/// The result, when the latest run had the node.
#[component]
pub(super) fn ResultPart(
    /// Whose.
    id: NodeId,
) -> impl IntoView {
    let desk = desk();
    let step = Memo::new(move |_| desk.step(id));
    let outdated = Memo::new(move |_| desk.is_outdated(id));
    move || {
        step.get().map(|Step { run, state, result }| {
            let outdated = outdated.get();
            let (look, glyph, words) = match outdated {
                true => ("is-outdated", Glyph::Runs, runs::outdated_words()),
                false => (
                    runs::step_look(&state),
                    runs::step_glyph(&state),
                    runs::step_words(&state),
                ),
            };
            view! {
                <div class="inspector-part result" class:is-outdated=outdated>
                    <h3>{text("result")}</h3>
                    <p class=format!("step {look}")><Icon glyph /><span>{words}</span></p>
                    {message(desk, id, &state).map(|message| view! { <p class="trouble-text">{message}</p> })}
                    {result.map(|result| view! { <Made id result run outdated /> })}
                    <TakesPart id />
                </div>
            }
        })
    }
}

/// Why it went wrong or can't run, unless that is said with the node's problems already.
fn message(desk: Desk, id: NodeId, state: &StepState) -> Option<String> {
    match state {
        StepState::Failed { message } => Some(message.told()),
        StepState::Blocked { message } => {
            super::faults(desk, id).is_empty().then(|| message.told())
        }
        _ => None,
    }
}

#[component]
fn Made(id: NodeId, result: StepResult, run: RunId, outdated: bool) -> impl IntoView {
    let desk = desk();
    let size = result.size.map(|(w, h)| format!("{w} × {h} px"));
    let picture = result.preview.map(|hash| {
        view! {
            <button class="result-picture" aria-label=text("show-in-viewer") on:click=move |_| desk.show(Sheet::Dock(Dock::Viewer))>
                <img class=move || desk.backdrop(id) src=format!("/artifact/{hash}?w=512") alt="" />
            </button>
        }
    });
    let values = result
        .values
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! {
        {picture}
        {size.map(|size| view! { <p class="quiet">{size}</p> })}
        <dl class="values">{values}</dl>
        {result.file.map(|file| view! {
            <TakeInUse id latest=result.key />
            <Download file run outdated />
        })}
        {result.items.map(|items| view! { <ItemsPart id items run /> })}
    }
}

/// The way to take a file away.
#[component]
pub(crate) fn Download(
    /// Which.
    file: ResultFile,
    /// The run it was made in, or found in again.
    run: RunId,
    /// A run would make another now.
    outdated: bool,
) -> impl IntoView {
    let (class, key) = match outdated {
        true => ("button", "download-earlier"),
        false => ("button primary", "download-named"),
    };
    let desk = desk();
    let size = words::bytes(file.bytes);
    let said = with(key, &[("name", &file.name)]);
    // Where there is little room the middle goes: the ending says what kind of file it is.
    let (start, ending) = said.split_at(said.rfind('.').unwrap_or(said.len()));
    let (start, ending) = (start.to_owned(), ending.to_owned());
    let label = format!("{said} {size}");
    let name = file.name.clone();
    let address = move || desk.download_address(&file, run);
    view! {
        <a class=class href=address download=name.clone() rel="external" aria-label=label title=name>
            <Icon glyph=Glyph::Download />
            <span class="download-name"><span class="clip">{start}</span><span>{ending}</span></span>
            <span class="quiet">" "{size}</span>
        </a>
    }
}
