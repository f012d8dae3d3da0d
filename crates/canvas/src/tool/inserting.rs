//! Nodes put into wires and taken out of them: when a node in hand would be, and how that would look.

use super::Moving;
use crate::editor::Editor;
use crate::route::Route;
use crate::scene::WireSpot;
use gesso_graph::{
    Command, Document, InPort, ItemId, NodeId, OutPort, Point, Rect, Type, apply_all, edit,
};
use std::collections::BTreeSet;

/// How much of a node's box, from its edge, a wire has to come in for the node to go into it.
const CROSSED: f64 = 0.25;

impl Editor {
    /// The nodes among items.
    pub(crate) fn nodes_of(items: &BTreeSet<ItemId>) -> BTreeSet<NodeId> {
        let node = |item: &ItemId| match item {
            ItemId::Node(id) => Some(*id),
            ItemId::Frame(_) | ItemId::Note(_) => None,
        };
        items.iter().filter_map(node).collect()
    }

    /// The commands that take nodes out of their wires; wires among them stay.
    pub(crate) fn take_out(&self, items: &BTreeSet<ItemId>) -> Vec<Command> {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let nodes = Self::nodes_of(items);
        let among = |to: &InPort| {
            let from = doc.wires().get(to);
            nodes.contains(&to.node) && from.is_some_and(|from| nodes.contains(&from.node))
        };
        let list: Vec<NodeId> = nodes.iter().copied().collect();
        let mut commands = edit::take_out(doc, catalog, &list);
        commands.retain(|command| !matches!(command, Command::Disconnect { to } if among(to)));
        commands
    }

    /// The wire that the one node in hand would be put into: it lies across the node's box, and the node has no wires,
    /// is a copy without any, or was shaken out of them.
    pub(crate) fn insertion_for(&self, moving: &mut Moving) -> Option<InPort> {
        let mut items = moving.items.iter();
        let (Some(&ItemId::Node(id)), None) = (items.next(), items.next()) else {
            return None;
        };
        let free = moving.copy || moving.shaken || self.scene.wires_of(id).next().is_none();
        if !free {
            return None;
        }
        let rect = self.scene.rect(ItemId::Node(id))?;
        let rect = rect.translate(moving.by.0, moving.by.1);
        let core = rect.inset(rect.w.min(rect.h) * CROSSED);
        let mut crossing: Vec<(f64, &InPort)> = self
            .scene
            .wires_in(core)
            .filter(|wire| wire.from != id && wire.to.node != id)
            .filter_map(|wire| Some((crosses(wire, core)?, &wire.to)))
            .collect();
        crossing.sort_by(|a, b| a.0.total_cmp(&b.0));
        let crossed: Vec<InPort> = crossing.into_iter().map(|(_, to)| to.clone()).collect();
        crossed.into_iter().find(|to| {
            if !moving.known.inserted.contains_key(to) {
                let commands = if moving.copy || moving.shaken {
                    let freed = self.free(moving).1.clone();
                    self.insert_into(&freed, id, to)
                } else {
                    self.insert_into(self.scene.document(), id, to)
                };
                moving.known.inserted.insert(to.clone(), commands);
            }
            !moving.known.inserted[to].is_empty()
        })
    }

    /// What takes things in hand out of their wires, and the document without these; found out once.
    pub(crate) fn free<'a>(&self, moving: &'a mut Moving) -> &'a (Vec<Command>, Document) {
        moving.known.freed.get_or_insert_with(|| {
            let commands = self.take_out(&moving.items);
            let document = apply_all(self.scene.document(), &commands).document;
            (commands, document)
        })
    }

    /// The commands that put a node in hand into a wire, as if it had no wires yet; none when it doesn't fit.
    pub(crate) fn insert(&self, moving: &Moving, node: NodeId, to: &InPort) -> Vec<Command> {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        if moving.copy || moving.shaken {
            let freed = apply_all(doc, &edit::take_out(doc, catalog, &[node])).document;
            self.insert_into(&freed, node, to)
        } else {
            self.insert_into(doc, node, to)
        }
    }

    fn insert_into(&self, doc: &Document, node: NodeId, to: &InPort) -> Vec<Command> {
        edit::insert_into_wire(doc, self.scene.catalog(), to, node).unwrap_or_default()
    }

    /// The wires there would be when what is in hand were let go: around what was shaken out, and through what is put
    /// into a wire.
    pub(crate) fn rewired(&self, moving: &Moving) -> Vec<(Route, Type)> {
        let known = &moving.known;
        let freed = known.freed.as_ref().filter(|_| moving.shaken);
        let around = freed.map_or(&[][..], |(commands, _)| commands);
        let into = moving.insertion.as_ref();
        let through = into.and_then(|to| known.inserted.get(to));
        let through = through.map_or(&[][..], Vec::as_slice);
        let made = |command: &Command| match command {
            Command::Connect { from, to } => self.made(moving, from, to),
            _ => None,
        };
        around.iter().chain(through).filter_map(made).collect()
    }

    fn made(&self, moving: &Moving, from: &OutPort, to: &InPort) -> Option<(Route, Type)> {
        let place = |point: Point, node: NodeId| {
            if moving.items.contains(&ItemId::Node(node)) {
                point.translate(moving.by.0, moving.by.1)
            } else {
                point
            }
        };
        let (start, ty) = self.scene.output_at(from)?;
        let (end, _) = self.scene.input_at(to)?;
        let route = self
            .scene
            .route(place(start, from.node), place(end, to.node), None);
        Some((route, ty))
    }
}

/// How far from a box's middle a wire crosses it, if it does.
fn crosses(wire: &WireSpot, core: Rect) -> Option<f64> {
    let middle = core.center();
    let mut nearest: Option<f64> = None;
    wire.route.steps(|_, a, b| {
        // Long straight steps are looked at more closely.
        for part in 0..=8 {
            let t = f64::from(part) / 8.0;
            let place = Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
            if core.contains(place) {
                let far = (place.x - middle.x).hypot(place.y - middle.y);
                nearest = Some(nearest.map_or(far, |near| near.min(far)));
            }
        }
    });
    nearest
}
