//! Where an item is and how large, as numbers: what a pointer does on the canvas, for whoever has none.
//! About the one item that is selected.

use crate::browser::keyboard;
use crate::editor::desk::{Desk, desk};
use crate::editor::words;
use crate::words::{text, with};
use gesso_graph::{Command, ItemId, Rect};
use leptos::prelude::*;

/// The least width and height of what can be resized, in world pixels.
const LEAST: f64 = 40.0;

/// One of the four numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    X,
    Y,
    Width,
    Height,
}

impl Side {
    fn label(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::Y => "Y",
            Self::Width => text("width"),
            Self::Height => text("height"),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Y => "y",
            Self::Width => "width",
            Self::Height => "height",
        }
    }

    fn of(self, rect: Rect) -> f64 {
        match self {
            Self::X => rect.x,
            Self::Y => rect.y,
            Self::Width => rect.w,
            Self::Height => rect.h,
        }
    }

    fn with(self, rect: Rect, value: f64) -> Rect {
        match self {
            Self::X => Rect { x: value, ..rect },
            Self::Y => Rect { y: value, ..rect },
            Self::Width => Rect {
                w: value.max(LEAST),
                ..rect
            },
            Self::Height => Rect {
                h: value.max(LEAST),
                ..rect
            },
        }
    }
}

/// The place and the size.
#[component]
pub(super) fn Place(
    /// Of what.
    item: ItemId,
) -> impl IntoView {
    let desk = desk();
    let sides = [Side::X, Side::Y, Side::Width, Side::Height];
    // The canvas measures a changed node by the next frame.
    let measured = RwSignal::new(());
    Effect::new(move |_| {
        desk.session.document.with(|_| ());
        request_animation_frame(move || {
            measured.try_set(());
        });
    });
    let rect = Memo::new(move |_| {
        measured.with(|_| ());
        rect_of(desk, item)
    });
    let fields = sides
        .into_iter()
        .map(|side| view! { <PlaceField item side rect /> })
        .collect_view();
    view! {
        <div class="inspector-part">
            <h3>{text("place")}</h3>
            <div class="places">{fields}</div>
        </div>
    }
}

#[component]
fn PlaceField(item: ItemId, side: Side, rect: Memo<Option<Rect>>) -> impl IntoView {
    let desk = desk();
    let id = format!("place-{}", side.id());
    // A node may have a width of its own among its parameters.
    let name = with("on-the-canvas", &[("side", &side.label())]);
    let shown = move || {
        rect.get()
            .map_or_else(String::new, |rect| format!("{:.0}", side.of(rect)))
    };
    let keep = move |event: leptos::ev::Event| {
        let number = event_target_value(&event).trim().parse::<f64>().ok();
        if let (Some(number), Some(rect)) = (
            number.filter(|number| number.is_finite()),
            rect.get_untracked(),
        ) {
            put(desk, item, rect, side.with(rect, number));
        }
        // What is not a number is not kept, so the field must say what is.
        let shown = rect.get_untracked().map(|rect| side.of(rect));
        keyboard::show(
            &event,
            &shown.map_or_else(String::new, |shown| format!("{shown:.0}")),
        );
    };
    view! {
        <div class="place">
            <label for=id.clone()>{side.label()}</label>
            <span class="number-field">
                <input id=id aria-label=name type="number" inputmode="decimal" step="10" prop:value=shown on:change=keep />
                <span class="unit" aria-hidden="true">"px"</span>
            </span>
        </div>
    }
}

fn rect_of(desk: Desk, item: ItemId) -> Option<Rect> {
    desk.session.document.with(|document| match item {
        ItemId::Node(id) => document.nodes().get(&id).map(|node| {
            // A node that nobody resized is as large as its kind makes it, which the canvas knows.
            let natural = || desk.stage.with(|editor| editor.node_rect(id)).flatten();
            let size = node.size.or_else(|| natural().map(Rect::size));
            Rect::at(node.position, size.unwrap_or_default())
        }),
        ItemId::Frame(id) => document.frames().get(&id).map(|frame| frame.rect),
        ItemId::Note(id) => {
            let note = document.notes().get(&id);
            note.map(|note| Rect::at(note.position, note.size))
        }
    })
}

fn put(desk: Desk, item: ItemId, from: Rect, to: Rect) {
    if from.origin() != to.origin() {
        // As the arrow keys do it: a frame carries what lies in it.
        desk.nudge(to.x - from.x, to.y - from.y);
        return;
    }
    if from == to {
        return;
    }
    let size = to.size();
    let command = match item {
        ItemId::Node(id) => Command::SetNodeSize {
            id,
            size: Some(size),
        },
        ItemId::Frame(id) => Command::SetFrameRect { id, rect: to },
        ItemId::Note(id) => Command::SetNoteSize { id, size },
    };
    desk.session
        .commit(words::resize(&desk.name_of(&[item])), vec![command]);
}
