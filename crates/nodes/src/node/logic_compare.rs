//! `logic.compare`: whether two values are equal, or one is the larger, or holds the other.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{Out, Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
use std::borrow::Cow;

const A: Param<flow::Text> = Param::line("a", "A", "", "The first value.").port();
const OP: Param<flow::Choice> = Param::choice(
    "op",
    "Is",
    "equal",
    &[
        option("equal", "equal to"),
        option("unequal", "not equal to"),
        option("less", "less than"),
        option("at_most", "at most"),
        option("greater", "greater than"),
        option("at_least", "at least"),
        option("contains", "containing"),
        option("begins", "beginning with"),
        option("ends", "ending with"),
    ],
    "How they are compared: as numbers when both are numbers, otherwise as words, in which capitals are other letters.",
);
const B: Param<flow::Text> = Param::line("b", "B", "", "The second value.").port();
const RESULT: Out<flow::Bool> = Out::new("result", "Result", "Yes when it is so.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "logic.compare",
        version: 1,
        title: Cow::Borrowed("Compare values"),
        category: Category::Logic,
        keywords: &[
            "equal",
            "less",
            "greater",
            "condition",
            "if",
            "test",
            "contains",
        ],
        doc: "Compares two numbers or texts. Wire the result into Switch, or into Filter of List operations.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[A.decl(), OP.decl(), B.decl()]),
        outputs: Cow::Borrowed(&[RESULT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let (a, b) = (A.get(call), B.get(call));
    let order = super::list_ops::order(&Data::Text(a.clone()), &Data::Text(b.clone()));
    let result = match OP.get(call) {
        "unequal" => order.is_ne(),
        "less" => order.is_lt(),
        "at_most" => order.is_le(),
        "greater" => order.is_gt(),
        "at_least" => order.is_ge(),
        "contains" => a.contains(&*b),
        "begins" => a.starts_with(&*b),
        "ends" => a.ends_with(&*b),
        _ => order.is_eq(),
    };
    Ok(RESULT.data(Data::Bool(result)))
}
