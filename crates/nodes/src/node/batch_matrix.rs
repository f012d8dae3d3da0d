//! `batch.matrix`: every combination of the items of up to four lists.

#[cfg(feature = "run")]
use crate::call::{Call, Data, ITEMS, NodeError, Outputs};
use crate::declare::{In, Out, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const IN: [In<flow::List<flow::Any>>; 4] = [
    In::new("a", "A", "The first list; it changes slowest."),
    In::optional("b", "B", "The second list."),
    In::optional("c", "C", "The third list."),
    In::optional("d", "D", "The fourth list; it changes fastest."),
];
const OUT: [Out<flow::List<flow::Any>>; 4] = [
    Out::new(
        "a",
        "A",
        "The item of the first list, for every combination.",
    ),
    Out::new(
        "b",
        "B",
        "The item of the second list, for every combination.",
    ),
    Out::new(
        "c",
        "C",
        "The item of the third list, for every combination.",
    ),
    Out::new(
        "d",
        "D",
        "The item of the fourth list, for every combination.",
    ),
];
const LABELS: Out<flow::List<flow::Text>> = Out::new(
    "labels",
    "Labels",
    "What every combination is, in words: for file names and contact sheets.",
);
const COUNT: Out<flow::Int> = Out::new("count", "Count", "How many combinations there are.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "batch.matrix",
        version: 1,
        title: Cow::Borrowed("Matrix"),
        category: Category::Logic,
        keywords: &[
            "combinations",
            "cross product",
            "variants",
            "permutations",
            "xy plot",
            "sweep",
            "batch",
        ],
        doc: "Gives every combination of the items of lists, as every photo in every size.",
        inputs: Cow::Borrowed(&[IN[0].decl(), IN[1].decl(), IN[2].decl(), IN[3].decl()]),
        params: Cow::Borrowed(&[]),
        outputs: Cow::Borrowed(&[
            OUT[0].decl(),
            OUT[1].decl(),
            OUT[2].decl(),
            OUT[3].decl(),
            LABELS.decl(),
            COUNT.decl(),
        ]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let lists = IN.map(|port| port.items(call));
    let is_wired = IN.map(|port| call.inputs.contains_key(port.name));
    let lengths = [0, 1, 2, 3].map(|axis| match is_wired[axis] {
        true => lists[axis].len(),
        false => 1,
    });
    let count = lengths
        .iter()
        .try_fold(1_usize, |all, n| all.checked_mul(*n));
    let count = count
        .filter(|count| *count <= ITEMS)
        .ok_or_else(|| NodeError::new(said("matrix-too-long", [("most", ITEMS.into())])))?;
    let places = |mut number: usize| {
        let mut places = [0; 4];
        for axis in (0..4).rev() {
            places[axis] = number % lengths[axis].max(1);
            number /= lengths[axis].max(1);
        }
        places
    };
    let mut outputs = Outputs::new();
    for (axis, port) in OUT.iter().enumerate() {
        let items = (0..count).filter_map(|number| lists[axis].get(places(number)[axis]).cloned());
        outputs.insert(port.name.into(), Data::list(items)?);
    }
    let label = |number: usize| {
        let places = places(number);
        let parts = (0..4).filter(|axis| is_wired[*axis]).map(|axis| {
            let item = lists[axis].get(places[axis]);
            item.and_then(words)
                .unwrap_or_else(|| (places[axis] + 1).to_string())
        });
        Data::Text(parts.collect::<Vec<_>>().join(", ").into())
    };
    outputs.insert(LABELS.name.into(), Data::list((0..count).map(label))?);
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    outputs.insert(COUNT.name.into(), Data::Int(count));
    Ok(outputs)
}

/// What an item is called: a file by its name.
#[cfg(feature = "run")]
fn words(item: &Data) -> Option<String> {
    match item {
        Data::Asset(asset) => Some(super::stem(&asset.name).to_owned()),
        item => item.words(),
    }
}
