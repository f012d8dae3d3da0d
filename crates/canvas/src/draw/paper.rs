//! Frames and notes.

use super::{Detail, Line, Painter};
use crate::display::{Align, Op, Weight};
use crate::layout::{FRAME_TITLE, FRAME_TITLE_ABOVE, PAD, RADIUS};
use crate::theme::Ink;
use gesso_graph::{FrameId, NoteId, Point, Rect};

impl Painter<'_> {
    /// A frame with its box at `rect`.
    pub(crate) fn frame(&mut self, id: FrameId, rect: Rect) {
        let Some(frame) = self.source.scene.document().frames().get(&id) else {
            return;
        };
        let ink = Ink::from_color(frame.color).fade(1.0);
        let canvas = self.source.palette.canvas;
        let area = self.projection.area(rect);
        let radius = self.projection.len(RADIUS).max(self.projection.css(2.0));
        let border = (ink.over(canvas, 0.45), self.projection.hair());
        self.list
            .panel(area, radius, Some(ink.fade(0.10)), Some(border));
        if self.detail >= Detail::Plain {
            let bar = self
                .projection
                .area(Rect::new(rect.x, rect.y, rect.w, FRAME_TITLE));
            self.list.push(Op::Panel {
                area: bar,
                radii: [radius, 0.0],
                fill: Some(ink.fade(0.14)),
                border: None,
                dash: None,
            });
        }
        if area.w < self.projection.css(64.0) {
            return;
        }
        let size = self.projection.letters(14.0, 11.0, 56.0);
        // From afar the title stays readable by standing above the frame, out of the way of what is in it.
        let (indent, middle) = if self.detail >= Detail::Plain {
            (
                self.projection.len(PAD + 4.0).max(self.projection.css(5.0)),
                self.projection.len(FRAME_TITLE) / 2.0,
            )
        } else {
            (0.0, -self.projection.css(FRAME_TITLE_ABOVE / 2.0))
        };
        let title = frame.title.clone();
        self.text(Line {
            text: &title,
            at: (area.x + indent, area.y + middle),
            size,
            weight: Weight::Medium,
            ink: ink.over(self.source.palette.text, 0.35),
            room: area.w - 2.0 * indent,
            align: Align::Left,
        });
    }

    /// A note with its box at `rect`.
    pub(crate) fn note(&mut self, id: NoteId, rect: Rect) {
        let Some(note) = self.source.scene.document().notes().get(&id) else {
            return;
        };
        let palette = self.source.palette;
        let area = self.projection.area(rect);
        let radius = self.projection.len(RADIUS);
        self.list.panel(
            area,
            radius,
            Some(palette.note),
            Some((palette.note_border, self.projection.hair())),
        );
        let size = self.projection.len(13.0);
        if size >= self.projection.css(5.0) && !note.text.is_empty() {
            let text = note.text.clone();
            let inside = self.projection.area(rect.inset(12.0));
            self.list.push(Op::Paragraph {
                text,
                area: inside,
                size,
                line: self.projection.len(19.0),
                ink: palette.note_text,
            });
        } else if self.detail >= Detail::Card {
            self.greek(rect, palette.note_border);
        }
    }

    /// Bars in place of text that is too small to read.
    fn greek(&mut self, rect: Rect, ink: Ink) {
        let rows = (((rect.h - 24.0) / 20.0).floor()).clamp(0.0, 6.0) as u32;
        let bar = |row: u32| {
            let short = if row % 3 == 2 { 0.55 } else { 1.0 };
            let top = Point::new(rect.x + 12.0, rect.y + 14.0 + f64::from(row) * 20.0);
            self.projection.area(Rect::new(
                top.x,
                top.y,
                (rect.w - 24.0).max(4.0) * short,
                8.0,
            ))
        };
        let areas = (0..rows).map(bar).collect();
        self.list.boxes(ink, areas);
    }
}
