//! The layer of what moves: selection, hover, running nodes, things in hand, the marquee, a wire on its way.
//! Redrawn whole with every frame that needs it, so it only ever holds what is visible.

use super::node::shape;
use super::{Detail, Line, Painter};
use crate::curve::Curve;
use crate::display::{Align, Area, Op, Weight};
use crate::layout::{HEADER, NodeLayout, PAD, PORT, RADIUS};
use crate::scene::{Spot, WireSpot};
use crate::theme::Ink;
use gesso_graph::{InPort, ItemId, NodeId, OutPort, Point, Rect, Type};
use std::collections::{BTreeMap, BTreeSet};

/// What the overlay shows besides run states.
pub(crate) struct Overlay<'a> {
    /// The part of the world that can be seen.
    pub(crate) clip: Rect,
    pub(crate) selection: &'a BTreeSet<ItemId>,
    pub(crate) selected_wire: Option<&'a InPort>,
    pub(crate) hover: Option<ItemId>,
    pub(crate) hover_wire: Option<&'a InPort>,
    /// Items in hand with the boxes they would get.
    pub(crate) held: &'a BTreeMap<ItemId, Rect>,
    /// The items in hand are copies: the originals stay where they are.
    pub(crate) copies: bool,
    pub(crate) marquee: Option<Rect>,
    pub(crate) wiring: Option<Wiring<'a>>,
    /// A finger rests here long enough for a menu.
    pub(crate) pressed_long: Option<Point>,
    /// Milliseconds, for what moves by itself; none when motion is reduced.
    pub(crate) time_ms: Option<f64>,
}

