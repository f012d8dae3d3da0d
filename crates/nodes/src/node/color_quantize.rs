//! `color.quantize`: a picture in few colours, and its palette. The chain finds the colours before it calls the function, which
//! paints with them; alone, as it is called without a chain, the picture finds its own.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option};
#[cfg(feature = "run")]
use crate::json::Json;
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{Swatch, quantize, quantize_to};
use std::borrow::Cow;

pub(crate) const ID: &str = "color.quantize";
pub(crate) const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to treat.");
pub(crate) const COLORS: Param<flow::Int> = Param::int(
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
    &[option("none", "None"), option("ordered", "Ordered (Bayer)")],
    "How steps between the colours are hidden: not at all, or by a regular pattern.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The treated picture.");
const PALETTE: Out<flow::Image> = Out::new(
    "palette",
    "Palette",
    "The colours from dark to light, in squares of 64 pixels.",
);
/// Also the name under which the colours come in that the chain has found.
pub(crate) const DATA: Out<flow::Json> = Out::new(
    "palette_data",
    "Palette data",
    "The colours from dark to light as data: of each its color, as #3a2b1c, and its share, the part of the picture it is nearest to, where 1 is all of it.",
);
/// The side of a square of the palette, in pixels.
#[cfg(feature = "run")]
const SQUARE: u32 = 64;

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 2,
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
        doc: "Paints a picture in a few colours found in it, and gives the palette as a row of squares and as data.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[COLORS.decl(), DITHER.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl(), PALETTE.decl(), DATA.decl()]),
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
    let data = call.inputs.get(DATA.name);
    let made = match data.and_then(read) {
        Some(found) => quantize_to(image, &found, colors, dither, size),
        None => quantize(image, colors, dither, size),
    };
    let palette = Scaled {
        image: made.palette,
        full: squares,
    };
    let mut outputs = RESULT.give(Scaled {
        image: made.image,
        full,
    });
    outputs.extend(PALETTE.give(palette));
    if let Some(data) = data {
        outputs.extend(DATA.data(data.clone()));
    }
    Ok(outputs)
}

/// A palette as data.
#[cfg(feature = "run")]
pub(crate) fn written(swatches: &[Swatch]) -> Data {
    let swatches = swatches.iter().map(
        |Swatch {
             rgb: [r, g, b],
             share,
         }| {
            let color = Json::Text(format!("#{r:02x}{g:02x}{b:02x}").into());
            // Of four digits people read all, and no computer's rounding shows.
            let share = Json::Number((share * 10_000.0).round() / 10_000.0);
            Json::Object([("color".into(), color), ("share".into(), share)].into())
        },
    );
    Data::Json(Json::Array(swatches.collect()).into())
}

/// The colours of [`written`].
#[cfg(feature = "run")]
fn read(data: &Data) -> Option<Vec<[u8; 3]>> {
    let Data::Json(json) = data else {
        return None;
    };
    let Json::Array(swatches) = &**json else {
        return None;
    };
    let color = |swatch: &Json| match swatch.field("color") {
        Some(Json::Text(hex)) => {
            let [_, r, g, b] = u32::from_str_radix(hex.strip_prefix('#')?, 16)
                .ok()?
                .to_be_bytes();
            Some([r, g, b])
        }
        _ => None,
    };
    swatches.iter().map(color).collect()
}
