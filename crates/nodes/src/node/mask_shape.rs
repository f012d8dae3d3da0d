//! `mask.shape`: a mask drawn as a box, an ellipse, a polygon or a gradient, by its outline, or painted by hand.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, angle, flow, length, option, side};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{BrushStroke, MaskShape, Shape, math::sin_cos_degrees};
use std::borrow::Cow;

const LIKE: In<flow::Image> = In::optional(
    "like",
    "Size of",
    "A picture that gives the mask its size, in place of width and height.",
);
const SHAPE: Param<flow::Choice> = Param::choice(
    "shape",
    "Shape",
    "ellipse",
    &[
        option("rect", "Box"),
        option("ellipse", "Ellipse"),
        option("polygon", "Polygon"),
        option("points", "Drawn outline"),
        option("painted", "Painted"),
        option("gradient", "Gradient"),
    ],
    "What is drawn in white on black.",
);
const WIDTH: Param<flow::Int> = side("width", "Width", 1600, "The width of the mask in pixels.")
    .port()
    .unless_input("like");
const HEIGHT: Param<flow::Int> = side(
    "height",
    "Height",
    1067,
    "The height of the mask in pixels.",
)
.port()
.unless_input("like");
const CENTER_X: Param<flow::Float> = part(
    "center_x",
    "Centre across",
    50.0,
    "Where the middle of the shape is, in percent of the width.",
)
.shown_if("shape", PLACED)
.minor();
const CENTER_Y: Param<flow::Float> = part(
    "center_y",
    "Centre down",
    50.0,
    "Where the middle of the shape is, in percent of the height.",
)
.shown_if("shape", PLACED)
.minor();
const SHAPE_WIDTH: Param<flow::Float> = part(
    "shape_width",
    "Shape width",
    80.0,
    "How wide the shape is, in percent of the width of the mask.",
)
.shown_if("shape", &["rect", "ellipse", "polygon"]);
const SHAPE_HEIGHT: Param<flow::Float> = part(
    "shape_height",
    "Shape height",
    80.0,
    "How high the shape is, in percent of the height of the mask.",
)
.shown_if("shape", &["rect", "ellipse", "polygon"]);
const RADIUS: Param<flow::Float> = length(
    "radius",
    "Corner radius",
    0.0,
    (200.0, 10_000.0),
    "How round the corners of the box are, in pixels; at most half its shorter side counts.",
)
.port()
.shown_if("shape", &["rect"]);
const LENGTH: Param<flow::Float> = part(
    "length",
    "Length",
    80.0,
    "How far black is from white, in percent of the longest side of the mask.",
)
.shown_if("shape", &["gradient"]);
const SIDES: Param<flow::Int> = Param::int(
    "sides",
    "Corners",
    6,
    Unit::None,
    ((3, 12), (3, 64)),
    "How many corners the polygon has.",
)
.shown_if("shape", &["polygon"]);
const ANGLE: Param<flow::Float> = angle(
    "angle",
    "Angle",
    "The turn of the shape, or where the gradient gets white: 0 is to the right, 90 down.",
)
.port()
.shown_if("shape", PLACED);
const FEATHER: Param<flow::Float> = Param::float(
    "feather",
    "Feather",
    0.0,
    Unit::Pixels,
    ((0.0, 400.0), (0.0, 10_000.0)),
    "How wide the soft edge is, in pixels.",
)
.step(1.0)
.port()
.shown_if("shape", &["rect", "ellipse", "polygon", "points"]);
const POINTS: Param<flow::Points> = Param::points(
    "points",
    "Outline",
    &[0.25, 0.25, 0.75, 0.25, 0.75, 0.75, 0.25, 0.75],
    (3, 64),
    "The corners of the outline, drawn on the picture in the viewer.",
)
.shown_if("shape", &["points"]);
const STROKES: Param<flow::Strokes> = Param::strokes(
    "strokes",
    "Strokes",
    "What is painted on the picture in the viewer.",
)
.shown_if("shape", &["painted"]);
/// The shapes that have a place of their own.
const PLACED: &[&str] = &["rect", "ellipse", "polygon", "gradient"];
const INVERT: Param<flow::Bool> =
    Param::bool("invert", "Invert", false, "White outside, black inside.");
const RESULT: Out<flow::Mask> = Out::new("mask", "Mask", "The mask.");

