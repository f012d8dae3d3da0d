//! A plan: what a run has to do, in order, each step named by a content key.
//! key = BLAKE3(kind, kind version, canonical parameters, keys of inputs or hashes of assets): equal keys, equal results.

use crate::id::{Name, NodeId};
use crate::problem::Problem;
use crate::value::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// Names a result before it exists: 32 bytes of BLAKE3, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentKey(pub [u8; 32]);

/// What a run is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Targets {
    /// Every sink, and every node that nothing is wired to.
    Everything,
    /// These nodes and what they need.
    Nodes(Vec<NodeId>),
}

/// Where a step's input comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The step that makes it.
    pub key: ContentKey,
    /// Which of its outputs.
    pub output: Name,
    /// The node it stands for in this document.
    pub node: NodeId,
}

/// One node's work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The node.
    pub node: NodeId,
    /// Names the result.
    pub key: ContentKey,
    /// The kind's id.
    pub kind: Name,
    /// The kind's version.
    pub version: u32,
    /// Every parameter, defaults filled in; those that a wire overrides are absent.
    pub params: BTreeMap<Name, Value>,
    /// Wired inputs, and parameters that a wire overrides.
    pub inputs: BTreeMap<Name, Source>,
    /// It was asked for, not only needed by others.
    pub target: bool,
    /// How many steps of this plan read a result of this one.
    pub readers: u32,
}

/// What a run has to do.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// Every step after the steps it reads.
    pub steps: Vec<Step>,
    /// Nodes that were asked for or needed but can't run, each with the problems that prevent it (its own, or of what it needs).
    pub blocked: BTreeMap<NodeId, Vec<Problem>>,
}

impl fmt::Display for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentKey({:02x}{:02x}{:02x}{:02x}…)", self.0[0], self.0[1], self.0[2], self.0[3])
    }
}

impl std::str::FromStr for ContentKey {
    type Err = crate::id::IdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        blake3::Hash::from_hex(text).map(|hash| Self(*hash.as_bytes())).map_err(|_| crate::id::IdError)
    }
}

impl Serialize for ContentKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContentKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
