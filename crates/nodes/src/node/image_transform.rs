//! `image.transform`: a picture moved, turned and scaled inside its own frame.

#[cfg(feature = "run")]
use crate::call::filter;
#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{FILTERS, In, Out, Param, angle, distance, flow, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to move.");
const X: Param<flow::Float> =
    distance("x", "Move right", "How far to the right, in pixels.").port();
const Y: Param<flow::Float> = distance("y", "Move down", "How far down, in pixels.").port();
const ANGLE: Param<flow::Float> = angle(
    "angle",
    "Rotate",
    "The turn about the pivot, in degrees clockwise.",
)
.port();
const SCALE: Param<flow::Float> = Param::float(
    "scale",
    "Scale",
    100.0,
    Unit::Percent,
    ((1.0, 400.0), (0.1, 10_000.0)),
    "The size about the pivot, in percent.",
)
.step(1.0)
.port();
const PIVOT_X: Param<flow::Float> = percent(
    "pivot_x",
    "Pivot across",
    50.0,
    "The point that turning and scaling keep, in percent of the width.",
);
const PIVOT_Y: Param<flow::Float> = percent(
    "pivot_y",
    "Pivot down",
    50.0,
    "The point that turning and scaling keep, in percent of the height.",
);
const FILTER: Param<flow::Choice> = Param::choice(
    "filter",
    "Filter",
    "bicubic",
    FILTERS,
    "How pixels between pixels are found.",
);
const RESULT: Out<flow::Image> = Out::new(
    "image",
    "Image",
    "The picture as large as before; transparent where nothing came to lie.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "image.transform",
        version: 1,
        title: Cow::Borrowed("Transform"),
        category: Category::Image,
        keywords: &[
            "move",
            "translate",
            "rotate",
            "turn",
            "scale",
            "zoom",
            "position",
            "offset",
            "straighten",
            "mirror",
            "flip",
        ],
        doc: "Moves, turns and scales a picture inside its own frame.",
        inputs: Cow::Borrowed(&[IMAGE.decl()]),
        params: Cow::Borrowed(&[
            X.decl(),
            Y.decl(),
            ANGLE.decl(),
            SCALE.decl(),
            PIVOT_X.decl(),
            PIVOT_Y.decl(),
            FILTER.decl(),
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
    let scale = SCALE.part(call);
    let moved = gesso_media::transform(
        image,
        &gesso_media::Transform {
            dx: X.pixels(call),
            dy: Y.pixels(call),
            rotate_degrees: ANGLE.get(call) as f32,
            scale_x: scale,
            scale_y: scale,
            pivot: (PIVOT_X.part(call), PIVOT_Y.part(call)),
            filter: filter(FILTER.get(call)),
        },
    );
    Ok(RESULT.give(Scaled { image: moved, full }))
}
