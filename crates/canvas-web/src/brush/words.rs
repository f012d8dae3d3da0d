//! Letters: a line that fits, or words as wide as they are.

use super::{Brush, Stock};
use crate::text::plain;
use gesso_canvas::{Align, Ink, Op};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// How far below the middle of its line a text's own middle is, as a part of the letter size.
const MIDDLE: f32 = 0.06;

impl Brush {
    /// Draws a text or a span; other operations are not its concern.
    pub(super) fn words(&mut self, op: &Op, stock: &Stock) -> Result<(), JsValue> {
        let mut texts = stock.texts.borrow_mut();
        match op {
            Op::Text {
                text,
                at,
                size,
                weight,
                ink,
                room,
                align,
            } => {
                let (fitted, measured) = texts.fit(&self.pen, text, *size, *weight, *room);
                self.forget_font(measured);
                self.letters(texts.font(*size, plain(*weight)), *align, *ink, stock);
                self.pen
                    .fill_text(&fitted, at.0.into(), f64::from(at.1 + size * MIDDLE))
            }
            Op::Span {
                text,
                at,
                size,
                face,
                ink,
            } => {
                self.letters(texts.font(*size, *face), Align::Left, *ink, stock);
                self.pen
                    .fill_text(text, at.0.into(), f64::from(at.1 + size * MIDDLE))
            }
            _ => Ok(()),
        }
    }

    /// Measuring sets another font.
    fn forget_font(&mut self, measured: bool) {
        if measured {
            self.font = "".into();
        }
    }

    fn letters(&mut self, font: Rc<str>, align: Align, ink: Ink, stock: &Stock) {
        if font != self.font {
            self.pen.set_font(&font);
            self.font = font;
        }
        if self.align != Some(align) {
            self.pen.set_text_align(match align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
            });
            self.align = Some(align);
        }
        self.set_fill(ink, stock);
    }
}
