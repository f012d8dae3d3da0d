//! What stands in lines of its own: paragraphs, headings, lists, quotes, lines of a program.

use super::{LINE, Look, Mark, SIZE, Writer};
use crate::display::Weight;
use crate::markdown::{Piece, Wrap, words};
use gesso_graph::Rect;

/// Room between blocks, and between the items of a list.
const GAP: f64 = 7.0;
const ITEM_GAP: f64 = 1.0;
/// How far the items of a list are indented, and what stands in a quote or on a ground.
const ITEM: f64 = 18.0;
const QUOTE: f64 = 14.0;
const GROUND: f64 = 7.0;
/// Letters of headings by their level, and of programs.
const HEADINGS: [f64; 3] = [20.0, 16.5, 14.0];
const PROGRAM: f64 = 12.0;
/// Side of a box to tick.
const TICK: f64 = 11.0;

impl Writer<'_> {
    /// One piece of a note.
    pub(super) fn block(&mut self, piece: &Piece) {
        let (wrap, inner) = match piece {
            Piece::Around(wrap, inner) => (wrap, inner),
            Piece::Rule => return self.rule(),
            Piece::Text(_) | Piece::Code(_) | Piece::Break | Piece::Tick(_) => {
                return self.inline(piece);
            }
        };
        match wrap {
            Wrap::Paragraph | Wrap::Plain => {
                self.begin(GAP);
                self.all_inline(inner);
                self.end_line();
            }
            Wrap::Heading(level) => self.heading(*level, inner),
            Wrap::List(numbered) => self.list(*numbered, inner),
            Wrap::Item => self.item("•", inner),
            Wrap::Quote => self.quote(inner),
            Wrap::Lines => self.program(&words_in_lines(inner)),
            Wrap::Emphasis | Wrap::Strong | Wrap::Struck | Wrap::Link(_) => self.inline(piece),
        }
    }

    fn all_inline(&mut self, pieces: &[Piece]) {
        pieces.iter().for_each(|piece| self.inline(piece));
    }

    /// Begins on a line of its own, apart from what is above.
    fn begin(&mut self, gap: f64) {
        if self.fresh {
            return;
        }
        self.end_line();
        self.y += gap;
        self.x = self.indent;
        self.space = false;
    }

    fn heading(&mut self, level: u8, inner: &[Piece]) {
        self.begin(GAP);
        let size = HEADINGS[usize::from(level).clamp(1, HEADINGS.len()) - 1];
        self.size = size;
        self.line = (size * 1.35).round();
        self.with(
            |writer| writer.face.weight = Weight::Bold,
            |writer| writer.all_inline(inner),
        );
        self.end_line();
        self.size = SIZE;
        self.line = LINE;
    }

    fn list(&mut self, numbered: bool, items: &[Piece]) {
        self.begin(if self.indent > 0.0 { ITEM_GAP } else { GAP });
        for (index, item) in items.iter().enumerate() {
            let sign = if numbered {
                format!("{}.", index + 1)
            } else {
                "•".to_owned()
            };
            match item {
                Piece::Around(Wrap::Item, inner) => self.item(&sign, inner),
                other => self.block(other),
            }
        }
    }

    fn item(&mut self, sign: &str, inner: &[Piece]) {
        self.begin(ITEM_GAP);
        let dim = Look {
            dim: true,
            ..Look::default()
        };
        // A box to tick is its own sign.
        if !matches!(inner.first(), Some(Piece::Tick(_))) {
            let sign_width = self.width(sign);
            self.with(
                |writer| writer.look = dim,
                |writer| writer.put(sign, 0.0, sign_width),
            );
        }
        let top = self.y;
        self.within(ITEM, |writer| {
            // Whatever comes first stands beside the sign.
            writer.fresh = true;
            inner.iter().for_each(|piece| writer.block(piece));
            writer.fresh = false;
            writer.end_line();
        });
        if self.y == top {
            // There is nothing beside the sign.
            self.y += self.line;
        }
        self.x = self.indent;
    }

    fn quote(&mut self, inner: &[Piece]) {
        self.begin(GAP);
        let top = self.y;
        let left = self.indent;
        let was = self.look.dim;
        self.look.dim = true;
        self.within(QUOTE, |writer| {
            writer.fresh = true;
            inner.iter().for_each(|piece| writer.block(piece));
            writer.fresh = false;
            writer.end_line();
        });
        self.look.dim = was;
        self.x = self.indent;
        let bar = Rect::new(left + 2.0, top, 3.0, (self.y - top).max(LINE));
        self.prose.marks.push(Mark::Line(bar));
    }

    fn program(&mut self, text: &str) {
        self.begin(GAP);
        let top = self.y;
        let left = self.indent;
        self.size = PROGRAM;
        let right = self.right;
        self.right -= GROUND;
        self.y += GROUND;
        self.within(GROUND, |writer| {
            writer.with(
                |writer| writer.face.mono = true,
                |writer| {
                    for line in text.lines() {
                        writer.program_line(line);
                    }
                },
            );
        });
        self.size = SIZE;
        self.right = right;
        self.y += GROUND;
        self.x = self.indent;
        self.fresh = false;
        let ground = Rect::new(left, top, (right - left).max(0.0), self.y - top);
        self.prose.marks.push(Mark::Ground(ground));
    }

    /// A line of a program keeps its white space, and goes on below where it is too long.
    fn program_line(&mut self, line: &str) {
        let mut rest = line.trim_end();
        while !rest.is_empty() {
            let (head, more) = rest.split_at(self.fitting(rest));
            let width = self.width(head);
            self.put(head, 0.0, width);
            rest = more;
            if !rest.is_empty() {
                self.new_line();
            }
        }
        self.new_line();
    }

    fn rule(&mut self) {
        self.begin(GAP);
        let line = Rect::new(
            self.indent,
            self.y,
            (self.right - self.indent).max(0.0),
            1.0,
        );
        self.prose.marks.push(Mark::Line(line));
        self.y += 1.0;
        self.fresh = false;
    }

    pub(super) fn tick(&mut self, ticked: bool) {
        let top = self.y + (self.line - TICK) / 2.0;
        let left = if self.x <= self.indent && self.indent >= ITEM {
            self.indent - ITEM + 1.0
        } else {
            self.x
        };
        let side = Rect::new(left, top, TICK, TICK);
        self.prose.marks.push(Mark::Tick(side, ticked));
        self.x = self.x.max(left + TICK);
        self.space = self.x > self.indent;
        self.fresh = false;
    }

    /// Writes further in.
    fn within(&mut self, by: f64, write: impl FnOnce(&mut Self)) {
        self.indent += by;
        self.x = self.indent;
        write(self);
        self.indent -= by;
    }
}

/// The lines of a program as they were typed.
fn words_in_lines(pieces: &[Piece]) -> String {
    let lines = pieces.iter().map(|piece| match piece {
        Piece::Break => "\n".to_owned(),
        piece => words(std::slice::from_ref(piece)),
    });
    lines.collect()
}
