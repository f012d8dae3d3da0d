//! The panel on the right: what is selected, what is wrong with it in words, and a widget for everything that can be set.

mod among;
mod color;
mod drawn;
mod field;
mod file;
mod files;
mod font;
mod item;
mod items;
mod library;
mod node;
mod number;
mod place;
mod result;
mod simple;
mod subgraph;
mod takes;
mod wires;

pub(crate) use among::Among;
pub(crate) use color::{hex as color_hex, read as read_color};
pub(crate) use items::counts;
pub(crate) use result::Download;
pub(crate) use wires::Wires;

use crate::editor::action::action;
use crate::editor::desk::{Desk, Sheet, desk};
use crate::editor::part::Part;
use crate::editor::rail::PanelHead;
use crate::editor::resize::{Edge, Handle};
use crate::words::{catalogue, text, with};
use gesso_graph::{FrameId, ItemId, NodeId, NoteId};
use leptos::prelude::*;

/// What the inspector is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Nothing that is selected, so the whole workflow.
    Nothing,
    /// A node.
    Node(NodeId),
    /// A frame.
    Frame(FrameId),
    /// A note.
    Note(NoteId),
    /// Several of them.
    Many,
}

fn subject(desk: Desk) -> Subject {
    let item = desk.session.selection.with(|items| match items.len() {
        0 => None,
        1 => items.first().copied().map(Ok),
        _ => Some(Err(())),
    });
    let is_there = |item: &ItemId| {
        desk.session
            .document
            .with(|document| gesso_graph::edit::position(document, *item).is_some())
    };
    match item {
        Some(Err(())) => Subject::Many,
        Some(Ok(item)) if is_there(&item) => match item {
            ItemId::Node(id) => Subject::Node(id),
            ItemId::Frame(id) => Subject::Frame(id),
            ItemId::Note(id) => Subject::Note(id),
        },
        _ => Subject::Nothing,
    }
}

/// The panel.
#[component]
pub(crate) fn Inspector() -> impl IntoView {
    let desk = desk();
    let subject = Memo::new(move |_| subject(desk));
    let scrolled = NodeRef::<leptos::html::Div>::new();
    // What is selected next begins at its top.
    Effect::new(move |_| {
        subject.with(|_| ());
        if let Some(scrolled) = scrolled.get_untracked() {
            scrolled.set_scroll_top(0);
        }
    });
    view! {
        <section
            id="inspector"
            tabindex="-1"
            class="panel panel-right"
            class:is-open=move || desk.inspector.get()
            class:is-sheet=move || desk.sheet.get() == Some(Sheet::Inspector)
            aria-label=text("inspector")
        >
            <PanelHead name=text("inspector") close=text("close-inspector") on_close=move || { desk.inspector.set(false); desk.sheet.set(None); } />
            <div class="panel-scroll" node_ref=scrolled>
                {move || match subject.get() {
                    Subject::Nothing => Some(view! { <Overview /> }.into_any()),
                    subject => desk.part(Part::Inspector(subject)),
                }}
            </div>
            <Handle edge=Edge::Right />
        </section>
    }
}

/// All about what is selected.
pub(crate) fn about(subject: Subject) -> AnyView {
    match subject {
        Subject::Nothing => view! { <Overview /> }.into_any(),
        Subject::Node(id) => view! { <node::NodeInspector id /> }.into_any(),
        Subject::Frame(id) => view! { <item::FrameInspector id /> }.into_any(),
        Subject::Note(id) => view! { <item::NoteInspector id /> }.into_any(),
        Subject::Many => view! { <Many /> }.into_any(),
    }
}

/// How many nodes with problems are listed.
const LISTED: usize = 50;

/// With nothing selected: what is in the workflow and what is wrong in it.
#[component]
fn Overview() -> impl IntoView {
    let desk = desk();
    let what = move || {
        let graph = desk.shown_graph();
        let count = desk
            .session
            .document
            .with(|document| document.nodes_in(graph).count());
        match count {
            0 => text("inspector-nothing").to_owned(),
            1 => text("inspector-one").to_owned(),
            many => with("inspector-many", &[("count", &many)]),
        }
    };
    let troubled = Memo::new(move |_| {
        desk.session.problems.with(|problems| {
            let troubled = problems.iter().filter(|(_, faults)| !faults.is_empty());
            troubled.map(|(id, _)| *id).collect::<Vec<_>>()
        })
    });
    let listed = move || troubled.with(|ids| ids.iter().copied().take(LISTED).collect::<Vec<_>>());
    let more = move || troubled.with(|ids| ids.len().saturating_sub(LISTED));
    view! {
        <div class="inspector-part">
            <p class="quiet">{what}</p>
        </div>
        <Show when=move || troubled.with(|ids| !ids.is_empty())>
            <div class="inspector-part">
                <h3>{text("problems")}</h3>
                <ul class="rows" role="list">
                    <For each=listed key=|id| *id let(id)>
                        <li>
                            <button class="row-link" on:click=move |_| desk.go_to(ItemId::Node(id))>
                                <span>{move || desk.title(id)}</span>
                                <span class="quiet">{move || faults(desk, id).join(" ")}</span>
                            </button>
                        </li>
                    </For>
                </ul>
                <Show when=move || { more() > 0 }>
                    <p class="quiet">{move || with("more-count", &[("count", &more())])}</p>
                </Show>
            </div>
        </Show>
    }
}

/// With several items selected: how many of what, and what can be done with all of them.
#[component]
fn Many() -> impl IntoView {
    let desk = desk();
    let summary = move || {
        desk.session.selection.with(|items| {
            let count = |is: fn(&ItemId) -> bool| items.iter().filter(|item| is(item)).count();
            let parts = [
                (count(|item| matches!(item, ItemId::Node(_))), "nodes"),
                (count(|item| matches!(item, ItemId::Frame(_))), "frames"),
                (count(|item| matches!(item, ItemId::Note(_))), "notes"),
            ];
            let some = parts.iter().filter(|(count, ..)| *count > 0);
            some.map(|(count, key)| with(key, &[("count", count)]))
                .collect::<Vec<_>>()
                .join(", ")
        })
    };
    let buttons = ["run.here", "add.frame", "duplicate", "delete"].map(|id| {
        let action = action(id);
        view! {
            <button class="button" disabled=move || !(action.possible)(desk) on:click=move |_| (action.perform)(desk)>{action.label()}</button>
        }
    });
    view! {
        <div class="inspector-part">
            <h3>{summary}</h3>
            <div class="button-column">{buttons.collect_view()}</div>
        </div>
    }
}

/// The faults of a node and what its latest result has to say, in words; empty when nothing is wrong.
fn faults(desk: Desk, id: NodeId) -> Vec<String> {
    let mut words: Vec<String> = desk.session.problems.with(|problems| {
        let faults = problems
            .get(&id)
            .map(|faults| &faults[..])
            .unwrap_or_default();
        desk.session.document.with_untracked(|document| {
            faults
                .iter()
                .map(|fault| fault.describe(id, document, catalogue()))
                .collect()
        })
    });
    words.extend(desk.notes(id));
    words
}
