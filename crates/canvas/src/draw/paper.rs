//! Frames and notes.

use super::{Detail, Line, Painter};
use crate::display::{Align, Op, Weight};
use crate::icon::Icon;
use crate::layout::{FRAME_TITLE, FRAME_TITLE_ABOVE, NOTE_PAD, PAD, RADIUS, frame_run};
use crate::prose::{Mark, Span};
use crate::theme::Ink;
use gesso_graph::{FrameId, NoteId, Point, Rect};

/// Letters below this many CSS pixels are not read.
const LEAST_LETTERS: f64 = 5.0;

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
        let sign = frame_run(rect).filter(|_| self.detail >= Detail::Plain);
        let room = area.w - 2.0 * indent - sign.map_or(0.0, |sign| self.projection.len(sign.w));
        self.text(Line {
            text: &title,
            at: (area.x + indent, area.y + middle),
            size,
            weight: Weight::Medium,
            ink: ink.over(self.source.palette.text, 0.35),
            room,
            align: Align::Left,
        });
        if let Some(sign) = sign {
            let at = self.projection.area(sign.inset(FRAME_TITLE * 0.28));
            self.list.push(Op::Icon {
                icon: Icon::Run,
                at: (at.x, at.y),
                side: at.w,
                ink: ink.over(self.source.palette.text, 0.35),
            });
        }
    }

    /// A note with its box at `rect`.
    pub(crate) fn note(&mut self, id: NoteId, rect: Rect) {
        if !self.source.scene.document().notes().contains_key(&id) {
            return;
        }
        let palette = self.source.palette;
        let area = self.projection.area(rect);
        let radius = self.projection.len(RADIUS);
        self.list.panel(
            area,
            radius,
            Some(palette.note),
            Some((palette.note_border, self.projection.hair())),
        );
        if self.detail >= Detail::Card {
            self.prose(id, rect);
        }
    }

    /// A note's text, read as Markdown. Bars stand in place of words that are too small to read.
    fn prose(&mut self, id: NoteId, rect: Rect) {
        let inner = rect.inset(NOTE_PAD);
        let Some(prose) = self.source.scene.prose(id, inner.w) else {
            return;
        };
        let palette = self.source.palette;
        let projection = self.projection;
        let readable = |size: f64| projection.len(size) >= projection.css(LEAST_LETTERS);
        let fits = |bottom: f64| bottom <= inner.h + 2.0;
        let ground = palette.note_text.fade(0.09);
        let mut bars = Vec::new();
        for mark in &prose.marks {
            match *mark {
                Mark::Ground(at) if at.y < inner.h => {
                    let h = at.h.min(inner.h - at.y);
                    let area = self.projection.area(within(inner, Rect { h, ..at }));
                    let radius = self.projection.len(4.0);
                    self.list.panel(area, radius, Some(ground), None);
                }
                Mark::Line(at) if at.y < inner.h => {
                    let h = at.h.min(inner.h - at.y);
                    bars.push(self.projection.area(within(inner, Rect { h, ..at })));
                }
                Mark::Tick(at, ticked) if fits(at.bottom()) && readable(at.h) => {
                    self.tick(within(inner, at), ticked);
                }
                Mark::Ground(_) | Mark::Line(_) | Mark::Tick(..) => {}
            }
        }
        for span in &prose.spans {
            let half = span.size * 0.6;
            if !fits(span.at.y + half) {
                continue;
            }
            let at = Rect::new(span.at.x, span.at.y - half, span.width, 2.0 * half);
            if readable(span.size) {
                self.span(inner, span, within(inner, at));
            } else {
                bars.push(self.projection.area(within(inner, at.inset(half * 0.45))));
            }
        }
        self.list.boxes(palette.note_border, bars);
    }

    fn span(&mut self, inner: Rect, span: &Span, around: Rect) {
        let palette = self.source.palette;
        let ink = if span.look.link.is_some() {
            palette.accent
        } else if span.look.dim {
            palette.note_text.over(palette.note, 0.72)
        } else {
            palette.note_text
        };
        if span.look.code {
            let area = self.projection.area(around.inset(-1.5));
            let ground = palette.note_text.fade(0.09);
            let radius = self.projection.len(3.0);
            self.list.panel(area, radius, Some(ground), None);
        }
        self.list.push(Op::Span {
            text: span.text.clone(),
            at: self
                .projection
                .at(Point::new(inner.x + span.at.x, inner.y + span.at.y)),
            size: self.projection.len(span.size),
            face: span.face,
            ink,
        });
        let mut lines = Vec::new();
        let mut line = |y: f64| {
            let line = Rect::new(around.x, y, around.w, 0.0);
            let h = self
                .projection
                .len(span.size / 14.0)
                .max(self.projection.hair());
            lines.push(crate::display::Area {
                h,
                ..self.projection.area(line)
            });
        };
        if span.look.link.is_some() {
            line(around.bottom() - span.size * 0.12);
        }
        if span.look.struck {
            line(around.y + around.h / 2.0);
        }
        self.list.boxes(ink, lines);
    }

    /// A box of a list, ticked or not.
    fn tick(&mut self, at: Rect, ticked: bool) {
        let palette = self.source.palette;
        let area = self.projection.area(at);
        let border = (
            palette.note_text.over(palette.note, 0.6),
            self.projection.hair(),
        );
        let radius = self.projection.len(2.5);
        self.list.panel(area, radius, None, Some(border));
        if ticked {
            self.list.push(Op::Icon {
                icon: Icon::Done,
                at: (area.x, area.y),
                side: area.w,
                ink: palette.note_text,
            });
        }
    }
}

/// A box of a note's text in the world.
fn within(inner: Rect, at: Rect) -> Rect {
    at.translate(inner.x, inner.y)
}
