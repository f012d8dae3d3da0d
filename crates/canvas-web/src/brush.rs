//! Display list → one 2D context. Remembers what the context is set to, because setting it costs more than drawing.

mod forms;
mod kept;
mod words;

use crate::pictures::Pictures;
use crate::text::Texts;
use gesso_canvas::{Align, Area, DisplayList, Icon, Ink, Op};
use kept::Kept;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::{JsValue, intern};
use web_sys::{CanvasRenderingContext2d, Path2d};

/// What all brushes of a canvas share.
pub(crate) struct Stock {
    pub(crate) texts: RefCell<Texts>,
    pub(crate) pictures: Pictures,
    icons: RefCell<BTreeMap<Icon, Path2d>>,
    inks: RefCell<BTreeMap<Ink, Rc<str>>>,
    kept: RefCell<Option<Kept>>,
}

impl Stock {
    pub(crate) fn new(family: String) -> Self {
        Self {
            texts: RefCell::new(Texts::new(family)),
            pictures: Pictures::new(),
            icons: RefCell::default(),
            inks: RefCell::default(),
            kept: RefCell::default(),
        }
    }

    /// A colour's CSS text, interned: it crosses to JavaScript as a handle.
    fn ink(&self, ink: Ink) -> Rc<str> {
        let css = || {
            let css = ink.to_string();
            intern(&css);
            css.into()
        };
        self.inks
            .borrow_mut()
            .entry(ink)
            .or_insert_with(css)
            .clone()
    }

    fn icon(&self, icon: Icon) -> Option<Path2d> {
        let mut icons = self.icons.borrow_mut();
        if let Some(path) = icons.get(&icon) {
            return Some(path.clone());
        }
        let path = Path2d::new_with_path_string(icon.path()).ok()?;
        icons.insert(icon, path.clone());
        Some(path)
    }
}

/// One context.
pub(crate) struct Brush {
    pub(crate) pen: CanvasRenderingContext2d,
    fill: Option<Ink>,
    stroke: Option<Ink>,
    width: f32,
    font: Rc<str>,
    align: Option<Align>,
}

impl Brush {
    pub(crate) fn new(pen: CanvasRenderingContext2d) -> Self {
        Self {
            pen,
            fill: None,
            stroke: None,
            width: 0.0,
            font: "".into(),
            align: None,
        }
    }

    /// After the canvas was resized: its context is new.
    pub(crate) fn reset(&mut self) {
        *self = Self::new(self.pen.clone());
    }

    /// Draws a list.
    ///
    /// # Errors
    /// When the context refuses an operation, which only a lost context does.
    pub(crate) fn draw(&mut self, list: &DisplayList, stock: &Stock) -> Result<(), JsValue> {
        if self.width == 0.0 {
            self.pen.set_line_cap("round");
            self.pen.set_line_join("round");
            self.pen.set_text_baseline("middle");
        }
        for op in &list.ops {
            self.op(op, stock)?;
        }
        Ok(())
    }

    /// Draws a list where it is inside a box of whole pixels.
    ///
    /// # Errors
    /// When the context refuses an operation, which only a lost context does.
    pub(crate) fn draw_inside(
        &mut self,
        area: Area,
        list: &DisplayList,
        stock: &Stock,
    ) -> Result<(), JsValue> {
        self.pen.save();
        self.pen.begin_path();
        self.pen
            .rect(area.x.into(), area.y.into(), area.w.into(), area.h.into());
        self.pen.clip();
        let drawn = self.draw(list, stock);
        self.pen.restore();
        // Restoring brought back what was set before.
        self.reset();
        drawn
    }

