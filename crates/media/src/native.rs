//! What needs files, threads or codecs: reading and writing picture files, walking a picture on all cores,
//! keeping rendered tiles. Not for WASM.

pub mod attachment;
mod decode;
mod encode;
mod error;
mod fonts;
mod frames;
mod memory;
mod profile;
pub mod raw;
mod rows;
mod sniff;
mod stored;

pub use decode::{Probe, Source, decode, decode_at_scale, probe, scaled_size};
pub use encode::{Colors, Encoding, Format, Sink, Thumbnail, encode, thumbnail, tile_png};
pub use error::{Limits, MediaError};
pub use fonts::embedded_fonts;
pub use frames::{Frame, delays, frames};
pub use memory::{Raw, materialise};
pub use rows::render_rows;
