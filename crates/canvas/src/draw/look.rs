//! What a person gave a node and sees at a glance: parameters in rows, a colour, muted, bypassed.

use super::{Detail, Line, Painter};
use crate::display::{Align, Area, Weight};
use crate::layout::{NodeLayout, PAD, ROW};
use crate::scene::SceneNode;
use crate::summary;
use crate::theme::Ink;
use gesso_graph::{Mode, ParamDecl, ParamKind, Point, Rect, Value};

/// Height of the strip in a node's own colour.
const STRIP: f64 = 4.0;

/// One parameter in its row, as drawn.
pub(crate) struct Row<'a> {
    pub(crate) decl: &'a ParamDecl,
    pub(crate) value: Option<&'a Value>,
    /// It is in hand.
    pub(crate) active: bool,
}

impl Painter<'_> {
    /// The parameters in rows of their own.
    pub(super) fn rows(&mut self, node: &SceneNode, layout: &NodeLayout, origin: Point) {
        if self.detail < Detail::Plain {
            return;
        }
        let Some(schema) = node.schema.as_ref() else {
            return;
        };
        for spot in &layout.params {
            if let Some(decl) = schema.param(&spot.name) {
                let place = spot.rect.translate(origin.x, origin.y);
                let value = node.node.params.get(&spot.name);
                let row = Row {
                    decl,
                    value,
                    active: false,
                };
                self.row(place, &row);
            }
        }
    }

    /// One parameter: its name at the left, its value at the right, and how far along its range it is behind them.
    pub(crate) fn row(&mut self, place: Rect, row: &Row<'_>) {
        let palette = self.source.palette;
        let area = self.projection.area(place);
        let radius = self.projection.len(5.0);
        let border = row
            .active
            .then(|| (palette.accent, self.projection.css(1.5)));
        self.list.panel(area, radius, Some(palette.well), border);
        if let Some(share) = share(row.decl, row.value) {
            let filled = Area {
                w: (area.w * share as f32).round(),
                ..area
            };
            let ink = if row.active {
                palette.accent.fade(0.45)
            } else {
                palette.faint.fade(0.45)
            };
            if filled.w >= 1.0 {
                self.list
                    .panel(filled, radius.min(filled.w / 2.0), Some(ink), None);
            }
        }
        if self.detail < Detail::Full {
            return;
        }
        let middle = place.y + place.h / 2.0;
        let half = place.w / 2.0 - PAD;
        let label = row.decl.label.as_ref().into();
        let text = summary::value(row.decl, row.value).into();
        let size = self.projection.letters(11.5, 7.0, 46.0);
        for (text, x, align, ink) in [
            (&label, place.x + PAD, Align::Left, palette.dim),
            (&text, place.right() - PAD, Align::Right, palette.text),
        ] {
            self.text(Line {
                text,
                at: self.projection.at(Point::new(x, middle)),
                size,
                weight: Weight::Regular,
                ink,
                room: self.projection.len(half),
                align,
            });
        }
    }

    /// A node's own colour along its upper edge.
    pub(super) fn strip(&mut self, node: &SceneNode, area: Area, radius: f32) {
        if let Some(color) = node.node.color {
            let h = self.projection.len(STRIP).max(self.projection.css(1.5));
            self.list.push(crate::display::Op::Panel {
                area: Area { h, ..area },
                radii: [radius.min(h), 0.0],
                fill: Some(Ink::from_color(color)),
                border: None,
                dash: None,
            });
        }
    }

    /// A node that doesn't run is veiled; through a bypassed one goes what it hands on.
    pub(super) fn mode(&mut self, node: &SceneNode, layout: &NodeLayout, rect: Rect) {
        let palette = self.source.palette;
        let veil = match node.node.mode {
            Mode::Active => return,
            Mode::Muted => 0.62,
            Mode::Bypassed => 0.4,
        };
        let area = self.projection.area(rect);
        let radius = self.projection.len(crate::layout::RADIUS);
        self.list
            .panel(area, radius, Some(palette.canvas.fade(veil)), None);
        if node.node.mode != Mode::Bypassed || self.detail < Detail::Card {
            return;
        }
        for output in &layout.outputs {
            let passes = layout.inputs.iter().find(|input| input.ty.fits(output.ty));
            if let Some(input) = passes {
                let at = |port: Point| rect.origin().translate(port.x, port.y);
                let route = self.source.scene.route(at(input.at), at(output.at), None);
                let width = self.projection.len(2.0).max(self.projection.css(1.25));
                self.stroke(&[&route], palette.port(input.ty), width, false);
            }
        }
    }
}

/// How far along its slider's range a number is, 0–1.
pub(crate) fn share(decl: &ParamDecl, value: Option<&Value>) -> Option<f64> {
    let along = |value: f64, (from, to): (f64, f64)| {
        let share = (value - from) / (to - from);
        if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        }
    };
    match (&decl.kind, value) {
        (ParamKind::Float { soft, .. }, Some(Value::Float(value))) => Some(along(*value, *soft)),
        (ParamKind::Float { soft, default, .. }, None) => Some(along(*default, *soft)),
        (ParamKind::Int { soft, .. }, Some(Value::Int(value))) => {
            Some(along(*value as f64, (soft.0 as f64, soft.1 as f64)))
        }
        (ParamKind::Int { soft, default, .. }, None) => {
            Some(along(*default as f64, (soft.0 as f64, soft.1 as f64)))
        }
        _ => None,
    }
}

/// The room that rows of parameters take.
pub(crate) fn rows_height(rows: usize) -> f64 {
    rows as f64 * (ROW + 2.0)
}
