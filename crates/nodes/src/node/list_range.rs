//! `list.range`: numbers at even distances.

#[cfg(feature = "run")]
use crate::call::{Call, Data, ITEMS, NodeError, Outputs};
use crate::declare::{Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const fn number(
    name: &'static str,
    label: &'static str,
    default: f64,
    doc: &'static str,
) -> Param<flow::Float> {
    Param::float(
        name,
        label,
        default,
        Unit::None,
        ((-100.0, 100.0), (-1e15, 1e15)),
        doc,
    )
    .port()
}

const FROM: Param<flow::Float> = number("from", "From", 1.0, "The first number.");
const TO: Param<flow::Float> = number(
    "to",
    "To",
    10.0,
    "The last number, when a step lands on it.",
);
const STEP: Param<flow::Float> = number(
    "step",
    "Step",
    1.0,
    "From one number to the next; its sign does not matter.",
);
const NUMBERS: Out<flow::List<flow::Float>> = Out::new("numbers", "Numbers", "The numbers.");
const WHOLE: Out<flow::List<flow::Int>> = Out::new(
    "whole",
    "Whole numbers",
    "The numbers, rounded to whole ones.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "list.range",
        version: 1,
        title: Cow::Borrowed("Number range"),
        category: Category::Logic,
        keywords: &[
            "count", "sequence", "series", "loop", "batch", "steps", "numbers",
        ],
        doc: "Gives a list of numbers. Wired into a parameter, it makes one result for each.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[FROM.decl(), TO.decl(), STEP.decl()]),
        outputs: Cow::Borrowed(&[NUMBERS.decl(), WHOLE.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let (from, to, step) = (FROM.get(call), TO.get(call), STEP.get(call).abs());
    if step == 0.0 && from != to {
        return Err(NodeError::new(said("step-zero", [])));
    }
    // A hair of slack, so that 0 to 1 by 0.1 has eleven numbers.
    let steps = if from == to {
        0.0
    } else {
        (to - from).abs() / step + 1e-9
    };
    if steps >= ITEMS as f64 {
        return Err(NodeError::new(said(
            "range-too-long",
            [("most", ITEMS.into())],
        )));
    }
    let step = if to < from { -step } else { step };
    let numbers = (0..=steps as usize).map(|place| from + place as f64 * step);
    let whole = numbers
        .clone()
        .map(|number| Data::Int(number.round() as i64));
    Ok([
        (NUMBERS.name.into(), Data::list(numbers.map(Data::Float))?),
        (WHOLE.name.into(), Data::list(whole)?),
    ]
    .into())
}
