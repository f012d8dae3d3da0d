//! `color.quantize`: a picture in few colours, and its palette.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
const COLORS: Param<flow::Int> = Param::int(
    "colors",
    "Colours",
    16,
    Unit::None,
    ((2, 64), (2, 256)),
    "How many colours there are at most.",
);
const DITHER: Param<flow::Choice> = Param::choice(
    "dither",
    "Dither",
    "none",
    &[option("none", "None"), option("ordered", "Pattern")],
    "How steps between the colours are hidden: not at all, or by a regular pattern.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");
const PALETTE: Out<flow::Image> = Out::new(
    "palette",
    "Palette",
    "The colours from dark to light, in squares of 64 pixels.",
);
/// The side of a square of the palette, in pixels.
#[cfg(feature = "run")]
const SQUARE: u32 = 64;

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "color.quantize",
        version: 1,
        title: Cow::Borrowed("Reduce colours"),
        category: Category::Color,
        keywords: &[
            "quantize",
            "palette",
            "indexed",
            "posterize",
            "pixel art",
            "gif",
            "dither",
            "median cut",
            "k-means",
            "swatches",
            "limited colors",
            "retro",
        ],
        doc: "Paints a picture in a few colours found in it, and gives the palette as a row of squares.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[COLORS.decl(), DITHER.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl(), PALETTE.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { image, full } = IMAGE.get(call)?;
    let dither = match DITHER.get(call) {
        "ordered" => gesso_media::Dither::Ordered,
        _ => gesso_media::Dither::None,
    };
    let colors = COLORS.count(call);
    let squares = (colors * SQUARE, SQUARE);
    let size = (call.side(squares.0), call.side(squares.1));
    let made = gesso_media::quantize(image, colors, dither, size);
    let palette = Scaled {
        image: made.palette,
        full: squares,
    };
    let mut outputs = RESULT.give(Scaled {
        image: made.image,
        full,
    });
    outputs.extend(PALETTE.give(palette));
    Ok(outputs)
}
