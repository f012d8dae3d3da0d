//! What a node shows that is not in the document: its run state, its problem mark, its latest picture.

use std::sync::Arc;

/// The look of one node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NodeView {
    /// How its run goes.
    pub state: Option<RunLook>,
    /// Something prevents its run; the inspector has the words.
    pub problem: bool,
    /// Its latest picture.
    pub picture: Option<PictureRef>,
}

/// How a node's run goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RunLook {
    /// It waits.
    Queued,
    /// It works; 0–1 is done.
    Running(f32),
    /// Its result was there already.
    Cached,
    /// It is done.
    Done,
    /// It was done, but something it depends on is another now.
    Outdated,
    /// It failed.
    Failed,
    /// What it needs failed.
    Blocked,
}

/// How the addresses begin of pictures that the page has made itself and gives to whoever draws the canvas.
pub const PREVIEW: &str = "preview:";

impl PictureRef {
    /// Whether the page has made it itself, so that it is what the node would make now.
    pub fn is_preview(&self) -> bool {
        self.url.starts_with(PREVIEW)
    }
}

/// A picture by its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRef {
    /// Where it is loaded from.
    pub url: Arc<str>,
    /// Width in pixels.
    pub w: u32,
    /// Height in pixels.
    pub h: u32,
}