    fn op(&mut self, op: &Op, stock: &Stock) -> Result<(), JsValue> {
        match op {
            Op::Boxes { ink, areas } => self.boxes(*ink, areas, stock),
            Op::Panel {
                area,
                radii,
                fill,
                border,
                dash,
            } => self.panel(*area, *radii, *fill, *border, *dash, stock)?,
            Op::Curves {
                ink,
                width,
                curves,
                dashed,
            } => self.curves(*ink, *width, curves, *dashed, stock)?,
            Op::Lines { ink, width, lines } => {
                self.pen.begin_path();
                for [a, b] in lines {
                    self.pen.move_to(a.0.into(), a.1.into());
                    self.pen.line_to(b.0.into(), b.1.into());
                }
                self.stroke(*ink, *width, stock);
            }
            Op::Port {
                shape,
                at,
                r,
                ink,
                edge,
            } => self.port(*shape, wide(*at), f64::from(*r), *ink, *edge, stock)?,
            Op::Disc { at, r, ink } => {
                self.pen.begin_path();
                self.circle(wide(*at), f64::from(*r))?;
                self.fill(*ink, stock);
            }
            Op::Icon {
                icon,
                at,
                side,
                ink,
            } => self.sign(*icon, wide(*at), f64::from(*side), *ink, stock)?,
            Op::Text { .. } | Op::Span { .. } => self.words(op, stock)?,
            Op::Picture {
                url,
                area,
                radius,
                checker,
                cell,
            } => {
                self.picture(url, *area, *radius, *checker, *cell, stock)?;
            }
            Op::Kept { area, list } => self.kept(*area, list, stock)?,
        }
        Ok(())
    }

    fn curves(
        &mut self,
        ink: Ink,
        width: f32,
        curves: &[[(f32, f32); 4]],
        dashed: bool,
        stock: &Stock,
    ) -> Result<(), JsValue> {
        self.pen.begin_path();
        for [a, b, c, d] in curves {
            self.pen.move_to(a.0.into(), a.1.into());
            let (b, c, d) = (wide(*b), wide(*c), wide(*d));
            self.pen.bezier_curve_to(b.0, b.1, c.0, c.1, d.0, d.1);
        }
        if dashed {
            self.dashes(f64::from(width) * 3.0, 0.0)?;
        }
        self.stroke(ink, width, stock);
        if dashed { self.solid() } else { Ok(()) }
    }

    fn boxes(&mut self, ink: Ink, areas: &[Area], stock: &Stock) {
        if let [area] = areas {
            self.set_fill(ink, stock);
            self.pen
                .fill_rect(area.x.into(), area.y.into(), area.w.into(), area.h.into());
            return;
        }
        self.pen.begin_path();
        for area in areas {
            self.pen
                .rect(area.x.into(), area.y.into(), area.w.into(), area.h.into());
        }
        self.fill(ink, stock);
    }

    fn panel(
        &mut self,
        area: Area,
        radii: [f32; 2],
        fill: Option<Ink>,
        border: Option<(Ink, f32)>,
        dash: Option<f32>,
        stock: &Stock,
    ) -> Result<(), JsValue> {
        if let Some(ink) = fill {
            self.pen.begin_path();
            self.outline(area, radii)?;
            self.fill(ink, stock);
        }
        if let Some((ink, width)) = border {
            let half = width / 2.0;
            let inside = Area {
                x: area.x + half,
                y: area.y + half,
                w: area.w - width,
                h: area.h - width,
            };
            self.pen.begin_path();
            self.outline(inside, radii.map(|radius| (radius - half).max(0.0)))?;
            if let Some(offset) = dash {
                self.dashes(f64::from(width) * 12.0, f64::from(offset))?;
            }
            self.stroke(ink, width, stock);
            if dash.is_some() {
                self.solid()?;
            }
        }
        Ok(())
    }

    fn fill(&mut self, ink: Ink, stock: &Stock) {
        self.set_fill(ink, stock);
        self.pen.fill();
    }

    fn stroke(&mut self, ink: Ink, width: f32, stock: &Stock) {
        self.set_stroke(ink, width, stock);
        self.pen.stroke();
    }

    fn set_fill(&mut self, ink: Ink, stock: &Stock) {
        if self.fill != Some(ink) {
            self.pen.set_fill_style_str(&stock.ink(ink));
            self.fill = Some(ink);
        }
    }

    fn set_stroke(&mut self, ink: Ink, width: f32, stock: &Stock) {
        if self.stroke != Some(ink) {
            self.pen.set_stroke_style_str(&stock.ink(ink));
            self.stroke = Some(ink);
        }
        if self.width != width {
            self.pen.set_line_width(width.into());
            self.width = width;
        }
    }

    fn dashes(&self, length: f64, offset: f64) -> Result<(), JsValue> {
        self.pen
            .set_line_dash(&js_sys::Array::of2(&length.into(), &length.into()))?;
        self.pen.set_line_dash_offset(offset);
        Ok(())
    }

    fn solid(&self) -> Result<(), JsValue> {
        self.pen.set_line_dash(&js_sys::Array::new())
    }
}

fn wide((x, y): (f32, f32)) -> (f64, f64) {
    (x.into(), y.into())
}
