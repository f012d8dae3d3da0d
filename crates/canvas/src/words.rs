//! The words of undo steps and refusals.

use gesso_graph::{Catalog, Document, InPort, ItemId, NodeId, OutPort, node_title};

/// What a person calls these items: "Blur", "3 nodes", "frame “Sky”", "4 items".
pub(crate) fn items<'a>(
    doc: &Document,
    catalog: &dyn Catalog,
    items: impl Iterator<Item = &'a ItemId>,
) -> String {
    let items: Vec<&ItemId> = items.collect();
    let nodes = items
        .iter()
        .filter(|item| matches!(item, ItemId::Node(_)))
        .count();
    match items.as_slice() {
        [ItemId::Node(id)] => node_title(doc, catalog, *id),
        [ItemId::Frame(id)] => match doc.frames().get(id) {
            Some(frame) if !frame.title.is_empty() => format!("frame “{}”", frame.title),
            _ => "frame".to_owned(),
        },
        [ItemId::Note(_)] => "note".to_owned(),
        all if nodes == all.len() => format!("{nodes} nodes"),
        all => format!("{} items", all.len()),
    }
}

/// "Connect Blur to Blend".
pub(crate) fn connect(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    to: &InPort,
) -> String {
    format!(
        "Connect {} to {}",
        node_title(doc, catalog, from.node),
        node_title(doc, catalog, to.node)
    )
}

/// "Disconnect Blur from Blend".
pub(crate) fn disconnect(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    to: &InPort,
) -> String {
    format!(
        "Disconnect {} from {}",
        node_title(doc, catalog, from.node),
        node_title(doc, catalog, to.node)
    )
}

/// Why a wire in hand can't go anywhere on a node.
pub(crate) fn takes_nothing(
    doc: &Document,
    catalog: &dyn Catalog,
    what: &str,
    node: NodeId,
) -> String {
    format!(
        "{} has no input that takes {what}.",
        node_title(doc, catalog, node)
    )
}

/// Why a wire in hand can't come from anywhere on a node.
pub(crate) fn gives_nothing(
    doc: &Document,
    catalog: &dyn Catalog,
    what: &str,
    node: NodeId,
) -> String {
    format!(
        "{} has no result that fits {what}.",
        node_title(doc, catalog, node)
    )
}

/// "Cut 3 wires", or what it was for one.
pub(crate) fn cut(doc: &Document, catalog: &dyn Catalog, wires: &[InPort]) -> String {
    match wires {
        [to] => match doc.wires().get(to) {
            Some(from) => disconnect(doc, catalog, from, to),
            None => "Cut a wire".to_owned(),
        },
        all => format!("Cut {} wires", all.len()),
    }
}

/// "Bend the wire from Blur to Blend".
pub(crate) fn bend(doc: &Document, catalog: &dyn Catalog, from: &OutPort, to: &InPort) -> String {
    format!("Bend {}", wire(doc, catalog, from, to))
}

/// "Straighten the wire from Blur to Blend".
pub(crate) fn straighten(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    to: &InPort,
) -> String {
    format!("Straighten {}", wire(doc, catalog, from, to))
}

/// "the wire from Blur to Blend".
fn wire(doc: &Document, catalog: &dyn Catalog, from: &OutPort, to: &InPort) -> String {
    format!(
        "the wire from {} to {}",
        node_title(doc, catalog, from.node),
        node_title(doc, catalog, to.node)
    )
}

/// Why a wire takes no further bend.
pub(crate) fn too_many_bends(most: usize) -> String {
    format!("A wire has at most {most} bends. Take one out first: double-click it.")
}

/// "Connect Blur to 3 inputs".
pub(crate) fn connect_all(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    count: usize,
) -> String {
    format!(
        "Connect {} to {count} inputs",
        node_title(doc, catalog, from.node)
    )
}

/// "Insert Blur between Load and Blend".
pub(crate) fn insert(
    doc: &Document,
    catalog: &dyn Catalog,
    node: NodeId,
    from: &OutPort,
    to: &InPort,
) -> String {
    format!(
        "Insert {} between {} and {}",
        node_title(doc, catalog, node),
        node_title(doc, catalog, from.node),
        node_title(doc, catalog, to.node)
    )
}

/// "Set Radius of Blur".
pub(crate) fn set(doc: &Document, catalog: &dyn Catalog, param: &str, node: NodeId) -> String {
    format!("Set {param} of {}", node_title(doc, catalog, node))
}

/// Why what is pinned doesn't move.
pub(crate) fn pinned(what: &str) -> String {
    format!("{what} is pinned. Unpin it to move it.")
}
