//! Values of parameters as they are stored in documents and hashed into content keys.
//! A document never holds a value that is not finite; `apply` refuses it.

use crate::id::{GraphId, Name};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A finite number, in the unit of its parameter.
    Float(f64),
    /// Words.
    Text(Arc<str>),
    /// A colour: sRGB-encoded, straight alpha, each 0–1.
    Color([f32; 4]),
    /// The id of one of the parameter's options.
    Choice(Name),
    /// An uploaded or kept file.
    Asset(AssetRef),
    /// Several uploaded or kept files, in order.
    Assets(Arc<[AssetRef]>),
    /// Numbers in order; what they mean the parameter's kind says, see [`crate::numbers`].
    Numbers(Arc<[f64]>),
    /// A subgraph of the same document.
    Graph(GraphId),
}

/// A file by the hash of its bytes, with what a person needs to recognise it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetRef {
    /// BLAKE3 of the bytes, 64 lower-case hexadecimal digits.
    pub hash: Name,
    /// The file's name when it was uploaded; shown, never used as a path.
    pub name: Arc<str>,
    /// The media type found by looking at the bytes, as `image/png`.
    pub media_type: Name,
}
