//! `filter.blur`: a picture softened, everywhere or where a mask says.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, angle, flow, length, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;
#[cfg(feature = "run")]
use std::sync::Arc;

const IMAGE: In<flow::Image> = In::new("image", "Image", "The picture to soften.");
const MASK: In<flow::Mask> = In::optional(
    "mask",
    "Mask",
    "Where it is softened: white fully, black not at all.",
);
const KIND: Param<flow::Choice> = Param::choice(
    "kind",
    "Kind",
    "gaussian",
    &[
        option("gaussian", "Gaussian"),
        option("box", "Box (hard)"),
        option("directional", "Directional (motion)"),
        option("radial", "Radial (spin and zoom)"),
    ],
    "How it is softened.",
);
const SIGMA: Param<flow::Float> = Param::float(
    "sigma",
    "Sigma",
    4.0,
    Unit::Pixels,
    ((0.0, 64.0), (0.0, 512.0)),
    "Standard deviation of the Gaussian, in pixels.",
)
.port()
.shown_if("kind", &["gaussian"]);
const RADIUS: Param<flow::Float> = length(
    "radius",
    "Radius",
    6.0,
    (64.0, 1024.0),
    "How far the box reaches from its middle, in pixels.",
)
.port()
.shown_if("kind", &["box"]);
const LENGTH: Param<flow::Float> = length(
    "length",
    "Length",
    30.0,
    (200.0, 1024.0),
    "How far the camera moves, in pixels.",
)
.port()
.shown_if("kind", &["directional"]);
const ANGLE: Param<flow::Float> = angle(
    "angle",
    "Angle",
    "Which way the camera moves: 0 is across, 90 is down.",
)
.port()
.shown_if("kind", &["directional"]);
const SPIN: Param<flow::Float> = Param::float(
    "spin",
    "Spin",
    10.0,
    Unit::Degrees,
    ((0.0, 90.0), (-360.0, 360.0)),
    "How far the picture turns around the centre.",
)
.port()
.shown_if("kind", &["radial"]);
const ZOOM: Param<flow::Float> = Param::float(
    "zoom",
    "Zoom",
    0.0,
    Unit::Percent,
    ((0.0, 100.0), (-190.0, 190.0)),
    "How much larger the picture grows from the centre, in percent.",
)
.step(1.0)
.port()
.shown_if("kind", &["radial"]);
const CENTER_X: Param<flow::Float> = Param::float(
    "center_x",
    "Centre across",
    50.0,
    Unit::Percent,
    ((0.0, 100.0), (-1000.0, 1000.0)),
    "What the picture turns around, in percent of the width.",
)
.step(1.0)
.shown_if("kind", &["radial"]);
const CENTER_Y: Param<flow::Float> = Param::float(
    "center_y",
    "Centre down",
    50.0,
    Unit::Percent,
    ((0.0, 100.0), (-1000.0, 1000.0)),
    "What the picture turns around, in percent of the height.",
)
.step(1.0)
.shown_if("kind", &["radial"]);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The softened picture.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "filter.blur",
        version: 2,
        title: Cow::Borrowed("Blur"),
        category: Category::Filter,
        keywords: &[
            "gaussian",
            "box",
            "soften",
            "smooth",
            "defocus",
            "depth",
            "bokeh",
            "blurry",
            "motion blur",
            "directional",
            "radial",
            "zoom blur",
            "spin",
            "speed",
        ],
        doc: "Softens a picture: evenly in all directions, along a line as a moving camera does, or around a point; everywhere or where a mask is white.",
        inputs: Cow::Borrowed(&[IMAGE.decl(), MASK.decl()]),
        params: Cow::Borrowed(&[
            KIND.decl(),
            SIGMA.decl(),
            RADIUS.decl(),
            LENGTH.decl(),
            ANGLE.decl(),
            SPIN.decl(),
            ZOOM.decl(),
            CENTER_X.decl(),
            CENTER_Y.decl(),
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
    let (w, h) = image.size();
    let input = image.clone();
    let soft = match KIND.get(call) {
        "box" => gesso_media::box_blur(input, RADIUS.pixels(call)),
        "directional" => {
            gesso_media::directional_blur(input, LENGTH.pixels(call), ANGLE.get(call) as f32)
        }
        "radial" => gesso_media::radial_blur(
            input,
            &gesso_media::RadialBlur {
                spin_degrees: SPIN.get(call) as f32,
                zoom: ZOOM.part(call),
                center: (
                    CENTER_X.part(call) * w as f32,
                    CENTER_Y.part(call) * h as f32,
                ),
            },
        ),
        _ => gesso_media::blur(input, SIGMA.pixels(call)),
    };
    let is_soft = !Arc::ptr_eq(&image, &soft);
    let image = match MASK.find(call).filter(|_| is_soft) {
        Some(mask) => gesso_media::blend(
            image,
            soft,
            Some(mask.image),
            &gesso_media::Blend::default(),
        ),
        None => soft,
    };
    Ok(RESULT.give(Scaled { image, full }))
}
