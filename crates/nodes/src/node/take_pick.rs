//! `take.pick`: some of the takes that an output node keeps, as pictures. Which files these are stands in the step, put there by
//! the plan; the engine and the preview's worker read them. This is only the declaration.

use crate::declare::{In, Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{
    Category, PICK_ACTIVE, PICK_BEST, PICK_COUNT, PICK_FROM, PICK_LATEST, PICK_WHICH, Schema,
    TAKE_PICK, Unit,
};
use std::borrow::Cow;

/// What the output node makes now; which node it is the plan sees.
pub const FILE: In<flow::List<flow::Asset>> = In::new(
    PICK_FROM,
    "File",
    "The file of the output node whose takes are picked from, as that of Save image.",
);
const WHICH: Param<flow::Choice> = Param::choice(
    PICK_WHICH,
    "Which",
    PICK_BEST,
    &[
        option(PICK_ACTIVE, "In use"),
        option(PICK_LATEST, "Latest"),
        option(PICK_BEST, "Best"),
    ],
    "In use is the take that was chosen with Use this take, Latest what the output node makes now. Best are those with a star, \
     then the newest.",
);
const COUNT: Param<flow::Int> = Param::int(
    PICK_COUNT,
    "Count",
    4,
    Unit::None,
    ((1, 24), (1, 100)),
    "How many of the best are picked; where there are fewer takes, all of them.",
)
.shown_if(PICK_WHICH, &[PICK_BEST]);
/// The first.
pub const IMAGE: Out<flow::Image> =
    Out::new("image", "Image", "The picked take, of many the first.");
/// All of them.
pub const IMAGES: Out<flow::List<flow::Image>> = Out::new(
    "images",
    "Images",
    "All picked takes: wire them into Grid, or into a node that then works on each.",
);
/// How many there are.
pub const FOUND: Out<flow::Int> = Out::new("found", "Found", "How many pictures there are.");

/// The stored id.
pub const ID: &str = TAKE_PICK;

/// Pick takes.
pub static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 1,
        title: Cow::Borrowed("Pick takes"),
        category: Category::Logic,
        keywords: &[
            "take",
            "takes",
            "variant",
            "variations",
            "version",
            "best",
            "starred",
            "star",
            "favourite",
            "active",
            "latest",
            "choose",
            "select",
            "history",
            "compare",
        ],
        doc: "Brings takes of an output node back into the workflow: the one in use, the latest, or the best as a list.",
        inputs: Cow::Borrowed(&[FILE.decl()]),
        params: Cow::Borrowed(&[WHICH.decl(), COUNT.decl()]),
        outputs: Cow::Borrowed(&[IMAGE.decl(), IMAGES.decl(), FOUND.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Host,
};
