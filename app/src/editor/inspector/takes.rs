//! That a node has takes: the file of the one that counts, how many there are, and the way to them.

use super::result::Download;
use crate::editor::desk::desk;
use crate::editor::icon::{Glyph, Icon};
use crate::words::{catalogue, text, with};
use gesso_graph::{Catalog as _, ContentKey, NodeId};
use leptos::prelude::*;

/// The file of the take that people use, before what was made last.
#[component]
pub(super) fn TakeInUse(
    /// Whose.
    id: NodeId,
    /// What was made last: when that is the one, its file is offered anyway.
    latest: ContentKey,
) -> impl IntoView {
    let desk = desk();
    let chosen = Memo::new(move |_| {
        let key = desk.node(id)?.take?;
        let takes = desk.session.takes_of(desk.run_name(id));
        let take = takes.iter().find(|take| take.key == key)?;
        Some((key, take.result.file.clone()?, take.run))
    });
    move || {
        chosen.get().map(|(key, file, run)| {
            let other = (key != latest).then(|| {
                view! {
                    <Download file run outdated=false />
                    <p class="step is-next">{text("take-latest-file")}</p>
                }
            });
            view! {
                <p class="step is-done is-next"><Icon glyph=Glyph::Check /><span>{text("take-used-file")}</span></p>
                {other}
            }
        })
    }
}

/// The takes of a node that keeps any.
#[component]
pub(super) fn TakesPart(
    /// Whose.
    id: NodeId,
) -> impl IntoView {
    let desk = desk();
    let name = Memo::new(move |_| desk.run_name(id));
    let made = Memo::new(move |_| desk.step(id).and_then(|step| Some(step.result?.key)));
    let keeps = Memo::new(move |_| {
        let node = desk.node(id);
        let schema = node.and_then(|node| catalogue().schema(&node.kind));
        schema.is_some_and(|schema| schema.sink)
    });
    Effect::new(move |_| {
        made.with(|_| ());
        if keeps.get() {
            desk.session.ask_takes(name.get());
        }
    });
    let count = Memo::new(move |_| desk.session.takes_of(name.get()).len());
    let open = move |_| desk.view(id);
    view! {
        <Show when=move || keeps.get() && count.get() != 0>
            <button class="button takes-open" aria-label=move || with("takes-open", &[("count", &count.get())]) on:click=open>
                <Icon glyph=Glyph::Picture />{move || with("takes-count", &[("count", &count.get())])}
            </button>
        </Show>
    }
}
