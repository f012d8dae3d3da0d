//! The select tool: one state for each thing a person can be in the middle of, owning exactly its data.
//! No flags beside the state; what is under way ends by commit or is dropped without a trace.

mod bending;
mod cutting;
mod edging;
mod inserting;
mod landing;
mod moving;
mod panning;
mod pointing;
mod resizing;
mod selecting;
mod shaking;
mod sliding;
mod snapping;
mod wiring;

pub(crate) use bending::Bending;
pub(crate) use cutting::Cutting;
pub(crate) use edging::AtEdge;
pub(crate) use moving::Moving;
pub(crate) use panning::{Glide, Track};
pub(crate) use sliding::Sliding;
pub use snapping::Snapping;
pub(crate) use snapping::{GRID, Guide};
pub(crate) use wiring::{Landing, Wire};

use crate::camera::Px;
use gesso_graph::{ItemId, Point, Rect};
use std::collections::BTreeSet;

/// What a marquee does with what it catches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Catch {
    /// It is the selection.
    Replace,
    /// It is selected as well.
    Add,
    /// What was selected of it no longer is, the rest is.
    Toggle,
}

/// What the person is in the middle of.
pub(crate) enum Select {
    /// Nothing.
    Idle,
    /// Moving the canvas; a wire that waits for its other end goes on waiting.
    Panning {
        last: Px,
        track: Track,
        wire: Option<Box<Wire>>,
    },
    /// The canvas goes on moving by itself after a finger let go.
    Gliding(Glide),
    /// Two fingers; a wire that waits goes on waiting.
    Pinching { wire: Option<Box<Wire>> },
    /// A finger rests; lifting opens the menu, moving begins a marquee.
    Resting { at: Point },
    /// Dragging a box over what is to be selected. `before` comes back on cancel.
    Marquee {
        from: Point,
        to: Point,
        before: BTreeSet<ItemId>,
        how: Catch,
    },
    /// Things in hand.
    Moving(Box<Moving>),
    /// A frame's or note's corner in hand.
    Resizing {
        item: ItemId,
        lifted: BTreeSet<ItemId>,
        from: Point,
        was: Rect,
        now: Rect,
        /// What its corner snapped to.
        guides: Vec<Guide>,
    },
    /// Looking elsewhere by the map.
    Mapping,
    /// The next drag cuts wires.
    Knife,
    /// A stroke over wires.
    Cutting(Cutting),
    /// A place that a wire goes by in hand.
    Bending(Bending),
    /// A number on a node in hand.
    Sliding(Box<Sliding>),
    /// A wire in hand (`held`), or waiting for a click on its other end.
    Wiring { wire: Box<Wire>, held: bool },
}

impl Select {
    /// Something is under way that Escape would end.
    pub(crate) fn is_busy(&self) -> bool {
        !matches!(self, Self::Idle | Self::Gliding(_))
    }

    /// The wire that waits for a click, if that is all that is under way.
    pub(crate) fn take_waiting(&mut self) -> Option<Box<Wire>> {
        match std::mem::replace(self, Self::Idle) {
            Self::Wiring { wire, held: false } => Some(wire),
            other => {
                *self = other;
                None
            }
        }
    }
}
