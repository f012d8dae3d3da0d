//! The catalogue: every kind of node declared once, in one file, with the function of the light ones.
//! Palette, inspector, checks, documentation, engine and cache keys all read it.
//! Pure: no async, no clock, no randomness, no files. Without the feature `run` only the declarations are compiled.

mod catalogue;
mod declare;
pub mod fonts;
mod list;
mod natural;
mod node;
mod reference;
mod spec;
mod template;
mod translated;

#[cfg(feature = "run")]
mod call;
#[cfg(feature = "run")]
pub mod chain;
#[cfg(feature = "run")]
mod each;
#[cfg(feature = "run")]
mod formula;
#[cfg(feature = "run")]
mod furnish;
#[cfg(feature = "run")]
mod json;
#[cfg(feature = "run")]
pub mod reading;
#[cfg(feature = "run")]
mod shown;
#[cfg(feature = "run")]
pub mod subtitles;
#[cfg(feature = "run")]
pub mod unroll;

#[cfg(feature = "run")]
pub use call::{Call, Data, ITEMS, NOTE, NodeError, Outputs, Scaled};
pub use catalogue::{Catalogue, catalogue, catalogue_in};
pub use declare::{In, Out, Param, flow};
#[cfg(feature = "run")]
pub use formula::{Formula, FormulaError};
#[cfg(feature = "run")]
pub use json::{Json, JsonError};
pub use natural::natural;
pub use node::{
    color_lut, image_frames, image_load, image_save, list_from_assets, list_from_csv,
    subtitles_make, svg_render, take_pick,
};
pub use reference::reference;
#[cfg(feature = "run")]
pub use shown::{examples, shown};
pub use spec::NodeSpec;
#[cfg(feature = "run")]
pub use spec::Run;
pub use template::{Template, postcard, templates};
