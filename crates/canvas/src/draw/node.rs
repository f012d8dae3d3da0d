//! A node: header with sign, title and summary, ports, picture, run state.

use super::look::passing;
use super::{Detail, Line, Painter, far_ink};
use crate::display::{Align, Area, Op, Shape, Weight};
use crate::icon::Icon;
use crate::layout::{HEADER, NodeLayout, PAD, PORT, PortSpot, RADIUS};
use crate::scene::SceneNode;
use crate::theme::Ink;
use crate::view::{NodeView, PictureRef, RunLook};
use gesso_graph::{Mode, NodeId, Point, Rect, Type};
use std::sync::Arc;

/// Side of the coloured tile with the kind's sign.
const TILE: f64 = 28.0;
/// How much of the well covers a picture that is not what the node would make now.
const OUTDATED: f64 = 0.55;
/// Side of a run state's sign.
const BADGE: f64 = 16.0;
/// Side of the checkerboard's squares.
const CELL: f64 = 8.0;

impl Painter<'_> {
    /// A node with its box at `rect`.
    pub(crate) fn node(&mut self, id: NodeId, rect: Rect) {
        let Some(node) = self.source.scene.node(id) else {
            return;
        };
        match self.detail {
            Detail::Far => {
                let area = self.projection.least(rect, 1.0);
                let ink = if self.has_failed(id) {
                    self.source.palette.failed
                } else {
                    far_ink(self.source.palette, node.category())
                };
                self.list.boxes(ink, vec![area]);
            }
            Detail::Card => self.card(id, node, rect),
            Detail::Plain | Detail::Full if node.layout.tag => self.tag(id, node, rect),
            Detail::Plain | Detail::Full => self.whole(id, node, rect),
        }
    }

    pub(crate) fn has_failed(&self, id: NodeId) -> bool {
        self.view(id)
            .is_some_and(|view| view.state == Some(RunLook::Failed))
    }

    fn view(&self, id: NodeId) -> Option<&NodeView> {
        self.source.views.get(&id)
    }

    /// From 25 %.
    fn whole(&mut self, id: NodeId, node: &SceneNode, rect: Rect) {
        let palette = self.source.palette;
        let (area, hair) = (self.projection.area(rect), self.projection.hair());
        let radius = self.projection.len(RADIUS);
        if node.node.instance_of().is_some() {
            self.stack(area, radius);
        }
        self.list.panel(area, radius, Some(palette.node), None);
        let collapsed = node.layout.collapsed;
        let header = Rect::new(rect.x, rect.y, rect.w, HEADER);
        let mut top = self.projection.area(header);
        top.w = area.w;
        self.list.push(Op::Panel {
            area: top,
            radii: [radius, if collapsed { radius } else { 0.0 }],
            fill: Some(self.header_ink(node)),
            border: None,
            dash: None,
        });
        if !collapsed {
            let rule = Area {
                x: area.x,
                y: top.y + top.h - hair,
                w: area.w,
                h: hair,
            };
            self.list.boxes(palette.rule, vec![rule]);
            self.strip(node, top);
        }
        self.list
            .panel(area, radius, None, Some((self.edge(id), hair)));
        self.header(id, node, rect);
        let layout = placed(&node.layout, rect);
        self.rows(node, &layout, rect.origin());
        if let Some(well) = layout.picture {
            self.picture(id, node, well.translate(rect.x, rect.y));
        }
        // Names go under the veil of what does not run, ports and what passes by lie on it.
        if !layout.collapsed {
            self.port_names(node, &layout, rect);
        }
        self.mode(node, &layout, rect);
        self.knobs(id, rect, false);
    }

    /// What a node's ports are called, as far as there is room: beside both sides, and nothing where the stream passes by.
    fn port_names(&mut self, node: &SceneNode, layout: &NodeLayout, rect: Rect) {
        if self.detail < Detail::Full {
            return;
        }
        let half = rect.w / 2.0 - 18.0;
        let room = |alone: bool| if alone { rect.w - 28.0 } else { half };
        let passing = passing(node, layout);
        for (index, port) in layout.inputs.iter().enumerate() {
            if passing.iter().all(|(input, _)| *input != index) {
                let room = room(layout.outputs.is_empty());
                self.port_name(port, rect.origin(), Align::Left, room);
            }
        }
        for (index, port) in layout.outputs.iter().enumerate() {
            if passing.iter().all(|(_, output)| *output != index) {
                let room = room(layout.inputs.is_empty());
                self.port_name(port, rect.origin(), Align::Right, room);
            }
        }
    }

    fn edge(&self, id: NodeId) -> Ink {
        let palette = self.source.palette;
        if self.has_failed(id) {
            palette.failed
        } else {
            palette.border
        }
    }

    fn header(&mut self, id: NodeId, node: &SceneNode, rect: Rect) {
        let palette = self.source.palette;
        let ink = palette.category(node.category());
        let inset = (HEADER - TILE) / 2.0;
        let tile = Rect::new(rect.x + inset, rect.y + inset, TILE, TILE);
        let area = self.projection.area(tile);
        self.list.panel(
            area,
            self.projection.len(6.0),
            Some(ink.over(palette.header, 0.18)),
            None,
        );
        let side = self.projection.len(16.0);
        let middle = (area.x + area.w / 2.0, area.y + area.h / 2.0);
        self.list.push(Op::Icon {
            icon: Icon::of(node.schema.as_deref()),
            at: (middle.0 - side / 2.0, middle.1 - side / 2.0),
            side,
            ink,
        });
        let badges = self.badges(id, rect);
        let left = rect.x + inset + TILE + PAD;
        let room = rect.right() - PAD - badges - left;
        let full = self.detail == Detail::Full;
        let has_summary = full && !node.summary.is_empty();
        let middle = rect.y + if has_summary { 15.5 } else { HEADER / 2.0 };
        self.text(Line {
            text: &node.title,
            at: self.projection.at(Point::new(left, middle)),
            size: self.projection.letters(13.0, 9.5, 52.0),
            weight: Weight::Medium,
            ink: palette.text,
            room: self.projection.len(room),
            align: Align::Left,
        });
        if has_summary {
            self.text(Line {
                text: &node.summary,
                at: self.projection.at(Point::new(left, rect.y + 31.0)),
                size: self.projection.letters(11.0, 7.0, 44.0),
                weight: Weight::Regular,
                ink: palette.dim,
                room: self.projection.len(room),
                align: Align::Left,
            });
        }
    }

    /// Draws the signs at the header's right end and returns the room they take, in world pixels.
    pub(super) fn badges(&mut self, id: NodeId, rect: Rect) -> f64 {
        let palette = self.source.palette;
        let view = self.view(id).cloned().unwrap_or_default();
        let mut signs = Vec::new();
        if let Some(node) = self.source.scene.node(id) {
            match node.node.mode {
                Mode::Muted => signs.push((Icon::Muted, palette.dim)),
                Mode::Bypassed => signs.push((Icon::Bypassed, palette.dim)),
                Mode::Active => {}
            }
            if node.node.pinned {
                signs.push((Icon::Pinned, palette.dim));
            }
            if self.source.scene.is_linked(&node.node) {
                signs.push((Icon::Linked, palette.dim));
            }
        }
        match view.state {
            Some(RunLook::Queued) => signs.push((Icon::Queued, palette.dim)),
            Some(RunLook::Cached) => signs.push((Icon::Cached, palette.dim)),
            Some(RunLook::Done) => signs.push((Icon::Done, palette.done)),
            Some(RunLook::Outdated) => signs.push((Icon::Outdated, palette.warning)),
            Some(RunLook::Failed) => signs.push((Icon::Failed, palette.failed)),
            Some(RunLook::Blocked) => signs.push((Icon::Blocked, palette.dim)),
            Some(RunLook::Running(_)) | None => {}
        }
        if view.problem {
            signs.push((Icon::Warning, palette.warning));
        }
        let mut right = rect.right() - PAD - 2.0;
        if matches!(view.state, Some(RunLook::Running(_))) {
            // The overlay writes the percentage here.
            right -= 40.0;
        }
        for (icon, ink) in signs {
            right -= BADGE;
            let at = self
                .projection
                .at(Point::new(right, rect.y + (HEADER - BADGE) / 2.0));
            self.list.push(Op::Icon {
                icon,
                at,
                side: self.projection.len(BADGE),
                ink,
            });
            right -= 4.0;
        }
        if right == rect.right() - PAD - 2.0 {
            return 0.0;
        }
        rect.right() - PAD - right
    }

    fn picture(&mut self, id: NodeId, node: &SceneNode, well: Rect) {
        let palette = self.source.palette;
        let area = self.projection.area(well);
        let radius = self.projection.len(5.0);
        self.list.panel(area, radius, Some(palette.well), None);
        match self.view(id).and_then(|view| view.picture.clone()) {
            Some(picture) => {
                let shows_mask = node
                    .schema
                    .as_ref()
                    .is_some_and(|schema| schema.shows_mask());
                self.pixels(&picture, well, shows_mask);
                if self.is_outdated(id) && !picture.is_preview() {
                    let veil = palette.well.fade(OUTDATED);
                    self.list.panel(area, radius, Some(veil), None);
                }
            }
            None if self.detail >= Detail::Plain => {
                let side = self.projection.len(22.0);
                let at = (
                    area.x + (area.w - side) / 2.0,
                    area.y + (area.h - side) / 2.0,
                );
                let ink = palette.faint.over(palette.well, 0.55);
                self.list.push(Op::Icon {
                    icon: Icon::of(node.schema.as_deref()),
                    at,
                    side,
                    ink,
                });
            }
            None => {}
        }
    }

    fn is_outdated(&self, id: NodeId) -> bool {
        self.view(id)
            .is_some_and(|view| view.state == Some(RunLook::Outdated))
    }

    fn pixels(&mut self, picture: &PictureRef, well: Rect, is_mask: bool) {
        let checker = match is_mask {
            true => [Ink::opaque(0); 2],
            false => self.source.palette.checker,
        };
        let fitted = contain(well, f64::from(picture.w), f64::from(picture.h));
        let radius = if fitted.w >= well.w - 1.0 || fitted.h >= well.h - 1.0 {
            5.0
        } else {
            2.0
        };
        self.list.push(Op::Picture {
            url: picture.url.clone(),
            area: self.projection.area(fitted),
            radius: self.projection.len(radius),
            checker,
            cell: self.projection.len(CELL).max(self.projection.css(3.0)),
        });
    }

    fn port_name(&mut self, port: &PortSpot, origin: Point, side: Align, room: f64) {
        let palette = self.source.palette;
        let middle = origin.translate(port.at.x, port.at.y);
        let indent = if side == Align::Left { 14.0 } else { -14.0 };
        self.text(Line {
            text: &port.label,
            at: self.projection.at(middle.translate(indent, 0.0)),
            size: self.projection.letters(12.0, 7.0, 48.0),
            weight: Weight::Regular,
            ink: if port.param {
                palette.dim
            } else {
                palette.text.over(palette.dim, 0.5)
            },
            room: self.projection.len(room),
            align: side,
        });
    }

    /// A port without its name.
    fn knob(&mut self, port: &PortSpot, origin: Point, ink: Ink) {
        let at = self.projection.at(origin.translate(port.at.x, port.at.y));
        self.list.push(Op::Port {
            shape: shape(port.ty),
            at: (at.0.round(), at.1.round()),
            r: self.projection.len(PORT).max(self.projection.css(2.25)),
            ink,
            edge: self.source.palette.node,
        });
    }

    /// A node's ports once more, on top of what was drawn over its edge. Dimmed when `veiled`.
    pub(crate) fn knobs(&mut self, id: NodeId, rect: Rect, veiled: bool) {
        let Some(node) = self.source.scene.node(id) else {
            return;
        };
        if self.detail < Detail::Plain {
            return;
        }
        let (layout, palette) = (placed(&node.layout, rect), self.source.palette);
        // Gathered ports lie in one place.
        let each = if layout.collapsed { 1 } else { usize::MAX };
        let inputs = layout.inputs.iter().take(each);
        for port in inputs.chain(layout.outputs.iter().take(each)) {
            let ink = palette.port(port.ty);
            let ink = if veiled {
                ink.over(palette.canvas, 0.35)
            } else {
                ink
            };
            self.knob(port, rect.origin(), ink);
        }
    }

    /// 8–25 %: a coloured header and the picture.
    fn card(&mut self, id: NodeId, node: &SceneNode, rect: Rect) {
        let palette = self.source.palette;
        let area = self.projection.area(rect);
        let radius = self.projection.len(RADIUS);
        let hair = self.projection.hair();
        self.list.panel(area, radius, Some(palette.node), None);
        let mut top = self
            .projection
            .area(Rect::new(rect.x, rect.y, rect.w, HEADER.min(rect.h)));
        top.w = area.w;
        let ink = far_ink(palette, node.category());
        self.list.push(Op::Panel {
            area: top,
            radii: [radius, 0.0],
            fill: Some(ink),
            border: None,
            dash: None,
        });
        let layout = placed(&node.layout, rect);
        if let Some(well) = layout.picture {
            self.picture(id, node, well.translate(rect.x, rect.y));
        }
        self.strip(node, top);
        let (edge, width) = if self.has_failed(id) {
            (palette.failed, hair * 2.0)
        } else {
            (palette.border, hair)
        };
        self.list.panel(area, radius, None, Some((edge, width)));
        self.mode(node, &layout, rect);
        let mark = self.view(id).and_then(|view| match view.state {
            Some(RunLook::Done) => Some(palette.done),
            Some(RunLook::Failed) => Some(palette.failed),
            _ if view.problem => Some(palette.warning),
            _ => None,
        });
        if let Some(ink) = mark {
            let at = (area.x + area.w - top.h / 2.0, top.y + top.h / 2.0);
            let r = (top.h / 4.0).max(self.projection.css(1.5));
            self.list.push(Op::Disc {
                at,
                r: r + hair,
                ink: palette.node,
            });
            self.list.push(Op::Disc { at, r, ink });
        }
    }
}

