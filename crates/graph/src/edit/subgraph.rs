//! Subgraphs as people make them: fold what is selected into one, unfold it, make a linked one its own, give it ports
//! and parameters. What is wired stays wired, and parameters keep what they were set to.

use super::position;
use super::wiring::{self, Refusal};
use crate::command::Command;
use crate::document::{Definition, Document, INSTANCE, INSTANCE_GRAPH, InPort, Node, OutPort};
use crate::geometry::Point;
use crate::id::{GraphId, IdSource, ItemId, Name, NodeId};
use crate::interface::{
    GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_PORT, GRAPH_PORT_NAME, GRAPH_PORT_TYPE, port_name,
};
use crate::schema::{Catalog, Type};
use crate::value::Value;
use imbl::OrdMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

mod own;
mod port;
mod unfold;

pub use own::own_copy;
pub use port::{add_input, add_output, expose, hide, move_port, remove_graph};
pub use unfold::unfold;

/// How far beside what is folded its ports stand, and how far apart.
const BESIDE: f64 = 320.;
const APART: f64 = 96.;

/// What folding does.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    /// The commands, one transaction.
    pub commands: Vec<Command>,
    /// The new subgraph.
    pub graph: GraphId,
    /// The node that shows it, in place of what was folded.
    pub instance: NodeId,
}

/// The commands that put items of one graph into a new subgraph with a node in their place that shows it. Wires across
/// become ports; items of other graphs than the first one's, and ports of a subgraph, stay where they are.
///
/// # Errors
/// [`Refusal::Nothing`] when there is no node among the items, [`Refusal::Loop`] when a way leads out of them and back.
pub fn fold(
    doc: &Document,
    catalog: &dyn Catalog,
    items: &[ItemId],
    title: &str,
    ids: &mut IdSource,
) -> Result<Fold, Refusal> {
    let around = items.iter().find_map(|&item| doc.graph_of(item));
    let around = around.ok_or(Refusal::Nothing)?;
    let chosen: BTreeSet<ItemId> = items
        .iter()
        .copied()
        .filter(|&item| doc.graph_of(item) == Some(around) && !is_port(doc, item))
        .collect();
    let nodes: BTreeSet<NodeId> = chosen.iter().filter_map(node_of).collect();
    if nodes.is_empty() {
        return Err(Refusal::Nothing);
    }
    refuse_detours(doc, catalog, &nodes)?;
    let mut folding = Folding {
        doc,
        catalog,
        nodes: &nodes,
        graph: ids.graph(),
        instance: ids.node(),
        room: Room::of(doc, &nodes),
        commands: Vec::new(),
        wires: Vec::new(),
    };
    folding.begin(title, around);
    folding.inputs(ids);
    folding.outputs(ids);
    let Folding {
        graph,
        instance,
        mut commands,
        wires,
        ..
    } = folding;
    commands.extend(chosen.iter().map(|&item| Command::SetGraph { item, graph }));
    let within = nodes.iter().flat_map(|&node| doc.wires_into(node));
    for (to, from) in within.filter(|(_, from)| nodes.contains(&from.node)) {
        connect(doc, from.clone(), to.clone(), Some(to), &mut commands);
    }
    commands.extend(wires);
    Ok(Fold {
        commands,
        graph,
        instance,
    })
}

fn node_of(item: &ItemId) -> Option<NodeId> {
    match item {
        ItemId::Node(id) => Some(*id),
        ItemId::Frame(_) | ItemId::Note(_) => None,
    }
}

fn is_port(doc: &Document, item: ItemId) -> bool {
    let node = node_of(&item).and_then(|id| doc.nodes().get(&id));
    node.is_some_and(|node| {
        matches!(node.kind.as_str(), GRAPH_INPUT | GRAPH_OUTPUT) && !node.graph.is_root()
    })
}

/// A way that leaves the nodes and comes back would be a loop through the one node that takes their place.
fn refuse_detours(
    doc: &Document,
    catalog: &dyn Catalog,
    nodes: &BTreeSet<NodeId>,
) -> Result<(), Refusal> {
    let leaving = nodes.iter().flat_map(|&node| doc.wires_from(node));
    let mut open: Vec<NodeId> = leaving
        .map(|to| to.node)
        .filter(|node| !nodes.contains(node))
        .collect();
    let mut seen: BTreeSet<NodeId> = open.iter().copied().collect();
    while let Some(node) = open.pop() {
        for to in doc.wires_from(node) {
            if nodes.contains(&to.node) {
                return Err(Refusal::Loop {
                    from: crate::words::node_title(doc, catalog, node),
                    to: crate::words::node_title(doc, catalog, to.node),
                });
            }
            if seen.insert(to.node) {
                open.push(to.node);
            }
        }
    }
    Ok(())
}

