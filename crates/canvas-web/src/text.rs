//! Text that fits: measured once at one size, shortened with an ellipsis, broken into lines. All of it remembered.
//! Widths are taken at a reference size and scaled, so that zooming measures nothing again.

use gesso_canvas::Weight;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::CanvasRenderingContext2d;

/// The size at which text is measured, in pixels.
const REFERENCE: f32 = 32.0;
/// Steps per letter size in which room is told apart.
const STEPS: f32 = 4.0;
/// Entries kept; beyond it everything is forgotten, which costs one slow frame.
const MOST: usize = 20_000;

/// The fonts, and what is known about texts.
pub(crate) struct Texts {
    family: String,
    /// A text as it fits into a room, by steps of its letter size.
    fitted: HashMap<(Arc<str>, Weight, u32), Rc<str>>,
    broken: HashMap<(Arc<str>, u32), Rc<[String]>>,
    fonts: HashMap<(u32, Weight), Rc<str>>,
}

impl Texts {
    pub(crate) fn new(family: String) -> Self {
        Self {
            family,
            fitted: HashMap::new(),
            broken: HashMap::new(),
            fonts: HashMap::new(),
        }
    }

    /// The CSS font of a size and weight; sizes go by tenths of a pixel.
    pub(crate) fn font(&mut self, size: f32, weight: Weight) -> Rc<str> {
        if self.fonts.len() > 512 {
            self.fonts.clear();
        }
        let family = &self.family;
        let tenths = (size * 10.0).round().max(1.0) as u32;
        let font = || font(tenths as f32 / 10.0, weight, family);
        self.fonts
            .entry((tenths, weight))
            .or_insert_with(font)
            .clone()
    }

    /// The text, shortened to fit into `room` pixels at `size`, and whether it had to be measured, which sets the font.
    pub(crate) fn fit(
        &mut self,
        pen: &CanvasRenderingContext2d,
        text: &Arc<str>,
        size: f32,
        weight: Weight,
        room: f32,
    ) -> (Rc<str>, bool) {
        let steps = (room / size * STEPS).max(0.0) as u32;
        let key = (text.clone(), weight, steps);
        if let Some(fitted) = self.fitted.get(&key) {
            return (fitted.clone(), false);
        }
        if self.fitted.len() >= MOST {
            self.fitted.clear();
        }
        pen.set_font(&font(REFERENCE, weight, &self.family));
        let fitted: Rc<str> = shorten(pen, text, steps as f32 / STEPS * REFERENCE).into();
        self.fitted.insert(key, fitted.clone());
        (fitted, true)
    }

    /// The text in lines that fit into `room` pixels at `size`, and whether it had to be measured, which sets the font.
    pub(crate) fn lines(
        &mut self,
        pen: &CanvasRenderingContext2d,
        text: &Arc<str>,
        size: f32,
        room: f32,
    ) -> (Rc<[String]>, bool) {
        let steps = (room / size * STEPS).max(1.0) as u32;
        let key = (text.clone(), steps);
        if let Some(lines) = self.broken.get(&key) {
            return (lines.clone(), false);
        }
        if self.broken.len() >= MOST / 10 {
            self.broken.clear();
        }
        pen.set_font(&font(REFERENCE, Weight::Regular, &self.family));
        let lines: Rc<[String]> = wrap(pen, text, steps as f32 / STEPS * REFERENCE).into();
        self.broken.insert(key, lines.clone());
        (lines, true)
    }
}

fn font(size: f32, weight: Weight, family: &str) -> Rc<str> {
    let weight = match weight {
        Weight::Regular => 400,
        Weight::Medium => 550,
    };
    format!("{weight} {size}px {family}").into()
}

fn width(pen: &CanvasRenderingContext2d, text: &str) -> f32 {
    // Only a lost context can't measure; then nothing is drawn either.
    pen.measure_text(text)
        .map_or(0.0, |metrics| metrics.width() as f32)
}

fn shorten(pen: &CanvasRenderingContext2d, text: &str, room: f32) -> String {
    let text = text.lines().next().unwrap_or_default();
    if width(pen, text) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).take(256).collect();
    let fits =
        ends.partition_point(|&end| width(pen, &format!("{}…", text[..end].trim_end())) <= room);
    match fits.checked_sub(1).map(|last| ends[last]) {
        // One letter says nothing that an empty place wouldn't.
        None | Some(0) => String::new(),
        Some(end) => format!("{}…", text[..end].trim_end()),
    }
}

fn wrap(pen: &CanvasRenderingContext2d, text: &str, room: f32) -> Vec<String> {
    /// Nobody reads further on a note; its text is edited elsewhere.
    const LONGEST: usize = 400;
    let mut lines = Vec::new();
    for paragraph in text.lines().take(LONGEST) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if !line.is_empty() && width(pen, &longer) > room {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
            while width(pen, &line) > room && line.chars().count() > 1 {
                let ends: Vec<usize> = line.char_indices().map(|(at, _)| at).skip(1).collect();
                let fits = ends
                    .partition_point(|&end| width(pen, &line[..end]) <= room)
                    .max(1);
                let rest = line.split_off(ends[fits - 1]);
                lines.push(std::mem::replace(&mut line, rest));
            }
            if lines.len() > LONGEST {
                return lines;
            }
        }
        lines.push(line);
    }
    lines
}