/// A node's layout in the box it is drawn in, which is another one while it is resized.
fn placed(layout: &Arc<NodeLayout>, rect: Rect) -> Arc<NodeLayout> {
    if rect.size() == layout.size {
        layout.clone()
    } else {
        Arc::new(layout.stretched(rect.size()))
    }
}

/// The largest box with these proportions in the middle of another.
fn contain(well: Rect, w: f64, h: f64) -> Rect {
    let (w, h) = (w.max(1.0), h.max(1.0));
    let scale = (well.w / w).min(well.h / h);
    let (w, h) = (w * scale, h * scale);
    Rect::new(
        well.x + (well.w - w) / 2.0,
        well.y + (well.h - h) / 2.0,
        w,
        h,
    )
}

/// The shape of what flows.
pub(crate) fn shape(ty: Type) -> Shape {
    match ty {
        Type::Image => Shape::Circle,
        Type::Mask => Shape::Ring,
        Type::Audio => Shape::Diamond,
        Type::Video => Shape::Square,
        Type::Text | Type::Choice | Type::Subtitles => Shape::Bar,
        Type::Int | Type::Float | Type::Bool => Shape::Triangle,
        Type::Sequence => Shape::Hexagon,
        Type::Color | Type::Json | Type::Asset | Type::Any => Shape::Dot,
        Type::List(of) => shape(*of),
    }
}
