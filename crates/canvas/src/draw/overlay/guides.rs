//! The lines that say what things in hand snapped to: shared edges and middles, equal gaps.

use crate::display::Op;
use crate::draw::Painter;
use crate::tool::Guide;
use gesso_graph::Point;

/// How far a guide goes beyond the boxes it joins, in CSS pixels.
const BEYOND: f64 = 8.0;
/// Half the height of the bars at the ends of a gap, in CSS pixels.
const BAR: f64 = 4.0;

impl Painter<'_> {
    /// The guides as thin lines in the accent's colour.
    pub(super) fn guides(&mut self, guides: &[Guide]) {
        if guides.is_empty() {
            return;
        }
        let css = 1.0 / self.projection.zoom;
        let mut lines = Vec::new();
        for guide in guides {
            let upright = guide.from.x == guide.to.x;
            let (along, across) = if upright {
                ((0.0, 1.0), (1.0, 0.0))
            } else {
                ((1.0, 0.0), (0.0, 1.0))
            };
            let by = |point: Point, (x, y): (f64, f64), css_px: f64| {
                self.projection
                    .at(point.translate(x * css_px * css, y * css_px * css))
            };
            if guide.gap {
                lines.push([self.projection.at(guide.from), self.projection.at(guide.to)]);
                for end in [guide.from, guide.to] {
                    lines.push([by(end, across, -BAR), by(end, across, BAR)]);
                }
            } else {
                lines.push([by(guide.from, along, -BEYOND), by(guide.to, along, BEYOND)]);
            }
        }
        let crisp = |at: f32| at.floor() + 0.5;
        for line in &mut lines {
            for end in line {
                *end = (crisp(end.0), crisp(end.1));
            }
        }
        self.list.push(Op::Lines {
            ink: self.source.palette.accent,
            width: self.projection.hair(),
            lines,
        });
    }
}
