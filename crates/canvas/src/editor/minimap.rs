//! The whole graph in a corner of the canvas: where things are, what is in view, and a press to look elsewhere.
//! Kept as boxes of the screen that only a changed document changes; large graphs are drawn anew now and then, and in
//! slices, so that no frame waits for them.

use super::Editor;
use crate::camera::{Camera, Px, PxRect};
use crate::display::DisplayList;
use crate::draw;
use crate::effect::Effect;
use crate::scene::Scene;
use crate::theme::{Theme, palette};
use gesso_graph::{Category, ItemId, Point, Rect};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The map's extent, in CSS pixels.
const SIZE: (f64, f64) = (200.0, 136.0);
/// Room to the left of it, and below it for the zoom's buttons.
const ROOM: (f64, f64) = (12.0, 56.0);
/// Room around what is on the map.
const PAD: f64 = 8.0;
/// A canvas narrower than this has no room for a map.
const LEAST_WIDTH: f64 = 720.0;
/// With more items than this, boxes that share a dot are drawn once, and the map follows edits at a distance.
const MANY: usize = 2_000;
const LAZY_MS: f64 = 500.0;
/// A dot, in CSS pixels.
const DOT: f64 = 1.5;
const COLUMNS: usize = (SIZE.0 / DOT) as usize;

/// So many items are put on the map in a frame.
const SLICE: usize = 4_000;

/// The map as it was drawn last.
#[derive(Debug, Default)]
pub(crate) struct Minimap {
    /// The part of the world that is on it.
    world: Rect,
    /// Boxes in CSS pixels from the map's corner.
    pub(crate) nodes: BTreeMap<Option<Category>, Vec<PxRect>>,
    pub(crate) frames: Vec<PxRect>,
    /// The document has changed since.
    stale: bool,
    drawn_ms: f64,
    /// The next one, as far as it is drawn.
    next: Option<Box<Next>>,
    /// The boxes as they are shown, and with what look: theme and pixels per CSS pixel.
    shown: Option<(Theme, f64, Arc<DisplayList>)>,
}

/// A map in the making.
#[derive(Debug)]
struct Next {
    map: Minimap,
    /// The last item that is on it.
    last: Option<ItemId>,
    /// Boxes that share a dot are drawn once.
    dots: Option<Vec<bool>>,
}

impl Next {
    fn new(scene: &Scene) -> Self {
        let many = scene.len() > MANY;
        let world = if many { scene.extent() } else { scene.bounds() };
        Self {
            map: Minimap {
                world: world.unwrap_or_default(),
                ..Minimap::default()
            },
            last: None,
            dots: many.then(|| vec![false; COLUMNS * (SIZE.1 / DOT) as usize]),
        }
    }

    /// Puts more items on the map; whether all are on it.
    fn go_on(&mut self, scene: &Scene) -> bool {
        let mut count = 0;
        for spot in scene.spots_after(self.last).take(SLICE) {
            count += 1;
            self.last = Some(spot.item);
            let place = self.map.place(spot.rect);
            match spot.item {
                ItemId::Frame(_) => self.map.frames.push(place),
                ItemId::Node(_) | ItemId::Note(_) => {
                    if self.is_first_at(place) {
                        self.map.nodes.entry(spot.category).or_default().push(place);
                    }
                }
            }
        }
        count < SLICE
    }

    fn is_first_at(&mut self, place: PxRect) -> bool {
        let dot = (place.y / DOT) as usize * COLUMNS + (place.x / DOT) as usize;
        let known = self.dots.as_mut().and_then(|dots| dots.get_mut(dot));
        known.is_none_or(|known| !std::mem::replace(known, true))
    }
}

impl Minimap {
    /// The boxes as they are shown, in pixels of the surface.
    pub(crate) fn list(&self) -> Option<&Arc<DisplayList>> {
        self.shown.as_ref().map(|(.., list)| list)
    }

    /// CSS pixels per world pixel, and where the world's origin is on the map.
    fn scale(&self) -> (f64, Px) {
        let (w, h) = (SIZE.0 - 2.0 * PAD, SIZE.1 - 2.0 * PAD);
        let scale = (w / self.world.w.max(1.0)).min(h / self.world.h.max(1.0));
        let middle = self.world.center();
        let origin = Px::new(
            SIZE.0 / 2.0 - middle.x * scale,
            SIZE.1 / 2.0 - middle.y * scale,
        );
        (scale, origin)
    }

