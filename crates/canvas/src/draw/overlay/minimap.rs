//! The map of the whole graph: boxes in their categories' colours, frames, and what is in view.

use crate::camera::PxRect;
use crate::display::{Area, DisplayList, Op};
use crate::draw::{Painter, far_ink};
use crate::editor::Minimap;
use crate::theme::Palette;

/// The map and where it is.
pub(crate) struct Map<'a> {
    pub(crate) map: &'a Minimap,
    /// On the screen.
    pub(crate) rect: PxRect,
    /// What is in view, from the map's corner.
    pub(crate) view: PxRect,
}

/// The boxes on the map, from its corner, `css` pixels to a CSS pixel.
pub(crate) fn map_boxes(map: &Minimap, palette: &Palette, css: f32) -> DisplayList {
    let areas = |rects: &[PxRect]| rects.iter().map(|rect| area(rect, css)).collect();
    let mut list = DisplayList::default();
    list.boxes(palette.faint.fade(0.3), areas(&map.frames));
    for (category, rects) in &map.nodes {
        list.boxes(far_ink(palette, *category), areas(rects));
    }
    list
}

fn area(rect: &PxRect, css: f32) -> Area {
    Area {
        x: rect.x as f32 * css,
        y: rect.y as f32 * css,
        w: rect.w as f32 * css,
        h: rect.h as f32 * css,
    }
}

impl Painter<'_> {
    /// The map, over everything else.
    pub(super) fn minimap(&mut self, map: &Map<'_>) {
        let palette = self.source.palette;
        let (css, hair) = (self.projection.css(1.0), self.projection.hair());
        let whole = area(&map.rect, css);
        let radius = self.projection.css(8.0);
        self.list.panel(
            whole,
            radius,
            Some(palette.node.fade(0.94)),
            Some((palette.border, hair)),
        );
        if let Some(list) = map.map.list() {
            let (area, list) = (whole, list.clone());
            self.list.push(Op::Kept { area, list });
        }
        if map.view.w > 0.0 && map.view.h > 0.0 {
            let mut view = area(&map.view, css);
            view.x += whole.x;
            view.y += whole.y;
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