/// Where the corners of some nodes are.
struct Room {
    least: Point,
    most: Point,
}

impl Room {
    fn of(doc: &Document, nodes: &BTreeSet<NodeId>) -> Self {
        let places = nodes
            .iter()
            .filter_map(|&node| position(doc, ItemId::Node(node)));
        places.fold(
            Self {
                least: Point::new(f64::INFINITY, f64::INFINITY),
                most: Point::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
            },
            |room, at| Self {
                least: Point::new(room.least.x.min(at.x), room.least.y.min(at.y)),
                most: Point::new(room.most.x.max(at.x), room.most.y.max(at.y)),
            },
        )
    }

    fn middle(&self) -> Point {
        let middle = |a: f64, b: f64| if a <= b { (a + b) / 2. } else { 0. };
        Point::new(
            middle(self.least.x, self.most.x),
            middle(self.least.y, self.most.y),
        )
    }
}

struct Folding<'a> {
    doc: &'a Document,
    catalog: &'a dyn Catalog,
    nodes: &'a BTreeSet<NodeId>,
    graph: GraphId,
    instance: NodeId,
    room: Room,
    commands: Vec<Command>,
    /// Made when everything is in its place.
    wires: Vec<Command>,
}

impl Folding<'_> {
    fn begin(&mut self, title: &str, around: GraphId) {
        self.commands.push(Command::AddGraph {
            id: self.graph,
            graph: Definition {
                title: title.into(),
            },
        });
        let shown = Value::Graph(self.graph);
        self.commands.push(Command::AddNode {
            id: self.instance,
            node: Node {
                kind: INSTANCE.into(),
                version: 1,
                position: self.room.middle(),
                params: OrdMap::unit(INSTANCE_GRAPH.into(), shown),
                graph: around,
                ..Node::default()
            },
        });
    }

    /// A port for each source outside that is read within.
    fn inputs(&mut self, ids: &mut IdSource) {
        let doc = self.doc;
        let mut readers: BTreeMap<&OutPort, Vec<&InPort>> = BTreeMap::new();
        for (to, from) in self.nodes.iter().flat_map(|&node| doc.wires_into(node)) {
            if !self.nodes.contains(&from.node) {
                readers.entry(from).or_default().push(to);
            }
        }
        // From top to bottom, so that the ports of the instance stand as what reads them.
        let mut sources: Vec<_> = readers.into_iter().collect();
        sources.sort_by(|(_, a), (_, b)| self.by_place(a[0].node, b[0].node));
        let mut labels = Labels::default();
        for (row, (from, readers)) in sources.into_iter().enumerate() {
            let reader = wiring::input(doc, self.catalog, readers[0]).ok();
            let source = wiring::output(doc, self.catalog, from).ok();
            let ty = source.map_or(Type::Any, |port| port.ty);
            let label = labels.unused(reader.map_or_else(
                || self.catalog.words().text("port-input").into(),
                |port| port.label,
            ));
            let at = Point::new(self.room.least.x - BESIDE, self.row(row));
            let port = self.boundary(GRAPH_INPUT, &label, ty, at, ids);
            for to in readers {
                connect(doc, inner_out(port), to.clone(), Some(to), &mut self.wires);
            }
            connect(
                doc,
                from.clone(),
                outer_in(self.instance, port),
                None,
                &mut self.wires,
            );
        }
    }

    /// A port for each result that is read outside; when none is, one for what nothing reads.
    fn outputs(&mut self, ids: &mut IdSource) {
        let doc = self.doc;
        let mut readers: BTreeMap<OutPort, Vec<InPort>> = BTreeMap::new();
        for to in self.nodes.iter().flat_map(|&node| doc.wires_from(node)) {
            if let Some(from) = doc
                .wires()
                .get(to)
                .filter(|_| !self.nodes.contains(&to.node))
            {
                readers.entry(from.clone()).or_default().push(to.clone());
            }
        }
        if readers.is_empty() {
            readers = self.loose_ends();
        }
        let mut sources: Vec<_> = readers.into_iter().collect();
        sources.sort_by(|(a, _), (b, _)| self.by_place(a.node, b.node));
        let mut labels = Labels::default();
        for (row, (from, readers)) in sources.into_iter().enumerate() {
            let source = wiring::output(doc, self.catalog, &from).ok();
            let ty = source.as_ref().map_or(Type::Any, |port| port.ty);
            let label = labels.unused(source.map_or_else(
                || self.catalog.words().text("port-output").into(),
                |port| port.label,
            ));
            let at = Point::new(self.room.most.x + BESIDE, self.row(row));
            let port = self.boundary(GRAPH_OUTPUT, &label, ty, at, ids);
            connect(doc, from, inner_in(port), None, &mut self.wires);
            for to in readers {
                let from = outer_out(self.instance, port);
                connect(doc, from, to.clone(), Some(&to), &mut self.wires);
            }
        }
    }

    /// The first outputs of the nodes that nothing reads and that keep no file.
    fn loose_ends(&self) -> BTreeMap<OutPort, Vec<InPort>> {
        let unread = |node: &NodeId| self.doc.wires_from(*node).next().is_none();
        let ends = self.nodes.iter().copied().filter(unread);
        let result = |node| {
            let schema = wiring::schema(self.doc, self.catalog, node).ok()?;
            let first = schema.outputs.first().filter(|_| !schema.sink)?;
            let port = Name::from(&first.name);
            Some((OutPort { node, port }, Vec::new()))
        };
        ends.filter_map(result).collect()
    }

    fn by_place(&self, a: NodeId, b: NodeId) -> std::cmp::Ordering {
        let at = |node| position(self.doc, ItemId::Node(node)).unwrap_or_default();
        let (a_at, b_at) = (at(a), at(b));
        let by_place = a_at.y.total_cmp(&b_at.y).then(a_at.x.total_cmp(&b_at.x));
        by_place.then(a.cmp(&b))
    }

    fn row(&self, row: usize) -> f64 {
        self.room.least.y + row as f64 * APART
    }

    fn boundary(
        &mut self,
        kind: &str,
        label: &str,
        ty: Type,
        at: Point,
        ids: &mut IdSource,
    ) -> NodeId {
        let id = ids.node();
        let node = boundary(kind, label, ty, at, self.graph);
        self.commands.push(Command::AddNode { id, node });
        id
    }
}

