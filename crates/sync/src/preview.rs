//! What the page asks of the worker that previews, and what that says. It never leaves the browser.

use crate::Said;
use gesso_graph::{ContentKey, NodeId, Step};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Pictures that are wanted now. A newer wish takes the place of an older one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PreviewAsk {
    /// Counts the wishes of a page.
    pub number: u64,
    /// Every step after those it reads; nodes by the names that runs have for them.
    pub steps: Vec<Step>,
    /// The nodes whose parameters are in hand: what they read stays as it is, what reads them changes all the time.
    pub moving: BTreeSet<NodeId>,
    /// The latest results that the server has, for what only the server can do.
    pub results: BTreeMap<NodeId, ContentKey>,
    /// What is wanted, the most urgent first.
    pub looks: Vec<PreviewLook>,
}

/// One picture that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PreviewLook {
    /// All of it, small.
    Small {
        /// The step that shows it.
        key: ContentKey,
        /// The longest side in pixels.
        side: u32,
    },
    /// A part of it at 1/2 to the level, in pixels of that level; what lies outside the picture is left out.
    Part {
        /// The step that shows it.
        key: ContentKey,
        /// How often halved.
        level: u32,
        /// Left edge.
        x: u32,
        /// Top edge.
        y: u32,
        /// Width.
        w: u32,
        /// Height.
        h: u32,
    },
}

impl PreviewLook {
    /// The step that shows it.
    pub fn key(&self) -> ContentKey {
        match self {
            Self::Small { key, .. } | Self::Part { key, .. } => *key,
        }
    }
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PreviewNews {
    /// Pixels, which come beside this.
    Pixels {
        /// What they were wanted for.
        look: PreviewLook,
        /// Width and height of the picture at full size.
        full: (u32, u32),
        /// Left, top, width and height of these pixels; of a part in pixels of its level.
        area: (u32, u32, u32, u32),
        /// Nothing more comes of this look.
        last: bool,
        /// The nodes that only the server can do and whose latest result was taken though it is not the current one.
        stops: BTreeSet<NodeId>,
    },
    /// It can't be shown.
    Failed {
        /// What was wanted.
        look: PreviewLook,
        /// Why; empty when it only stops.
        reason: Said,
        /// The nodes that only the server can do and that have no result yet.
        stops: BTreeSet<NodeId>,
    },
    /// All that was wanted is there.
    Rests {
        /// By the wish of this number.
        number: u64,
    },
    /// This browser can't run it.
    Unable,
}
