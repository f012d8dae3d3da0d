//! The workflow as a list in run order: what a screen reader walks, what a keyboard edits, what a phone shows instead of the
//! canvas. Every edit can be done from here: add, set, connect, disconnect, rename, delete, run.

mod order;

use crate::browser::keyboard;
use crate::editor::action::action;
use crate::editor::desk::{Desk, Left, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::inspector::Wires;
use crate::editor::palette::category_class;
use crate::editor::{runs, words};
use gesso_graph::{ItemId, NodeId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use order::run_order;

/// How many nodes are listed before one asks for more.
const AT_ONCE: usize = 300;
const ROWS: &str = ".outline-row";

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
            desk.session.document.with(run_order)
        } else {
            Vec::new()
        }
    });
    let others = Memo::new(move |_| {
        if !is_open.get() {
            return Vec::new();
        }
        desk.session.document.with(|document| {
            let frames = document.frames().keys().map(|id| ItemId::Frame(*id));
            frames
                .chain(document.notes().keys().map(|id| ItemId::Note(*id)))
                .collect::<Vec<_>>()
        })
    });
    let hidden = move || nodes.with(Vec::len).saturating_sub(most.get());
    view! {
        <div class="outline-bar">
            <button class="button" on:click=move |_| desk.open_add_node()><Icon glyph=Glyph::Add />"Add…"</button>
            <button class="button" on:click=move |_| desk.add_note()>"Add note"</button>
        </div>
        <div class="panel-scroll" on:keydown=move |event| on_key(desk, &event)>
            <Show when=move || nodes.with(Vec::is_empty) && others.with(Vec::is_empty)>
                <p class="quiet pad">"Nothing is here yet. Add a node to begin."</p>
            </Show>
            <ul class="outline" role="list" aria-label="Nodes in run order">
                <For each=move || nodes.with(|nodes| nodes.iter().take(most.get()).copied().collect::<Vec<_>>()) key=|id| *id let(id)>
                    <NodeRow id />
                </For>
            </ul>
            <Show when=move || { hidden() > 0 }>
                <button class="button" on:click=move |_| most.update(|most| *most += AT_ONCE)>{move || format!("Show more ({} hidden)", words::nodes(hidden()))}</button>
            </Show>
            <Show when=move || others.with(|others| !others.is_empty())>
                <h3 class="outline-heading">"Frames and notes"</h3>
                <ul class="outline" role="list" aria-label="Frames and notes">
                    <For each=move || others.get() key=|item| *item let(item)>
                        <OtherRow item />
                    </For>
                </ul>
            </Show>
        </div>
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

/// Selects an item and shows it on the canvas; with Ctrl or Shift it joins or leaves the selection.
fn choose(desk: Desk, item: ItemId, event: &leptos::ev::MouseEvent) {
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        desk.session.selection.update(|items| {
            if !items.remove(&item) {
                items.insert(item);
            }
        });
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
    let state = Memo::new(move |_| desk.session.step(id).map(|step| step.state));
    let faults = Memo::new(move |_| {
        desk.session
            .problems
            .with(|problems| problems.get(&id).map_or(0, |faults| faults.len()))
            + desk.notes(id).len()
    });
    let outdated = Memo::new(move |_| desk.session.is_outdated(id));
    let badge = move || {
        let (words, look, glyph) = match (faults.get(), state.get()) {
            (0, None) => return None,
            (0, Some(_)) if outdated.get() => {
                (runs::OUTDATED.to_owned(), "is-outdated", Glyph::Runs)
            }
            (0, Some(state)) => (
                runs::step_words(&state),
                runs::step_look(&state),
                runs::step_glyph(&state),
            ),
            (many, _) => (
                words::counted(many, "problem", "problems"),
                "is-failed",
                Glyph::Warning,
            ),
        };
        let title = words.clone();
        Some(
            view! { <span class=format!("badge {look}") title=title><Icon glyph /><span class="spoken">{words}</span></span> },
        )
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
                    <Tools />
                </div>
            </Show>
        </li>
    }
}

/// "from Photo, Title": where what goes in comes from.
fn sources(desk: Desk, id: NodeId) -> String {
    let mut from: Vec<NodeId> = desk
        .session
        .document
        .with(|document| document.wires_into(id).map(|(_, from)| from.node).collect());
    from.dedup();
    let titles: Vec<String> = from.into_iter().map(|node| desk.title(node)).collect();
    if titles.is_empty() {
        String::new()
    } else {
        format!("from {}", titles.join(", "))
    }
}

/// What can be done with the selection, in reach of the keyboard.
#[component]
fn Tools() -> impl IntoView {
    let desk = desk();
    let edit = move |_| {
        desk.show(Sheet::Inspector);
        desk.focus_title();
    };
    let buttons = ["rename", "run.here", "duplicate", "delete"].map(|id| {
        let action = action(id);
        view! { <button class="button" on:click=move |_| (action.perform)(desk)>{action.label}</button> }
    });
    view! {
        <div class="outline-tools">
            <button class="button" on:click=edit>"Set parameters"</button>
            {buttons.collect_view()}
        </div>
    }
}

#[component]
fn OtherRow(item: ItemId) -> impl IntoView {
    let desk = desk();
    let selected = is_selected(desk, item);
    let glyph = if matches!(item, ItemId::Frame(_)) {
        Glyph::Frame
    } else {
        Glyph::Note
    };
    let title = move || match item {
        ItemId::Frame(id) => desk.frame_title(id),
        ItemId::Note(id) => desk.session.document.with(|document| {
            let first = document
                .notes()
                .get(&id)
                .and_then(|note| note.text.lines().next().map(str::to_owned));
            first
                .filter(|line| !line.is_empty())
                .unwrap_or_else(|| words::NEW_NOTE.to_owned())
        }),
        ItemId::Node(id) => desk.title(id),
    };
    view! {
        <li class="outline-item" class:is-selected=move || selected.get()>
            <button
                class="outline-row"
                aria-current=move || if selected.get() { "true" } else { "false" }
                on:click=move |event| choose(desk, item, &event)
            >
                <Icon glyph />
                <span class="outline-words"><span class="outline-title">{title}</span></span>
            </button>
        </li>
    }
}
