//! Nodes put into wires and taken out of them.

use super::Moving;
use crate::curve::Curve;
use crate::editor::Editor;
use crate::scene::Scene;
use gesso_graph::{
    Catalog, Command, Document, InPort, ItemId, NodeId, OutPort, Point, Rect, Type, apply_all, edit,
};
use std::collections::BTreeSet;

/// How much of a node's box, from its middle, a wire has to cross for the node to go into it.
const CROSSED: f64 = 0.25;

/// What a node would be put into.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Insertion {
    /// The wire, by its destination.
    pub(crate) to: InPort,
    /// Where the wire goes into the node.
    pub(crate) into: InPort,
    /// Where it goes on from the node.
    pub(crate) out_of: OutPort,
}

/// How a node without wires goes into a wire, if it fits.
fn insertion(
    doc: &Document,
    catalog: &dyn Catalog,
    node: NodeId,
    to: &InPort,
) -> Option<Insertion> {
    let from = doc.wires().get(to)?;
    Some(Insertion {
        to: to.clone(),
        into: edit::first_fitting_input(doc, catalog, from, node)?,
        out_of: edit::first_fitting_output(doc, catalog, node, to)?,
    })
}

/// The commands that do it; `node` is the node's id in the document they are for.
pub(crate) fn insert(doc: &Document, insertion: &Insertion, node: NodeId) -> Vec<Command> {
    let Some(from) = doc.wires().get(&insertion.to) else {
        return Vec::new();
    };
    vec![
        Command::Connect {
            from: from.clone(),
            to: InPort {
                node,
                port: insertion.into.port.clone(),
            },
        },
        Command::Connect {
            from: OutPort {
                node,
                port: insertion.out_of.port.clone(),
            },
            to: insertion.to.clone(),
        },
    ]
}

/// The commands that take nodes out of their wires: who read them reads the first of their sources that fits.
/// Wires among them stay.
pub(crate) fn take_out(scene: &Scene, nodes: &BTreeSet<NodeId>) -> Vec<Command> {
    let (doc, catalog) = (scene.document(), scene.catalog());
    let mut commands = Vec::new();
    for node in nodes {
        let into = doc.wires_into(*node);
        commands.extend(
            into.filter(|(_, from)| !nodes.contains(&from.node))
                .map(|(to, _)| Command::Disconnect { to: to.clone() }),
        );
    }
    for node in nodes {
        for to in doc.wires_from(*node).filter(|to| !nodes.contains(&to.node)) {
            let sources = sources(scene, nodes, *node);
            let fitting = sources
                .into_iter()
                .find(|from| edit::connect(doc, catalog, from, to).is_ok());
            commands.push(match fitting {
                Some(from) => Command::Connect {
                    from,
                    to: to.clone(),
                },
                None => Command::Disconnect { to: to.clone() },
            });
        }
    }
    commands
}

/// What a node of a group gets from outside the group, the nearest and first inputs first.
fn sources(scene: &Scene, group: &BTreeSet<NodeId>, node: NodeId) -> Vec<OutPort> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([node]);
    let mut open = vec![node];
    while !open.is_empty() {
        let mut next = Vec::new();
        for node in open {
            for from in inputs_in_order(scene, node) {
                if !group.contains(&from.node) {
                    found.push(from);
                } else if seen.insert(from.node) {
                    next.push(from.node);
                }
            }
        }
        open = next;
    }
    found
}

/// The sources of a node's inputs, in the order in which it shows them.
fn inputs_in_order(scene: &Scene, id: NodeId) -> Vec<OutPort> {
    let Some(node) = scene.node(id) else {
        return Vec::new();
    };
    let source = |port: &crate::layout::PortSpot| {
        let to = InPort {
            node: id,
            port: port.name.clone(),
        };
        scene.document().wires().get(&to).cloned()
    };
    node.layout.inputs.iter().filter_map(source).collect()
}

impl Editor {
    /// The nodes among items.
    pub(crate) fn nodes_of(items: &BTreeSet<ItemId>) -> BTreeSet<NodeId> {
        let node = |item: &ItemId| match item {
            ItemId::Node(id) => Some(*id),
            ItemId::Frame(_) | ItemId::Note(_) => None,
        };
        items.iter().filter_map(node).collect()
    }

    /// The wire that the one node in hand would be put into: it lies across the node's box, and the node has no wires,
    /// is a copy without any, or was shaken out of them.
    pub(crate) fn insertion_for(&self, moving: &Moving) -> Option<Insertion> {
        let mut items = moving.items.iter();
        let (Some(ItemId::Node(id)), None) = (items.next(), items.next()) else {
            return None;
        };
        let free = moving.copy || moving.shaken || self.scene.wires_of(*id).next().is_none();
        if !free {
            return None;
        }
        let rect = self.scene.rect(ItemId::Node(*id))?;
        let rect = rect.translate(moving.by.0, moving.by.1);
        let core = rect.inset(rect.w.min(rect.h) * CROSSED);
        let middle = core.center();
        let mut crossing: Vec<(f64, &InPort)> = self
            .scene
            .wires_in(core)
            .filter(|wire| wire.from != *id && wire.to.node != *id)
            .filter_map(|wire| Some((crosses(wire, core, middle)?, &wire.to)))
            .collect();
        if crossing.is_empty() {
            return None;
        }
        crossing.sort_by(|a, b| a.0.total_cmp(&b.0));
        // A node that keeps its wires, or whose copy has none, is judged as if it had none.
        let doc = self.scene.document();
        let freed = apply_all(doc, &take_out(&self.scene, &[*id].into())).document;
        let catalog = self.scene.catalog();
        crossing
            .into_iter()
            .find_map(|(_, to)| insertion(&freed, catalog, *id, to))
    }
}

impl Editor {
    /// The wires there would be when what is in hand were let go: around what was shaken out, and through what is put
    /// into a wire.
    pub(crate) fn rewired(&self, moving: &Moving) -> Vec<(Curve, Type)> {
        let place = |point: Point, node: NodeId, comes: bool| {
            // A copy's ports move only where the copy is meant.
            if comes && moving.items.contains(&ItemId::Node(node)) {
                point.translate(moving.by.0, moving.by.1)
            } else {
                point
            }
        };
        let mut wires = Vec::new();
        let mut add = |from: &OutPort, to: &InPort, held: bool| {
            if let (Some((start, ty)), Some((end, _))) =
                (self.scene.output_at(from), self.scene.input_at(to))
            {
                let curve = Curve {
                    from: place(start, from.node, held),
                    to: place(end, to.node, held),
                };
                wires.push((curve, ty));
            }
        };
        if moving.shaken {
            for command in take_out(&self.scene, &Self::nodes_of(&moving.items)) {
                if let Command::Connect { from, to } = command {
                    add(&from, &to, false);
                }
            }
        }
        if let Some(insertion) = &moving.insertion
            && let Some(from) = self.scene.document().wires().get(&insertion.to)
        {
            add(from, &insertion.into, true);
            add(&insertion.out_of, &insertion.to, true);
        }
        wires
    }
}

/// How far from a box's middle a wire crosses it, if it does.
fn crosses(wire: &crate::scene::WireSpot, core: Rect, middle: Point) -> Option<f64> {
    const STEPS: u32 = 32;
    let places = (0..=STEPS).map(|step| wire.curve.at(f64::from(step) / f64::from(STEPS)));
    let inside = places.filter(|place| core.contains(*place));
    let far = inside.map(|place| (place.x - middle.x).hypot(place.y - middle.y));
    far.min_by(f64::total_cmp)
}
