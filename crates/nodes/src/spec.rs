//! One kind of node: what everybody sees of it, and how it is run.

use gesso_graph::Schema;

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs};

/// A kind of node.
#[derive(Debug, Clone)]
pub struct NodeSpec {
    /// Ports, parameters and words.
    pub schema: Schema,
    /// How it is run.
    #[cfg(feature = "run")]
    pub run: Run,
}

/// How a kind of node is run.
#[cfg(feature = "run")]
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// A pure function that is cheap to call: it builds a picture that renders on demand, or computes a value.
    Kernel(fn(&Call) -> Result<Outputs, NodeError>),
    /// It needs files: the engine has an executor for it.
    Host,
}
