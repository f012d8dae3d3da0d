//! How high a sheet of a small screen stands over the canvas: a strip, half, or all of it. Its grip drags and taps.
//! Whatever height it has, what is selected stays in sight above it.

use crate::browser;
use crate::editor::desk::{Desk, Left, Sheet, desk};
use crate::words::text;
use gesso_graph::ItemId;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detent {
    /// A strip with the head and a little more.
    Peek,
    /// About half of the screen.
    Half,
    /// All of it between the bars.
    Full,
}

/// A pointer that moved less than this tapped, in CSS pixels.
const TAP: f64 = 6.0;
/// A sheet dragged lower than this goes away, in CSS pixels.
const LEAST: f64 = 90.0;
/// Where a strip ends and half begins, and half ends and all begins, in parts of the window's height.
const EDGES: (f64, f64) = (0.36, 0.68);
/// The height while it is dragged; the style sheet knows the others.
const DRAGGED: &str = "--sheet-dragged";

impl Detent {
    /// The name the style sheet knows it by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Peek => "peek",
            Self::Half => "half",
            Self::Full => "full",
        }
    }

    fn higher(self) -> Self {
        match self {
            Self::Peek => Self::Half,
            Self::Half | Self::Full => Self::Full,
        }
    }

    fn lower(self) -> Self {
        match self {
            Self::Peek | Self::Half => Self::Peek,
            Self::Full => Self::Half,
        }
    }

    /// The nearest to a height; none is a sheet that goes away.
    fn of(height: f64, window: f64) -> Option<Self> {
        let part = height / window.max(1.0);
        match () {
            () if height < LEAST => None,
            () if part < EDGES.0 => Some(Self::Peek),
            () if part < EDGES.1 => Some(Self::Half),
            () => Some(Self::Full),
        }
    }
}

/// Brings what is selected back into sight whenever a sheet comes or changes its height. Runs in the browser alone.
pub(crate) fn keep_selection_in_sight(desk: Desk) {
    Effect::new(move |_| {
        desk.detent.with(|_| ());
        if desk.sheet.get().is_none() || !browser::is_small() {
            return;
        }
        desk.once_laid_out(reveal);
    });
}

impl Desk {
    /// Something was added: what covers the canvas goes, but not the list that one works in.
    pub(crate) fn show_added(self) {
        if self.sheet.get_untracked() != Some(Sheet::Left(Left::Outline)) {
            self.sheet.set(None);
        }
    }

    /// Does something once the canvas has its new height and knows the sizes of what was added.
    pub(crate) fn once_laid_out(self, then: impl FnOnce(Self) + 'static) {
        request_animation_frame(move || request_animation_frame(move || then(self)));
    }

    /// Brings something that was just added into view.
    pub(crate) fn bring_in(self, item: ItemId) {
        self.once_laid_out(move |desk| {
            desk.stage.perform(desk, |editor| editor.bring_in(item));
        });
    }
}

/// Panels lie over the canvas's edges on a tablet: one that opens closes the other, and at first none is open.
/// Runs in the browser alone.
pub(crate) fn one_panel_on_tablets(desk: Desk) {
    Effect::new(move |before: Option<(bool, bool)>| {
        let now = (desk.left.get().is_some(), desk.inspector.get());
        // Until now the style sheet kept the panels of a first visit closed there.
        if let Some(frame) = desk.frame.get_untracked() {
            // The attribute's name is valid.
            drop(frame.set_attribute("data-live", ""));
        }
        if !browser::is_medium() {
            return now;
        }
        match before {
            None => {
                desk.left.set(None);
                desk.inspector.set(false);
            }
            Some((false, _)) if now.0 && now.1 => desk.inspector.set(false),
            Some((true, false)) if now.0 && now.1 => desk.left.set(None),
            Some(_) => {}
        }
        now
    });
}

fn reveal(desk: Desk) {
    let first = desk
        .session
        .selection
        .try_with_untracked(|items| items.first().copied());
    if let Some(item) = first.flatten() {
        desk.stage.perform(desk, |editor| editor.reveal(item));
    }
}

/// The handle at the top of a sheet: a drag takes the sheet along, a tap or an arrow key makes it higher or lower.
#[component]
pub(crate) fn Grip() -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<leptos::html::Button>::new();
    // Where the pointer went down and how high the sheet was, then whether it has moved.
    let drag = StoredValue::new(None::<(f64, f64)>);
    let moved = StoredValue::new(false);
    let height = move || {
        let sheet = element.get_untracked()?.closest(".panel").ok()??;
        Some(sheet.get_bounding_client_rect().height())
    };
    let down = move |event: PointerEvent| {
        if let (Some(element), Some(height)) = (element.get_untracked(), height()) {
            // Without capture a drag only ends early.
            drop(element.set_pointer_capture(event.pointer_id()));
            moved.set_value(false);
            drag.set_value(Some((f64::from(event.client_y()), height)));
        }
    };
    let on_move = move |event: PointerEvent| {
        if let Some((from, height)) = drag.get_value() {
            let by = from - f64::from(event.client_y());
            if by.abs() >= TAP || moved.get_value() {
                moved.set_value(true);
                show_dragged(desk, Some(height + by));
            }
        }
    };
    let up = move |event: PointerEvent| {
        if let Some((from, height)) = drag.try_update_value(Option::take).flatten()
            && moved.get_value()
        {
            show_dragged(desk, None);
            let height = height + from - f64::from(event.client_y());
            match Detent::of(height, browser::window_height()) {
                Some(detent) => desk.detent.set(detent),
                None => desk.sheet.set(None),
            }
        }
    };
    let cancel = move |_| {
        drag.set_value(None);
        show_dragged(desk, None);
    };
    let tap = move |_| {
        // The end of a drag is a click as well.
        if moved.try_update_value(std::mem::take) != Some(true) {
            desk.detent.update(|detent| {
                *detent = match *detent {
                    Detent::Full => Detent::Half,
                    other => other.higher(),
                }
            });
        }
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowUp" => desk.detent.update(|detent| *detent = detent.higher()),
            "ArrowDown" => desk.detent.update(|detent| *detent = detent.lower()),
            _ => return,
        }
        event.prevent_default();
    };
    let label = move || match desk.detent.get() {
        Detent::Full => text("sheet-lower"),
        Detent::Peek | Detent::Half => text("sheet-higher"),
    };
    view! {
        <button
            class="grip"
            aria-label=label
            node_ref=element
            on:pointerdown=down
            on:pointermove=on_move
            on:pointerup=up
            on:pointercancel=cancel
            on:click=tap
            on:keydown=on_key
        ></button>
    }
}

/// Gives the sheets a height of their own while one is dragged, or takes it away.
fn show_dragged(desk: Desk, height: Option<f64>) {
    let Some(frame) = desk.frame.get_untracked() else {
        return;
    };
    let style = (*frame).style();
    let most = browser::window_height() - 106.0;
    // The property's name is valid, so neither fails.
    let _ = match height {
        Some(height) => style.set_property(DRAGGED, &format!("{:.0}px", height.clamp(0.0, most))),
        None => style.remove_property(DRAGGED).map(drop),
    };
}
