//! Text that fits: measured once at one size and shortened with an ellipsis. All of it remembered.
//! Widths are taken at a reference size and scaled, so that zooming measures nothing again.

use gesso_canvas::{Face, Measure, Weight};
use std::cell::RefCell;
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
/// Letters that are all equally wide.
const MONO: &str = "ui-monospace, \"SF Mono\", \"Cascadia Mono\", \"Liberation Mono\", monospace";

/// The fonts, and what is known about texts.
pub(crate) struct Texts {
    family: String,
    /// A text as it fits into a room, by steps of its letter size.
    fitted: HashMap<(Arc<str>, Weight, u32), Rc<str>>,
    fonts: HashMap<(u32, Face), Rc<str>>,
}

impl Texts {
    pub(crate) fn new(family: String) -> Self {
        Self {
            family,
            fitted: HashMap::new(),
            fonts: HashMap::new(),
        }
    }

    /// The CSS font of a size and face; sizes go by tenths of a pixel.
    pub(crate) fn font(&mut self, size: f32, face: Face) -> Rc<str> {
        if self.fonts.len() > 512 {
            self.fonts.clear();
        }
        let family = &self.family;
        let tenths = (size * 10.0).round().max(1.0) as u32;
        let font = || font(tenths as f32 / 10.0, face, family);
        self.fonts
            .entry((tenths, face))
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
        pen.set_font(&font(REFERENCE, plain(weight), &self.family));
        let fitted: Rc<str> = shorten(pen, text, steps as f32 / STEPS * REFERENCE).into();
        self.fitted.insert(key, fitted.clone());
        (fitted, true)
    }
}

/// How wide letters are, for whoever lays words out: each word is measured once.
pub(crate) struct Letters {
    pen: CanvasRenderingContext2d,
    family: String,
    known: RefCell<HashMap<(String, Face), f64>>,
}

impl Letters {
    pub(crate) fn new(pen: CanvasRenderingContext2d, family: String) -> Self {
        Self {
            pen,
            family,
            known: RefCell::default(),
        }
    }
}

impl Measure for Letters {
    fn width(&self, text: &str, face: Face) -> f64 {
        let key = (text.to_owned(), face);
        let mut known = self.known.borrow_mut();
        if let Some(width) = known.get(&key) {
            return *width;
        }
        if known.len() >= MOST {
            known.clear();
        }
        self.pen.set_font(&font(REFERENCE, face, &self.family));
        let width = f64::from(width(&self.pen, text) / REFERENCE);
        known.insert(key, width);
        width
    }
}

/// Upright letters of the page's family.
pub(crate) fn plain(weight: Weight) -> Face {
    Face {
        weight,
        italic: false,
        mono: false,
    }
}

fn font(size: f32, face: Face, family: &str) -> Rc<str> {
    let weight = match face.weight {
        Weight::Regular => 400,
        Weight::Medium => 550,
        Weight::Bold => 700,
    };
    let slant = if face.italic { "italic " } else { "" };
    let family = if face.mono { MONO } else { family };
    format!("{slant}{weight} {size}px {family}").into()
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
