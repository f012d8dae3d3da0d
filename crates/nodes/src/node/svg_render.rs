//! `svg.render`: a drawing in SVG as a picture.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{Out, Param, flow, option};
use crate::spec::NodeSpec;
#[cfg(feature = "run")]
use gesso_graph::AssetRef;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::Drawing;
use std::borrow::Cow;

/// The stored id.
pub(crate) const ID: &str = "svg.render";
/// What a file with a drawing is kept as: no browser shows it by itself, as it may hold scripts.
pub const MEDIA_TYPE: &str = "application/x-svg";
/// The largest file that is read, in bytes.
pub const MOST_BYTES: u64 = 4 << 20;

/// What is drawn until there is something else.
const STAR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <path fill="#d9534f" d="M12 2l3 7 7 .6-5.300 4.700L18.300 22 12 17.800 5.700 22l1.600-7.700L2 9.600 9 9z"/>
</svg>"##;

const FROM: Param<flow::Choice> = Param::choice(
    "from",
    "From",
    "text",
    &[option("text", "Text"), option("file", "File")],
    "Where the drawing stands.",
);
/// The drawing.
pub(crate) const SOURCE: Param<flow::Text> = Param::lines(
    "source",
    "SVG",
    STAR,
    "The drawing, as text that begins with <svg.",
)
.port()
.shown_if("from", &["text"]);
const FILE: Param<flow::Asset> = Param::asset(
    "file",
    "File",
    MEDIA_TYPE,
    "An SVG file. What it takes from other files is left out.",
)
.port()
.shown_if("from", &["file"]);
/// What words are set in.
pub(crate) const FONT: Param<flow::Font> = Param::font(
    "font",
    "Font",
    "What words in the drawing are set in when it asks for none of the fonts that come with Gesso.",
);
const WIDTH: Param<flow::Int> = Param::int(
    "width",
    "Width",
    512,
    Unit::Pixels,
    ((0, 4096), (0, 30000)),
    "The width of the picture in pixels; 0 follows the height.",
)
.said(0.0, "by height")
.port();
const HEIGHT: Param<flow::Int> = Param::int(
    "height",
    "Height",
    0,
    Unit::Pixels,
    ((0, 4096), (0, 30000)),
    "The height of the picture in pixels; 0 follows the width.",
)
.said(0.0, "by width")
.port();
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The drawing.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 3,
        title: Cow::Borrowed("Drawing (SVG)"),
        category: Category::Text,
        keywords: &[
            "svg",
            "vector",
            "icon",
            "logo",
            "shape",
            "path",
            "illustration",
            "drawing",
            "graphic",
        ],
        doc: "Draws an SVG as a picture on nothing, sharp at any size. Words in it are set in the fonts that come with Gesso, or in one of your own.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[
            FROM.decl(),
            SOURCE.decl(),
            FILE.decl(),
            FONT.decl(),
            WIDTH.decl(),
            HEIGHT.decl(),
        ]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

/// The file that the drawing stands in, when it is one.
///
/// # Errors
/// When none is chosen.
#[cfg(feature = "run")]
pub(crate) fn file(call: &Call) -> Result<Option<AssetRef>, NodeError> {
    match FROM.get(call) {
        "file" => FILE.get(call).map(Some),
        _ => Ok(None),
    }
}

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let refused = |error: gesso_media::SvgError| NodeError::new(error.said());
    let drawing = Drawing::read(&SOURCE.get(call), &call.fonts).map_err(refused)?;
    let full = sides(drawing.size(), (WIDTH.count(call), HEIGHT.count(call)));
    let image = drawing
        .picture(call.side(full.0), call.side(full.1))
        .map_err(refused)?;
    Ok(RESULT.give(Scaled { image, full }))
}

/// The sides asked for; one that is 0 keeps the drawing's proportions, both its size.
#[cfg(feature = "run")]
fn sides((own_w, own_h): (f32, f32), wanted: (u32, u32)) -> (u32, u32) {
    let side = |v: f32| (v.round() as u32).clamp(1, 30_000);
    match wanted {
        (0, 0) => (side(own_w), side(own_h)),
        (0, h) => (side(own_w * h as f32 / own_h), h),
        (w, 0) => (w, side(own_h * w as f32 / own_w)),
        both => both,
    }
}
