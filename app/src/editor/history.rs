//! What was done to the workflow, step by step, by whom and when. A click goes back to how it was after a step: that is an
//! edit of its own, so nothing is lost and undo comes back.

use crate::api;
use crate::browser;
use crate::editor::desk::{Desk, Left, Sheet, desk};
use crate::editor::words;
use crate::session::SaveState;
use crate::when;
use crate::words::{Told, text, with};
use gesso_graph::edit;
use gesso_sync::{Past, PastStep, Role, Seq};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many steps are asked for at once.
const AT_ONCE: u32 = 60;

/// What is known of the past.
#[derive(Debug, Clone, PartialEq)]
enum Known {
    Nothing,
    Steps(Past),
    Fault(String),
}

/// The list of steps.
#[component]
pub(crate) fn History() -> impl IntoView {
    let desk = desk();
    let known = RwSignal::new(Known::Nothing);
    let is_open = Memo::new(move |_| {
        desk.left.get() == Some(Left::History)
            || desk.sheet.get() == Some(Sheet::Left(Left::History))
    });
    // What the server does not have yet has no place in the log: it is asked again whenever everything is saved.
    let saved = Memo::new(move |_| desk.session.save_state.get() == SaveState::Saved);
    Effect::new(move |_| {
        desk.session.document.with(|_| ());
        if is_open.get() && saved.get() {
            ask(desk, known, None);
        }
    });
    let steps = move || match known.get() {
        Known::Steps(past) => past.steps,
        Known::Nothing | Known::Fault(_) => Vec::new(),
    };
    let last = move || match known.get() {
        Known::Steps(past) => past.last,
        Known::Nothing | Known::Fault(_) => 0,
    };
    let more = move || known.with(|known| matches!(known, Known::Steps(past) if past.has_more()));
    let at_end =
        move || known.with(|known| matches!(known, Known::Steps(past) if !past.has_more()));
    let older = move |_| {
        let before = steps().last().map(|step| step.seq);
        ask(desk, known, before);
    };
    view! {
        <div class="panel-scroll">
            {move || known.with(|known| match known {
                Known::Fault(reason) => Some(view! { <p class="quiet pad" role="status">{reason.clone()}</p> }),
                _ => None,
            })}
            <ol class="history" role="list" aria-label=text("steps-latest-first")>
                <For each=steps key=|step| step.seq let(step)>
                    <Step step last=Signal::derive(last) />
                </For>
                <Show when=at_end>
                    <li>
                        <button class="history-step" on:click=move |_| go_back(desk, 0, text("the-beginning").to_owned())>
                            <span class="history-label">{text("the-beginning-start")}</span>
                        </button>
                    </li>
                </Show>
            </ol>
            <Show when=more><button class="button pad" on:click=older>{text("older-steps")}</button></Show>
        </div>
    }
}

#[component]
fn Step(step: PastStep, last: Signal<Seq>) -> impl IntoView {
    let desk = desk();
    let seq = step.seq;
    let label = label(&step);
    let who = match &step.name {
        _ if desk.session.is_me(&step.person) => text("you").to_owned(),
        Some(name) => name.to_string(),
        None => text("somebody-else").to_owned(),
    };
    let is_now = move || last.get() == seq;
    let go = {
        let label = label.clone();
        move |_| {
            if !is_now() {
                go_back(desk, seq, with("quoted", &[("what", &label)]));
            }
        }
    };
    view! {
        <li>
            <button class="history-step" aria-current=move || is_now().then_some("step") on:click=go>
                <span class="history-label">{label}</span>
                <span class="quiet">{who}" · "{when::ago(step.at_ms, browser::now_ms())}</span>
            </button>
        </li>
    }
}

/// What a step did, in words.
fn label(step: &PastStep) -> String {
    match step.role {
        Role::Edit => step.label.clone(),
        Role::Undo(_) => with("step-undo", &[("what", &step.label)]),
        Role::Redo(_) => with("step-redo", &[("what", &step.label)]),
    }
}

/// Asks for the newest steps, or for those before one.
fn ask(desk: Desk, known: RwSignal<Known>, before: Option<Seq>) {
    spawn_local(async move {
        match api::history(desk.session.workflow(), before, AT_ONCE).await {
            Ok(past) => {
                known.try_update(|known| match (before, known) {
                    (Some(_), Known::Steps(shown)) => shown.steps.extend(past.steps),
                    (_, known) => *known = Known::Steps(past),
                });
            }
            Err(error) => {
                known.try_set(Known::Fault(error.told()));
            }
        }
    });
}

/// Makes the workflow what it was after a step.
fn go_back(desk: Desk, seq: Seq, what: String) {
    spawn_local(async move {
        match api::document_at(desk.session.workflow(), seq).await {
            Ok(then) => {
                let commands = edit::restore(&desk.document_now(), &then);
                if commands.is_empty() {
                    desk.session.say(text("same-already"));
                } else {
                    desk.session.commit(words::go_back(&what), commands);
                    desk.session.say(words::went_back(&what));
                }
            }
            Err(error) => desk.session.warn(error.told()),
        }
    });
}