/// A wire on its way.
pub(crate) struct Wiring<'a> {
    /// From where to where it is drawn.
    pub(crate) curve: Curve,
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
    /// Everything that moves.
    pub(crate) fn overlay(&mut self, overlay: &Overlay<'_>) {
        if let Some(wiring) = &overlay.wiring {
            self.wiring(overlay.clip, wiring);
        }
        self.held(overlay);
        self.marked_wires(overlay);
        self.running(overlay);
        if let Some(item) = overlay
            .hover
            .filter(|item| !overlay.selection.contains(item))
        {
            let ink = self.source.palette.dim;
            self.outline(item, overlay, ink, 1.0);
        }
        let accent = self.source.palette.accent;
        for item in self.shown_selection(overlay) {
            self.outline(item, overlay, accent, 2.0);
            self.corner(item, overlay);
        }
        if let Some(rect) = overlay.marquee {
            let area = self.projection.area(rect);
            let border = (accent, self.projection.hair());
            self.list.panel(
                area,
                self.projection.css(2.0),
                Some(accent.fade(0.12)),
                Some(border),
            );
        }
        if let Some(at) = overlay.pressed_long {
            let (at, r) = (self.projection.at(at), self.projection.css(28.0));
            let area = Area {
                x: at.0 - r,
                y: at.1 - r,
                w: 2.0 * r,
                h: 2.0 * r,
            };
            let width = self.projection.css(3.0);
            self.list
                .panel(area, r, Some(accent.fade(0.15)), Some((accent, width)));
        }
    }

    /// The selected items that can be seen, whichever is cheaper to look through.
    fn shown_selection(&self, overlay: &Overlay<'_>) -> Vec<ItemId> {
        if !overlay.held.is_empty() || overlay.selection.len() <= 256 {
            return overlay.selection.iter().copied().collect();
        }
        let spots = self.source.scene.items_in(overlay.clip);
        let mut shown: Vec<ItemId> = spots
            .map(|spot| spot.item)
            .filter(|item| overlay.selection.contains(item))
            .collect();
        shown.sort_unstable();
        shown
    }

    fn outline(&mut self, item: ItemId, overlay: &Overlay<'_>, ink: Ink, css: f64) {
        let place = overlay
            .held
            .get(&item)
            .copied()
            .or_else(|| self.source.scene.rect(item));
        let Some(rect) = place.filter(|rect| rect.intersects(overlay.clip)) else {
            return;
        };
        let width = self.projection.css(css).round().max(1.0);
        let mut area = self.projection.area(rect);
        area.x -= width;
        area.y -= width;
        area.w += 2.0 * width;
        area.h += 2.0 * width;
        let radius = if self.detail == Detail::Far {
            0.0
        } else {
            self.projection.len(RADIUS) + width
        };
        self.list.panel(area, radius, None, Some((ink, width)));
        if let ItemId::Node(id) = item {
            self.knobs(id, rect, false);
        }
    }

    /// The handle that resizes a selected frame or note.
    fn corner(&mut self, item: ItemId, overlay: &Overlay<'_>) {
        if matches!(item, ItemId::Node(_)) || self.detail < Detail::Plain {
            return;
        }
        let place = overlay
            .held
            .get(&item)
            .copied()
            .or_else(|| self.source.scene.rect(item));
        let Some(rect) = place else { return };
        let (x, y) = self.projection.at(Point::new(rect.right(), rect.bottom()));
        let side = self.projection.css(8.0);
        let area = Area {
            x: (x - side / 2.0).round(),
            y: (y - side / 2.0).round(),
            w: side,
            h: side,
        };
        let palette = self.source.palette;
        self.list.panel(
            area,
            self.projection.css(2.0),
            Some(palette.on_accent),
            Some((palette.accent, self.projection.css(1.5))),
        );
    }

    /// Things in hand, with their wires.
    fn held(&mut self, overlay: &Overlay<'_>) {
        if overlay.held.is_empty() {
            return;
        }
        let scene = self.source.scene;
        let moved = |id: NodeId| {
            overlay
                .held
                .get(&ItemId::Node(id))
                .zip(scene.rect(ItemId::Node(id)))
        };
        let shift = |point: Point, id: NodeId| match moved(id) {
            Some((to, was)) => point.translate(to.x - was.x, to.y - was.y),
            None => point,
        };
        if !overlay.copies {
            let mut wires: BTreeMap<&InPort, &WireSpot> = BTreeMap::new();
            for item in overlay.held.keys() {
                if let ItemId::Node(id) = item {
                    wires.extend(scene.wires_of(*id).map(|wire| (&wire.to, wire)));
                }
            }
            let mut colors: BTreeMap<Ink, Vec<Curve>> = BTreeMap::new();
            for wire in wires.into_values() {
                let curve = Curve {
                    from: shift(wire.curve.from, wire.from),
                    to: shift(wire.curve.to, wire.to.node),
                };
                if curve.bounds().intersects(overlay.clip) {
                    colors
                        .entry(self.source.palette.port(wire.ty))
                        .or_default()
                        .push(curve);
                }
            }
            for (ink, curves) in colors {
                self.curves(&curves, ink);
            }
        }
        let shown = overlay
            .held
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

    /// The selected wire and the one under the pointer.
    fn marked_wires(&mut self, overlay: &Overlay<'_>) {
        let palette = self.source.palette;
        let thick = self.projection.len(3.0).max(self.projection.css(2.5));
        for (to, selected) in [(overlay.hover_wire, false), (overlay.selected_wire, true)] {
            let Some(wire) = to.and_then(|to| self.source.scene.wire(to)) else {
                continue;
            };
            let (curve, ink) = (
                wire.curve,
                if selected {
                    palette.accent
                } else {
                    palette.port(wire.ty)
                },
            );
            if selected {
                self.stroke(&[curve], palette.accent.fade(0.25), thick * 3.0, false);
            }
            self.stroke(&[curve], ink, thick, false);
        }
    }

    /// A moving edge and a percentage on nodes that run.
    fn running(&mut self, overlay: &Overlay<'_>) {
        let palette = self.source.palette;
        for (&id, &done) in self.source.running {
            let item = ItemId::Node(id);
            let place = overlay
                .held
                .get(&item)
                .copied()
                .or_else(|| self.source.scene.rect(item));
            let Some(rect) = place.filter(|rect| rect.intersects(overlay.clip)) else {
                continue;
            };
            let area = self.projection.area(rect);
            if self.detail == Detail::Far {
                self.list
                    .boxes(palette.accent, vec![self.projection.least(rect, 2.0)]);
                continue;
            }
            let width = self.projection.css(2.0).round();
            let radius = self.projection.len(RADIUS);
            let dash = overlay
                .time_ms
                .map(|time| -((time * 0.04) % 1200.0) as f32 * self.projection.css(1.0));
            self.list
                .panel(area, radius, None, Some((palette.accent.fade(0.35), width)));
            self.list.push(Op::Panel {
                area,
                radii: [radius; 2],
                fill: None,
                border: Some((palette.accent, width)),
                dash,
            });
            let done = done.clamp(0.0, 1.0);
            let bar = self
                .projection
                .css(3.0)
                .min(self.projection.len(3.0).max(1.0));
            let top = self.projection.y(rect.y + HEADER) - bar;
            self.list.boxes(
                palette.accent,
                vec![Area {
                    x: area.x,
                    y: top,
                    w: area.w * done,
                    h: bar,
                }],
            );
            self.knobs(id, rect, false);
            if self.detail >= Detail::Plain {
                let text = format!("{:.0} %", done * 100.0).into();
                self.text(Line {
                    text: &text,
                    at: self
                        .projection
                        .at(Point::new(rect.right() - PAD - 2.0, rect.y + HEADER / 2.0)),
                    size: self.projection.letters(11.0, 8.0, 44.0),
                    weight: Weight::Medium,
                    ink: palette.accent,
                    room: self.projection.len(48.0).max(self.projection.css(32.0)),
                    align: Align::Right,
                });
            }
        }
    }

    /// A wire on its way: what doesn't fit is dimmed, what fits is lit.
    fn wiring(&mut self, clip: Rect, wiring: &Wiring<'_>) {
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
        let lands = wiring.input.is_some() || wiring.output.is_some();
        self.stroke(&[wiring.curve], ink, width, !lands);
        let loose = if wiring.wants_input {
            wiring.curve.to
        } else {
            wiring.curve.from
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
        for port in layout.inputs.iter().skip(base.inputs.len()) {
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
