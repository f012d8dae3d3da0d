//! The signs on nodes, as SVG path data on a grid of 16, drawn as lines 1.5 wide with round ends.
//! A kind of node without a sign of its own has its category's.

use gesso_graph::{Category, Schema};

/// One sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Icon {
    /// A picture.
    Picture,
    /// Something made from nothing.
    Generate,
    /// Another size.
    Resize,
    /// A part of it.
    Crop,
    /// Turned and moved.
    Transform,
    /// One over another.
    Blend,
    /// Tones.
    Levels,
    /// Hues.
    Hue,
    /// Softened.
    Blur,
    /// Sharpened.
    Sharpen,
    /// Changed by its surroundings.
    Filter,
    /// A mask.
    Mask,
    /// Words.
    Text,
    /// Values and lists.
    List,
    /// Kept as a file.
    Save,
    /// A kind this build doesn't know.
    Unknown,
    /// The run: it waits.
    Queued,
    /// The run: the result was there.
    Cached,
    /// The run: done.
    Done,
    /// The run: done, and changed since.
    Outdated,
    /// The run: failed.
    Failed,
    /// The run: what it needs failed.
    Blocked,
    /// Something prevents a run.
    Warning,
    /// Runs what it stands on.
    Run,
    /// It is left out of runs.
    Muted,
    /// It hands on what comes in.
    Bypassed,
    /// It can't be moved by hand.
    Pinned,
    /// A subgraph.
    Graph,
    /// What comes into a subgraph.
    Input,
    /// What a subgraph gives.
    Output,
    /// Another one shows the same subgraph.
    Linked,
}

impl Icon {
    /// Side of the grid that `path` is drawn on.
    pub const GRID: f32 = 16.0;
    /// Width of its lines on that grid.
    pub const LINE: f32 = 1.5;

    /// SVG path data.
    pub fn path(self) -> &'static str {
        match self {
            Self::Picture => "M2.5 3.5h11v9h-11z M2.5 10.5l3-3 2.5 2.5 2-2 3.5 3 M10.2 6.2h.01",
            Self::Generate => "M8 2.5l1.4 4.1 4.1 1.4-4.1 1.4L8 13.5l-1.4-4.1L2.5 8l4.1-1.4z",
            Self::Resize => "M9.5 2.5h4v4 M6.5 13.5h-4v-4 M13.5 2.5L9 7 M2.5 13.5L7 9",
            Self::Crop => "M4.5 1.5v10h10 M1.5 4.5h10v10",
            Self::Transform => "M13 8a5 5 0 1 1-1.6-3.7 M13 2v3h-3",
            Self::Blend => "M10 6a4 4 0 1 1-8 0a4 4 0 0 1 8 0z M14 10a4 4 0 1 1-8 0a4 4 0 0 1 8 0z",
            Self::Levels => "M2.5 13.5h11 M4 11V8 M6.7 11V4.5 M9.3 11V6.5 M12 11V9",
            Self::Hue => "M8 2s4.5 4.6 4.5 7.6a4.5 4.5 0 0 1-9 0C3.5 6.6 8 2 8 2z",
            Self::Blur => {
                "M8 5a3 3 0 1 1 0 6a3 3 0 0 1 0-6z M8 1.6v.01 M12.5 3.5v.01 M14.4 8v.01 M12.5 12.5v.01 M8 14.4v.01 M3.5 12.5v.01 M1.6 8v.01 M3.5 3.5v.01"
            }
            Self::Sharpen => "M8 2.5l6 11H2z M8 2.5v11",
            Self::Filter => "M2.5 3.5h11l-4.3 5v4l-2.4 1v-5z",
            Self::Mask => "M2.5 2.5h11v11h-11z M8 5a3 3 0 1 1 0 6a3 3 0 0 1 0-6z",
            Self::Text => "M3 4.8V3h10v1.8 M8 3v10 M6 13h4",
            Self::List => "M6 4h7.5 M6 8h7.5 M6 12h7.5 M2.5 4h.5 M2.5 8h.5 M2.5 12h.5",
            Self::Save => "M8 2v7.5 M4.8 6.5L8 9.7l3.2-3.2 M2.5 11v2.5h11V11",
            Self::Unknown => "M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.7 8 9 8 10 M8 12.8v.01",
            Self::Queued => "M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10z",
            Self::Cached => "M9 1.8L3.8 9h3.6L7 14.2 12.2 7H8.6z",
            Self::Done => "M3 8.5l3.2 3.2L13 4.8",
            Self::Outdated => "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z M8 5v3.2l2 1.6",
            Self::Failed => {
                "M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12z M5.8 5.8l4.4 4.4 M10.2 5.8l-4.4 4.4"
            }
            Self::Blocked => "M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12z M4 12L12 4",
            Self::Warning => "M8 2.2l6.3 11.3H1.7z M8 6.5v3.2 M8 11.6v.01",
            Self::Graph => "M2.5 3h4v4h-4z M9.5 9h4v4h-4z M4.5 7v4h5",
            Self::Input => "M2 8h7.5 M6.5 5l3 3-3 3 M13 3v10",
            Self::Output => "M3 3v10 M6.5 8H14 M11 5l3 3-3 3",
            Self::Run => "M5 3.2v9.6L12.6 8z",
            Self::Muted => "M2.5 6v4h2.5l3.5 3V3L5 6z M11 6.2l3.2 3.6 M14.2 6.2L11 9.8",
            Self::Bypassed => "M1.5 11h2.2a4.3 4.3 0 0 1 8.6 0h2.2 M8 11v.01",
            Self::Pinned => "M5.5 2h5 M6.2 2l-.4 4.5L4 9h8l-1.8-2.5L9.8 2 M8 9v5",
            Self::Linked => {
                "M7 5.2l1.6-1.6a2.7 2.7 0 0 1 3.8 3.8L10.8 9 M9 10.8l-1.6 1.6a2.7 2.7 0 0 1-3.8-3.8L5.2 7 M6.3 9.7l3.4-3.4"
            }
        }
    }

    /// The sign of a kind of node.
    pub fn of(schema: Option<&Schema>) -> Self {
        let Some(schema) = schema else {
            return Self::Unknown;
        };
        match schema.id {
            "graph.input" => Self::Input,
            "graph.output" => Self::Output,
            "image.generate" => Self::Generate,
            "image.resize" => Self::Resize,
            "image.crop" => Self::Crop,
            "image.transform" => Self::Transform,
            "image.save" => Self::Save,
            "color.levels" => Self::Levels,
            "filter.blur" => Self::Blur,
            "filter.sharpen" => Self::Sharpen,
            _ => match schema.category {
                Category::Image => Self::Picture,
                Category::Compositing => Self::Blend,
                Category::Color => Self::Hue,
                Category::Filter => Self::Filter,
                Category::Mask => Self::Mask,
                Category::Text => Self::Text,
                Category::Logic => Self::List,
                Category::Graph => Self::Graph,
            },
        }
    }
}
