//! What a person gave a node and sees at a glance: parameters in rows, a colour, muted, bypassed.

use super::{Detail, Line, Painter};
use crate::display::{Align, Area, Weight};
use crate::layout::{NodeLayout, PAD, ROW};
use crate::scene::SceneNode;
use crate::summary;
use crate::theme::Ink;
use gesso_graph::{Mode, ParamDecl, ParamKind, Point, Rect, Value};

/// Height of the strip in a node's own colour.
const STRIP: f64 = 3.0;
/// How much of it is in the header.
const TINT: f64 = 0.22;

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
                let stored = node.node.params.get(&spot.name);
                let value = stored.or(decl.preset.as_ref());
                let row = Row {
                    decl,
                    value,
                    active: false,
                };
                self.row(place, &row);
                if node.node.exposed.contains_key(&spot.name) {
                    self.shown_outside(place);
                }
            }
        }
    }

    /// A parameter that instances of the subgraph show: a bar at its left end.
    fn shown_outside(&mut self, place: Rect) {
        let bar = Rect::new(place.x, place.y + 4.0, 2.5, place.h - 8.0);
        let area = self.projection.area(bar);
        self.list.boxes(self.source.palette.accent, vec![area]);
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
        let swatch = self.swatch(place, row);
        let middle = place.y + place.h / 2.0;
        let half = place.w / 2.0 - PAD - swatch;
        let label = row.decl.label.as_ref().into();
        let text = summary::value(self.source.scene.catalog().words(), row.decl, row.value).into();
        let size = self.projection.letters(11.5, 7.0, 46.0);
        for (text, x, align, ink) in [
            (&label, place.x + PAD, Align::Left, palette.dim),
            (
                &text,
                place.right() - PAD - swatch,
                Align::Right,
                palette.text,
            ),
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

    /// A colour as a colour, at the right end of its row; gives the room that takes.
    fn swatch(&mut self, place: Rect, row: &Row<'_>) -> f64 {
        let default = row.decl.kind.default_value();
        let Some(Value::Color(color)) = row.value.or(default.as_ref()) else {
            return 0.0;
        };
        let side = place.h - 10.0;
        let at = Rect::new(place.right() - PAD - side, place.y + 5.0, side, side);
        let border = (self.source.palette.border, self.projection.hair());
        let radius = self.projection.len(3.0);
        let ink = Ink::from_color(*color);
        self.list
            .panel(self.projection.area(at), radius, Some(ink), Some(border));
        side + 6.0
    }

    /// An instance stands on a second sheet: there is more inside.
    pub(super) fn stack(&mut self, area: Area, radius: f32) {
        let by = self.projection.len(5.0);
        let below = Area {
            x: area.x + by,
            y: area.y + by,
            ..area
        };
        let palette = self.source.palette;
        let border = Some((palette.border, self.projection.hair()));
        self.list.panel(below, radius, Some(palette.well), border);
    }

    /// The header's colour, with some of the node's own.
    pub(super) fn header_ink(&self, node: &SceneNode) -> Ink {
        let header = self.source.palette.header;
        match node.node.color {
            Some(color) => Ink::from_color(color).over(header, TINT),
            None => header,
        }
    }

    /// A node's own colour along the lower edge of its header.
    pub(super) fn strip(&mut self, node: &SceneNode, top: Area) {
        if let Some(color) = node.node.color {
            let h = self.projection.len(STRIP).max(self.projection.css(1.5));
            let strip = Area {
                y: top.y + top.h - h,
                h,
                ..top
            };
            self.list.boxes(Ink::from_color(color), vec![strip]);
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
        for (input, output) in passing(node, layout) {
            let (input, output) = (&layout.inputs[input], &layout.outputs[output]);
            let at = |port: Point| rect.origin().translate(port.x, port.y);
            let route = self.source.scene.route(at(input.at), at(output.at), None);
            let width = self.projection.len(2.0).max(self.projection.css(1.25));
            self.stroke(&[&route], palette.port(input.ty), width, false);
        }
    }
}

/// The ports through which a bypassed node hands on what comes in: each output gives the first input that fits.
pub(super) fn passing(node: &SceneNode, layout: &NodeLayout) -> Vec<(usize, usize)> {
    if node.node.mode != Mode::Bypassed {
        return Vec::new();
    }
    let outputs = layout.outputs.iter().enumerate();
    outputs
        .filter_map(|(index, output)| {
            let mut inputs = layout.inputs.iter();
            let input = inputs.position(|input| input.ty.fits(output.ty))?;
            Some((input, index))
        })
        .collect()
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
