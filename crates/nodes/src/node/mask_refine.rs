//! `mask.refine`: a mask grown, shrunk, softened, filled or inverted.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, length};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const MASK: In<flow::Mask> = In::new("mask", "Mask", "The mask to refine.");
const FILL: Param<flow::Float> = length("fill", "Fill holes up to", 0.0, (500.0, 2000.0), "Fills holes that are at most this wide and high, in pixels. What touches the picture's edge is no hole.").said(0.0, "none").minor();
const GROW: Param<flow::Float> = Param::float(
    "grow",
    "Grow",
    0.0,
    Unit::Pixels,
    ((-100.0, 100.0), (-500.0, 500.0)),
    "How far the mask grows on all sides, in pixels; less than 0 shrinks it.",
)
.step(0.5)
.port();
const FEATHER: Param<flow::Float> = length(
    "feather",
    "Feather",
    0.0,
    (100.0, 512.0),
    "How soft the edge becomes, in pixels.",
)
.port();
const INVERT: Param<flow::Bool> = Param::bool(
    "invert",
    "Invert",
    false,
    "White becomes black, black becomes white; comes last.",
);
const RESULT: Out<flow::Mask> = Out::new("mask", "Mask", "The refined mask.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "mask.refine",
        version: 1,
        title: Cow::Borrowed("Refine mask"),
        category: Category::Mask,
        keywords: &[
            "grow",
            "shrink",
            "expand",
            "contract",
            "dilate",
            "erode",
            "choke",
            "feather",
            "soften",
            "invert",
            "fill holes",
            "morphology",
            "clean",
            "edge",
        ],
        doc: "Grows or shrinks a mask, softens its edge, fills its holes, or turns it around.",
        inputs: Cow::Borrowed(&[MASK.decl()]),
        params: Cow::Borrowed(&[FILL.decl(), GROW.decl(), FEATHER.decl(), INVERT.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { image, full } = MASK.get(call)?;
    let filled = gesso_media::mask_fill_holes(image, FILL.pixels(call));
    let grown = gesso_media::mask_grow(filled, GROW.pixels(call));
    let soft = gesso_media::blur(grown, FEATHER.pixels(call));
    let image = if INVERT.get(call) {
        gesso_media::mask_invert(soft)
    } else {
        soft
    };
    Ok(RESULT.give(Scaled { image, full }))
}
