//! `seed`: a number that nodes draw their chance from, or several in a row. Chance is never made here: the number is set.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
use std::borrow::Cow;

/// Seeds count around here.
#[cfg(feature = "run")]
const AROUND: i64 = 1_000_000_000;

const MODE: Param<flow::Choice> = Param::choice(
    "mode",
    "Mode",
    "fixed",
    &[
        option("fixed", "Fixed"),
        option("increment", "Increment"),
        option("random", "Random"),
    ],
    "One seed, as many as Count says, each one more than the one before, or one that every run draws anew. What a run drew stands in \
     Seed afterwards and in its takes: going back to a take sets the mode to Fixed, with that seed.",
);
const SEED: Param<flow::Int> = Param::int(
    "seed",
    "Seed",
    1,
    Unit::None,
    ((0, 1000), (0, 999_999_999)),
    "The seed, or the first of several.",
)
.port()
.afresh("mode", "random", "fixed");
const COUNT: Param<flow::Int> = Param::int(
    "count",
    "Count",
    4,
    Unit::None,
    ((1, 32), (1, 10_000)),
    "How many seeds there are.",
)
.port()
.shown_if("mode", &["increment"]);
const FIRST: Out<flow::Int> = Out::new("seed", "Seed", "The seed, or the first of several.");
const ALL: Out<flow::List<flow::Int>> = Out::new(
    "seeds",
    "Seeds",
    "All of them: wired into a parameter, they make one result for each.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "seed",
        version: 2,
        title: Cow::Borrowed("Seed"),
        category: Category::Logic,
        keywords: &[
            "random",
            "randomize",
            "chance",
            "variation",
            "noise",
            "increment",
            "number",
        ],
        doc: "One seed for several nodes, another one at every run, or a row of seeds for as many variants.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[MODE.decl(), SEED.decl(), COUNT.decl()]),
        outputs: Cow::Borrowed(&[FIRST.decl(), ALL.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let first = SEED.get(call);
    let count = match MODE.get(call) {
        "increment" => COUNT.get(call),
        _ => 1,
    };
    let seeds = (0..count).map(|more| Data::Int((first + more) % AROUND));
    Ok([
        (FIRST.name.into(), Data::Int(first)),
        (ALL.name.into(), Data::list(seeds)?),
    ]
    .into())
}
