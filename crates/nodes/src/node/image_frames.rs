//! `image.frames`: the pictures of an animation as a list, and for how long each shows. The engine reads the file; here are the
//! declaration and which of the pictures are meant.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError};
use crate::declare::{Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;
#[cfg(feature = "run")]
use std::time::Duration;

/// The uploaded animation.
pub const FILE: Param<flow::Asset> = Param::asset(
    "file",
    "File",
    "image/",
    "An animation: a GIF, a WebP or a PNG with several pictures. A file with one picture gives that one.",
)
.port();
const EVERY: Param<flow::Int> = Param::int(
    "every",
    "Every",
    1,
    Unit::None,
    ((1, 20), (1, 10_000)),
    "Takes every how manieth picture: 1 takes all, 2 leaves out every second.",
)
.port();
const FIRST: Param<flow::Int> = Param::int(
    "first",
    "First",
    1,
    Unit::None,
    ((1, 200), (1, 10_000)),
    "The number of the first picture that is taken; pictures are counted from 1.",
)
.port();
const LAST: Param<flow::Int> = Param::int(
    "last",
    "Last",
    0,
    Unit::None,
    ((0, 200), (0, 10_000)),
    "The number of the last picture that is taken; 0 goes on to the end.",
)
.said(0.0, "the end")
.port();
/// The pictures.
pub const FRAMES: Out<flow::List<flow::Image>> = Out::new(
    "frames",
    "Pictures",
    "The pictures in order, each whole. Everything after this works on each.",
);
/// For how long they show.
pub const DELAYS: Out<flow::List<flow::Float>> = Out::new(
    "delays",
    "Times",
    "For how long each picture shows, in seconds, with those left out after it.",
);
/// How many there are.
pub const COUNT: Out<flow::Int> = Out::new("count", "Count", "How many pictures are taken.");

/// The stored id.
pub const ID: &str = "image.frames";

/// Pictures taken at most.
#[cfg(feature = "run")]
const MOST: usize = 2_000;
/// Pixels of all that are taken.
#[cfg(feature = "run")]
const MOST_PIXELS: u64 = 2_000_000_000;

/// Frames.
pub static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 1,
        title: Cow::Borrowed("Frames"),
        category: Category::Image,
        keywords: &[
            "animation",
            "gif",
            "animated",
            "webp",
            "apng",
            "frames",
            "sequence",
            "split",
            "explode",
            "extract",
            "film strip",
        ],
        doc: "Takes an animation apart: its pictures become a list, and the workflow after it runs for each.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[FILE.decl(), EVERY.decl(), FIRST.decl(), LAST.decl()]),
        outputs: Cow::Borrowed(&[FRAMES.decl(), DELAYS.decl(), COUNT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Host,
};

/// A picture that is taken.
#[cfg(feature = "run")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Picked {
    /// Its number in the file, from 1.
    pub(crate) number: u32,
    /// For how long it shows, in seconds.
    pub(crate) seconds: f64,
}

/// Which pictures of a file are taken, by how long each of them shows and how large they are.
///
/// # Errors
/// When there are none, or too many.
#[cfg(feature = "run")]
pub(crate) fn picked(
    call: &Call,
    delays: &[Duration],
    (w, h): (u32, u32),
) -> Result<Vec<Picked>, NodeError> {
    let first = FIRST.count(call) as usize;
    let last = match LAST.count(call) as usize {
        0 => delays.len(),
        last => last.min(delays.len()),
    };
    let every = EVERY.count(call) as usize;
    let range = delays.get(first - 1..last).unwrap_or_default();
    let picked = range
        .chunks(every)
        .zip(0_u32..)
        .map(|(shown, place)| Picked {
            number: place * every as u32 + first as u32,
            seconds: shown.iter().map(Duration::as_secs_f64).sum(),
        });
    let picked: Vec<Picked> = picked.collect();
    let pixels = picked.len() as u64 * u64::from(w) * u64::from(h);
    let count = || ("count", delays.len().into());
    if picked.is_empty() {
        return Err(NodeError::new(said(
            "frames-none",
            [count(), ("first", first.into()), ("last", last.into())],
        )));
    }
    if picked.len() > MOST || pixels > MOST_PIXELS {
        return Err(NodeError::new(said(
            "frames-too-many",
            [
                ("taken", picked.len().into()),
                ("megapixels", pixels.div_ceil(1_000_000).into()),
                ("most", MOST.into()),
                ("room", (MOST_PIXELS / 1_000_000).into()),
            ],
        )));
    }
    Ok(picked)
}