const fn part(
    name: &'static str,
    label: &'static str,
    default: f64,
    doc: &'static str,
) -> Param<flow::Float> {
    Param::float(
        name,
        label,
        default,
        Unit::Percent,
        ((0.0, 100.0), (-1000.0, 1000.0)),
        doc,
    )
    .step(1.0)
}

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "mask.shape",
        version: 3,
        title: Cow::Borrowed("Shape mask"),
        category: Category::Mask,
        keywords: &[
            "circle",
            "ellipse",
            "rectangle",
            "box",
            "polygon",
            "gradient",
            "vignette",
            "feather",
            "select",
            "spotlight",
            "round corners",
            "rounded rectangle",
            "border radius",
            "hole",
            "matte",
            "alpha",
            "paint",
            "brush",
            "draw",
            "lasso",
        ],
        doc: "A mask drawn as a box, an ellipse, a polygon or a gradient, by its outline, or painted with a brush.",
        inputs: Cow::Borrowed(&[LIKE.decl()]),
        params: Cow::Borrowed(&[
            SHAPE.decl(),
            WIDTH.decl(),
            HEIGHT.decl(),
            CENTER_X.decl(),
            CENTER_Y.decl(),
            SHAPE_WIDTH.decl(),
            SHAPE_HEIGHT.decl(),
            RADIUS.decl(),
            LENGTH.decl(),
            SIDES.decl(),
            ANGLE.decl(),
            FEATHER.decl(),
            POINTS.decl(),
            STROKES.decl(),
            INVERT.decl(),
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
    let full = LIKE
        .find(call)
        .map_or((WIDTH.count(call), HEIGHT.count(call)), |like| like.full);
    let (w, h) = (call.side(full.0), call.side(full.1));
    let (across, down) = (w as f32, h as f32);
    let invert = INVERT.get(call);
    if SHAPE.get(call) == "painted" {
        let image = gesso_media::mask_painted(w, h, strokes(call), invert);
        return Ok(RESULT.give(Scaled { image, full }));
    }
    let is_drawn = SHAPE.get(call) == "points";
    let (shape, size) = match SHAPE.get(call) {
        "points" => (Shape::Polygon(outline(call)), (across, down)),
        "gradient" => (
            Shape::Gradient,
            (LENGTH.part(call) * across.max(down), down),
        ),
        kind => {
            let shape = match kind {
                "rect" => Shape::Rectangle {
                    radius: RADIUS.pixels(call),
                },
                "polygon" => Shape::Polygon(corners(SIDES.count(call))),
                _ => Shape::Ellipse,
            };
            (
                shape,
                (
                    SHAPE_WIDTH.part(call) * across,
                    SHAPE_HEIGHT.part(call) * down,
                ),
            )
        }
    };
    let image = gesso_media::mask_shape(
        w,
        h,
        &MaskShape {
            shape,
            center: if is_drawn {
                (across * 0.5, down * 0.5)
            } else {
                (CENTER_X.part(call) * across, CENTER_Y.part(call) * down)
            },
            size,
            rotate_degrees: if is_drawn {
                0.0
            } else {
                ANGLE.get(call) as f32
            },
            feather: FEATHER.pixels(call),
            invert,
        },
    );
    Ok(RESULT.give(Scaled { image, full }))
}

/// The corners of the drawn outline, as fractions of the mask.
#[cfg(feature = "run")]
fn outline(call: &Call) -> Vec<(f32, f32)> {
    let places = POINTS.get(call).into_iter();
    places.map(|(x, y)| (x as f32, y as f32)).collect()
}

/// What was painted, at the scale of the call.
#[cfg(feature = "run")]
fn strokes(call: &Call) -> Vec<BrushStroke> {
    let scaled = |length: f64| (length * f64::from(call.scale)) as f32;
    let strokes = STROKES.get(call).into_iter().map(|stroke| BrushStroke {
        size: scaled(stroke.size),
        hardness: stroke.hardness as f32,
        erases: stroke.erases,
        path: stroke
            .path
            .iter()
            .map(|at| [scaled(at.x), scaled(at.y), at.pressure as f32])
            .collect(),
    });
    strokes.collect()
}

/// The corners of a regular polygon in the ellipse that touches the box, the first one at the top.
#[cfg(feature = "run")]
fn corners(count: u32) -> Vec<(f32, f32)> {
    let corner = |index: u32| {
        let (sin, cos) = sin_cos_degrees(360.0 * f64::from(index) / f64::from(count));
        ((0.5 + 0.5 * sin) as f32, (0.5 - 0.5 * cos) as f32)
    };
    (0..count).map(corner).collect()
}
