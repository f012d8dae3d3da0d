//! What a node's function gets and gives. Handles read from it: `IMAGE.get(call)`, `SIGMA.pixels(call)`.

mod data;
mod handles;

use gesso_graph::{Name, Value};
use gesso_media::{Fonts, Image};
use gesso_words::{Said, label};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use data::{Data, ITEMS, NOTE};
pub(crate) use handles::filter;

/// One call of a node's function: for one scale, with everything that flows in.
#[derive(Clone)]
pub struct Call {
    /// The scale of every picture of this call: 1 is full size, less a proxy.
    pub scale: f32,
    /// What is wired in, by port.
    pub inputs: BTreeMap<Name, Data>,
    /// The stored parameters, those without a wire.
    pub params: BTreeMap<Name, Value>,
    /// The fonts that the node asked for, the first before the others; none for a node that sets no words.
    pub fonts: Arc<Fonts>,
}

impl Call {
    /// A length at full size, in whole pixels at the scale of the call; at least one.
    pub(crate) fn side(&self, full: u32) -> u32 {
        ((f64::from(full) * f64::from(self.scale)).round() as u32).max(1)
    }

    /// A distance at full size, in whole pixels at the scale of the call.
    pub(crate) fn offset(&self, full: f64) -> i32 {
        (full * f64::from(self.scale)).round() as i32
    }
}

/// A picture at the scale of the call.
#[derive(Clone)]
pub struct Scaled {
    /// The picture.
    pub image: Image,
    /// Its width and height at full size.
    pub full: (u32, u32),
}

impl fmt::Debug for Scaled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Scaled({}×{} of {}×{})",
            self.image.size().0,
            self.image.size().1,
            self.full.0,
            self.full.1
        )
    }
}

/// What a node gives, by output.
pub type Outputs = BTreeMap<Name, Data>;

/// Why a node could not do its work: what happened and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{said}")]
pub struct NodeError {
    /// For people.
    pub said: Said,
}

impl NodeError {
    /// An error with this message.
    pub fn new(said: impl Into<Said>) -> Self {
        Self { said: said.into() }
    }
}

/// An input as its node calls it.
pub(crate) fn port_label(name: &str, own: &str) -> Said {
    label(&format!("in-{name}"), own)
}
