//! Why a command changed nothing. A value, not a failure: colleagues' edits make commands moot all the time,
//! and the same command on the same document is skipped for the same reason everywhere.

use crate::id::{GraphId, ItemId};

/// Why a command changed nothing.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Skip {
    /// Something with this id is there already.
    #[error("It is in the workflow already.")]
    Exists {
        /// What.
        item: ItemId,
    },
    /// What the command is about is not there.
    #[error("It is no longer in the workflow; somebody removed it.")]
    Missing {
        /// What.
        item: ItemId,
    },
    /// The document says so already.
    #[error("It is like this already.")]
    NoChange,
    /// A number is infinite or not a number.
    #[error("A number is not finite. Give an ordinary number.")]
    NotFinite,
    /// A place or a size is beyond [`crate::limits::REACH`].
    #[error("This is too far away. Stay within a thousand million pixels of the middle.")]
    TooFar,
    /// A width or height is below zero.
    #[error("A size can't be negative.")]
    NegativeSize,
    /// A name of a kind, port, parameter or option is empty.
    #[error("A name is empty.")]
    NoName,
    /// A text is over its limit.
    #[error("{what} can have at most {most} bytes. Shorten it.")]
    TooLong {
        /// Which text, as the start of a sentence.
        what: &'static str,
        /// The limit in bytes.
        most: usize,
    },
    /// There would be more of something than its limit.
    #[error("There can be at most {most} {what}. Remove some first.")]
    TooMany {
        /// What, in the plural.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// The wire would go from a node into itself.
    #[error("A node can't be wired to itself.")]
    SelfWire,
    /// The wire would close a loop.
    #[error("This would make a loop.")]
    WouldCycle,
    /// There is no wire to bend.
    #[error("The wire is no longer there; somebody removed it.")]
    NoWire,
    /// The wire would go from one graph into another.
    #[error("The two nodes are in different subgraphs. Wire them through a port of the subgraph.")]
    OtherGraph,
    /// A subgraph with this id is there already.
    #[error("The subgraph is in the workflow already.")]
    GraphExists {
        /// Which.
        graph: GraphId,
    },
    /// The subgraph is not there.
    #[error("The subgraph is no longer in the workflow; somebody removed it.")]
    GraphMissing {
        /// Which.
        graph: GraphId,
    },
    /// Something lies in the subgraph, or a node shows it.
    #[error("The subgraph is still in use. Remove what is in it and the nodes that show it first.")]
    GraphInUse {
        /// Which.
        graph: GraphId,
    },
    /// The subgraph would contain itself, directly or through others.
    #[error("A subgraph can't contain itself.")]
    ContainsItself {
        /// Which.
        graph: GraphId,
    },
}