/// A port of a subgraph.
fn boundary(kind: &str, label: &str, ty: Type, position: Point, graph: GraphId) -> Node {
    let mut params: OrdMap<Name, Value> = OrdMap::new();
    params.insert(GRAPH_PORT_NAME.into(), Value::Text(label.into()));
    if ty != Type::Any {
        params.insert(GRAPH_PORT_TYPE.into(), Value::Choice(ty.id().into()));
    }
    Node {
        kind: kind.into(),
        version: 1,
        position,
        params,
        graph,
        ..Node::default()
    }
}

/// Labels that were given, so that two ports are told apart: "Image", "Image 2".
#[derive(Default)]
struct Labels(BTreeSet<String>);

impl Labels {
    fn unused(&mut self, label: String) -> String {
        let mut free = label.clone();
        let mut number = 2;
        while !self.0.insert(free.clone()) {
            free = format!("{label} {number}");
            number += 1;
        }
        free
    }
}

/// What comes out of a port within.
fn inner_out(node: NodeId) -> OutPort {
    let port = GRAPH_PORT.into();
    OutPort { node, port }
}

/// What goes into a port within.
fn inner_in(node: NodeId) -> InPort {
    let port = GRAPH_PORT.into();
    InPort { node, port }
}

fn outer_in(node: NodeId, boundary: NodeId) -> InPort {
    let port = port_name(boundary);
    InPort { node, port }
}

fn outer_out(node: NodeId, boundary: NodeId) -> OutPort {
    let port = port_name(boundary);
    OutPort { node, port }
}

/// A wire, with the bends that another one had before.
fn connect(
    doc: &Document,
    from: OutPort,
    to: InPort,
    like: Option<&InPort>,
    commands: &mut Vec<Command>,
) {
    let bends: Option<&Arc<[Point]>> = like.and_then(|like| doc.bends().get(like));
    let bends = bends.map(|bends| bends.to_vec());
    commands.push(Command::Connect {
        from,
        to: to.clone(),
    });
    commands.extend(bends.map(|bends| Command::SetBends { to, bends }));
}
