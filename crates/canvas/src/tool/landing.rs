//! Where a wire in hand would land, and what letting it go does: it is wired, refused in words, or asks for a node.

use super::wiring::SNAP;
use super::{Landing, Select, Wire};
use crate::camera::Px;
use crate::editor::Editor;
use crate::effect::{Effect, LooseWire};
use crate::hit::Hit;
use crate::input::Device;
use crate::words;
use gesso_graph::{InPort, ItemId, Name, NodeId, OutPort, Rect, edit};

impl Editor {
    pub(super) fn landing(&self, wire: &Wire, at: Px, device: Device) -> Landing {
        if let Some((from, to)) = self.snap(wire) {
            if wire.wants_input() && wire.taken.contains(&to) {
                return Landing::Home;
            }
            return Landing::Fits(from, to);
        }
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let hit = self.hit_at(at, device);
        let refused = |from: &OutPort, to: &InPort| match edit::connect(doc, catalog, from, to) {
            Ok(_) => Landing::Fits(from.clone(), to.clone()),
            Err(refusal) => Landing::Refused(refusal.describe(catalog.words())),
        };
        let Some(ItemId::Node(node)) = hit.item() else {
            return Landing::Nowhere;
        };
        if node == wire.node() {
            return Landing::Home;
        }
        match (&wire.loose, &hit) {
            (LooseWire::From(from), Hit::Input(to)) => refused(from, to),
            (LooseWire::Into(to), Hit::Output(from)) => refused(from, to),
            (LooseWire::From(from), _) => match edit::first_fitting_input(doc, catalog, from, node)
            {
                Some(to) => Landing::Fits(from.clone(), to),
                None => Landing::Refused(self.barrier(wire, node)),
            },
            (LooseWire::Into(to), _) => match edit::first_fitting_output(doc, catalog, node, to) {
                Some(from) => Landing::Fits(from, to.clone()),
                None => Landing::Refused(self.barrier(wire, node)),
            },
        }
    }

    /// Why nothing on a node takes the wire.
    fn barrier(&self, wire: &Wire, node: NodeId) -> String {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let schema = self.scene.node(node).and_then(|node| node.schema.as_ref());
        if wire.barred.contains(&node) {
            // Any port tells of the loop.
            let refusal = match &wire.loose {
                LooseWire::From(from) => schema
                    .and_then(|schema| schema.input_ports().find(|port| wire.ty.fits(port.ty)))
                    .and_then(|port| {
                        edit::connect(
                            doc,
                            catalog,
                            from,
                            &InPort {
                                node,
                                port: port.name.into(),
                            },
                        )
                        .err()
                    }),
                LooseWire::Into(to) => schema
                    .and_then(|schema| schema.outputs.iter().find(|port| port.ty.fits(wire.ty)))
                    .and_then(|port| {
                        edit::connect(
                            doc,
                            catalog,
                            &OutPort {
                                node,
                                port: (&port.name).into(),
                            },
                            to,
                        )
                        .err()
                    }),
            };
            if let Some(refusal) = refusal {
                return refusal.describe(catalog.words());
            }
        }
        let what = wire.ty.label(catalog.words());
        match wire.loose {
            LooseWire::From(_) => words::takes_nothing(doc, catalog, what, node),
            LooseWire::Into(_) => words::gives_nothing(doc, catalog, what, node),
        }
    }

    /// The nearest fitting port within reach.
    fn snap(&self, wire: &Wire) -> Option<(OutPort, InPort)> {
        let reach = SNAP / self.camera.zoom;
        let around = Rect::at(wire.at, Default::default()).inset(-reach);
        let mut best: Option<(f64, NodeId, Name)> = None;
        let near = self
            .scene
            .items_in(around)
            .filter_map(|spot| match spot.item {
                ItemId::Node(id) => Some(id),
                ItemId::Frame(_) | ItemId::Note(_) => None,
            });
        for id in near.chain(wire.open.as_ref().map(|(id, _)| *id)) {
            let Some(node) = self.scene.node(id) else {
                continue;
            };
            let layout = match &wire.open {
                Some((open, layout)) if *open == id => layout,
                _ => &*node.layout,
            };
            let ports = match wire.loose {
                LooseWire::From(_) => &layout.inputs,
                LooseWire::Into(_) => &layout.outputs,
            };
            for port in ports.iter().filter(|port| wire.fits(id, port.ty)) {
                let place = node.node.position.translate(port.at.x, port.at.y);
                let far = (place.x - wire.at.x).hypot(place.y - wire.at.y);
                if far <= reach && best.as_ref().is_none_or(|(least, ..)| far < *least) {
                    best = Some((far, id, port.name.clone()));
                }
            }
        }
        let (_, node, port) = best?;
        Some(match &wire.loose {
            LooseWire::From(from) => (from.clone(), InPort { node, port }),
            LooseWire::Into(to) => (OutPort { node, port }, to.clone()),
        })
    }

    /// Lets the wire go. With Shift, another one from the same output stays in hand and waits for a click.
    pub(crate) fn end_wiring(&mut self, at: Px, device: Device, out: &mut Vec<Effect>) {
        self.drag_wire(at, device);
        let Select::Wiring { wire, .. } = std::mem::replace(&mut self.tool, Select::Idle) else {
            return;
        };
        self.put_back(&wire);
        match &wire.landing {
            Landing::Home => {}
            Landing::Refused(words) => out.push(Effect::Say(words.clone())),
            Landing::Fits(from, to) => {
                self.land(&wire, from, to, out);
                if wire.wants_input() && self.modifiers.shift {
                    self.start_wiring(&Hit::Output(from.clone()), at, false, false);
                }
            }
            Landing::Nowhere if wire.taken.is_empty() => out.push(Effect::OpenSearch {
                at,
                world: self.camera.to_world(at),
                wire: Some(wire.loose),
            }),
            Landing::Nowhere => {
                let (doc, catalog) = (self.scene.document(), self.scene.catalog());
                let commands = edit::cut(doc, &wire.taken);
                if !commands.is_empty() {
                    let label = words::cut(doc, catalog, &wire.taken);
                    out.push(Effect::Commit { label, commands });
                }
            }
        }
    }

    /// Wires what fits.
    fn land(&self, wire: &Wire, from: &OutPort, to: &InPort, out: &mut Vec<Effect>) {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let (mut commands, ends) = if wire.wants_input() {
            (edit::cut(doc, &wire.taken), vec![to])
        } else {
            let along = wire.taken.iter().filter(|other| *other != to);
            (Vec::new(), std::iter::once(to).chain(along).collect())
        };
        match edit::connect_each(doc, catalog, from, ends.iter().copied()) {
            Ok(connect) => commands.extend(connect),
            Err(refusal) => {
                out.push(Effect::Say(refusal.describe(catalog.words())));
                return;
            }
        }
        if !commands.is_empty() {
            let label = match ends.len() {
                1 => words::connect(doc, catalog, from, to),
                count => words::connect_all(doc, catalog, from, count),
            };
            out.push(Effect::Commit { label, commands });
        }
    }
}
