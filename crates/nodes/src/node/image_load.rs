//! `image.load`: an uploaded picture enters the graph. The engine reads the file; this is only the declaration.

use crate::declare::{Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

/// The uploaded picture.
pub const FILE: Param<flow::Asset> = Param::asset(
    "file",
    "File",
    "image/",
    "A PNG, JPEG, WebP, AVIF, GIF, TIFF or EXR picture; of an animation one frame. Orientation and colour profile are honoured.",
)
.port();
/// Which picture of an animation.
pub const FRAME: Param<flow::Int> = Param::int(
    "frame",
    "Frame",
    1,
    Unit::None,
    ((1, 100), (1, 10_000)),
    "Which picture of an animation, counted from 1. Frames takes all of them.",
)
.port()
.minor();
/// The picture.
pub const IMAGE: Out<flow::Image> = Out::new(
    "image",
    "Image",
    "The picture, upright and in linear light.",
);
/// Its coverage.
pub const MASK: Out<flow::Mask> = Out::new(
    "mask",
    "Alpha",
    "How opaque each pixel is; all white for a picture without transparency.",
);
/// Its width.
pub const WIDTH: Out<flow::Int> = Out::new("width", "Width", "The width in pixels.");
/// Its height.
pub const HEIGHT: Out<flow::Int> = Out::new("height", "Height", "The height in pixels.");

/// The stored id.
pub const ID: &str = "image.load";

/// Load image.
pub static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 3,
        title: Cow::Borrowed("Load image"),
        category: Category::Image,
        keywords: &[
            "open", "file", "photo", "picture", "import", "upload", "read", "input", "source",
            "camera", "jpeg", "png", "tiff", "exr", "gif", "webp", "avif",
        ],
        doc: "Brings an uploaded picture into the workflow. Drop a file on the canvas to make one.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[FILE.decl(), FRAME.decl()]),
        outputs: Cow::Borrowed(&[IMAGE.decl(), MASK.decl(), WIDTH.decl(), HEIGHT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Host,
};
