//! The map of the whole graph: boxes in their categories' colours, frames, and what is in view.

use crate::camera::PxRect;
use crate::display::Area;
use crate::draw::{Painter, far_ink};
use crate::editor::Minimap;

/// The map and where it is.
pub(crate) struct Map<'a> {
    pub(crate) map: &'a Minimap,
    /// On the screen.
    pub(crate) rect: PxRect,
    /// What is in view, from the map's corner.
    pub(crate) view: PxRect,
}

impl Painter<'_> {
    /// The map, over everything else.
    pub(super) fn minimap(&mut self, map: &Map<'_>) {
        let palette = self.source.palette;
        let (css, hair) = (self.projection.css(1.0), self.projection.hair());
        let area = |rect: &PxRect, from: (f64, f64)| Area {
            x: (rect.x + from.0) as f32 * css,
            y: (rect.y + from.1) as f32 * css,
            w: rect.w as f32 * css,
            h: rect.h as f32 * css,
        };
        let corner = (map.rect.x, map.rect.y);
        let whole = area(&map.rect, (0.0, 0.0));
        let radius = self.projection.css(8.0);
        self.list.panel(
            whole,
            radius,
            Some(palette.node.fade(0.94)),
            Some((palette.border, hair)),
        );
        let boxes = |rects: &[PxRect]| rects.iter().map(|rect| area(rect, corner)).collect();
        self.list
            .boxes(palette.faint.fade(0.3), boxes(&map.map.frames));
        for (category, rects) in &map.map.nodes {
            self.list.boxes(far_ink(palette, *category), boxes(rects));
        }
        if map.view.w > 0.0 && map.view.h > 0.0 {
            let view = area(&map.view, corner);
            let border = Some((palette.accent, self.projection.css(1.5)));
            self.list.panel(
                view,
                self.projection.css(2.0),
                Some(palette.accent.fade(0.1)),
                border,
            );
        }
    }
}
