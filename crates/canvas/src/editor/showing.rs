//! What the backend asks for when it draws: tiles of the base layer, and the overlay.

use super::Editor;
use crate::display::{Area, DisplayList};
use crate::draw::{
    Detail, Held, Lifted, Map, Overlay, Painter, Projection, Row, Source, Stroke, Wiring,
};
use crate::hit::Hit;
use crate::theme::{Ink, palette};
use crate::tiles::{Cover, Repaint, TileId, origin};
use crate::tool::{Landing, Select};
use gesso_graph::{InPort, ItemId, NodeId, Rect, Type};
use std::collections::BTreeSet;

/// As many items are painted at once, and twice as many wires: far away, where they are boxes and lines, and nearer. Some
/// milliseconds of a browser without a GPU.
const CROWD_FAR: usize = 300;
const CROWD: usize = 60;
/// The lowest part of a tile that is painted by itself, in device pixels.
const LOWEST: f32 = 16.0;

/// A part of a tile's pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Patch {
    /// What is there.
    pub list: DisplayList,
    /// Where on the tile; the list reaches beyond it, and must not be seen there.
    pub area: Area,
    /// The tile was more crowded than can be painted at once: there is more to paint.
    pub more: bool,
}

impl Editor {
    /// The colour where nothing has been painted yet.
    pub fn background(&self) -> Ink {
        palette(self.theme).canvas
    }

    /// What the base layer does for the frame at `time_ms`.
    pub fn frame(&mut self, time_ms: f64) -> Repaint {
        self.time_ms = time_ms;
        self.draw_map(time_ms);
        self.tiles
            .frame(self.camera, self.viewport, self.scene.extent(), time_ms)
    }

    /// Where the tiles go on the surface, after what was wanted is painted.
    pub fn cover(&self) -> Cover {
        self.tiles.cover(self.density())
    }

    /// Draws on a surface with fewer pixels than the screen has, or again on one with as many. Tiles stay as sharp as the
    /// screen.
    pub fn set_draft(&mut self, density: Option<f64>) {
        self.draft = density;
    }

    /// Pixels of the surface per CSS pixel.
    pub(super) fn density(&self) -> f64 {
        self.draft.unwrap_or(self.viewport.dpr)
    }

    /// Something else is shown from now on: the camera goes there at once, and no picture of before is shown on the way.
    pub fn begin(&mut self) {
        self.tiles.clear();
        self.time_ms = 0.0;
    }

    /// Has everything painted anew.
    pub fn forget_tiles(&mut self) {
        self.tiles.clear();
    }

    /// What is on a tile, or on the part of it that looks different now; from now on that counts as painted. A crowded tile
    /// is painted in parts, from its top. `None` for a tile that is no longer wanted.
    pub fn paint_tile(&mut self, tile: TileId) -> Option<Patch> {
        let (projection, all) = self.tiles.projection(tile)?;
        let (area, rest) = self.part(&projection, all);
        let mut painter = Painter::new(self.source(), projection);
        painter.base(projection.rect(area), area, self.lifted());
        let list = painter.list;
        self.tiles.painted(tile, rest);
        let more = rest.is_some();
        Some(Patch { list, area, more })
    }

    /// As much of an area, from its top, as can be painted at once, and what is left below.
    fn part(&self, projection: &Projection, all: Area) -> (Area, Option<Area>) {
        let crowd = match Detail::at(projection.zoom) {
            Detail::Far => CROWD_FAR,
            Detail::Card | Detail::Plain | Detail::Full => CROWD,
        };
        let mut part = all;
        while part.h >= 2.0 * LOWEST && self.scene.is_crowded(projection.rect(part), crowd) {
            part.h = (part.h / 2.0).floor();
        }
        let left = all.h - part.h;
        let rest = Area {
            y: part.y + part.h,
            h: left,
            ..all
        };
        (part, (left > 0.0).then_some(rest))
    }

    /// The layer of what moves, in pixels of the surface.
    pub fn overlay(&self) -> DisplayList {
        let mut painter = Painter::new(self.source(), self.projection());
        self.paint_overlay(&mut painter);
        painter.list
    }

    /// Everything in view in one list, in pixels of the surface: for tests, and for pictures of the canvas.
    pub fn display(&self) -> DisplayList {
        let mut painter = Painter::new(self.source(), self.projection());
        let surface = Area {
            x: 0.0,
            y: 0.0,
            w: (self.viewport.w * self.density()) as f32,
            h: (self.viewport.h * self.density()) as f32,
        };
        painter.base(self.camera.visible(self.viewport), surface, self.lifted());
        self.paint_overlay(&mut painter);
        painter.list
    }

    /// Has the items' places drawn again, with the wires that touch them.
    pub(crate) fn damage_items(&mut self, items: &BTreeSet<ItemId>) {
        for item in items {
            match (item, self.scene.rect(*item)) {
                (ItemId::Frame(_), Some(rect)) => self.tiles.damage_frame(rect),
                (_, Some(rect)) => self.tiles.damage(rect),
                (_, None) => {}
            }
            if let ItemId::Node(id) = item {
                for wire in self.scene.wires_of(*id) {
                    wire.route.boxes(|rect| self.tiles.damage(rect));
                }
            }
        }
    }

