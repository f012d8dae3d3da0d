//! Typing on the canvas itself: a field laid over a title or a note, there only while something is typed.
//! Enter or leaving the field keeps the text, Escape drops it; moving the camera ends it.

use crate::editor::desk::{Desk, Typing, desk};
use crate::words::text;
use gesso_graph::{ItemId, Rect};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The height of a title bar in world pixels.
const TITLE_HEIGHT: f64 = 32.0;

/// The field, when something is typed.
#[component]
pub(crate) fn TypingField() -> impl IntoView {
    let desk = desk();
    move || desk.typing.get().map(|typing| field(desk, typing))
}

fn field(desk: Desk, typing: Typing) -> impl IntoView {
    let (written, rect) = text_and_place(desk, typing)?;
    let camera = desk
        .stage
        .with(|editor| editor.camera())
        .unwrap_or_default();
    let place = camera.rect_to_screen(rect);
    let px = |length: f64| format!("{length:.1}px");
    let element = NodeRef::<leptos::html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            drop(element.focus());
            element.select();
        }
    });
    let kept = StoredValue::new(false);
    let keep = move |text: String| {
        // Removing the field makes it lose the keyboard as well; only the first end counts.
        if kept.try_update_value(|kept| std::mem::replace(kept, true)) == Some(false) {
            match typing {
                Typing::Title(item) => desk.retitle(item, &text),
                Typing::Note(note) => desk.rewrite(note, &text),
            }
            desk.typing.set(None);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        let is_title = matches!(typing, Typing::Title(_));
        match event.key().as_str() {
            "Escape" => {
                kept.set_value(true);
                desk.typing.set(None);
                desk.stage.focus();
            }
            "Enter" if is_title || event.ctrl_key() => {
                event.prevent_default();
                keep(event_target_value(&event));
                desk.stage.focus();
            }
            _ => {}
        }
    };
    Some(view! {
        <textarea
            class="typing"
            class:typing-title=matches!(typing, Typing::Title(_))
            aria-label=if matches!(typing, Typing::Title(_)) { text("title") } else { text("text-of-note") }
            node_ref=element
            style:left=px(place.x)
            style:top=px(place.y)
            style:width=px(place.w.max(120.0))
            style:height=px(place.h.max(28.0))
            style:font-size=px((13.0 * camera.zoom).clamp(11.0, 32.0))
            on:keydown=on_key
            on:blur=move |event| keep(event_target_value(&event))
        >{written}</textarea>
    })
}

fn text_and_place(desk: Desk, typing: Typing) -> Option<(String, Rect)> {
    let document = desk.document_now();
    match typing {
        Typing::Title(ItemId::Node(id)) => {
            let rect = desk.stage.with(|editor| editor.node_rect(id)).flatten()?;
            Some((
                super::desk::title_of(&document, id),
                Rect {
                    h: TITLE_HEIGHT,
                    ..rect
                },
            ))
        }
        Typing::Title(ItemId::Frame(id)) => {
            let frame = document.frames().get(&id)?;
            Some((
                frame.title.to_string(),
                Rect {
                    h: TITLE_HEIGHT,
                    ..frame.rect
                },
            ))
        }
        Typing::Title(ItemId::Note(_)) => None,
        Typing::Note(id) => {
            let note = document.notes().get(&id)?;
            let rect = Rect {
                x: note.position.x,
                y: note.position.y,
                w: note.size.w,
                h: note.size.h,
            };
            Some((note.text.to_string(), rect))
        }
    }
}
