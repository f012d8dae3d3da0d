//! Picking among takes. Which takes an output node has is no part of a document; whoever plans hands it over, so that every
//! place that plans finds the same. A node of the kind [`TAKE_PICK`] stands for the picked files: they are in its step.

use crate::document::{Document, InPort, Node};
use crate::flat::expand;
use crate::id::{Name, NodeId};
use crate::plan::{ContentKey, set_params};
use crate::schema::Catalog;
use crate::value::{AssetRef, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The kind of node that picks among the takes of the output node that is wired to it.
pub const TAKE_PICK: &str = "take.pick";
/// Its input.
pub const PICK_FROM: &str = "file";
/// Its choice, with the options [`PICK_ACTIVE`], [`PICK_LATEST`] and [`PICK_BEST`].
pub const PICK_WHICH: &str = "which";
/// The take that people use.
pub const PICK_ACTIVE: &str = "active";
/// What the output node makes now.
pub const PICK_LATEST: &str = "latest";
/// Those with a star first, then the newest.
pub const PICK_BEST: &str = "best";
/// How many are picked of the best.
pub const PICK_COUNT: &str = "count";
/// What a step has in place of parameters, once it is known: the files of picked takes.
pub const PICKED: &str = "picked";
/// Before which of the files comes what the output node makes now; absent when that is not picked.
pub const PICKED_NOW: &str = "now";

/// A take, as far as picking needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptTake {
    /// Names it.
    pub key: ContentKey,
    /// Somebody marked it.
    pub starred: bool,
    /// Its files: one, or of a list each.
    pub files: Vec<AssetRef>,
}

/// The takes of output nodes, by the names that runs have for them, newest first.
pub type KeptTakes = BTreeMap<NodeId, Vec<KeptTake>>;

/// The output nodes whose takes are picked from, by the names that runs have for them. Costs the document; more only when there
/// are such nodes.
pub fn picked_from(doc: &Document, catalog: &dyn Catalog) -> BTreeSet<NodeId> {
    let picks = |node: &Node| node.kind.as_str() == TAKE_PICK;
    if !doc.nodes().values().any(|node| picks(node)) {
        return BTreeSet::new();
    }
    let flat = expand(doc, catalog);
    let nodes = flat.document().nodes().iter();
    let picking = nodes.filter(|(_, node)| picks(node));
    picking
        .filter_map(|(&id, _)| Some(output_node(flat.document(), catalog, id)?.0))
        .collect()
}

/// The output node that is wired to a picking node of a document as a run sees it.
fn output_node<'a>(
    doc: &'a Document,
    catalog: &dyn Catalog,
    picking: NodeId,
) -> Option<(NodeId, &'a Node)> {
    let (node, port) = (picking, PICK_FROM.into());
    let source = doc.wires().get(&InPort { node, port })?.node;
    let stored = doc.nodes().get(&source)?;
    let keeps = catalog.schema(&stored.kind)?.sink;
    keeps.then_some((source, stored))
}

/// The files of the take that people use, when the node picks that one and it is kept: then nothing is read through the wire.
pub(crate) fn settled<'a>(
    doc: &Document,
    catalog: &dyn Catalog,
    takes: &'a KeptTakes,
    node: NodeId,
) -> Option<&'a [AssetRef]> {
    let stored = doc.nodes().get(&node)?;
    if stored.kind.as_str() != TAKE_PICK || which(stored, catalog)?.as_str() != PICK_ACTIVE {
        return None;
    }
    let (source, output) = output_node(doc, catalog, node)?;
    let active = output.take?;
    let take = takes.get(&source)?.iter().find(|take| take.key == active)?;
    (!take.files.is_empty()).then_some(&*take.files)
}

fn which(stored: &Node, catalog: &dyn Catalog) -> Option<Name> {
    let params = set_params(stored, catalog.schema(&stored.kind)?, |_| false);
    match params.get(PICK_WHICH) {
        Some(Value::Choice(which)) => Some(which.clone()),
        _ => None,
    }
}

/// What the step of a picking node has beside its parameters; nothing when no output node is wired to it. `now` names what the
/// output node makes now: it counts as the newest of its takes, whether it was made already or not.
pub(crate) fn picked(
    doc: &Document,
    catalog: &dyn Catalog,
    takes: &KeptTakes,
    node: NodeId,
    params: &BTreeMap<Name, Value>,
    now: Option<ContentKey>,
) -> BTreeMap<Name, Value> {
    if let Some(files) = settled(doc, catalog, takes, node) {
        return in_step(files.iter(), None);
    }
    let Some((source, now)) = output_node(doc, catalog, node)
        .map(|(source, _)| source)
        .zip(now)
    else {
        return BTreeMap::new();
    };
    let count = match (params.get(PICK_WHICH), params.get(PICK_COUNT)) {
        (Some(Value::Choice(which)), Some(Value::Int(count))) if which.as_str() == PICK_BEST => {
            usize::try_from(*count).unwrap_or(0)
        }
        _ => return in_step([].iter(), Some(0)),
    };
    let kept = takes.get(&source).map_or(&[][..], Vec::as_slice);
    let is_now = |take: &&KeptTake| take.key == now;
    let mut best: Vec<(bool, Option<&KeptTake>)> = vec![(
        kept.iter().find(is_now).is_some_and(|take| take.starred),
        None,
    )];
    let others = kept
        .iter()
        .filter(|take| take.key != now && !take.files.is_empty());
    best.extend(others.map(|take| (take.starred, Some(take))));
    // Stable: among equals the newest stays first.
    best.sort_by_key(|(starred, _)| !starred);
    best.truncate(count.max(1));
    let place = best.iter().position(|(_, take)| take.is_none());
    let before = place.map(|place| {
        let before = best[..place].iter().filter_map(|(_, take)| *take);
        before.map(|take| take.files.len()).sum()
    });
    let files = best.iter().filter_map(|(_, take)| *take);
    in_step(files.flat_map(|take| &take.files), before)
}

fn in_step<'a>(
    files: impl Iterator<Item = &'a AssetRef>,
    now: Option<usize>,
) -> BTreeMap<Name, Value> {
    let files = Value::Assets(files.cloned().collect());
    let now = now.map(|place| Value::Int(i64::try_from(place).unwrap_or(i64::MAX)));
    let files = [(PICKED.into(), files)].into_iter();
    files
        .chain(now.map(|now| (PICKED_NOW.into(), now)))
        .collect()
}
