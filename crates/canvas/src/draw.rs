//! Scene → display list: what is inside a box of the world, at the level of detail that its size on screen deserves.
//! Costs what is visible. Knows nothing of gestures; the overlay's moving things are in `draw/overlay.rs`.

mod detail;
mod look;
mod node;
mod overlay;
mod paper;
mod projection;
mod tag;
mod wire;

pub(crate) use detail::Detail;
pub(crate) use look::{Row, rows_height};
pub(crate) use overlay::{Held, Map, Overlay, Stroke, Wiring, map_boxes};
pub(crate) use projection::Projection;

use crate::display::{Area, DisplayList, Op};
use crate::layout::{bleed, title_bleed};
use crate::scene::{Scene, Spot};
use crate::theme::{Ink, Palette};
use crate::tool::GRID;
use crate::view::NodeView;
use gesso_graph::{Category, InPort, ItemId, NodeId, Rect};
use std::collections::{BTreeMap, BTreeSet};

/// What drawing reads.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) scene: &'a Scene,
    pub(crate) views: &'a BTreeMap<NodeId, NodeView>,
    /// The nodes that run, and how much is done.
    pub(crate) running: &'a BTreeMap<NodeId, f32>,
    pub(crate) palette: &'static Palette,
}

/// What the base layer leaves out because it is in hand.
#[derive(Clone, Copy)]
pub(crate) struct Lifted<'a> {
    /// With the wires that touch them.
    pub(crate) items: &'a BTreeSet<ItemId>,
    /// Wires, by their destinations.
    pub(crate) wires: &'a [InPort],
}

/// A display list in the making, and how the world lies on its surface.
pub(crate) struct Painter<'a> {
    pub(crate) list: DisplayList,
    pub(crate) source: Source<'a>,
    pub(crate) projection: Projection,
    pub(crate) detail: Detail,
}

impl<'a> Painter<'a> {
    pub(crate) fn new(source: Source<'a>, projection: Projection) -> Self {
        let detail = Detail::at(projection.zoom);
        Self {
            list: DisplayList::default(),
            source,
            projection,
            detail,
        }
    }

    /// The background of `clip` and everything in it that is not in `lifted`.
    pub(crate) fn base(&mut self, clip: Rect, surface: Area, lifted: Lifted<'_>) {
        self.list.boxes(self.source.palette.canvas, vec![surface]);
        self.dots(clip);
        let zoom = self.projection.zoom;
        let (reach, titled) = (clip.inset(-bleed(zoom)), clip.inset(-title_bleed(zoom)));
        let (mut frames, mut items): (Vec<&Spot>, Vec<&Spot>) = self
            .source
            .scene
            .items_in(titled)
            .filter(|spot| !lifted.items.contains(&spot.item))
            .filter(|spot| matches!(spot.item, ItemId::Frame(_)) || spot.rect.intersects(reach))
            .partition(|spot| matches!(spot.item, ItemId::Frame(_)));
        frames.sort_by(|a, b| {
            (b.rect.w * b.rect.h)
                .total_cmp(&(a.rect.w * a.rect.h))
                .then(a.item.cmp(&b.item))
        });
        for spot in frames {
            self.item(spot.item, spot.rect);
        }
        self.wires(reach, lifted);
        if self.detail == Detail::Far {
            self.far(&items);
            return;
        }
        items.sort_by_key(|spot| (spot.z, spot.item));
        for spot in items {
            self.item(spot.item, spot.rect);
        }
    }

    /// One item with its box at `rect`.
    pub(crate) fn item(&mut self, item: ItemId, rect: Rect) {
        match item {
            ItemId::Node(id) => self.node(id, rect),
            ItemId::Frame(id) => self.frame(id, rect),
            ItemId::Note(id) => self.note(id, rect),
        }
    }

    /// Far away: one path of boxes for each colour.
    pub(crate) fn far(&mut self, items: &[&Spot]) {
        let mut boxes: BTreeMap<Option<Category>, Vec<Area>> = BTreeMap::new();
        let mut notes = Vec::new();
        let mut failed = Vec::new();
        for spot in items {
            let area = self.projection.least(spot.rect, 1.0);
            match spot.item {
                ItemId::Node(id) if self.has_failed(id) => failed.push(area),
                ItemId::Node(_) => boxes.entry(spot.category).or_default().push(area),
                ItemId::Note(_) => notes.push(area),
                ItemId::Frame(_) => {}
            }
        }
        let palette = self.source.palette;
        for (category, areas) in boxes {
            self.list.boxes(far_ink(palette, category), areas);
        }
        self.list.boxes(palette.note_border, notes);
        self.list.boxes(palette.failed, failed);
    }

    fn dots(&mut self, clip: Rect) {
        let Some(step) = self.detail.grid(self.projection.zoom, GRID) else {
            return;
        };
        let side = self.projection.hair() + (self.projection.zoom > 1.5) as u8 as f32;
        let (left, top) = (
            (clip.x / step).floor() as i64,
            (clip.y / step).floor() as i64,
        );
        let (right, bottom) = (
            (clip.right() / step).ceil() as i64,
            (clip.bottom() / step).ceil() as i64,
        );
        let mut areas =
            Vec::with_capacity(((right - left + 1) * (bottom - top + 1)).max(0) as usize);
        for row in top..=bottom {
            let y = self.projection.y(row as f64 * step).round();
            for col in left..=right {
                let x = self.projection.x(col as f64 * step).round();
                areas.push(Area {
                    x,
                    y,
                    w: side,
                    h: side,
                });
            }
        }
        self.list.boxes(self.source.palette.dot, areas);
    }

    /// A line of text at world lengths; the size is in CSS pixels.
    pub(crate) fn text(&mut self, text: Line<'_>) {
        if text.text.is_empty() || text.room <= 0.0 {
            return;
        }
        self.list.push(Op::Text {
            text: text.text.clone(),
            at: text.at,
            size: text.size,
            weight: text.weight,
            ink: text.ink,
            room: text.room,
            align: text.align,
        });
    }
}

/// A line of text on its way into the list; lengths in device pixels.
pub(crate) struct Line<'a> {
    pub(crate) text: &'a std::sync::Arc<str>,
    pub(crate) at: (f32, f32),
    pub(crate) size: f32,
    pub(crate) weight: crate::display::Weight,
    pub(crate) ink: Ink,
    pub(crate) room: f32,
    pub(crate) align: crate::display::Align,
}

/// The colour of a far node: its category's, quietened.
pub(crate) fn far_ink(palette: &Palette, category: Option<Category>) -> Ink {
    palette.category(category).over(palette.node, 0.62)
}