    /// Has a wire's place drawn again.
    pub(crate) fn damage_wire(&mut self, to: &InPort) {
        if let Some(wire) = self.scene.wire(to) {
            wire.route.boxes(|rect| self.tiles.damage(rect));
        }
    }

    fn source(&self) -> Source<'_> {
        Source {
            scene: &self.scene,
            views: &self.views,
            running: &self.running,
            palette: palette(self.theme),
        }
    }

    fn projection(&self) -> Projection {
        Projection {
            zoom: self.camera.zoom,
            dpr: self.density(),
            origin: origin(self.camera, self.density()),
        }
    }

    /// What the overlay draws instead of the base layer.
    fn lifted(&self) -> Lifted<'_> {
        static NONE: BTreeSet<ItemId> = BTreeSet::new();
        let items = match &self.tool {
            Select::Moving(moving) if !moving.copy => &moving.items,
            Select::Resizing { lifted, .. } => lifted,
            _ => &NONE,
        };
        let wires = match &self.tool {
            Select::Wiring { wire, .. } => &wire.taken[..],
            Select::Bending(bending) => std::slice::from_ref(&bending.to),
            _ => &[],
        };
        Lifted { items, wires }
    }

    /// What is in hand, as it would be.
    fn held(&self) -> Held<'_> {
        match &self.tool {
            Select::Moving(moving) => {
                let (dx, dy) = moving.by;
                let place =
                    |item: &ItemId| Some((*item, self.scene.rect(*item)?.translate(dx, dy)));
                Held {
                    places: moving.items.iter().filter_map(place).collect(),
                    by: moving.by,
                    copies: moving.copy,
                    freed: moving.shaken,
                    rewired: self.rewired(moving),
                    into: moving.insertion.as_ref(),
                }
            }
            Select::Resizing { item, now, .. } => Held {
                places: [(*item, *now)].into(),
                ..Held::default()
            },
            _ => Held::default(),
        }
    }

    /// The row of a number in hand, as it would be.
    fn sliding_row(&self) -> Option<(Rect, Row<'_>)> {
        let Select::Sliding(sliding) = &self.tool else {
            return None;
        };
        let node = self.scene.node(sliding.node)?;
        let spot = node.layout.param(&sliding.name)?;
        let corner = node.node.position;
        let row = Row {
            decl: node.schema.as_ref()?.param(&sliding.name)?,
            value: Some(&sliding.value),
            active: true,
        };
        Some((spot.rect.translate(corner.x, corner.y), row))
    }

    fn paint_overlay(&self, painter: &mut Painter<'_>) {
        let held = self.held();
        let takes = |node: NodeId, _: &str, ty: Type| match &self.tool {
            Select::Wiring { wire, .. } => wire.fits(node, ty),
            _ => false,
        };
        let wiring = match &self.tool {
            Select::Wiring { wire, .. } => self.wire_route(wire).map(|route| {
                let (input, output) = match &wire.landing {
                    Landing::Fits(from, to) => (Some(to), Some(from)),
                    Landing::Home | Landing::Nowhere | Landing::Refused(_) => (None, None),
                };
                Wiring {
                    more: self.more_routes(wire, &route),
                    route,
                    ty: wire.ty,
                    from: wire.node(),
                    takes: &takes,
                    wants_input: wire.wants_input(),
                    input,
                    output,
                    open: wire.open.as_ref().map(|(id, layout)| (*id, layout)),
                }
            }),
            _ => None,
        };
        let bending = match &self.tool {
            Select::Bending(bending) => self
                .bending_route(bending)
                .zip(self.scene.wire(&bending.to).map(|wire| wire.ty)),
            _ => None,
        };
        static NO_PATH: BTreeSet<InPort> = BTreeSet::new();
        let idle = matches!(self.tool, Select::Idle | Select::Gliding(_));
        painter.overlay(&Overlay {
            clip: self.camera.visible(self.viewport),
            selection: &self.selection,
            selected_wire: self.selected_wire.as_ref(),
            hover: if idle { self.hovered.item() } else { None },
            hover_wire: match &self.hovered {
                Hit::Wire(to) | Hit::Bend(to, _) if idle => Some(to),
                _ => None,
            },
            path: if idle { &self.path } else { &NO_PATH },
            bending: bending.as_ref(),
            stroke: match &self.tool {
                Select::Cutting(cutting) => Some(Stroke {
                    path: &cutting.path,
                    cut: &cutting.cut,
                }),
                _ => None,
            },
            held: &held,
            guides: match &self.tool {
                Select::Moving(moving) => &moving.guides,
                Select::Resizing { guides, .. } => guides,
                _ => &[],
            },
            sliding: self.sliding_row(),
            marquee: match &self.tool {
                Select::Marquee { from, to, .. } => Some(Rect::from_points(*from, *to)),
                _ => None,
            },
            wiring,
            pressed_long: match &self.tool {
                Select::Resting { at } => Some(*at),
                _ => None,
            },
            map: self
                .minimap
                .as_ref()
                .zip(self.minimap_rect())
                .map(|(map, rect)| Map {
                    map,
                    rect,
                    view: self.view_on_map(map),
                }),
            time_ms: (!self.reduced_motion).then_some(self.time_ms),
        });
    }
}
