//! A wire in hand: where it fits, where it would land, and what letting go does.

use super::Select;
use crate::camera::Px;
use crate::curve::Curve;
use crate::editor::Editor;
use crate::effect::{Effect, LooseWire};
use crate::hit::Hit;
use crate::input::Device;
use crate::layout::NodeLayout;
use crate::words;
use gesso_graph::{Command, InPort, ItemId, Name, NodeId, OutPort, Point, Rect, Type, edit};
use std::collections::BTreeSet;

/// How near to a port a wire snaps, in CSS pixels.
const SNAP: f64 = 24.0;

/// A wire of which one end is in hand.
pub(crate) struct Wire {
    pub(crate) loose: LooseWire,
    /// The input it was taken from, while it is still wired there in the document.
    pub(crate) taken: Option<InPort>,
    /// The type at the fixed end.
    pub(crate) ty: Type,
    /// Where the loose end is.
    pub(crate) at: Point,
    pub(crate) landing: Landing,
    /// The node under the pointer, with the ports that fit shown.
    pub(crate) open: Option<(NodeId, NodeLayout)>,
    /// Nodes that would close a loop.
    barred: BTreeSet<NodeId>,
}

/// What letting go would do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Landing {
    /// Nothing is there.
    Nowhere,
    /// Back where it came from.
    Home,
    /// It fits.
    Fits(OutPort, InPort),
    /// It doesn't, and why.
    Refused(String),
}

impl Wire {
    /// Whether a port of a node takes the loose end.
    pub(crate) fn fits(&self, node: NodeId, ty: Type) -> bool {
        let fits = match self.loose {
            LooseWire::From(_) => self.ty.fits(ty),
            LooseWire::Into(_) => ty.fits(self.ty),
        };
        fits && !self.barred.contains(&node)
    }

    /// The loose end looks for an input, not for an output.
    pub(crate) fn wants_input(&self) -> bool {
        matches!(self.loose, LooseWire::From(_))
    }

    /// The node at the fixed end.
    pub(crate) fn node(&self) -> NodeId {
        match &self.loose {
            LooseWire::From(from) => from.node,
            LooseWire::Into(to) => to.node,
        }
    }
}

impl Editor {
    /// Takes a wire into hand at a port. A wired input gives its wire; another port begins one.
    pub(crate) fn start_wiring(&mut self, hit: &Hit, at: Px, held: bool) {
        let (loose, taken) = match hit {
            Hit::Output(from) => (LooseWire::From(from.clone()), None),
            Hit::Input(to) => match self.scene.document().wires().get(to) {
                Some(from) if held => (LooseWire::From(from.clone()), Some(to.clone())),
                _ => (LooseWire::Into(to.clone()), None),
            },
            _ => return,
        };
        let Some((_, ty)) = self.fixed_end(&loose) else {
            return;
        };
        if let Some(to) = &taken {
            self.damage_wire(to);
        }
        let barred = self.barred(&loose);
        let at = self.camera.to_world(at);
        let wire = Wire {
            loose,
            taken,
            ty,
            at,
            landing: Landing::Home,
            open: None,
            barred,
        };
        self.tool = Select::Wiring {
            wire: Box::new(wire),
            held,
        };
    }

    /// Where the fixed end is.
    fn fixed_end(&self, loose: &LooseWire) -> Option<(Point, Type)> {
        match loose {
            LooseWire::From(from) => self.scene.output_at(from),
            LooseWire::Into(to) => self.scene.input_at(to),
        }
    }

