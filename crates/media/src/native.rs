//! What needs files, threads or codecs: reading and writing picture files, walking a picture on all cores,
//! keeping rendered tiles. Not for WASM.

mod apart;
pub mod attachment;
mod avif;
mod code_points;
mod decode;
mod encode;
mod error;
pub mod font;
mod frames;
mod large;
mod memory;
mod profile;
pub mod raw;
mod rows;
mod sniff;
mod stored;
mod streamed;

pub use crate::fonts::{embedded_font, embedded_fonts};
pub use crate::kept::Raw;
pub use crate::picture::scaled_size;
pub use apart::apart;
pub use avif::{DECODE_AV1, answer_av1};
pub use decode::{Probe, Source, decode, decode_at_scale, probe};
pub use encode::{Colors, Encoding, Format, Sink, Thumbnail, encode, thumbnail, tile_png};
pub use error::{Av1, Limits, MediaError};
pub use frames::{Frame, delays, frames};
pub use large::let_go;
pub use memory::{materialise, materialise_in_order};
pub use rows::render_rows;
pub use streamed::{check, stream, stream_rows, thumbnail_of};
