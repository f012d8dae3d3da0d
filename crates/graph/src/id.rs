//! Names of things in a document: 64-bit ids made by clients, and short interned words.
//! Ids are arguments everywhere; [`IdSource`] makes them from a seed the shell provides.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:x})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                if text.len() != 16 || text.starts_with('+') {
                    return Err(IdError);
                }
                u64::from_str_radix(text, 16).map(Self).map_err(|_| IdError)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// A node of a document.
    NodeId
);
id!(
    /// A frame of a document.
    FrameId
);
id!(
    /// A note of a document.
    NoteId
);

id!(
    /// A graph of a document: the root, or the inside of a subgraph.
    GraphId
);

impl GraphId {
    /// The graph that people see first; it is always there and has no definition.
    pub const ROOT: Self = Self(0);

    /// It is the outermost graph.
    pub fn is_root(&self) -> bool {
        *self == Self::ROOT
    }
}

impl NodeId {
    /// The node that a run sees for `inner` of the subgraph that `instance` shows: 64 bits of BLAKE3 over both.
    /// For a nested instance, `instance` is itself such an id.
    pub fn within(instance: Self, inner: Self) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"gesso within 1");
        hasher.update(&instance.0.to_le_bytes());
        hasher.update(&inner.0.to_le_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        Self(u64::from_le_bytes(first))
    }
}

impl Default for GraphId {
    fn default() -> Self {
        Self::ROOT
    }
}

/// The text is not sixteen hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is sixteen hexadecimal digits")]
pub struct IdError;

/// Anything that has a place on the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemId {
    /// A node.
    Node(NodeId),
    /// A frame.
    Frame(FrameId),
    /// A note.
    Note(NoteId),
}

/// The name of a port, a parameter or a kind of node: cheap to clone, ordered by its text.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(pub Arc<str>);

impl Name {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for Name {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&std::borrow::Cow<'_, str>> for Name {
    fn from(text: &std::borrow::Cow<'_, str>) -> Self {
        Self(text.as_ref().into())
    }
}

impl From<std::borrow::Cow<'_, str>> for Name {
    fn from(text: std::borrow::Cow<'_, str>) -> Self {
        Self(text.as_ref().into())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A stream of ids from a seed (SplitMix64: a bijection of a counter, so one source never repeats itself).
#[derive(Debug, Clone)]
pub struct IdSource {
    state: u64,
}

impl IdSource {
    /// A stream that depends on `seed` alone; give every client a random one.
    pub fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next raw id.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A new node's id.
    pub fn node(&mut self) -> NodeId {
        NodeId(self.next_u64())
    }

    /// A new subgraph's id; never the root's.
    pub fn graph(&mut self) -> GraphId {
        loop {
            let id = GraphId(self.next_u64());
            if !id.is_root() {
                return id;
            }
        }
    }

    /// A new frame's id.
    pub fn frame(&mut self) -> FrameId {
        FrameId(self.next_u64())
    }

    /// A new note's id.
    pub fn note(&mut self) -> NoteId {
        NoteId(self.next_u64())
    }
}
