//! `compare`: two pictures against each other: either side of a line, side by side, or how far they are apart.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, Scaled};
use crate::declare::{In, Out, Param, flow, option, percent};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_media::{Blend, BlendMode, Filter, Image, Region, blend, crop, place, resize};
use std::borrow::Cow;

const A: In<flow::Image> = In::new("a", "A", "The one picture; it gives the result its size.");
const B: In<flow::Image> = In::new("b", "B", "The other, brought to the size of A.");
const MODE: Param<flow::Choice> = Param::choice(
    "mode",
    "Show",
    "wipe",
    &[
        option("wipe", "Wipe"),
        option("side", "Side by side"),
        option("difference", "Difference"),
    ],
    "A left of a line and B right of it, both beside each other, or how much they differ: black where they are the same.",
);
const POSITION: Param<flow::Float> = percent(
    "position",
    "Position",
    50.0,
    "Where the line is, from the left edge. In the viewer it can be dragged.",
)
.port()
.shown_if("mode", &["wipe"]);
const RESULT: Out<flow::Image> = Out::new("image", "Image", "Both pictures against each other.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "compare",
        version: 1,
        title: Cow::Borrowed("Compare"),
        category: Category::Compositing,
        keywords: &[
            "wipe",
            "before and after",
            "a/b",
            "split screen",
            "side by side",
            "difference",
            "diff",
            "preview",
        ],
        doc: "Shows two pictures against each other: either side of a line that can be dragged in the viewer, side by side, or where they differ.",
        inputs: Cow::Borrowed(&[A.decl(), B.decl()]),
        params: Cow::Borrowed(&[MODE.decl(), POSITION.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Scaled { image: a, full } = A.get(call)?;
    let (w, h) = a.size();
    let b = resize(B.get(call)?.image, w, h, Filter::Bilinear);
    let (image, full) = match MODE.get(call) {
        "side" => {
            let full = (full.0.saturating_mul(2), full.1);
            let all = call.side(full.0);
            let right = i32::try_from(all.saturating_sub(w)).unwrap_or(i32::MAX);
            (beside(place(a, all, h, 0, 0), b, right), full)
        }
        "difference" => {
            let how = Blend {
                mode: BlendMode::Difference,
                ..Blend::default()
            };
            (blend(a, b, None, &how), full)
        }
        _ => (wipe(a, b, POSITION.get(call) / 100.0), full),
    };
    Ok(RESULT.give(Scaled { image, full }))
}

/// The one picture left of a line at this part of the width, the other right of it.
#[cfg(feature = "run")]
fn wipe(a: Image, b: Image, part: f64) -> Image {
    let (w, h) = a.size();
    let line = (f64::from(w) * part).round() as u32;
    if line == 0 {
        return b;
    }
    if line >= w {
        return a;
    }
    let at = i32::try_from(line).unwrap_or(i32::MAX);
    let left = crop(a, Region::new(0, 0, line, h));
    let right = crop(b, Region::new(at, 0, w - line, h));
    beside(place(left, w, h, 0, 0), right, at)
}

/// A picture on what is empty of another from this column on.
#[cfg(feature = "run")]
fn beside(left: Image, right: Image, x: i32) -> Image {
    let how = Blend {
        x,
        ..Blend::default()
    };
    blend(left, right, None, &how)
}
