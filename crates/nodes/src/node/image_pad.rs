//! `image.pad`: room around a picture.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{Sides, Surround};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture that gets room around it.");
const LEFT: Param<flow::Int> = Param::int(
    "left",
    "Left",
    64,
    Unit::Pixels,
    ((0, 1024), (0, 30000)),
    "Room at the left, in pixels.",
)
.port();
const TOP: Param<flow::Int> = Param::int(
    "top",
    "Top",
    64,
    Unit::Pixels,
    ((0, 1024), (0, 30000)),
    "Room above, in pixels.",
)
.port();
const RIGHT: Param<flow::Int> = Param::int(
    "right",
    "Right",
    64,
    Unit::Pixels,
    ((0, 1024), (0, 30000)),
    "Room at the right, in pixels.",
)
.port();
const BOTTOM: Param<flow::Int> = Param::int(
    "bottom",
    "Bottom",
    64,
    Unit::Pixels,
    ((0, 1024), (0, 30000)),
    "Room below, in pixels.",
)
.port();
const FILL: Param<flow::Choice> = Param::choice(
    "fill",
    "Fill",
    "color",
    &[
        option("color", "Colour"),
        option("edge", "Extend edge"),
        option("mirror", "Mirrored"),
    ],
    "What the room shows.",
);
const COLOR: Param<flow::Color> = Param::color(
    "color",
    "Colour",
    [1.0, 1.0, 1.0, 1.0],
    "The colour of the room.",
)
.shown_if("fill", &["color"]);
const TRANSPARENT: Param<flow::Bool> = Param::bool(
    "transparent",
    "Transparent",
    false,
    "Leaves the room empty in place of the colour.",
)
.shown_if("fill", &["color"]);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The picture with room around it.");
const MASK: Out<flow::Mask> = Out::new(
    "mask",
    "Room",
    "White where the room is, black where the picture is.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "image.pad",
        version: 1,
        title: Cow::Borrowed("Pad"),
        category: Category::Image,
        keywords: &[
            "border",
            "frame",
            "margin",
            "extend",
            "expand",
            "canvas size",
            "letterbox",
            "outpaint",
            "room",
            "mirror",
            "bleed",
        ],
        doc: "Adds room around a picture: in one colour, with its edge drawn out, or mirrored.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            LEFT.decl(),
            TOP.decl(),
            RIGHT.decl(),
            BOTTOM.decl(),
            FILL.decl(),
            COLOR.decl(),
            TRANSPARENT.decl(),
        ]),
        outputs: Cow::Borrowed(&[RESULT.decl(), MASK.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { image, full } = IMAGE.get(call)?;
    let (w, h) = image.size();
    let (left, right, across) = along(call, (LEFT.count(call), RIGHT.count(call)), full.0, w);
    let (top, bottom, down) = along(call, (TOP.count(call), BOTTOM.count(call)), full.1, h);
    let sides = Sides {
        left,
        top,
        right,
        bottom,
    };
    let surround = match FILL.get(call) {
        "edge" => Surround::Edge,
        "mirror" => Surround::Mirror,
        _ if TRANSPARENT.get(call) => Surround::Color([0.0; 4]),
        _ => Surround::Color(COLOR.get(call)),
    };
    let full = (across, down);
    let mask = gesso_media::mask_of_room((w, h), sides);
    let image = gesso_media::pad(image, sides, surround);
    let mut outputs = RESULT.give(Scaled { image, full });
    outputs.extend(MASK.give(Scaled { image: mask, full }));
    Ok(outputs)
}

/// Room before and after at the scale of the call, and the full side with it. Rounded so that the sides add up to the
/// scaled whole.
#[cfg(feature = "run")]
fn along(call: &Call, (before, after): (u32, u32), full: u32, side: u32) -> (u32, u32, u32) {
    let whole = full.saturating_add(before).saturating_add(after);
    let first = call.offset(f64::from(before)).unsigned_abs();
    let last = call.side(whole).saturating_sub(side).saturating_sub(first);
    (first, if after == 0 { 0 } else { last }, whole)
}
