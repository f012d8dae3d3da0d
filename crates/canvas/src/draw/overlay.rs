//! The layer of what moves: selection, hover, running nodes, things in hand, the marquee, a wire on its way.
//! Redrawn whole with every frame that needs it, so it only ever holds what is visible.

mod guides;
mod held;
mod minimap;
mod wires;
mod wiring;

pub(crate) use held::Held;
pub(crate) use minimap::{Map, map_boxes};
pub(crate) use wires::Stroke;
pub(crate) use wiring::Wiring;

use super::{Detail, Line, Painter, Row};
use crate::display::{Align, Area, Op, Weight};
use crate::layout::{HEADER, PAD, RADIUS};
use crate::route::Route;
use crate::theme::Ink;
use crate::tool::Guide;
use gesso_graph::{InPort, ItemId, Point, Rect, Type};
use std::collections::BTreeSet;

/// From so many selected items on, their outlines are plain.
const MANY: usize = 32;

/// What the overlay shows besides run states.
pub(crate) struct Overlay<'a> {
    /// The part of the world that can be seen.
    pub(crate) clip: Rect,
    pub(crate) selection: &'a BTreeSet<ItemId>,
    pub(crate) selected_wire: Option<&'a InPort>,
    pub(crate) hover: Option<ItemId>,
    pub(crate) hover_wire: Option<&'a InPort>,
    /// The wires that what flows through it takes.
    pub(crate) path: &'a BTreeSet<InPort>,
    /// A wire of which a bend is in hand.
    pub(crate) bending: Option<&'a (Route, Type)>,
    /// A stroke that cuts wires.
    pub(crate) stroke: Option<Stroke<'a>>,
    pub(crate) held: &'a Held<'a>,
    /// What the things in hand snapped to.
    pub(crate) guides: &'a [Guide],
    pub(crate) marquee: Option<Rect>,
    /// A parameter in hand, and where its row is.
    pub(crate) sliding: Option<(Rect, Row<'a>)>,
    pub(crate) wiring: Option<Wiring<'a>>,
    /// A finger rests here long enough for a menu.
    pub(crate) pressed_long: Option<Point>,
    /// The map of the whole graph.
    pub(crate) map: Option<Map<'a>>,
    /// Milliseconds, for what moves by itself; none when motion is reduced.
    pub(crate) time_ms: Option<f64>,
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
        self.guides(overlay.guides);
        if let Some(stroke) = &overlay.stroke {
            self.cutting(stroke);
        }
        if let Some(item) = overlay
            .hover
            .filter(|item| !overlay.selection.contains(item))
        {
            let ink = self.source.palette.dim;
            self.outline(item, overlay, ink, 1.0);
        }
        let accent = self.source.palette.accent;
        let shown = self.shown_selection(overlay);
        if shown.len() > MANY {
            self.outlines(&shown, overlay);
        } else {
            for item in shown {
                self.outline(item, overlay, accent, 2.0);
                self.corner(item, overlay);
            }
        }
        if let Some((place, row)) = &overlay.sliding {
            self.row(*place, row);
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
        if let Some(map) = &overlay.map {
            self.minimap(map);
        }
    }

    /// The selected items that can be seen, whichever is cheaper to look through.
    fn shown_selection(&self, overlay: &Overlay<'_>) -> Vec<ItemId> {
        if !overlay.held.places.is_empty() || overlay.selection.len() <= 256 {
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

    /// Plain outlines of many items, as one path of thin boxes: round ones would take longer than a frame.
    fn outlines(&mut self, items: &[ItemId], overlay: &Overlay<'_>) {
        let width = self.projection.css(2.0).round().max(1.0);
        let mut sides = Vec::with_capacity(items.len() * 4);
        for item in items {
            let place = overlay.held.places.get(item).copied();
            let place = place.or_else(|| self.source.scene.rect(*item));
            let Some(rect) = place.filter(|rect| rect.intersects(overlay.clip)) else {
                continue;
            };
            let Area { x, y, w, h } = self.projection.area(rect);
            if w.min(h) <= 2.0 * width {
                sides.push(Area { x, y, w, h });
                continue;
            }
            let side = |x, y, w, h| Area { x, y, w, h };
            sides.extend([
                side(x - width, y - width, w + 2.0 * width, width),
                side(x - width, y + h, w + 2.0 * width, width),
                side(x - width, y, width, h),
                side(x + w, y, width, h),
            ]);
        }
        self.list.boxes(self.source.palette.accent, sides);
    }

    fn outline(&mut self, item: ItemId, overlay: &Overlay<'_>, ink: Ink, css: f64) {
        let place = overlay
            .held
            .places
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

    /// The handle that resizes a selected item.
    fn corner(&mut self, item: ItemId, overlay: &Overlay<'_>) {
        let fixed = match item {
            ItemId::Node(id) => {
                let node = self.source.scene.node(id);
                node.is_none_or(|node| node.layout.is_fixed())
            }
            ItemId::Frame(_) | ItemId::Note(_) => false,
        };
        if fixed || self.detail < Detail::Plain {
            return;
        }
        let place = overlay
            .held
            .places
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

    /// A moving edge and a percentage on nodes that run.
    fn running(&mut self, overlay: &Overlay<'_>) {
        let palette = self.source.palette;
        for (&id, &done) in self.source.running {
            let item = ItemId::Node(id);
            let place = overlay
                .held
                .places
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
}
