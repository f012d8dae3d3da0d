//! `math.expr`: a number worked out from others by a formula. The formula itself is read in [`crate::formula`].

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{Out, Param, flow};
#[cfg(feature = "run")]
use crate::formula::Formula;
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const FORMULA: Param<flow::Text> = Param::line(
    "formula",
    "Formula",
    "a + b",
    "As (a + b) * 2, with + - * / % ^, comparisons, and functions as min, max, round, sqrt, sin, clamp or if(a > b, a, b).",
)
.port();

const fn number(name: &'static str, label: &'static str) -> Param<flow::Float> {
    Param::float(
        name,
        label,
        0.0,
        Unit::None,
        ((0.0, 100.0), (-1e15, 1e15)),
        "What the letter stands for in the formula.",
    )
    .port()
}

const LETTERS: [Param<flow::Float>; 8] = [
    number("a", "a"),
    number("b", "b"),
    number("c", "c"),
    number("d", "d"),
    number("e", "e"),
    number("f", "f"),
    number("g", "g"),
    number("h", "h"),
];
const NUMBER: Out<flow::Float> = Out::new("number", "Number", "The result.");
const WHOLE: Out<flow::Int> = Out::new(
    "whole",
    "Whole number",
    "The result, rounded to a whole number.",
);
const YES: Out<flow::Bool> = Out::new("yes", "Yes/no", "Yes when the result is not 0.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "math.expr",
        version: 1,
        title: Cow::Borrowed("Formula"),
        category: Category::Logic,
        keywords: &[
            "math",
            "calculate",
            "expression",
            "add",
            "subtract",
            "multiply",
            "divide",
            "round",
            "number",
            "compute",
        ],
        doc: "Works out a number from up to eight others. A comparison gives 1 or 0.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[
            FORMULA.decl(),
            LETTERS[0].decl(),
            LETTERS[1].decl(),
            LETTERS[2].decl(),
            LETTERS[3].decl(),
            LETTERS[4].decl(),
            LETTERS[5].decl(),
            LETTERS[6].decl(),
            LETTERS[7].decl(),
        ]),
        outputs: Cow::Borrowed(&[NUMBER.decl(), WHOLE.decl(), YES.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let formula =
        Formula::read(&FORMULA.get(call)).map_err(|error| NodeError::new(error.said()))?;
    let result = formula.value(&LETTERS.map(|letter| letter.get(call)));
    if !result.is_finite() {
        return Err(NodeError::new(said("formula-no-number", [])));
    }
    Ok([
        (NUMBER.name.into(), Data::Float(result)),
        (WHOLE.name.into(), Data::Int(result.round() as i64)),
        (YES.name.into(), Data::Bool(result != 0.0)),
    ]
    .into())
}