    fn place(&self, rect: Rect) -> PxRect {
        let (scale, origin) = self.scale();
        PxRect {
            x: rect.x * scale + origin.x,
            y: rect.y * scale + origin.y,
            w: (rect.w * scale).max(DOT),
            h: (rect.h * scale).max(DOT),
        }
    }
}

impl Editor {
    /// Shows or hides the map of the whole graph.
    pub fn set_minimap(&mut self, shown: bool) {
        self.minimap = shown.then(|| Minimap {
            stale: true,
            ..Minimap::default()
        });
    }

    /// Whether the map is shown.
    pub fn has_minimap(&self) -> bool {
        self.minimap.is_some()
    }

    /// Where the map is on the screen.
    pub fn minimap_rect(&self) -> Option<PxRect> {
        let fits = self.viewport.w >= LEAST_WIDTH && self.viewport.h >= 2.0 * SIZE.1;
        (self.minimap.is_some() && fits).then_some(PxRect {
            x: ROOM.0,
            y: self.viewport.h - ROOM.1 - SIZE.1,
            w: SIZE.0,
            h: SIZE.1,
        })
    }

    pub(crate) fn is_on_minimap(&self, at: Px) -> bool {
        self.minimap_rect().is_some_and(|map| {
            (map.x..=map.x + map.w).contains(&at.x) && (map.y..=map.y + map.h).contains(&at.y)
        })
    }

    /// The document changed.
    pub(crate) fn remap(&mut self) {
        if let Some(map) = &mut self.minimap {
            map.stale = true;
        }
    }

    /// The map waits to be drawn anew.
    pub(crate) fn wants_map(&self) -> bool {
        let waits = |map: &Minimap| map.stale || map.next.is_some();
        self.minimap.as_ref().is_some_and(waits)
    }

    /// Draws the map anew when it is time to, a large one over several frames.
    pub(crate) fn draw_map(&mut self, time_ms: f64) {
        let look = (self.theme, self.density());
        let Some(map) = &mut self.minimap else { return };
        let many = self.scene.len() > MANY;
        let soon = many && map.drawn_ms > 0.0 && time_ms - map.drawn_ms < LAZY_MS;
        if map.stale && !soon && map.next.is_none() {
            map.stale = false;
            map.next = Some(Box::new(Next::new(&self.scene)));
        }
        if let Some(mut next) = map.next.take() {
            if next.go_on(&self.scene) {
                *map = Minimap {
                    drawn_ms: time_ms,
                    stale: map.stale,
                    ..next.map
                };
            } else {
                map.next = Some(next);
            }
        }
        let is_shown = map
            .shown
            .as_ref()
            .map(|(theme, density, _)| (*theme, *density));
        if is_shown != Some(look) {
            let list = draw::map_boxes(map, palette(look.0), look.1 as f32);
            map.shown = Some((look.0, look.1, Arc::new(list)));
        }
    }

    /// What is in view, on the map and cut to it.
    pub(crate) fn view_on_map(&self, map: &Minimap) -> PxRect {
        let view = map.place(self.camera.visible(self.viewport));
        let (left, top) = (view.x.clamp(0.0, SIZE.0), view.y.clamp(0.0, SIZE.1));
        PxRect {
            x: left,
            y: top,
            w: (view.x + view.w).clamp(0.0, SIZE.0) - left,
            h: (view.y + view.h).clamp(0.0, SIZE.1) - top,
        }
    }

    /// Looks at the place of the map that is under a place of the screen.
    pub(crate) fn look_by_map(&mut self, at: Px, out: &mut Vec<Effect>) {
        let (Some(rect), Some(map)) = (self.minimap_rect(), &self.minimap) else {
            return;
        };
        let (scale, origin) = map.scale();
        let world = Point::new(
            (at.x - rect.x - origin.x) / scale,
            (at.y - rect.y - origin.y) / scale,
        );
        let zoom = self.camera.zoom;
        let camera = Camera {
            x: self.viewport.w / 2.0 - world.x * zoom,
            y: self.viewport.h / 2.0 - world.y * zoom,
            zoom,
        };
        self.land_flight();
        self.look(camera, out);
    }
}
