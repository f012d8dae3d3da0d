//! A note's Markdown as words at places, in world pixels from the corner of its text: what is drawn, and where links are.
//! Knows letters only by how wide they are. Text that is longer than the note goes on below it; whoever draws leaves it out.

mod blocks;

use crate::display::Weight;
use crate::markdown::{Piece, Wrap, read};
use gesso_graph::{Point, Rect};
use std::sync::Arc;

/// Size of letters and height of a line of running text.
const SIZE: f64 = 13.0;
const LINE: f64 = 19.0;
/// Nobody reads further on a note; its text is edited elsewhere.
const MOST_SPANS: usize = 2_000;

/// How letters look, but for their size and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Face {
    /// Thickness.
    pub weight: Weight,
    /// Slanted.
    pub italic: bool,
    /// All equally wide, as programs are written.
    pub mono: bool,
}

/// Knows how wide letters are.
pub trait Measure {
    /// The width of a text as a part of its letter size.
    fn width(&self, text: &str, face: Face) -> f64;
}

/// Letters of a common width each, for as long as nobody knows better.
pub(crate) struct Guess;

impl Measure for Guess {
    fn width(&self, text: &str, face: Face) -> f64 {
        let one = if face.mono { 0.6 } else { 0.52 };
        text.chars().count() as f64 * one
    }
}

/// Words in a row that look the same.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Span {
    pub(crate) text: Arc<str>,
    /// Its left end, in the middle of its line.
    pub(crate) at: Point,
    pub(crate) width: f64,
    pub(crate) size: f64,
    pub(crate) face: Face,
    pub(crate) look: Look,
}

/// What else words are, besides their letters.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Look {
    /// Where they lead.
    pub(crate) link: Option<Arc<str>>,
    pub(crate) struck: bool,
    /// They stand on a ground of their own.
    pub(crate) code: bool,
    /// They are less important.
    pub(crate) dim: bool,
}

/// What is not words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Mark {
    /// The ground of lines of a program.
    Ground(Rect),
    /// A line beside a quote or across the note.
    Line(Rect),
    /// A box to tick, ticked or not.
    Tick(Rect, bool),
}

/// A note, laid out.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Prose {
    pub(crate) spans: Vec<Span>,
    pub(crate) marks: Vec<Mark>,
}

impl Prose {
    /// Lays a text out in a width.
    pub(crate) fn new(text: &str, width: f64, measure: &dyn Measure) -> Self {
        let mut writer = Writer {
            measure,
            right: width.max(SIZE),
            indent: 0.0,
            x: 0.0,
            y: 0.0,
            size: SIZE,
            line: LINE,
            face: Face {
                weight: Weight::Regular,
                italic: false,
                mono: false,
            },
            look: Look::default(),
            space: false,
            fresh: true,
            prose: Self::default(),
        };
        for piece in read(text) {
            writer.block(&piece);
        }
        writer.prose
    }

    /// Where the link at a place leads.
    pub(crate) fn link_at(&self, at: Point) -> Option<&Arc<str>> {
        let here = |span: &&Span| {
            let half = span.size * 0.75;
            Rect::new(span.at.x, span.at.y - half, span.width, 2.0 * half).contains(at)
        };
        self.spans.iter().find(here)?.look.link.as_ref()
    }
}

/// A note in the making: where the next word goes, and how it looks.
struct Writer<'a> {
    measure: &'a dyn Measure,
    right: f64,
    indent: f64,
    x: f64,
    /// The top of the line.
    y: f64,
    size: f64,
    line: f64,
    face: Face,
    look: Look,
    /// White space stands before the next word.
    space: bool,
    /// Nothing stands before what comes: at the beginning, and behind the sign of a list's item.
    fresh: bool,
    prose: Prose,
}

