//! The inspectors of what is not a node: frames and notes.

use super::color::ColorInput;
use super::place::Place;
use crate::editor::action::action;
use crate::editor::desk::desk;
use crate::editor::markdown::Markdown;
use crate::words::text;
use gesso_graph::{Command, FrameId, ItemId, NoteId};
use leptos::prelude::*;

/// A frame: title and colour.
#[component]
pub(super) fn FrameInspector(
    /// Which.
    id: FrameId,
) -> impl IntoView {
    let desk = desk();
    let frame = move || {
        desk.session
            .document
            .with(|document| document.frames().get(&id).cloned())
    };
    let title = Memo::new(move |_| desk.frame_title(id));
    let color = Signal::derive(move || frame().map_or([0.5; 4], |frame| frame.color));
    let recolor = move |color| {
        desk.session.commit(
            text("edit-colour-frame"),
            vec![Command::SetFrameColor { id, color }],
        );
    };
    view! {
        <div class="inspector-part inspector-head">
            <input
                id="inspector-title"
                class="title-field"
                aria-label=text("title")
                autocomplete="off"
                maxlength="200"
                prop:value=move || title.get()
                on:change=move |event| desk.retitle(ItemId::Frame(id), &event_target_value(&event))
            />
            <p class="kind">{text("frame")}</p>
            <p class="quiet">{text("frame-doc")}</p>
        </div>
        <div class="inspector-part params">
            <div class="param">
                <div class="param-head"><label for="frame-color">{text("colour")}</label></div>
                <ColorInput id="frame-color".to_owned() name=text("colour") value=color on_change=recolor />
            </div>
        </div>
        <Place item=ItemId::Frame(id) />
        <Remove />
    }
}

/// A note: its text.
#[component]
pub(super) fn NoteInspector(
    /// Which.
    id: NoteId,
) -> impl IntoView {
    let desk = desk();
    let written = Memo::new(move |_| {
        desk.session.document.with(|document| {
            document
                .notes()
                .get(&id)
                .map_or_else(String::new, |note| note.text.to_string())
        })
    });
    let draft = StoredValue::new(None::<String>);
    let keep = move || {
        if let Some(text) = draft.try_update_value(Option::take).flatten() {
            desk.rewrite(id, &text);
        }
    };
    // Selecting something else takes the field away before the browser says that it changed.
    on_cleanup(keep);
    view! {
        <div class="inspector-part params">
            <p class="kind">{text("note")}</p>
            <textarea
                id="inspector-title"
                class="field"
                rows="8"
                aria-label=text("text-of-note")
                prop:value=move || written.get()
                on:input=move |event| draft.set_value(Some(event_target_value(&event)))
                on:change=move |_| keep()
            ></textarea>
        </div>
        <Place item=ItemId::Note(id) />
        <div class="inspector-part">
            <p class="kind">{text("as-it-is-read")}</p>
            <Markdown text=written />
        </div>
        <Remove />
    }
}

#[component]
fn Remove() -> impl IntoView {
    let desk = desk();
    let delete = action("delete");
    view! {
        <div class="inspector-part">
            <button class="button" on:click=move |_| (delete.perform)(desk)>{text("delete")}</button>
        </div>
    }
}
