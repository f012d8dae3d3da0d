//! `comp.style`: a shadow below what a picture shows, a glow around it, or a stroke along its outline.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, length, option, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{Image, Sides, Style, StyleKind, Surround};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new(
    "image",
    "Image",
    "A picture with something transparent around what it shows, as a logo or words.",
);
const KIND: Param<flow::Choice> = Param::choice(
    "kind",
    "Style",
    "shadow",
    &[
        option("shadow", "Drop shadow"),
        option("glow", "Glow"),
        option("stroke", "Stroke"),
    ],
    "What is drawn.",
);
const PLACE: Param<flow::Choice> = Param::choice(
    "place",
    "Place",
    "outside",
    &[
        option("outside", "Outside"),
        option("center", "On the outline"),
        option("inside", "Inside"),
    ],
    "Where the stroke lies.",
)
.shown_if("kind", &["stroke"])
.minor();
const COLOR: Param<flow::Color> = Param::color(
    "color",
    "Colour",
    [0.0, 0.0, 0.0, 1.0],
    "The colour of the shadow, glow or stroke.",
);
const OPACITY: Param<flow::Float> =
    percent("opacity", "Opacity", 60.0, "How strong it is, in percent.").port();
const SIZE: Param<flow::Float> = length(
    "size",
    "Size",
    4.0,
    (100.0, 500.0),
    "How far a shadow or glow is larger than the picture, or how wide a stroke is, in pixels.",
)
.port();
const SOFTNESS: Param<flow::Float> = length(
    "softness",
    "Softness",
    12.0,
    (200.0, 1000.0),
    "How soft the edge is, in pixels.",
)
.port()
.shown_if("kind", &["shadow", "glow"]);
const X: Param<flow::Float> = Param::float(
    "x",
    "Offset right",
    12.0,
    Unit::Pixels,
    ((-200.0, 200.0), (-4000.0, 4000.0)),
    "How far the shadow lies to the right, in pixels.",
)
.step(1.0)
.shown_if("kind", &["shadow"]);
const Y: Param<flow::Float> = Param::float(
    "y",
    "Offset down",
    12.0,
    Unit::Pixels,
    ((-200.0, 200.0), (-4000.0, 4000.0)),
    "How far the shadow lies below, in pixels.",
)
.step(1.0)
.shown_if("kind", &["shadow"]);
const ROOM: Param<flow::Bool> = Param::bool(
    "room",
    "Make room",
    false,
    "Makes the picture larger on all sides, so that nothing of the style is cut off.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The picture with its style.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "comp.style",
        version: 1,
        title: Cow::Borrowed("Layer style"),
        category: Category::Compositing,
        keywords: &[
            "drop shadow",
            "shadow",
            "glow",
            "outer glow",
            "stroke",
            "outline",
            "border",
            "contour",
            "halo",
            "sticker",
            "lift",
        ],
        doc: "Draws a drop shadow below what a picture shows, a glow around it, or a stroke along its outline.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            KIND.decl(),
            PLACE.decl(),
            COLOR.decl(),
            OPACITY.decl(),
            SIZE.decl(),
            SOFTNESS.decl(),
            X.decl(),
            Y.decl(),
            ROOM.decl(),
        ]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { image, full } = IMAGE.get(call)?;
    let [r, g, b, a] = COLOR.get(call);
    let color = [r, g, b, a * OPACITY.part(call)];
    let (kind, softness, offset) = match (KIND.get(call), PLACE.get(call)) {
        ("shadow", _) => (
            StyleKind::Shadow,
            SOFTNESS.pixels(call),
            (X.get(call), Y.get(call)),
        ),
        ("glow", _) => (StyleKind::Shadow, SOFTNESS.pixels(call), (0.0, 0.0)),
        (_, "inside") => (StyleKind::StrokeInside, 0.0, (0.0, 0.0)),
        (_, "center") => (StyleKind::StrokeCenter, 0.0, (0.0, 0.0)),
        _ => (StyleKind::StrokeOutside, 0.0, (0.0, 0.0)),
    };
    let style = Style {
        kind,
        size: SIZE.pixels(call),
        softness,
        offset: (call.offset(offset.0), call.offset(offset.1)),
        color,
    };
    let (image, full) = if ROOM.get(call) {
        let soft = if softness > 0.0 {
            SOFTNESS.get(call) * 3.0
        } else {
            0.0
        };
        let far = offset.0.abs().max(offset.1.abs());
        let room = (SIZE.get(call) + soft + far).ceil() as u32;
        with_room(call, image, full, room)
    } else {
        (image, full)
    };
    let image = gesso_media::style(image, &style);
    Ok(RESULT.give(Scaled { image, full }))
}

/// The picture with `room` transparent pixels of full size on each side, and its full size.
#[cfg(feature = "run")]
pub(super) fn with_room(
    call: &Call,
    image: Image,
    full: (u32, u32),
    room: u32,
) -> (Image, (u32, u32)) {
    let side = call.offset(f64::from(room)).unsigned_abs();
    let sides = Sides {
        left: side,
        top: side,
        right: side,
        bottom: side,
    };
    let image = gesso_media::pad(image, sides, Surround::Color([0.0; 4]));
    let wider = |side: u32| side.saturating_add(room.saturating_mul(2));
    (image, (wider(full.0), wider(full.1)))
}
