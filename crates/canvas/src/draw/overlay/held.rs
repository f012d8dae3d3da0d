//! Things in hand at the places they would get, with their wires as they would run.

use super::Overlay;
use crate::draw::{Detail, Painter};
use crate::route::Route;
use crate::scene::{Spot, WireSpot};
use crate::theme::Ink;
use gesso_graph::{InPort, ItemId, NodeId, Point, Rect, Type};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is in hand.
#[derive(Default)]
pub(crate) struct Held<'a> {
    /// Items with the boxes they would get.
    pub(crate) places: BTreeMap<ItemId, Rect>,
    /// How far they go.
    pub(crate) by: (f64, f64),
    /// They are copies: the originals stay where they are, with their wires.
    pub(crate) copies: bool,
    /// They are out of their wires; those among them stay.
    pub(crate) freed: bool,
    /// The wires there would be instead.
    pub(crate) rewired: Vec<(Route, Type)>,
    /// The wire they would go into.
    pub(crate) into: Option<&'a InPort>,
}

impl Held<'_> {
    fn node(&self, id: NodeId) -> Option<&Rect> {
        self.places.get(&ItemId::Node(id))
    }

    /// The bends of a wire; those of a wire of which both ends go go along.
    fn bends(&self, wire: &WireSpot) -> Option<Arc<[Point]>> {
        let bends = wire.route.bends.clone()?;
        if self.node(wire.from).is_none() || self.node(wire.to.node).is_none() {
            return Some(bends);
        }
        let (dx, dy) = self.by;
        Some(bends.iter().map(|bend| bend.translate(dx, dy)).collect())
    }
}

impl Painter<'_> {
    /// Things in hand, with their wires.
    pub(super) fn held(&mut self, overlay: &Overlay<'_>) {
        let held = overlay.held;
        if held.places.is_empty() {
            return;
        }
        if !held.copies {
            self.held_wires(held, overlay.clip);
        }
        self.rewired(held);
        let scene = self.source.scene;
        let shown = held
            .places
            .iter()
            .filter(|(_, rect)| rect.intersects(overlay.clip));
        // Frames lie below what they hold.
        let (frames, mut others): (Vec<_>, Vec<_>) =
            shown.partition(|(item, _)| matches!(item, ItemId::Frame(_)));
        let node_z = |item: &ItemId| match item {
            ItemId::Node(id) => scene.node(*id).map_or(0, |node| node.z),
            ItemId::Frame(_) | ItemId::Note(_) => 0,
        };
        others.sort_by_key(|(item, _)| node_z(item));
        for (item, rect) in frames {
            self.item(*item, *rect);
        }
        if self.detail == Detail::Far {
            let spot = |(item, rect): (&ItemId, &Rect)| Spot {
                item: *item,
                rect: *rect,
                category: match item {
                    ItemId::Node(id) => scene.node(*id).and_then(|node| node.category()),
                    ItemId::Frame(_) | ItemId::Note(_) => None,
                },
                z: 0,
            };
            let spots: Vec<Spot> = others.into_iter().map(spot).collect();
            self.far(&spots.iter().collect::<Vec<_>>());
            return;
        }
        for (item, rect) in others {
            self.item(*item, *rect);
        }
    }

    /// The wires that hang on what is in hand.
    fn held_wires(&mut self, held: &Held<'_>, clip: Rect) {
        let scene = self.source.scene;
        let moved = |id: NodeId| held.node(id).zip(scene.rect(ItemId::Node(id)));
        let shift = |point: Point, id: NodeId| match moved(id) {
            Some((to, was)) => point.translate(to.x - was.x, to.y - was.y),
            None => point,
        };
        let stays = |wire: &WireSpot| {
            !held.freed || (held.node(wire.from).is_some() && held.node(wire.to.node).is_some())
        };
        let mut wires: BTreeMap<&InPort, &WireSpot> = BTreeMap::new();
        for item in held.places.keys() {
            if let ItemId::Node(id) = item {
                let of = scene.wires_of(*id).filter(|wire| stays(wire));
                wires.extend(of.map(|wire| (&wire.to, wire)));
            }
        }
        let mut colors: BTreeMap<Ink, Vec<Route>> = BTreeMap::new();
        for wire in wires.into_values() {
            let route = Route {
                from: shift(wire.route.from, wire.from),
                to: shift(wire.route.to, wire.to.node),
                bends: held.bends(wire),
                style: wire.route.style,
            };
            if route.bounds().intersects(clip) {
                colors
                    .entry(self.source.palette.port(wire.ty))
                    .or_default()
                    .push(route);
            }
        }
        for (ink, routes) in colors {
            self.curves(&routes.iter().collect::<Vec<_>>(), ink);
        }
    }

    /// The wires there would be, and the one that would be parted.
    fn rewired(&mut self, held: &Held<'_>) {
        let thick = self.projection.len(3.0).max(self.projection.css(2.5));
        if let Some(wire) = held.into.and_then(|to| self.source.scene.wire(to)) {
            let glow = self.source.palette.accent.fade(0.35);
            self.stroke(&[&wire.route], glow, thick * 3.0, false);
        }
        for (route, ty) in &held.rewired {
            self.stroke(&[route], self.wire_ink(*ty), thick, true);
        }
    }
}
