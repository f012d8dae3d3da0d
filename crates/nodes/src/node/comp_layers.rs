//! `comp.layers`: up to eight pictures over a background, each with its mode, opacity, place and size.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, distance, flow, percent};
use crate::node::comp_blend::MODES;
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_media::{Blend, BlendMode, Filter, blend, resize};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

/// One picture above the background and how it lies there.
#[derive(Debug, Clone, Copy)]
struct Layer {
    image: In<flow::Image>,
    mode: Param<flow::Choice>,
    opacity: Param<flow::Float>,
    x: Param<flow::Float>,
    y: Param<flow::Float>,
    scale: Param<flow::Float>,
}

/// The layer of a number; its parameters show while a picture is wired into it.
macro_rules! layer {
    ($n:literal $(after $before:literal)?) => {
        Layer {
            image: In::optional(
                concat!("layer_", $n),
                concat!("Layer ", $n),
                "A picture above the ones before it.",
            )
            $(.after(concat!("layer_", $before)))?,
            mode: Param::choice(
                concat!("mode_", $n),
                concat!("Mode ", $n),
                "normal",
                MODES,
                "How the layer's colours meet what is below.",
            )
            .of_input(concat!("layer_", $n)),
            opacity: percent(
                concat!("opacity_", $n),
                concat!("Opacity ", $n),
                100.0,
                "How much of the layer shows, in percent.",
            )
            .of_input(concat!("layer_", $n))
            .port(),
            x: distance(
                concat!("x_", $n),
                concat!("Move ", $n, " right"),
                "Where the layer's left edge lies, in pixels of the background.",
            )
            .of_input(concat!("layer_", $n))
            .port(),
            y: distance(
                concat!("y_", $n),
                concat!("Move ", $n, " down"),
                "Where the layer's upper edge lies, in pixels of the background.",
            )
            .of_input(concat!("layer_", $n))
            .port(),
            scale: Param::float(
                concat!("scale_", $n),
                concat!("Scale ", $n),
                100.0,
                Unit::Percent,
                ((1.0, 200.0), (0.1, 10_000.0)),
                "The layer's size, in percent of its own.",
            )
            .step(1.0)
            .of_input(concat!("layer_", $n))
            .port(),
        }
    };
}

const LAYERS: [Layer; 8] = [
    layer!("1"),
    layer!("2" after "1"),
    layer!("3" after "2"),
    layer!("4" after "3"),
    layer!("5" after "4"),
    layer!("6" after "5"),
    layer!("7" after "6"),
    layer!("8" after "7"),
];

const BASE: In<flow::Image> = In::new(
    "base",
    "Background",
    "The picture below all layers; it gives the result its size.",
);
const RESULT: Out<flow::Image> = Out::new(
    "image",
    "Image",
    "All layers over the background, as large as it.",
);

macro_rules! inputs {
    ($($i:literal)*) => { Cow::Borrowed(&[BASE.decl(), $(LAYERS[$i].image.decl()),*]) };
}

macro_rules! params {
    ($($i:literal)*) => {
        Cow::Borrowed(&[
            $(
                LAYERS[$i].mode.decl(),
                LAYERS[$i].opacity.decl(),
                LAYERS[$i].x.decl(),
                LAYERS[$i].y.decl(),
                LAYERS[$i].scale.decl(),
            )*
        ])
    };
}

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "comp.layers",
        version: 2,
        title: Cow::Borrowed("Layers"),
        category: Category::Compositing,
        keywords: &[
            "stack",
            "composite",
            "over",
            "merge",
            "collage",
            "montage",
            "arrange",
            "many",
            "group",
            "logo",
            "poster",
        ],
        doc: "Lays up to eight pictures over a background, each with its mode, opacity, place and size. What is wired in is drawn, and its settings show.",
        inputs: inputs!(0 1 2 3 4 5 6 7),
        params: params!(0 1 2 3 4 5 6 7),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { mut image, full } = BASE.get(call)?;
    for layer in &LAYERS {
        let Some(top) = layer.image.find(call) else {
            continue;
        };
        let mode = BlendMode::from_id(layer.mode.get(call))
            .ok_or_else(|| NodeError::new(said("blend-unknown", [])))?;
        let scale = layer.scale.get(call) / 100.0;
        let top = if scale == 1.0 {
            top.image
        } else {
            // At most what a picture may be, so that no slip asks for more.
            let side = |full: u32| call.side((f64::from(full) * scale).clamp(1.0, 30_000.0) as u32);
            resize(
                top.image,
                side(top.full.0),
                side(top.full.1),
                Filter::Bicubic,
            )
        };
        let p = Blend {
            mode,
            opacity: layer.opacity.part(call),
            x: call.offset(layer.x.get(call)),
            y: call.offset(layer.y.get(call)),
            clip: false,
        };
        image = blend(image, top, None, &p);
    }
    Ok(RESULT.give(Scaled { image, full }))
}
