//! `comp.channels`: red, green, blue and alpha taken apart, swapped, or put together from masks.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_media::Channel;
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const IMAGE: In<flow::Image> = In::optional(
    "image",
    "Image",
    "The picture whose channels are used; it gives the result its size. Without it the first mask does, over opaque black.",
);
const RED_IN: In<flow::Mask> = In::optional("red", "Red", "A mask that becomes the red channel.");
const GREEN_IN: In<flow::Mask> =
    In::optional("green", "Green", "A mask that becomes the green channel.");
const BLUE_IN: In<flow::Mask> =
    In::optional("blue", "Blue", "A mask that becomes the blue channel.");
const ALPHA_IN: In<flow::Mask> = In::optional(
    "alpha",
    "Alpha",
    "A mask that becomes the alpha: white shows, black is cut out.",
);
const RED_FROM: Param<flow::Choice> = Param::choice(
    "red_from",
    "Red from",
    "red",
    &[
        option("red", "Red"),
        option("green", "Green"),
        option("blue", "Blue"),
        option("alpha", "Alpha"),
        option("luma", "Brightness"),
        option("none", "Empty (0)"),
        option("full", "Full (1)"),
    ],
    "What becomes the red channel, where no mask is wired in.",
);
const GREEN_FROM: Param<flow::Choice> = Param::choice(
    "green_from",
    "Green from",
    "green",
    &[
        option("red", "Red"),
        option("green", "Green"),
        option("blue", "Blue"),
        option("alpha", "Alpha"),
        option("luma", "Brightness"),
        option("none", "Empty (0)"),
        option("full", "Full (1)"),
    ],
    "What becomes the green channel, where no mask is wired in.",
);
const BLUE_FROM: Param<flow::Choice> = Param::choice(
    "blue_from",
    "Blue from",
    "blue",
    &[
        option("red", "Red"),
        option("green", "Green"),
        option("blue", "Blue"),
        option("alpha", "Alpha"),
        option("luma", "Brightness"),
        option("none", "Empty (0)"),
        option("full", "Full (1)"),
    ],
    "What becomes the blue channel, where no mask is wired in.",
);
const ALPHA_FROM: Param<flow::Choice> = Param::choice(
    "alpha_from",
    "Alpha from",
    "alpha",
    &[
        option("red", "Red"),
        option("green", "Green"),
        option("blue", "Blue"),
        option("alpha", "Alpha"),
        option("luma", "Brightness"),
        option("none", "Empty (0)"),
        option("full", "Full (1)"),
    ],
    "What becomes the alpha, where no mask is wired in.",
);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "The picture with its new channels.");
const RED: Out<flow::Mask> = Out::new("red", "Red", "The red channel of the result.");
const GREEN: Out<flow::Mask> = Out::new("green", "Green", "The green channel of the result.");
const BLUE: Out<flow::Mask> = Out::new("blue", "Blue", "The blue channel of the result.");
const ALPHA: Out<flow::Mask> = Out::new("alpha", "Alpha", "The alpha of the result.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "comp.channels",
        version: 2,
        title: Cow::Borrowed("Channels"),
        category: Category::Compositing,
        keywords: &[
            "split",
            "combine",
            "shuffle",
            "swap",
            "rgba",
            "alpha",
            "red",
            "green",
            "blue",
            "set alpha",
            "cut out",
            "join",
            "separate",
            "matte",
        ],
        doc: "Takes red, green, blue and alpha apart, swaps them, or puts them together from masks.",
        inputs: Cow::Borrowed(&[
            IMAGE.decl(),
            RED_IN.decl(),
            GREEN_IN.decl(),
            BLUE_IN.decl(),
            ALPHA_IN.decl(),
        ]),
        params: Cow::Borrowed(&[
            RED_FROM.decl(),
            GREEN_FROM.decl(),
            BLUE_FROM.decl(),
            ALPHA_FROM.decl(),
        ]),
        outputs: Cow::Borrowed(&[
            RESULT.decl(),
            RED.decl(),
            GREEN.decl(),
            BLUE.decl(),
            ALPHA.decl(),
        ]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let masks = [RED_IN, GREEN_IN, BLUE_IN, ALPHA_IN].map(|port| port.find(call));
    let Scaled { image, full } = IMAGE
        .find(call)
        .or_else(|| masks.iter().flatten().next().map(black))
        .ok_or_else(|| NodeError::new(said("channels-nothing", [])))?;
    let from = [RED_FROM, GREEN_FROM, BLUE_FROM, ALPHA_FROM].map(|param| channel(param.get(call)));
    let image = gesso_media::shuffle(image, from, masks.map(|mask| Some(mask?.image)));
    let parts = [
        (RED, Channel::Red),
        (GREEN, Channel::Green),
        (BLUE, Channel::Blue),
        (ALPHA, Channel::Alpha),
    ];
    let mut outputs = RESULT.give(Scaled {
        image: image.clone(),
        full,
    });
    for (port, channel) in parts {
        let image = gesso_media::mask_from_channel(image.clone(), channel);
        outputs.extend(port.give(Scaled { image, full }));
    }
    Ok(outputs)
}

/// Opaque black as large as a mask.
#[cfg(feature = "run")]
fn black(mask: &Scaled) -> Scaled {
    let (w, h) = mask.image.size();
    Scaled {
        image: gesso_media::solid(w, h, [0.0, 0.0, 0.0, 1.0]),
        full: mask.full,
    }
}

/// The channel of an option's id.
#[cfg(feature = "run")]
pub(crate) fn channel(id: &str) -> Channel {
    match id {
        "red" => Channel::Red,
        "green" => Channel::Green,
        "blue" => Channel::Blue,
        "alpha" => Channel::Alpha,
        "luma" => Channel::Luma,
        "full" => Channel::Full,
        _ => Channel::None,
    }
}
