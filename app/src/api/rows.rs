//! What travels about runs over a table of values, and about the items that a run made. Plain data.

use gesso_graph::NodeId;
use serde::{Deserialize, Serialize};

/// A table of values: each row a run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RunTable {
    /// The nodes to run to; none is everything.
    #[serde(default)]
    pub nodes: Option<Vec<NodeId>>,
    /// What the columns set.
    pub columns: Vec<RunColumn>,
    /// The runs.
    pub rows: Vec<RunRow>,
}

/// A column: one parameter of one node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RunColumn {
    /// Whose, a node of the document.
    pub node: NodeId,
    /// The parameter's stored name.
    pub param: String,
}

/// A row: one run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RunRow {
    /// What the run is called; empty is called after its values.
    #[serde(default)]
    pub name: String,
    /// A value for each column, as people write it. Empty, or left out at the end, leaves what the workflow has.
    pub cells: Vec<String>,
}

/// How far a run is with the items of one node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchCard {
    /// The node, by the name the run has for it.
    pub node: NodeId,
    /// What it was called.
    pub title: String,
    /// How many items there are.
    pub of: u32,
    /// How many were made or found.
    pub done: u32,
    /// How many of these were there already.
    pub found: u32,
    /// How many went wrong.
    pub failed: u32,
}
