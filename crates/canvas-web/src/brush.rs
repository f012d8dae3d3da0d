//! Display list → one 2D context. Remembers what the context is set to, because setting it costs more than drawing.

use crate::pictures::Pictures;
use crate::text::Texts;
use gesso_canvas::{Align, Area, DisplayList, Icon, Ink, Op, Shape};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::f64::consts::{FRAC_PI_3, TAU};
use std::rc::Rc;
use wasm_bindgen::{JsValue, intern};
use web_sys::{CanvasRenderingContext2d, Path2d};

/// What all brushes of a canvas share.
pub(crate) struct Stock {
    pub(crate) texts: RefCell<Texts>,
    pub(crate) pictures: Pictures,
    icons: RefCell<BTreeMap<Icon, Path2d>>,
    inks: RefCell<BTreeMap<Ink, Rc<str>>>,
}

impl Stock {
    pub(crate) fn new(family: String) -> Self {
        Self {
            texts: RefCell::new(Texts::new(family)),
            pictures: Pictures::new(),
            icons: RefCell::default(),
            inks: RefCell::default(),
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
            } => {
                self.pen.begin_path();
                for [a, b, c, d] in curves {
                    self.pen.move_to(a.0.into(), a.1.into());
                    let (b, c, d) = (wide(*b), wide(*c), wide(*d));
                    self.pen.bezier_curve_to(b.0, b.1, c.0, c.1, d.0, d.1);
                }
                if *dashed {
                    self.dashes(f64::from(*width) * 3.0, 0.0)?;
                }
                self.stroke(*ink, *width, stock);
                if *dashed {
                    self.solid()?;
                }
            }
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
            } => self.icon(*icon, wide(*at), f64::from(*side), *ink, stock)?,
            Op::Text {
                text,
                at,
                size,
                weight,
                ink,
                room,
                align,
            } => {
                let mut texts = stock.texts.borrow_mut();
                let fitted = texts.fit(&self.pen, text, *size, *weight, *room);
                // Measuring may have set another font.
                self.font = "".into();
                self.letters(texts.font(*size, *weight), *align, *ink, stock);
                self.pen
                    .fill_text(&fitted, at.0.into(), f64::from(at.1 + size * 0.06))?;
            }
            Op::Paragraph {
                text,
                area,
                size,
                line,
                ink,
            } => {
                let mut texts = stock.texts.borrow_mut();
                let lines = texts.lines(&self.pen, text, *size, area.w);
                self.font = "".into();
                self.letters(
                    texts.font(*size, gesso_canvas::Weight::Regular),
                    Align::Left,
                    *ink,
                    stock,
                );
                let rows = (area.h / line).floor().max(0.0) as usize;
                for (row, text) in lines.iter().take(rows).enumerate() {
                    let y = area.y + (row as f32 + 0.5) * line;
                    self.pen.fill_text(text, area.x.into(), y.into())?;
                }
            }
            Op::Picture {
                url,
                area,
                radius,
                checker,
                cell,
            } => {
                self.picture(url, *area, *radius, *checker, *cell, stock)?;
            }
        }
        Ok(())
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

    /// A box with round corners, as a path.
    fn outline(&self, area: Area, radii: [f32; 2]) -> Result<(), JsValue> {
        let (x, y, w, h) = (
            f64::from(area.x),
            f64::from(area.y),
            f64::from(area.w.max(0.0)),
            f64::from(area.h.max(0.0)),
        );
        let most = w.min(h) / 2.0;
        let [top, bottom] = radii.map(|radius| f64::from(radius).min(most).max(0.0));
        if top < 0.5 && bottom < 0.5 {
            self.pen.rect(x, y, w, h);
            return Ok(());
        }
        if radii[0] == radii[1] {
            return self.pen.round_rect_with_f64(x, y, w, h, top);
        }
        self.pen.move_to(x + top, y);
        self.pen.arc_to(x + w, y, x + w, y + h, top)?;
        self.pen.arc_to(x + w, y + h, x, y + h, bottom)?;
        self.pen.arc_to(x, y + h, x, y, bottom)?;
        self.pen.arc_to(x, y, x + w, y, top)?;
        self.pen.close_path();
        Ok(())
    }

    fn port(
        &mut self,
        shape: Shape,
        at: (f64, f64),
        r: f64,
        ink: Ink,
        edge: Ink,
        stock: &Stock,
    ) -> Result<(), JsValue> {
        self.pen.begin_path();
        self.circle(at, r * 1.45)?;
        self.fill(edge, stock);
        self.pen.begin_path();
        let (x, y) = at;
        match shape {
            Shape::Circle => self.circle(at, r)?,
            Shape::Dot => self.circle(at, r * 0.7)?,
            Shape::Ring => {
                self.circle(at, r * 0.72)?;
                self.stroke(ink, (r * 0.5) as f32, stock);
                return Ok(());
            }
            Shape::Diamond => self.polygon(at, r * 1.15, 4, 0.0),
            Shape::Square => self.pen.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7),
            Shape::Bar => self.pen.rect(x - r * 0.5, y - r, r, r * 2.0),
            Shape::Triangle => self.polygon(at, r * 1.15, 3, 0.0),
            Shape::Hexagon => self.polygon(at, r * 1.05, 6, FRAC_PI_3 / 2.0),
        }
        self.fill(ink, stock);
        Ok(())
    }

    fn polygon(&self, (x, y): (f64, f64), r: f64, corners: u32, turn: f64) {
        for corner in 0..corners {
            let angle = TAU * f64::from(corner) / f64::from(corners) + turn;
            self.pen.line_to(x + r * angle.cos(), y + r * angle.sin());
        }
        self.pen.close_path();
    }

    fn circle(&self, (x, y): (f64, f64), r: f64) -> Result<(), JsValue> {
        self.pen.arc(x, y, r.max(0.0), 0.0, TAU)
    }

    fn icon(
        &mut self,
        icon: Icon,
        at: (f64, f64),
        side: f64,
        ink: Ink,
        stock: &Stock,
    ) -> Result<(), JsValue> {
        let Some(path) = stock.icon(icon) else {
            return Ok(());
        };
        let scale = side / f64::from(Icon::GRID);
        self.pen.set_transform(scale, 0.0, 0.0, scale, at.0, at.1)?;
        self.set_stroke(ink, Icon::LINE, stock);
        self.pen.stroke_with_path(&path);
        self.pen.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    }

    fn picture(
        &mut self,
        url: &str,
        area: Area,
        radius: f32,
        checker: [Ink; 2],
        cell: f32,
        stock: &Stock,
    ) -> Result<(), JsValue> {
        let Some(image) = stock.pictures.get(url) else {
            return Ok(());
        };
        self.pen.save();
        self.pen.begin_path();
        self.outline(area, [radius; 2])?;
        self.pen.clip();
        self.boxes(checker[0], &[area], stock);
        let (columns, rows) = ((area.w / cell).ceil() as u32, (area.h / cell).ceil() as u32);
        let odd = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let odd = odd.filter(|(column, row)| (column + row) % 2 == 1);
        let squares: Vec<Area> = odd
            .map(|(column, row)| Area {
                x: area.x + column as f32 * cell,
                y: area.y + row as f32 * cell,
                w: cell,
                h: cell,
            })
            .collect();
        self.boxes(checker[1], &squares, stock);
        js_sys::Reflect::set(&self.pen, &"imageSmoothingQuality".into(), &"high".into())?;
        let drawn = self.pen.draw_image_with_html_image_element_and_dw_and_dh(
            &image,
            area.x.into(),
            area.y.into(),
            area.w.into(),
            area.h.into(),
        );
        self.pen.restore();
        // Restoring brought back what was set before the clip.
        self.fill = None;
        drawn
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
