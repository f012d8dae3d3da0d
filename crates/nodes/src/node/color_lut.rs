//! `color.lut`: a look-up table from a file. The engine reads the file; this is only the declaration.

use crate::declare::{In, Out, Param, flow, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
use std::borrow::Cow;

/// The picture to treat.
pub const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
/// The table.
pub const FILE: Param<flow::Asset> = Param::asset(
    "file",
    "File",
    MEDIA_TYPE,
    "A look-up table in the format .cube, of one or of three dimensions.",
);
/// How much of it shows.
pub const STRENGTH: Param<flow::Float> = percent(
    "strength",
    "Strength",
    100.0,
    "How far colours become those of the table.",
)
.port();
/// The treated picture.
pub const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");

/// The stored id.
pub const ID: &str = "color.lut";
/// What a file with a table is kept as.
pub const MEDIA_TYPE: &str = "application/x-cube";
/// The largest file that is read, in bytes: a cube of 129 points a side with room for long numbers.
pub const MOST_BYTES: u64 = 96 * 1024 * 1024;

/// Look-up table.
pub static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 1,
        title: Cow::Borrowed("Look-up table"),
        category: Category::Color,
        keywords: &[
            "lut",
            "cube",
            "look",
            "film",
            "emulation",
            "log",
            "rec709",
            "grade",
            "color lookup",
            "3d lut",
            "preset",
            "filter",
        ],
        doc: "Gives colours the look of a table (.cube). Works on encoded values, as most tables expect.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[FILE.decl(), STRENGTH.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Host,
};
