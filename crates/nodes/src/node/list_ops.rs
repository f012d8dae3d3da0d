//! `list.ops`: a list in another order, or a part of it. Never looks at pictures: they go where their places or keys go.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{In, Out, Param, flow, option};
#[cfg(feature = "run")]
use crate::natural::natural;
use crate::spec::NodeSpec;
#[cfg(feature = "run")]
use gesso_graph::IdSource;
use gesso_graph::{Category, Schema, Unit};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;
#[cfg(feature = "run")]
use std::cmp::Ordering;

const LIST: In<flow::List<flow::Any>> = In::new("list", "List", "The list.");
const KEYS: In<flow::List<flow::Any>> = In::optional(
    "keys",
    "Keys",
    "What Sort and Filter go by, one for each item; without it they go by the items, of which files have their names and pictures nothing.",
);
const OTHER: In<flow::List<flow::Any>> = In::optional(
    "other",
    "Other list",
    "The list that Interleave and Append put in as well.",
);
const OP: Param<flow::Choice> = Param::choice(
    "op",
    "Operation",
    "slice",
    &[
        option("slice", "Part"),
        option("sort", "Sort"),
        option("filter", "Filter"),
        option("shuffle", "Shuffle"),
        option("reverse", "Reverse"),
        option("unique", "Without repeats"),
        option("append", "Append"),
        option("zip", "Interleave"),
        option("repeat", "Repeat"),
    ],
    "What is done with the list.",
);
const FROM: Param<flow::Int> = Param::int(
    "from",
    "From",
    0,
    Unit::None,
    ((0, 100), (-10_000, 10_000)),
    "The place of the first item of the part: 0 is the first, -1 the last.",
)
.port()
.shown_if("op", &["slice"]);
const COUNT: Param<flow::Int> = Param::int(
    "count",
    "Count",
    10,
    Unit::None,
    ((0, 100), (0, 10_000)),
    "How many items the part has, or how often the list is repeated.",
)
.port()
.shown_if("op", &["slice", "repeat"]);
const DESCENDING: Param<flow::Bool> = Param::bool(
    "descending",
    "Descending",
    false,
    "The largest or last comes first.",
)
.shown_if("op", &["sort"]);
const KEEP: Param<flow::Text> = Param::line(
    "keep",
    "Keep",
    "",
    "Only items whose key contains these words are kept; empty keeps those whose key is yes, or is not 0 and not empty.",
)
.port()
.shown_if("op", &["filter"]);
const SEED: Param<flow::Int> = Param::int(
    "seed",
    "Seed",
    1,
    Unit::None,
    ((0, 1000), (0, 1_000_000_000)),
    "Another number gives another order; the same number always the same.",
)
.port()
.shown_if("op", &["shuffle"]);
const RESULT: Out<flow::List<flow::Any>> = Out::new("list", "List", "The new list.");
const LENGTH: Out<flow::Int> = Out::new("count", "Count", "How many items the new list has.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "list.ops",
        version: 2,
        title: Cow::Borrowed("List operations"),
        category: Category::Logic,
        keywords: &[
            "sort",
            "filter",
            "slice",
            "shuffle",
            "reverse",
            "zip",
            "unique",
            "limit",
            "first",
            "last",
            "append",
            "random order",
        ],
        doc: "Sorts, filters, cuts or shuffles a list of anything.",
        inputs: Cow::Borrowed(&[LIST.decl(), KEYS.decl(), OTHER.decl()]),
        params: Cow::Borrowed(&[
            OP.decl(),
            FROM.decl(),
            COUNT.decl(),
            DESCENDING.decl(),
            KEEP.decl(),
            SEED.decl(),
        ]),
        outputs: Cow::Borrowed(&[RESULT.decl(), LENGTH.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let items = LIST.items(call);
    let other = OTHER.items(call);
    let result: Vec<Data> = match OP.get(call) {
        "sort" => {
            let mut keyed = keyed(call, items)?;
            // What is equal stays as it comes, whichever way.
            match DESCENDING.get(call) {
                true => keyed.sort_by(|(a, _), (b, _)| order(b, a)),
                false => keyed.sort_by(|(a, _), (b, _)| order(a, b)),
            }
            keyed.into_iter().map(|(_, item)| item.clone()).collect()
        }
        "filter" => {
            let keep = KEEP.get(call).to_lowercase();
            let keyed = keyed(call, items)?.into_iter();
            let kept = keyed.filter(|(key, _)| is_kept(key, &keep));
            kept.map(|(_, item)| item.clone()).collect()
        }
        "shuffle" => shuffled(items, SEED.get(call)),
        "reverse" => items.iter().rev().cloned().collect(),
        "unique" => without_repeats(items),
        "append" => items.iter().chain(other).cloned().collect(),
        "zip" => {
            let longest = items.len().max(other.len());
            let both = |place: usize| items.get(place).into_iter().chain(other.get(place));
            (0..longest).flat_map(both).cloned().collect()
        }
        "repeat" => {
            let times = usize::try_from(COUNT.get(call)).unwrap_or(0);
            return given(Data::list((0..times).flat_map(|_| items.iter().cloned()))?);
        }
        _ => {
            let from = FROM.get(call);
            let from = match usize::try_from(from) {
                Ok(from) => from.min(items.len()),
                Err(_) => items
                    .len()
                    .saturating_sub(usize::try_from(from.unsigned_abs()).unwrap_or(usize::MAX)),
            };
            let count = usize::try_from(COUNT.get(call)).unwrap_or(0);
            items[from..].iter().take(count).cloned().collect()
        }
    };
    given(Data::list(result)?)
}

#[cfg(feature = "run")]
fn given(list: Data) -> Result<Outputs, NodeError> {
    let count = i64::try_from(list.items().len()).unwrap_or(i64::MAX);
    Ok([
        (RESULT.name.into(), list),
        (LENGTH.name.into(), Data::Int(count)),
    ]
    .into())
}

/// Every item with its key.
#[cfg(feature = "run")]
fn keyed<'a>(call: &'a Call, items: &'a [Data]) -> Result<Vec<(&'a Data, &'a Data)>, NodeError> {
    let keys = match KEYS.items(call) {
        [] => items,
        keys => keys,
    };
    if keys.len() != items.len() {
        return Err(NodeError::new(said(
            "keys-differ",
            [("keys", keys.len().into()), ("items", items.len().into())],
        )));
    }
    if keys.iter().any(|key| key.picture().is_some()) {
        return Err(NodeError::new(said("keys-missing", [])));
    }
    Ok(keys.iter().zip(items).collect())
}

/// Numbers by size and before words, words as they stand, files by their names as people order them.
#[cfg(feature = "run")]
pub(crate) fn order(a: &Data, b: &Data) -> Ordering {
    match (a.number(), b.number()) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => match (a, b) {
            (Data::Asset(a), Data::Asset(b)) => natural(&a.name, &b.name),
            (a, b) => a.words().cmp(&b.words()),
        },
    }
}

