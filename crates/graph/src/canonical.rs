//! Feeds values to BLAKE3 so that different values never feed the same bytes: every value begins with a tag,
//! every text with its length, and the two zeros are one.

use crate::geometry::{Point, Rect, Size};
use crate::value::Value;

/// Handed to BLAKE3 at once: it is slow with a few bytes at a time.
const BLOCK: usize = 16 * 1024;

/// A hash being made of canonical values.
pub(crate) struct Canonical {
    hasher: blake3::Hasher,
    waiting: Vec<u8>,
}

impl Canonical {
    /// `domain` keeps hashes of different meaning apart; change it when the encoding changes.
    pub(crate) fn new(domain: &str) -> Self {
        let mut canonical = Self {
            hasher: blake3::Hasher::new(),
            waiting: Vec::new(),
        };
        canonical.text(domain);
        canonical
    }

    pub(crate) fn finish(mut self) -> [u8; 32] {
        self.hasher.update(&self.waiting);
        *self.hasher.finalize().as_bytes()
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= BLOCK {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
    }

    pub(crate) fn count(&mut self, count: usize) {
        self.bytes(&(count as u64).to_le_bytes());
    }

    pub(crate) fn word(&mut self, word: u64) {
        self.bytes(&word.to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes(text.as_bytes());
    }

    /// Nothing and the empty text are different.
    pub(crate) fn optional_text(&mut self, text: Option<&str>) {
        self.bytes(&[u8::from(text.is_some())]);
        self.text(text.unwrap_or_default());
    }

    pub(crate) fn float(&mut self, number: f64) {
        self.word((number + 0.).to_bits());
    }

    pub(crate) fn color(&mut self, color: [f32; 4]) {
        for channel in color {
            self.bytes(&(channel + 0.).to_bits().to_le_bytes());
        }
    }

    pub(crate) fn point(&mut self, point: Point) {
        self.float(point.x);
        self.float(point.y);
    }

    pub(crate) fn size(&mut self, size: Size) {
        self.float(size.w);
        self.float(size.h);
    }

    pub(crate) fn rect(&mut self, rect: Rect) {
        self.point(rect.origin());
        self.size(rect.size());
    }

    /// A value as a run sees it: of a file only the bytes count, not what it was called; a list of files gives the names too.
    pub(crate) fn value(&mut self, value: &Value) {
        match value {
            Value::Bool(yes) => self.bytes(&[0, u8::from(*yes)]),
            Value::Int(number) => {
                self.bytes(&[1]);
                self.bytes(&number.to_le_bytes());
            }
            Value::Float(number) => {
                self.bytes(&[2]);
                self.float(*number);
            }
            Value::Text(text) => {
                self.bytes(&[3]);
                self.text(text);
            }
            Value::Color(color) => {
                self.bytes(&[4]);
                self.color(*color);
            }
            Value::Choice(option) => {
                self.bytes(&[5]);
                self.text(option);
            }
            Value::Asset(asset) => {
                self.bytes(&[6]);
                self.text(&asset.hash);
            }
            Value::Graph(graph) => {
                self.bytes(&[7]);
                self.word(graph.0);
            }
            Value::Assets(assets) => {
                self.bytes(&[8]);
                self.count(assets.len());
                for asset in assets.iter() {
                    self.text(&asset.hash);
                    self.text(&asset.name);
                }
            }
            Value::Numbers(numbers) => {
                self.bytes(&[9]);
                self.count(numbers.len());
                numbers.iter().for_each(|&number| self.float(number));
            }
        }
    }
}