    /// The nodes that the loose end must not go to: those that the fixed one needs, or that need it.
    fn barred(&self, loose: &LooseWire) -> BTreeSet<NodeId> {
        let doc = self.scene.document();
        let (start, upstream) = match loose {
            LooseWire::From(from) => (from.node, true),
            LooseWire::Into(to) => (to.node, false),
        };
        let mut barred = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            let next: Vec<NodeId> = if upstream {
                doc.wires_into(node).map(|(_, from)| from.node).collect()
            } else {
                doc.wires_from(node).map(|to| to.node).collect()
            };
            open.extend(next.into_iter().filter(|node| barred.insert(*node)));
        }
        barred
    }

    pub(crate) fn drag_wire(&mut self, at: Px, device: Device) {
        let world = self.camera.to_world(at);
        let Select::Wiring { mut wire, held } = std::mem::replace(&mut self.tool, Select::Idle)
        else {
            return;
        };
        wire.at = world;
        // A node that is open stays open over its drawer too.
        let over = match &wire.open {
            Some((id, layout)) if self.covers(*id, layout, world) => Some(*id),
            _ => match self.hit_at(at, device).item() {
                Some(ItemId::Node(id)) => Some(id),
                _ => None,
            },
        };
        wire.open = over.and_then(|id| Some((id, self.open_layout(&wire, id)?)));
        wire.landing = self.landing(&wire, at, device);
        self.tool = Select::Wiring { wire, held };
    }

    fn covers(&self, id: NodeId, layout: &NodeLayout, at: Point) -> bool {
        let reach = SNAP / self.camera.zoom;
        self.scene.node(id).is_some_and(|node| {
            Rect::at(node.node.position, layout.size)
                .inset(-reach)
                .contains(at)
        })
    }

    /// A node's layout with the parameter ports that take the wire in a drawer.
    fn open_layout(&self, wire: &Wire, id: NodeId) -> Option<NodeLayout> {
        let node = self.scene.node(id)?;
        if matches!(wire.loose, LooseWire::Into(_)) || wire.barred.contains(&id) {
            return Some((*node.layout).clone());
        }
        let ports = node
            .schema
            .into_iter()
            .flat_map(|schema| schema.input_ports());
        let hidden = ports.filter(|port| {
            port.param && node.layout.input(port.name).is_none() && wire.ty.fits(port.ty)
        });
        Some(node.layout.opened(hidden))
    }

    fn landing(&self, wire: &Wire, at: Px, device: Device) -> Landing {
        if let Some((from, to)) = self.snap(wire) {
            if wire.taken.as_ref() == Some(&to) {
                return Landing::Home;
            }
            return Landing::Fits(from, to);
        }
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let hit = self.hit_at(at, device);
        let refused = |from: &OutPort, to: &InPort| match edit::connect(doc, catalog, from, to) {
            Ok(_) => Landing::Fits(from.clone(), to.clone()),
            Err(refusal) => Landing::Refused(refusal.to_string()),
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
        let schema = self.scene.node(node).and_then(|node| node.schema);
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
                                port: port.name.into(),
                            },
                            to,
                        )
                        .err()
                    }),
            };
            if let Some(refusal) = refusal {
                return refusal.to_string();
            }
        }
        match wire.loose {
            LooseWire::From(_) => words::takes_nothing(doc, catalog, wire.ty.label(), node),
            LooseWire::Into(_) => words::gives_nothing(doc, catalog, wire.ty.label(), node),
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

    /// How the wire in hand is drawn: to the port it would land on, else to the pointer.
    pub(crate) fn wire_curve(&self, wire: &Wire) -> Option<Curve> {
        let (fixed, _) = self.fixed_end(&wire.loose)?;
        let port = |node: NodeId, find: &dyn Fn(&NodeLayout) -> Option<Point>| {
            let laid = self.scene.node(node)?;
            let at = match &wire.open {
                Some((open, layout)) if *open == node => find(layout),
                _ => find(&laid.layout),
            }?;
            Some(laid.node.position.translate(at.x, at.y))
        };
        let loose = match (&wire.landing, &wire.loose) {
            (Landing::Fits(_, to), LooseWire::From(_)) => port(to.node, &|layout| {
                layout.input(&to.port).map(|spot| spot.at)
            }),
            (Landing::Fits(from, _), LooseWire::Into(_)) => port(from.node, &|layout| {
                layout.output(&from.port).map(|spot| spot.at)
            }),
            _ => None,
        }
        .unwrap_or(wire.at);
        Some(match wire.loose {
            LooseWire::From(_) => Curve {
                from: fixed,
                to: loose,
            },
            LooseWire::Into(_) => Curve {
                from: loose,
                to: fixed,
            },
        })
    }

    /// The base layer draws again what the wire was taken from.
    pub(crate) fn put_back(&mut self, wire: &Wire) {
        if let Some(to) = &wire.taken {
            self.damage_wire(to);
        }
    }

    /// Lets the wire go.
    pub(crate) fn end_wiring(&mut self, at: Px, device: Device, out: &mut Vec<Effect>) {
        self.drag_wire(at, device);
        let Select::Wiring { wire, .. } = std::mem::replace(&mut self.tool, Select::Idle) else {
            return;
        };
        self.put_back(&wire);
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        match wire.landing {
            Landing::Home => {}
            Landing::Refused(words) => out.push(Effect::Say(words)),
            Landing::Fits(from, to) => {
                let mut commands: Vec<Command> = wire
                    .taken
                    .map(|to| Command::Disconnect { to })
                    .into_iter()
                    .collect();
                match edit::connect(doc, catalog, &from, &to) {
                    Ok(connect) => commands.extend(connect),
                    Err(refusal) => {
                        out.push(Effect::Say(refusal.to_string()));
                        return;
                    }
                }
                if !commands.is_empty() {
                    out.push(Effect::Commit {
                        label: words::connect(doc, catalog, &from, &to),
                        commands,
                    });
                }
            }
            Landing::Nowhere => match (wire.taken, wire.loose) {
                (Some(to), LooseWire::From(from)) => {
                    let label = words::disconnect(doc, catalog, &from, &to);
                    out.push(Effect::Commit {
                        label,
                        commands: vec![Command::Disconnect { to }],
                    });
                }
                (_, loose) => {
                    out.push(Effect::OpenSearch {
                        at,
                        world: self.camera.to_world(at),
                        wire: Some(loose),
                    });
                }
            },
        }
    }
}