#[cfg(feature = "run")]
fn is_kept(key: &Data, keep: &str) -> bool {
    if !keep.is_empty() {
        let words = match key {
            Data::Asset(file) => Some(file.name.to_string()),
            key => key.words(),
        };
        return words.is_some_and(|words| words.to_lowercase().contains(keep));
    }
    match key {
        Data::Text(text) => !text.trim().is_empty() && key.number() != Some(0.0),
        key => key.number() != Some(0.0),
    }
}

/// Fisher and Yates' shuffle with the numbers of [`IdSource`].
#[cfg(feature = "run")]
fn shuffled(items: &[Data], seed: i64) -> Vec<Data> {
    let mut numbers = IdSource::seeded(seed.unsigned_abs());
    let mut items = items.to_vec();
    for place in (1..items.len()).rev() {
        let other = numbers.next_u64() % (place as u64 + 1);
        items.swap(place, usize::try_from(other).unwrap_or(0));
    }
    items
}

/// The first of equal values and files; pictures are never equal.
#[cfg(feature = "run")]
fn without_repeats(items: &[Data]) -> Vec<Data> {
    let mut seen = std::collections::BTreeSet::new();
    let is_new = |item: &&Data| match item {
        Data::Asset(asset) => seen.insert(asset.hash.to_string()),
        item => item.words().is_none_or(|words| seen.insert(words)),
    };
    items.iter().filter(is_new).cloned().collect()
}
