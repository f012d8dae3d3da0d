//! A wire on its way: what doesn't fit is dimmed, what fits is lit, parameters open below the node under it.

use crate::display::{Align, Op, Weight};
use crate::draw::node::shape;
use crate::draw::{Detail, Line, Painter};
use crate::layout::{NodeLayout, PORT, RADIUS};
use crate::route::Route;
use gesso_graph::{InPort, ItemId, NodeId, OutPort, Point, Rect, Type};

/// A wire on its way.
pub(crate) struct Wiring<'a> {
    /// From where to where it is drawn.
    pub(crate) route: Route,
    /// Wires that go along.
    pub(crate) more: Vec<Route>,
    pub(crate) ty: Type,
    /// The node it comes from; never veiled.
    pub(crate) from: NodeId,
    /// Whether an input takes it.
    pub(crate) takes: &'a dyn Fn(NodeId, &str, Type) -> bool,
    /// It looks for an input, not for an output.
    pub(crate) wants_input: bool,
    /// Where it would go if it were dropped now.
    pub(crate) input: Option<&'a InPort>,
    pub(crate) output: Option<&'a OutPort>,
    /// The node under the pointer with its parameter ports shown.
    pub(crate) open: Option<(NodeId, &'a NodeLayout)>,
}

impl Painter<'_> {
    /// A wire on its way: what doesn't fit is dimmed, what fits is lit.
    pub(super) fn wiring(&mut self, clip: Rect, wiring: &Wiring<'_>) {
        let mut nodes: Vec<(u32, NodeId)> = self
            .source
            .scene
            .items_in(clip)
            .filter_map(|spot| match spot.item {
                ItemId::Node(id) => Some((spot.z, id)),
                ItemId::Frame(_) | ItemId::Note(_) => None,
            })
            .collect();
        nodes.sort_unstable();
        for (_, id) in nodes {
            self.wiring_node(id, wiring);
        }
        let ink = self.wire_ink(wiring.ty);
        let width = self.projection.len(2.5).max(self.projection.css(2.0));
        self.more_wires(&wiring.more, wiring.ty);
        let lands = wiring.input.is_some() || wiring.output.is_some();
        self.stroke(&[&wiring.route], ink, width, !lands);
        let loose = if wiring.wants_input {
            wiring.route.to
        } else {
            wiring.route.from
        };
        let at = self.projection.at(loose);
        self.list.push(Op::Disc {
            at,
            r: self.projection.css(4.0),
            ink,
        });
    }

    fn wiring_node(&mut self, id: NodeId, wiring: &Wiring<'_>) {
        let palette = self.source.palette;
        let Some(node) = self.source.scene.node(id) else {
            return;
        };
        let (origin, base) = (node.rect().origin(), node.layout.clone());
        let open = wiring
            .open
            .filter(|(open, _)| *open == id)
            .map(|(_, layout)| layout);
        if let Some(layout) = open.filter(|layout| layout.size.h > base.size.h) {
            self.more_ports(origin, &base, layout);
        }
        let layout = open.unwrap_or(&base);
        let ports = if wiring.wants_input {
            &layout.inputs
        } else {
            &layout.outputs
        };
        let fitting: Vec<(Point, Type, bool)> = ports
            .iter()
            .filter(|port| (wiring.takes)(id, &port.name, port.ty))
            .map(|port| {
                let lands = if wiring.wants_input {
                    wiring
                        .input
                        .is_some_and(|to| to.node == id && to.port == port.name)
                } else {
                    wiring
                        .output
                        .is_some_and(|from| from.node == id && from.port == port.name)
                };
                (origin.translate(port.at.x, port.at.y), port.ty, lands)
            })
            .collect();
        if fitting.is_empty() && id != wiring.from {
            let rect = node.rect();
            let area = self.projection.area(rect);
            self.list.panel(
                area,
                self.projection.len(RADIUS),
                Some(palette.canvas.fade(0.62)),
                None,
            );
            self.knobs(id, rect, true);
        }
        if self.detail < Detail::Plain {
            return;
        }
        for (middle, ty, lands) in fitting {
            let (at, ink) = (self.projection.at(middle), palette.port(ty));
            let r = self.projection.len(PORT).max(self.projection.css(2.5));
            let halo = if lands { 3.4 } else { 2.5 };
            self.list.push(Op::Disc {
                at,
                r: r * halo,
                ink: ink.fade(if lands { 0.45 } else { 0.28 }),
            });
            self.list.push(Op::Port {
                shape: shape(ty),
                at,
                r: r * 1.25,
                ink,
                edge: palette.node,
            });
        }
    }

    /// The parameter ports of the node under the pointer, below the node.
    fn more_ports(&mut self, origin: Point, base: &NodeLayout, layout: &NodeLayout) {
        let palette = self.source.palette;
        let drawer = Rect::new(
            origin.x,
            origin.y + base.size.h,
            layout.size.w,
            layout.size.h - base.size.h,
        );
        let area = self.projection.area(drawer.inset(-1.0));
        let radius = self.projection.len(RADIUS);
        let border = Some((palette.accent, self.projection.hair()));
        self.list.panel(area, radius, Some(palette.header), border);
        for port in layout.inputs.iter().filter(|port| port.at.y > base.size.h) {
            let middle = origin.translate(port.at.x, port.at.y);
            let at = self.projection.at(middle);
            let r = self.projection.len(PORT).max(self.projection.css(2.5));
            self.list.push(Op::Port {
                shape: shape(port.ty),
                at,
                r,
                ink: palette.port(port.ty),
                edge: palette.node,
            });
            self.text(Line {
                text: &port.label,
                at: self.projection.at(middle.translate(14.0, 0.0)),
                size: self.projection.letters(12.0, 9.0, 48.0),
                weight: Weight::Regular,
                ink: palette.text,
                room: self.projection.len(layout.size.w - 28.0),
                align: Align::Left,
            });
        }
    }
}
