//! Dragging a run to another place in the line, with mouse, pen or finger: its row follows, a bar shows where it goes. A
//! pointer that is lost leaves it where it was.

use super::line::Line;
use crate::browser::drag;
use crate::editor::desk::desk;
use crate::editor::icon::{Glyph, Icon};
use crate::words::text;
use gesso_sync::RunId;
use leptos::ev::PointerEvent;
use leptos::html::{Li, Span};
use leptos::prelude::*;

/// A run in hand.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Carried {
    pub(super) run: RunId,
    /// Where the pointer took it, in pixels from the top of the window.
    from: f64,
    /// The place in the line where it would go.
    pub(super) to: usize,
}

/// What is taken to drag a row. Buttons do the same, so readers of the page hear nothing of it.
#[component]
pub(super) fn Grip(run: RunId, line: Line, row: NodeRef<Li>) -> impl IntoView {
    let desk = desk();
    let grip = NodeRef::<Span>::new();
    let in_hand = move || line.carried.get_untracked().filter(|it| it.run == run);
    let begin = move |event: PointerEvent| {
        let (Some(grip), Some(to)) = (grip.get_untracked(), line.place_of(run)) else {
            return;
        };
        if event.button() == 0 {
            event.prevent_default();
            // Without capture a drag only ends early.
            drop(grip.set_pointer_capture(event.pointer_id()));
            let from = f64::from(event.client_y());
            line.carried.set(Some(Carried { run, from, to }));
        }
    };
    let go = move |event: PointerEvent| {
        if let (Some(carried), Some(row), Some(at)) =
            (in_hand(), row.get_untracked(), line.place_of(run))
        {
            let y = f64::from(event.client_y());
            drag::lift(&row, Some(y - carried.from));
            let (above, below) = drag::passed(&row, y);
            let to = (at + below).saturating_sub(above);
            line.carried.set(Some(Carried { to, ..carried }));
        }
    };
    let leave = move || {
        if in_hand().is_some() {
            line.carried.set(None);
        }
        if let Some(row) = row.get_untracked() {
            drag::lift(&row, None);
        }
    };
    let put = move |_| {
        let carried = in_hand();
        leave();
        if let Some(carried) = carried {
            line.put(desk, run, carried.to);
        }
    };
    view! {
        <span class="line-grip" aria-hidden="true" title=text("run-drag-title") node_ref=grip on:pointerdown=begin on:pointermove=go
            on:pointerup=put on:pointercancel=move |_| leave() on:lostpointercapture=move |_| leave()>
            <Icon glyph=Glyph::Grip />
        </span>
    }
}
