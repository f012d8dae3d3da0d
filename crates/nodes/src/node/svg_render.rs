//! `svg.render`: a drawing in SVG as a picture.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::Drawing;
use std::borrow::Cow;

/// What is drawn until there is something else.
const STAR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <path fill="#d9534f" d="M12 2l3 7 7 .6-5.300 4.700L18.300 22 12 17.800 5.700 22l1.600-7.700L2 9.600 9 9z"/>
</svg>"##;

const SOURCE: Param<flow::Text> = Param::lines(
    "source",
    "SVG",
    STAR,
    "The drawing, as text that begins with <svg.",
)
.port();
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
        id: "svg.render",
        version: 1,
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
        doc: "Draws an SVG as a picture on nothing, sharp at any size. Words in it are not drawn: turn them into paths before.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[SOURCE.decl(), WIDTH.decl(), HEIGHT.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let refused = |error: gesso_media::SvgError| NodeError::new(error.said());
    let drawing = Drawing::read(&SOURCE.get(call)).map_err(refused)?;
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
