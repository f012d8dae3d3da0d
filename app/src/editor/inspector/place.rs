//! Where an item is and how large, as numbers: what a pointer does on the canvas, for whoever has none.
//! About the one item that is selected.

use crate::editor::desk::{Desk, desk};
use crate::editor::number_field::NumberField;
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
            Self::Width => Rect { w: value, ..rect },
            Self::Height => Rect { h: value, ..rect },
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
    let value = Signal::derive(move || rect.get().map_or(0.0, |rect| side.of(rect)));
    let keep = move |number: f64| {
        if let Some(rect) = rect.get_untracked() {
            put(desk, item, rect, side.with(rect, number));
        }
    };
    let least = match side {
        Side::X | Side::Y => f64::NEG_INFINITY,
        Side::Width | Side::Height => LEAST,
    };
    view! {
        <div class="place">
            <label for=id.clone()>{side.label()}</label>
            <NumberField
                id=id
                name=name
                value
                limits=(least, f64::INFINITY)
                step=10.0
                write=|number| format!("{number:.0}")
                unit="px"
                on_try=|_| ()
                on_change=keep
            />
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
