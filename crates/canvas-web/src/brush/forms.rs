//! Shapes beyond boxes and lines: ports, signs, pictures.

use super::{Brush, Stock};
use gesso_canvas::{Area, Icon, Ink, Shape};
use std::f64::consts::{FRAC_PI_3, TAU};
use wasm_bindgen::JsValue;

impl Brush {
    /// A box with round corners, as a path.
    pub(super) fn outline(&self, area: Area, radii: [f32; 2]) -> Result<(), JsValue> {
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

    pub(super) fn port(
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

    pub(super) fn circle(&self, (x, y): (f64, f64), r: f64) -> Result<(), JsValue> {
        self.pen.arc(x, y, r.max(0.0), 0.0, TAU)
    }

    pub(super) fn sign(
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

    pub(super) fn picture(
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
        let place = [area.x, area.y, area.w, area.h].map(f64::from);
        let drawn = image.draw(&self.pen, place);
        self.pen.restore();
        // Restoring brought back what was set before the clip.
        self.fill = None;
        drawn
    }
}
