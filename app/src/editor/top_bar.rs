//! The bar at the top: the way home, the name, whether the work is saved, undo and redo, who else is here, and the run.

use crate::browser::keyboard;
use crate::editor::action::{Action, action};
use crate::editor::desk::{Desk, Popup, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::people::People;
use crate::editor::runs::Line;
use crate::session::SaveState;
use crate::words::{text, with};
use gesso_sync::{RunState, StepState};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_meta::Title;

/// The bar.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let desk = desk();
    view! {
        <header class="top-bar">
            <a class="tool" href="/" aria-label=text("gallery") title=text("go-to-gallery")><Icon glyph=Glyph::Home /></a>
            <WorkflowName />
            <Saved />
            <div class="tools" role="group" aria-label=text("history")>
                <HistoryButton id="undo" glyph=Glyph::Undo what=desk.session.undo_label />
                <HistoryButton id="redo" glyph=Glyph::Redo what=desk.session.redo_label />
            </div>
            <span class="top-space"></span>
            <People />
            <Run />
            <button
                class="tool wide-only"
                aria-label=text("more")
                aria-haspopup="menu"
                title=text("more")
                on:click=move |_| desk.open(Popup::Menu { at: None, actions: super::menu::MORE })
            ><Icon glyph=Glyph::More /></button>
            <button
                class="tool wide-only"
                aria-label=text("toggle-inspector")
                title=text("inspector")
                aria-pressed=move || if desk.inspector.get() { "true" } else { "false" }
                on:click=move |_| desk.inspector.update(|open| *open = !*open)
            ><Icon glyph=Glyph::Sliders /></button>
        </header>
    }
}

#[component]
fn WorkflowName() -> impl IntoView {
    let desk = desk();
    let keep = move |event: leptos::ev::Event| {
        let name = event_target_value(&event).trim().to_owned();
        if !name.is_empty() && name != desk.session.name.get_untracked() {
            desk.session.rename(&name);
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => desk.stage.focus(),
        "Escape" => {
            keyboard::show(&event, &desk.session.name.get_untracked());
            desk.stage.focus();
        }
        _ => {}
    };
    view! {
        <h1 class="spoken">{move || desk.session.name.get()}</h1>
        <input
            id="workflow-name"
            class="workflow-name"
            aria-label=text("workflow-name")
            autocomplete="off"
            spellcheck="false"
            maxlength="120"
            value=desk.session.name.get_untracked()
            prop:value=move || desk.session.name.get()
            on:change=keep
            on:keydown=on_key
        />
    }
}

/// Whether the work is saved.
#[component]
fn Saved() -> impl IntoView {
    let state = desk().session.save_state;
    let said = move || match state.get() {
        SaveState::Opening => text("opening").to_owned(),
        SaveState::Saved => text("saved").to_owned(),
        SaveState::Saving => text("saving").to_owned(),
        SaveState::Offline { kept: 0 } => text("offline").to_owned(),
        SaveState::Offline { kept } => with("offline-kept", &[("count", &kept)]),
        SaveState::Refused(reason) => reason,
    };
    let look = move || match state.get() {
        SaveState::Opening | SaveState::Saving => "saved is-busy",
        SaveState::Saved => "saved",
        SaveState::Offline { .. } => "saved is-offline",
        SaveState::Refused(_) => "saved is-refused",
    };
    view! { <span class=look role="status" aria-label=text("save-state") title=said>{said}</span> }
}

#[component]
fn HistoryButton(id: &'static str, glyph: Glyph, what: Signal<Option<String>>) -> impl IntoView {
    let desk = desk();
    let action = action(id);
    let nothing = match id {
        "undo" => "nothing-to-undo",
        _ => "nothing-to-redo",
    };
    let title = move || {
        let keys = action.hint(desk).unwrap_or_default();
        match what.get() {
            Some(what) => with(
                "does-what",
                &[
                    ("action", &action.label()),
                    ("what", &what),
                    ("keys", &keys),
                ],
            ),
            None => with(nothing, &[("keys", &keys)]),
        }
    };
    view! {
        <button class="tool" aria-label=action.label() title=title disabled=move || what.with(Option::is_none) on:click=move |_| (action.perform)(desk)>
            <Icon glyph />
        </button>
    }
}

/// Run and, while one is under way, how far it is and the way to stop it.
#[component]
fn Run() -> impl IntoView {
    let desk = desk();
    let running = Memo::new(move |_| super::action::is_running(desk));
    let (run, cancel): (&Action, &Action) = (action("run"), action("run.cancel"));
    let name = move || match running.get() {
        true => format!("{} % · {}", percent(desk), desk.session.name.get()),
        false => desk.session.name.get(),
    };
    view! {
        <Title text=settled(name) />
        <Show when=move || running.get()>
            <Progress />
            <button class="button" aria-label=text("cancel-run") title=move || with("cancel-run-keys", &[("keys", &cancel.hint(desk).unwrap_or_default())]) on:click=move |_| (cancel.perform)(desk)>
                <Icon glyph=Glyph::Stop /><span class="button-text">{text("cancel")}</span>
            </button>
        </Show>
        <button
            class="button primary run"
            aria-label=text("run")
            title=move || with("run-everything", &[("keys", &run.hint(desk).unwrap_or_default())])
            disabled=move || !(run.possible)(desk)
            on:click=move |_| (run.perform)(desk)
        ><Icon glyph=Glyph::Play /><span class="button-text">{text("run")}</span></button>
    }
}

/// The server reads a title after the page around it is let go, so there it is read now.
fn settled(title: impl Fn() -> String + Send + Sync + 'static) -> TextProp {
    if cfg!(feature = "ssr") {
        title().into()
    } else {
        title.into()
    }
}

/// How far the run is, 0–100.
pub(crate) fn percent(desk: Desk) -> u32 {
    let steps = desk.session.latest_steps();
    let parts = steps.iter().map(|(id, state)| {
        let part = match state {
            StepState::Queued => 0.0,
            StepState::Running { progress } => *progress,
            _ => 1.0,
        };
        (part, desk.session.items_made(*id))
    });
    (gesso_sync::progress(parts) * 100.0) as u32
}

#[component]
fn Progress() -> impl IntoView {
    let desk = desk();
    let share = Memo::new(move |_| percent(desk));
    let unfinished = Memo::new(move |_| match desk.session.run.get() {
        Some((run, state @ (RunState::Queued | RunState::Running))) => Some((run, state)),
        _ => None,
    });
    let line = Line::new(desk, Memo::new(move |_| unfinished.get().is_some()));
    let said = move || match unfinished.get() {
        Some((run, _)) if line.is_stopped(run) => text("state-paused").to_owned(),
        Some((_, RunState::Queued)) => text("waiting").to_owned(),
        _ => format!("{} %", share.get()),
    };
    view! {
        <button class="run-progress" title=text("action-show-runs") on:click=move |_| desk.show(Sheet::Dock(super::desk::Dock::Runs))>
            <progress aria-label=text("run-progress") max="100" prop:value=move || share.get()></progress>
            <span>{said}</span>
        </button>
    }
}
