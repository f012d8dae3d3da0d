//! `list.collect`: the items of a list taken together again: how many there are, and single ones.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{In, Out, Param, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const LIST: In<flow::List<flow::Any>> = In::new(
    "list",
    "List",
    "The list, or what a node made of each item of one.",
);
const PLACE: Param<flow::Int> = Param::int(
    "place",
    "Place",
    0,
    Unit::None,
    ((0, 100), (-10_000, 10_000)),
    "Which item is given: 0 is the first, -1 the last.",
)
.port();
const ITEM: Out<flow::Any> = Out::new("item", "Item", "The item at the place.");
const ALL: Out<flow::List<flow::Any>> = Out::new("list", "List", "The whole list.");
const COUNT: Out<flow::Int> = Out::new("count", "Count", "How many items there are.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "list.collect",
        version: 1,
        title: Cow::Borrowed("Collect"),
        category: Category::Logic,
        keywords: &[
            "item", "pick", "index", "count", "length", "gather", "element",
        ],
        doc: "Takes a list as a whole: gives its length and the item at a place.",
        inputs: Cow::Borrowed(&[LIST.decl()]),
        params: Cow::Borrowed(&[PLACE.decl()]),
        outputs: Cow::Borrowed(&[ITEM.decl(), ALL.decl(), COUNT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let items = LIST.items(call);
    let place = PLACE.get(call);
    let at = match usize::try_from(place) {
        Ok(place) => Some(place),
        Err(_) => items
            .len()
            .checked_sub(usize::try_from(place.unsigned_abs()).unwrap_or(usize::MAX)),
    };
    let item = at.and_then(|at| items.get(at)).ok_or_else(|| {
        NodeError::new(said(
            "list-no-place",
            [
                ("items", items.len().into()),
                ("place", place.to_string().into()),
            ],
        ))
    })?;
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Ok([
        (ITEM.name.into(), item.clone()),
        (ALL.name.into(), Data::list(items.iter().cloned())?),
        (COUNT.name.into(), Data::Int(count)),
    ]
    .into())
}
