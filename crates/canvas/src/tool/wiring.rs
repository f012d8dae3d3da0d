//! A wire in hand: what was taken, where it fits and how it is drawn. Where it lands is in `landing.rs`.

use super::Select;
use crate::camera::Px;
use crate::editor::Editor;
use crate::effect::LooseWire;
use crate::hit::Hit;
use crate::input::Device;
use crate::layout::NodeLayout;
use crate::route::Route;
use gesso_graph::{InPort, ItemId, NodeId, OutPort, Point, Rect, Type};
use std::collections::BTreeSet;

/// How near to a port a wire snaps, in CSS pixels.
pub(super) const SNAP: f64 = 24.0;

/// A wire of which one end is in hand.
pub(crate) struct Wire {
    pub(crate) loose: LooseWire,
    /// The inputs it was taken from, while it is still wired there in the document. Several when all wires of an output
    /// go together.
    pub(crate) taken: Vec<InPort>,
    /// The type at the fixed end.
    pub(crate) ty: Type,
    /// Where the loose end is.
    pub(crate) at: Point,
    pub(crate) landing: Landing,
    /// The node under the pointer, with the ports that fit shown.
    pub(crate) open: Option<(NodeId, NodeLayout)>,
    /// Nodes that would close a loop.
    pub(super) barred: BTreeSet<NodeId>,
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
    /// Takes a wire into hand at a port. A wired input gives its wire, or with Shift another from the same output; an
    /// output begins one, or with Shift gives all of its wires.
    pub(crate) fn start_wiring(&mut self, hit: &Hit, at: Px, held: bool, shift: bool) {
        let wires = self.scene.document().wires();
        let (loose, taken) = match hit {
            Hit::Output(from) => {
                let readers = self.scene.document().wires_from(from.node);
                let all: Vec<InPort> = readers
                    .filter(|to| shift && wires.get(*to) == Some(from))
                    .cloned()
                    .collect();
                match all.first() {
                    Some(first) => (LooseWire::Into(first.clone()), all),
                    None => (LooseWire::From(from.clone()), Vec::new()),
                }
            }
            Hit::Input(to) => match wires.get(to) {
                Some(from) if held && shift => (LooseWire::From(from.clone()), Vec::new()),
                Some(from) if held => (LooseWire::From(from.clone()), vec![to.clone()]),
                _ => (LooseWire::Into(to.clone()), Vec::new()),
            },
            _ => return,
        };
        let Some((_, ty)) = self.fixed_end(&loose) else {
            return;
        };
        taken.iter().for_each(|to| self.damage_wire(to));
        let barred = self.barred(&loose, &taken);
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
    fn barred(&self, loose: &LooseWire, taken: &[InPort]) -> BTreeSet<NodeId> {
        let doc = self.scene.document();
        let (mut barred, upstream) = match loose {
            LooseWire::From(from) => (BTreeSet::from([from.node]), true),
            LooseWire::Into(to) => {
                let along = taken.iter().map(|to| to.node);
                (along.chain([to.node]).collect(), false)
            }
        };
        let mut open: Vec<NodeId> = barred.iter().copied().collect();
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
        let ports = node.schema.iter().flat_map(|schema| schema.input_ports());
        let hidden = ports.filter(|port| {
            let shown = !node.layout.collapsed && node.layout.input(port.name).is_some();
            let is_wired = |name: &str| self.scene.document().is_wired(id, name);
            let is_open = node
                .schema
                .as_ref()
                .is_some_and(|schema| schema.is_open(port.name, is_wired));
            (port.param || node.layout.collapsed) && is_open && !shown && wire.ty.fits(port.ty)
        });
        if node.layout.collapsed {
            // Gathered ports can't be told apart: each is offered below.
            let apart = NodeLayout {
                inputs: Vec::new(),
                ..(*node.layout).clone()
            };
            return Some(apart.opened(hidden));
        }
        Some(node.layout.opened(hidden))
    }

    /// How the wire in hand is drawn: to the port it would land on, else to the pointer.
    pub(crate) fn wire_route(&self, wire: &Wire) -> Option<Route> {
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
        let (from, to) = match wire.loose {
            LooseWire::From(_) => (fixed, loose),
            LooseWire::Into(_) => (loose, fixed),
        };
        Some(self.scene.route(from, to, None))
    }

    /// How the wires that go along are drawn: from the same place as the one that lands.
    pub(crate) fn more_routes(&self, wire: &Wire, lands: &Route) -> Vec<Route> {
        if wire.wants_input() {
            return Vec::new();
        }
        let ends = wire.taken.iter().skip(1);
        ends.filter_map(|to| {
            Some(
                self.scene
                    .route(lands.from, self.scene.input_at(to)?.0, None),
            )
        })
        .collect()
    }

    /// The base layer draws again what the wire was taken from.
    pub(crate) fn put_back(&mut self, wire: &Wire) {
        wire.taken.iter().for_each(|to| self.damage_wire(to));
    }
}