impl Writer<'_> {
    fn width(&self, text: &str) -> f64 {
        self.measure.width(text, self.face) * self.size
    }

    /// Words in the line, and in as many more as they need.
    fn text(&mut self, text: &str) {
        self.space |= text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            self.word(word);
            self.space = true;
        }
        self.space = text.ends_with(char::is_whitespace) || (self.space && text.trim().is_empty());
    }

    fn word(&mut self, mut word: &str) {
        let is_first = self.x <= self.indent;
        let gap = if self.space && !is_first {
            self.width(" ")
        } else {
            0.0
        };
        let mut width = self.width(word);
        if self.x + gap + width > self.right && !is_first {
            self.new_line();
        } else if gap > 0.0 {
            return self.put(word, gap, width);
        }
        // What is too long for a line of its own is broken anywhere.
        while self.x + width > self.right {
            let end = self.fitting(word);
            if end == word.len() {
                break;
            }
            let (head, rest) = word.split_at(end);
            self.put(head, 0.0, self.width(head));
            self.new_line();
            word = rest;
            width = self.width(word);
        }
        self.put(word, 0.0, width);
    }

    /// How many bytes of a word fit into the line; at least its first letter.
    fn fitting(&self, word: &str) -> usize {
        let ends: Vec<usize> = word
            .char_indices()
            .map(|(at, sign)| at + sign.len_utf8())
            .collect();
        let fits = ends.partition_point(|&end| self.x + self.width(&word[..end]) <= self.right);
        ends.get(fits.max(1) - 1).copied().unwrap_or(word.len())
    }

    fn put(&mut self, word: &str, gap: f64, width: f64) {
        self.fresh = false;
        if self.prose.spans.len() >= MOST_SPANS {
            return;
        }
        let middle = self.y + self.line / 2.0;
        let begins = self.x + gap;
        let (x, size, face) = (self.x, self.size, self.face);
        let look = &self.look;
        let joins = |span: &&mut Span| {
            let reaches = (span.at.x + span.width - x).abs() < 0.01 && span.at.y == middle;
            reaches && span.face == face && span.size == size && span.look == *look
        };
        match self.prose.spans.last_mut().filter(joins) {
            Some(span) => {
                let space = if gap > 0.0 { " " } else { "" };
                span.text = format!("{}{space}{word}", span.text).into();
                span.width = begins + width - span.at.x;
            }
            None => self.prose.spans.push(Span {
                text: word.into(),
                at: Point::new(begins, middle),
                width,
                size,
                face,
                look: look.clone(),
            }),
        }
        self.x = begins + width;
    }

    fn new_line(&mut self) {
        self.y += self.line;
        self.x = self.indent;
        self.space = false;
    }

    /// Ends the line, if anything is on it.
    fn end_line(&mut self) {
        if self.x > self.indent {
            self.new_line();
        }
    }

    /// Pieces within a line.
    fn inline(&mut self, piece: &Piece) {
        match piece {
            Piece::Text(text) => self.text(text),
            Piece::Code(text) => self.with(
                |writer| {
                    writer.face.mono = true;
                    writer.look.code = true;
                },
                |writer| writer.text(text),
            ),
            Piece::Break => self.new_line(),
            Piece::Tick(ticked) => self.tick(*ticked),
            Piece::Around(
                wrap @ (Wrap::Emphasis | Wrap::Strong | Wrap::Struck | Wrap::Link(_) | Wrap::Plain),
                inner,
            ) => {
                let change = |writer: &mut Self| match wrap {
                    Wrap::Emphasis => writer.face.italic = true,
                    Wrap::Strong => writer.face.weight = Weight::Bold,
                    Wrap::Struck => writer.look.struck = true,
                    Wrap::Link(address) => writer.look.link = Some(address.as_str().into()),
                    _ => {}
                };
                self.with(change, |writer| {
                    inner.iter().for_each(|piece| writer.inline(piece));
                });
            }
            Piece::Rule | Piece::Around(..) => self.block(piece),
        }
    }

    /// Writes with another look, then with the one before.
    fn with(&mut self, change: impl FnOnce(&mut Self), write: impl FnOnce(&mut Self)) {
        let (face, look) = (self.face, self.look.clone());
        change(self);
        write(self);
        (self.face, self.look) = (face, look);
    }
}
