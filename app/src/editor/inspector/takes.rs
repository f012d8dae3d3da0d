//! That a node has takes: how many there are, the way to them, and the file of the one that counts.

use super::result::Download;
use crate::editor::desk::desk;
use crate::editor::icon::{Glyph, Icon};
use crate::words::{catalogue, text, with};
use gesso_graph::{Catalog as _, NodeId};
use leptos::prelude::*;

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
    let takes = move || desk.session.takes_of(name.get());
    let count = Memo::new(move |_| takes().len());
    let chosen = Memo::new(move |_| {
        let key = desk.node(id)?.take?;
        let takes = takes();
        let take = takes.iter().find(|take| take.key == key)?;
        Some((take.result.file.clone()?, take.run))
    });
    let open = move |_| desk.view(id);
    view! {
        <Show when=move || keeps.get() && count.get() != 0>
            {move || chosen.get().map(|(file, run)| view! {
                <p class="step is-done"><Icon glyph=Glyph::Check /><span>{text("take-used-file")}</span></p>
                <Download file run outdated=false />
            })}
            <button class="button takes-open" aria-label=move || with("takes-open", &[("count", &count.get())]) on:click=open>
                <Icon glyph=Glyph::Picture />{move || with("takes-count", &[("count", &count.get())])}
            </button>
        </Show>
    }
}
