//! The edges of panels that can be dragged: a pointer or the arrow keys change the extent, a double click takes it back.
//! Extents are custom properties of the editor's element, set through the CSSOM and kept in the browser.

use crate::browser::storage;
use crate::editor::desk::{Desk, desk};
use crate::words::text;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How far an arrow key moves an edge, in CSS pixels.
const STEP: f64 = 16.0;

/// Which edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// The right edge of the panel on the left.
    Left,
    /// The left edge of the inspector.
    Right,
    /// The top edge of the dock.
    Dock,
}

impl Edge {
    const ALL: [Self; 3] = [Self::Left, Self::Right, Self::Dock];

    /// The custom property of the extent.
    fn property(self) -> &'static str {
        match self {
            Self::Left => "--left-width",
            Self::Right => "--right-width",
            Self::Dock => "--dock-height",
        }
    }

    fn stored_under(self) -> String {
        format!("gesso.extent{}", self.property())
    }

    fn name(self) -> &'static str {
        match self {
            Self::Left => text("left-width"),
            Self::Right => text("inspector-width"),
            Self::Dock => text("dock-height"),
        }
    }

    /// Least and most, in CSS pixels.
    fn limits(self) -> (f64, f64) {
        match self {
            Self::Left => (200.0, 480.0),
            Self::Right => (240.0, 560.0),
            Self::Dock => (160.0, 900.0),
        }
    }

    /// How much a pointer's way changes the extent.
    fn along(self, dx: f64, dy: f64) -> f64 {
        match self {
            Self::Left => dx,
            Self::Right => -dx,
            Self::Dock => -dy,
        }
    }
}

fn set(desk: Desk, edge: Edge, extent: Option<f64>) {
    let Some(frame) = desk.frame.get_untracked() else {
        return;
    };
    let style = (*frame).style();
    let (least, most) = edge.limits();
    // A browser that keeps nothing has the usual extents next time; the property's name is valid.
    let _ = match extent {
        Some(extent) => {
            let text = format!("{:.0}px", extent.clamp(least, most));
            let _ = storage::set(&edge.stored_under(), &text);
            style.set_property(edge.property(), &text)
        }
        None => {
            let _ = storage::remove(&edge.stored_under());
            style.remove_property(edge.property()).map(drop)
        }
    };
}

/// Gives the panels the extents they had. Runs in the browser alone.
pub(crate) fn restore(desk: Desk) {
    Effect::new(move |_| {
        desk.frame.with(|_| ());
        for edge in Edge::ALL {
            let stored = storage::get(&edge.stored_under());
            let extent = stored.and_then(|text| text.strip_suffix("px")?.parse::<f64>().ok());
            if extent.is_some_and(f64::is_finite) {
                set(desk, edge, extent);
            }
        }
    });
}

/// An edge that can be dragged, as a child of the panel whose extent it is.
#[component]
pub(crate) fn Handle(
    /// Which edge.
    edge: Edge,
) -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<leptos::html::Div>::new();
    // Where the drag began, and the extent then.
    let drag = StoredValue::new(None::<((f64, f64), f64)>);
    let extent = move || {
        let panel = element.get_untracked()?.parent_element()?;
        let rect = panel.get_bounding_client_rect();
        Some(if edge == Edge::Dock {
            rect.height()
        } else {
            rect.width()
        })
    };
    // What the edge stands at, for those who are told.
    let now = RwSignal::new(edge.limits().0);
    let tell = move || {
        if let Some(extent) = extent() {
            now.set(extent);
        }
    };
    let place = |event: &PointerEvent| (f64::from(event.client_x()), f64::from(event.client_y()));
    let down = move |event: PointerEvent| {
        if let (Some(element), Some(extent)) = (element.get_untracked(), extent()) {
            // Without capture a drag only ends early.
            drop(element.set_pointer_capture(event.pointer_id()));
            drag.set_value(Some((place(&event), extent)));
        }
    };
    let moved = move |event: PointerEvent| {
        if let Some(((x, y), extent)) = drag.get_value() {
            let (to_x, to_y) = place(&event);
            set(desk, edge, Some(extent + edge.along(to_x - x, to_y - y)));
            tell();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-STEP, 0.0),
            "ArrowRight" => (STEP, 0.0),
            "ArrowUp" => (0.0, -STEP),
            "ArrowDown" => (0.0, STEP),
            _ => return,
        };
        event.prevent_default();
        if let Some(extent) = extent() {
            set(desk, edge, Some(extent + edge.along(dx, dy)));
            tell();
        }
    };
    let (least, most) = edge.limits();
    view! {
        <div
            class=match edge { Edge::Left => "handle handle-left", Edge::Right => "handle handle-right", Edge::Dock => "handle handle-dock" }
            role="separator"
            aria-orientation=if edge == Edge::Dock { "horizontal" } else { "vertical" }
            aria-label=edge.name()
            aria-valuenow=move || format!("{:.0}", now.get())
            aria-valuemin=least
            aria-valuemax=most
            tabindex="0"
            node_ref=element
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| drag.set_value(None)
            on:pointercancel=move |_| drag.set_value(None)
            on:dblclick=move |_| { set(desk, edge, None); tell(); }
            on:focus=move |_| tell()
            on:keydown=on_key
        ></div>
    }
}
