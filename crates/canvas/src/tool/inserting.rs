//! Nodes put into wires and taken out of them: when a node in hand would be, and how that would look.

use super::Moving;
use crate::editor::Editor;
use crate::route::Route;
use crate::scene::WireSpot;
use gesso_graph::{Command, InPort, ItemId, NodeId, OutPort, Point, Rect, Type, apply_all, edit};
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
    pub(crate) fn insertion_for(&self, moving: &Moving) -> Option<InPort> {
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
        let mut crossing: Vec<(f64, &InPort)> = self
            .scene
            .wires_in(core)
            .filter(|wire| wire.from != *id && wire.to.node != *id)
            .filter_map(|wire| Some((crosses(wire, core)?, &wire.to)))
            .collect();
        crossing.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut wires = crossing.into_iter().map(|(_, to)| to);
        wires
            .find(|to| !self.insert(moving, *id, to).is_empty())
            .cloned()
    }

    /// The commands that put a node in hand into a wire, as if it had no wires yet; none when it doesn't fit.
    pub(crate) fn insert(&self, moving: &Moving, node: NodeId, to: &InPort) -> Vec<Command> {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let inserted = if moving.copy || moving.shaken {
            let freed = apply_all(doc, &edit::take_out(doc, catalog, &[node])).document;
            edit::insert_into_wire(&freed, catalog, to, node)
        } else {
            edit::insert_into_wire(doc, catalog, to, node)
        };
        inserted.unwrap_or_default()
    }

    /// The wires there would be when what is in hand were let go: around what was shaken out, and through what is put
    /// into a wire.
    pub(crate) fn rewired(&self, moving: &Moving) -> Vec<(Route, Type)> {
        let around = if moving.shaken {
            self.take_out(&moving.items)
        } else {
            Vec::new()
        };
        let through = match (&moving.insertion, moving.items.first()) {
            (Some(to), Some(ItemId::Node(node))) => self.insert(moving, *node, to),
            _ => Vec::new(),
        };
        let made = |command: &Command| match command {
            Command::Connect { from, to } => self.made(moving, from, to),
            _ => None,
        };
        around.iter().chain(&through).filter_map(made).collect()
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
