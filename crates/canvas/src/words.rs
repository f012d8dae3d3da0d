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
    let words = catalog.words();
    match items.as_slice() {
        [ItemId::Node(id)] => node_title(doc, catalog, *id),
        [ItemId::Frame(id)] => match doc.frames().get(id) {
            Some(frame) if !frame.title.is_empty() => {
                words.with("the-frame-titled", &[("title", &frame.title)])
            }
            _ => words.text("the-frame").to_owned(),
        },
        [ItemId::Note(_)] => words.text("the-note").to_owned(),
        all if nodes == all.len() => words.with("nodes", &[("count", &nodes)]),
        all => words.with("items", &[("count", &all.len())]),
    }
}

/// A step that is about something, as "Move 3 nodes".
pub(crate) fn step(catalog: &dyn Catalog, key: &str, what: &str) -> String {
    catalog.words().with(key, &[("what", &what)])
}

/// A step that goes from a node to a node, as "Connect Blur to Blend".
fn between(
    key: &str,
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    to: &InPort,
) -> String {
    let title = |node| node_title(doc, catalog, node);
    catalog
        .words()
        .with(key, &[("from", &title(from.node)), ("to", &title(to.node))])
}

/// "Connect Blur to Blend".
pub(crate) fn connect(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    to: &InPort,
) -> String {
    between("edit-connect", doc, catalog, from, to)
}

/// "Disconnect Blur from Blend".
pub(crate) fn disconnect(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    to: &InPort,
) -> String {
    between("edit-disconnect-from", doc, catalog, from, to)
}

/// Why a wire in hand can't go anywhere on a node.
pub(crate) fn takes_nothing(
    doc: &Document,
    catalog: &dyn Catalog,
    what: &str,
    node: NodeId,
) -> String {
    let title = node_title(doc, catalog, node);
    catalog
        .words()
        .with("takes-nothing", &[("node", &title), ("what", &what)])
}

/// Why a wire in hand can't come from anywhere on a node.
pub(crate) fn gives_nothing(
    doc: &Document,
    catalog: &dyn Catalog,
    what: &str,
    node: NodeId,
) -> String {
    let title = node_title(doc, catalog, node);
    catalog
        .words()
        .with("gives-nothing", &[("node", &title), ("what", &what)])
}

/// "Cut 3 wires", or what it was for one.
pub(crate) fn cut(doc: &Document, catalog: &dyn Catalog, wires: &[InPort]) -> String {
    match wires {
        [to] => match doc.wires().get(to) {
            Some(from) => disconnect(doc, catalog, from, to),
            None => catalog.words().text("edit-cut-one").to_owned(),
        },
        all => catalog.words().with("edit-cut", &[("count", &all.len())]),
    }
}

/// "Bend the wire from Blur to Blend".
pub(crate) fn bend(doc: &Document, catalog: &dyn Catalog, from: &OutPort, to: &InPort) -> String {
    between("edit-bend", doc, catalog, from, to)
}

/// "Straighten the wire from Blur to Blend".
pub(crate) fn straighten(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    to: &InPort,
) -> String {
    between("edit-straighten", doc, catalog, from, to)
}

/// Why a wire takes no further bend.
pub(crate) fn too_many_bends(catalog: &dyn Catalog, most: usize) -> String {
    catalog.words().with("too-many-bends", &[("most", &most)])
}

/// "Connect Blur to 3 inputs".
pub(crate) fn connect_all(
    doc: &Document,
    catalog: &dyn Catalog,
    from: &OutPort,
    count: usize,
) -> String {
    let title = node_title(doc, catalog, from.node);
    catalog
        .words()
        .with("edit-connect-all", &[("from", &title), ("count", &count)])
}

/// "Insert Blur between Load and Blend".
pub(crate) fn insert(
    doc: &Document,
    catalog: &dyn Catalog,
    node: NodeId,
    from: &OutPort,
    to: &InPort,
) -> String {
    let title = |node| node_title(doc, catalog, node);
    catalog.words().with(
        "edit-insert-between",
        &[
            ("what", &title(node)),
            ("from", &title(from.node)),
            ("to", &title(to.node)),
        ],
    )
}

/// "Set Radius of Blur".
pub(crate) fn set(doc: &Document, catalog: &dyn Catalog, param: &str, node: NodeId) -> String {
    let title = node_title(doc, catalog, node);
    catalog
        .words()
        .with("edit-set-param", &[("param", &param), ("what", &title)])
}

/// Why what is pinned doesn't move.
pub(crate) fn pinned(catalog: &dyn Catalog, what: &str) -> String {
    catalog.words().with("pinned", &[("what", &what)])
}
