//! The workflow as a list in run order: what a screen reader walks, what a keyboard edits, what a phone shows instead of the
//! canvas. Every edit can be done from here: add, set, connect, disconnect, rename, delete, run. Lists the graph that is shown.

mod order;
mod other;
mod several;

use crate::browser::keyboard;
use crate::editor::action::action;
use crate::editor::desk::{Desk, Left, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::inspector::Wires;
use crate::editor::palette::category_class;
use crate::editor::runs;
use crate::words::{text, with};
use gesso_graph::{ItemId, NodeId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
pub(crate) use order::run_order;
use other::OtherRow;

/// How many nodes are listed before one asks for more.
const AT_ONCE: usize = 300;
const ROWS: &str = ".outline-row";
const ON_NODE: &[&str] = &["graph.enter", "rename", "run.here", "duplicate", "delete"];

/// The list.
#[component]
pub(crate) fn Outline() -> impl IntoView {
    let desk = desk();
    let is_open = Memo::new(move |_| {
        desk.left.get() == Some(Left::Outline)
            || desk.sheet.get() == Some(Sheet::Left(Left::Outline))
    });
    let most = RwSignal::new(AT_ONCE);
    // Sorting costs what the document has, so it waits until somebody looks.
    let nodes = Memo::new(move |_| {
        if is_open.get() {
            let graph = desk.shown_graph();
            desk.session
                .document
                .with(|document| run_order(document, graph))
        } else {
            Vec::new()
        }
    });
    let others = Memo::new(move |_| {
        if !is_open.get() {
            return Vec::new();
        }
        let graph = desk.shown_graph();
        desk.session.document.with(|document| {
            let frames = document.frames().iter();
            let frames = frames.filter(|(_, frame)| frame.graph == graph);
            let notes = document.notes().iter();
            let notes = notes.filter(|(_, note)| note.graph == graph);
            let frames = frames.map(|(id, _)| ItemId::Frame(*id));
            frames
                .chain(notes.map(|(id, _)| ItemId::Note(*id)))
                .collect::<Vec<_>>()
        })
    });
    several::follow(desk, nodes, most);
    let hidden = move || nodes.with(Vec::len).saturating_sub(most.get());
    view! {
        <div class="outline-bar">
            <button class="button" on:click=move |_| desk.open_add_node()><Icon glyph=Glyph::Add />{text("outline-add")}</button>
            <button class="button" on:click=move |_| desk.add_note()>{text("outline-add-note")}</button>
            <several::Toggle />
        </div>
        <Inside />
        <several::Chosen />
        <div class="panel-scroll" on:keydown=move |event| on_key(desk, &event)>
            <Show when=move || nodes.with(Vec::is_empty) && others.with(Vec::is_empty)>
                <p class="quiet pad">{text("outline-empty")}</p>
            </Show>
            <ul class="outline" role="list" aria-label=text("nodes-in-run-order")>
                <For each=move || nodes.with(|nodes| nodes.iter().take(most.get()).copied().collect::<Vec<_>>()) key=|id| *id let(id)>
                    <NodeRow id />
                </For>
            </ul>
            <Show when=move || { hidden() > 0 }>
                <button class="button" on:click=move |_| most.update(|most| *most += AT_ONCE)>{move || with("show-more", &[("count", &hidden())])}</button>
            </Show>
            <Show when=move || others.with(|others| !others.is_empty())>
                <h3 class="outline-heading">{text("frames-and-notes")}</h3>
                <ul class="outline" role="list" aria-label=text("frames-and-notes")>
                    <For each=move || others.get() key=|item| *item let(item)>
                        <OtherRow item />
                    </For>
                </ul>
            </Show>
        </div>
    }
}

/// Inside a subgraph: which one it is, and the way out.
#[component]
fn Inside() -> impl IntoView {
    let desk = desk();
    let title = move || {
        let last = desk.place.with(|place| place.last().map(|(id, _)| *id));
        last.map(|id| desk.title(id)).unwrap_or_default()
    };
    let leave = action("graph.leave");
    view! {
        <Show when=move || desk.place.with(|place| !place.is_empty())>
            <div class="outline-bar">
                <span class="outline-place">{text("inside")}" "<strong>{title}</strong></span>
                <button class="button" on:click=move |_| (leave.perform)(desk)>{text("go-out")}</button>
            </div>
        </Show>
    }
}

fn on_key(desk: Desk, event: &KeyboardEvent) {
    if keyboard::holder() != keyboard::Holder::Page {
        return;
    }
    if event.shift_key()
        && !event.ctrl_key()
        && !event.alt_key()
        && let Some(id) = nudge(event.key().as_str())
    {
        (action(id).perform)(desk);
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    match event.key().as_str() {
        "ArrowDown" | "ArrowUp" if !event.ctrl_key() && !event.alt_key() => {
            keyboard::step(ROWS, event.key() == "ArrowDown")
        }
        "Delete" | "Backspace" => {
            // What is deleted would take the keyboard with it.
            let items = desk.selected_now();
            keyboard::step(ROWS, true);
            if event.ctrl_key() {
                desk.remove_and_reconnect();
            } else {
                desk.remove(&items);
            }
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Plain arrows walk along the rows here, so Shift takes what is selected along on the canvas.
fn nudge(key: &str) -> Option<&'static str> {
    match key {
        "ArrowLeft" => Some("nudge.left"),
        "ArrowRight" => Some("nudge.right"),
        "ArrowUp" => Some("nudge.up"),
        "ArrowDown" => Some("nudge.down"),
        _ => None,
    }
}

/// Selects an item and shows it on the canvas; with Ctrl or Shift, or while several are selected, it joins or leaves the selection.
fn choose(desk: Desk, item: ItemId, event: &leptos::ev::MouseEvent) {
    let adds = event.ctrl_key() || event.meta_key() || event.shift_key();
    if adds || desk.several.get_untracked() {
        several::toggle(desk, item);
    } else {
        desk.go_to(item);
    }
}

fn is_selected(desk: Desk, item: ItemId) -> Memo<bool> {
    Memo::new(move |_| desk.session.selection.with(|items| items.contains(&item)))
}

#[component]
fn NodeRow(id: NodeId) -> impl IntoView {
    let desk = desk();
    let item = ItemId::Node(id);
    let selected = is_selected(desk, item);
    // With many selected, what can be done with all of them is in the inspector.
    let open = Memo::new(move |_| desk.only_node() == Some(id));
    let schema = Memo::new(move |_| desk.schema(id));
    let state = Memo::new(move |_| desk.step(id).map(|step| step.state));
    let faults = Memo::new(move |_| {
        desk.session
            .problems
            .with(|problems| problems.get(&id).map_or(0, |faults| faults.len()))
            + desk.notes(id).len()
    });
    let outdated = Memo::new(move |_| desk.is_outdated(id));
    let badge = move || {
        let (words, look, glyph) = match (faults.get(), state.get()) {
            (0, None) => return None,
            (0, Some(_)) if outdated.get() => (runs::outdated_words(), "is-outdated", Glyph::Runs),
            (0, Some(state)) => (
                runs::step_words(&state),
                runs::step_look(&state),
                runs::step_glyph(&state),
            ),
            (many, _) => (
                with("problems-count", &[("count", &many)]),
                "is-failed",
                Glyph::Warning,
            ),
        };
        let title = words.clone();
        Some(
            view! { <span class=format!("badge {look}") title=title><Icon glyph /><span class="spoken">{words}</span></span> },
        )
    };
    let edit = move |_| {
        desk.show(Sheet::Inspector);
        desk.focus_params();
    };
    view! {
        <li class="outline-item" class:is-selected=move || selected.get()>
            <button
                class=move || format!("outline-row {}", schema.get().map_or("", |schema| category_class(schema.category)))
                aria-current=move || if selected.get() { "true" } else { "false" }
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |event| choose(desk, item, &event)
            >
                <span class="dot" aria-hidden="true"></span>
                <span class="outline-words">
                    <span class="outline-title">{move || desk.title(id)}</span>
                    <span class="quiet">{move || sources(desk, id)}</span>
                </span>
                {badge}
            </button>
            <Show when=move || open.get()>
                <div class="outline-details">
                    {move || schema.get().map(|schema| view! { <Wires id schema /> })}
                    <Tools ids=ON_NODE>
                        <button class="button" on:click=edit>{text("set-parameters")}</button>
                    </Tools>
                </div>
            </Show>
        </li>
    }
}

/// "from Photo, Title": where what goes in comes from.
pub(crate) fn sources(desk: Desk, id: NodeId) -> String {
    let mut from: Vec<NodeId> = desk
        .session
        .document
        .with(|document| document.wires_into(id).map(|(_, from)| from.node).collect());
    from.dedup();
    let titles: Vec<String> = from.into_iter().map(|node| desk.title(node)).collect();
    if titles.is_empty() {
        String::new()
    } else {
        with("from-nodes", &[("what", &titles.join(", "))])
    }
}

/// What can be done with the selection, in reach of the keyboard: these actions as far as they are possible now, after what
/// stands first, and the way to all others.
#[component]
fn Tools(
    /// The actions.
    ids: &'static [&'static str],
    /// What stands first.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let desk = desk();
    let buttons = ids.iter().map(|id| {
        let action = action(id);
        view! {
            <Show when=move || (action.possible)(desk)>
                <button class="button" on:click=move |_| (action.perform)(desk)>{action.label()}</button>
            </Show>
        }
    });
    view! {
        <div class="outline-tools">
            {children.map(|children| children())}
            {buttons.collect_view()}
            <button class="button" aria-haspopup="menu" on:click=move |_| desk.open_item_menu()>{text("more-ellipsis")}</button>
        </div>
    }
}
