//! Words as pictures. Shaping, wrapping and glyph outlines come from cosmic-text, with the fonts that were given
//! and no other: the same text looks the same on every machine. Lines break as at full size, whatever the scale.

use std::sync::{Arc, PoisonError};

use cosmic_text::{
    Attrs, Buffer, Family, FontSystem, Metrics, Shaping, SwashContent, SwashImage, Weight, Wrap,
};

use super::fonts::Fonts;
use crate::color::{Color, pixel};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};
use gesso_words::{Said, said};

mod extent;

use extent::{Extent, extent, key};

/// The largest text picture, in pixels.
const MOST_PIXELS: u64 = 64 << 20;
/// The longest text, in bytes.
const LONGEST_TEXT: usize = 100_000;

/// What ends a paragraph besides ends of lines (class B of UAX 9).
const PARAGRAPH_ENDS: [char; 5] = ['\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2029}'];

/// Where lines stand in the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
    /// Both edges, except the last line of a paragraph.
    Justified,
}

/// Where the lines stand in a box that is higher than they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VerticalAlign {
    /// At its upper edge.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At its lower edge.
    Bottom,
}

/// The parameters of [`text`]; lengths in pixels at full size.
#[derive(Debug, Clone, PartialEq)]
pub struct TextStyle {
    /// A family of the fonts; the first one when there is none of that name.
    pub family: String,
    /// Height of the em square.
    pub size: f32,
    /// 100–900; the nearest there is.
    pub weight: u16,
    /// What the letters are filled with.
    pub color: Color,
    /// Where lines stand.
    pub align: Align,
    /// Where lines break; 0 or less breaks only where the text does.
    pub width: f32,
    /// How high the box is; lines that are higher make it higher.
    pub height: f32,
    /// Where the lines stand in that height.
    pub vertical_align: VerticalAlign,
    /// What is added between letters, as a multiple of the size.
    pub spacing: f32,
    /// Distance of lines as a multiple of the size.
    pub line_height: f32,
    /// The scale of the chain this is part of; 1 is full size.
    pub scale: f32,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            family: String::new(),
            size: 64.0,
            weight: 400,
            color: [1.0; 4],
            align: Align::Left,
            width: 0.0,
            height: 0.0,
            vertical_align: VerticalAlign::Top,
            spacing: 0.0,
            line_height: 1.2,
            scale: 1.0,
        }
    }
}

/// Why a text can't be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum TextError {
    /// There is nothing to set it in.
    NoFont,
    /// The picture would be too large.
    TooLarge(u64, u64),
    /// More text than a picture should hold.
    TooLong(usize),
}

impl TextError {
    /// What happened and what to do.
    pub fn said(&self) -> Said {
        match self {
            Self::NoFont => said("text-no-font", []),
            Self::TooLarge(width, height) => said(
                "text-too-large",
                [("width", (*width).into()), ("height", (*height).into())],
            ),
            Self::TooLong(bytes) => said(
                "text-too-long",
                [("bytes", (*bytes).into()), ("most", LONGEST_TEXT.into())],
            ),
        }
    }
}

/// What [`text`] gives.
#[derive(Clone)]
pub struct TextPicture {
    /// The letters in their colour on nothing.
    pub image: Image,
    /// The letters as a mask.
    pub mask: Image,
    /// The characters that no font has, each once, in the order they come; boxes stand in their places.
    pub missing: String,
}

struct Letters {
    size: (u32, u32),
    coverage: Arc<[u8]>,
    color: [f32; 4],
}

impl Picture for Letters {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        pull.check()?;
        clipped(region, self.size, |region| {
            let mut tile = Tile::clear(region);
            for y in region.y..region.bottom() {
                let from = y as usize * self.size.0 as usize + region.x as usize;
                for (px, &c) in tile
                    .row_mut(y)
                    .chunks_exact_mut(4)
                    .zip(&self.coverage[from..])
                {
                    let k = f32::from(c) * (1.0 / 255.0);
                    px.iter_mut()
                        .zip(self.color)
                        .for_each(|(v, color)| *v = color * k);
                }
            }
            Ok(tile)
        })
    }
}

/// Sets `content`; the picture is as wide as the box (or the longest line) and as high as its lines, and larger where letters
/// reach beyond them.
///
/// # Errors
/// [`TextError`] when there is no font, or text and size are beyond the limits.
pub fn text(fonts: &Fonts, content: &str, style: &TextStyle) -> Result<TextPicture, TextError> {
    if fonts.families().is_empty() {
        return Err(TextError::NoFont);
    }
    if content.len() > LONGEST_TEXT {
        return Err(TextError::TooLong(content.len()));
    }
    let mut setting = fonts.setting.lock().unwrap_or_else(PoisonError::into_inner);
    let (system, cache) = &mut *setting;
    let buffer = laid_out(system, fonts, content, style);
    let scale = style.scale.clamp(1e-3, 64.0);
    let Extent {
        width,
        height,
        left,
        top,
    } = extent(&buffer, style, system, cache);
    let size = (
        (width * scale).ceil().max(1.0),
        (height * scale).ceil().max(1.0),
    );
    if f64::from(size.0) * f64::from(size.1) > MOST_PIXELS as f64 {
        return Err(TextError::TooLarge(size.0 as u64, size.1 as u64));
    }
    let size = (size.0 as u32, size.1 as u32);
    let mut coverage = vec![0_u8; size.0 as usize * size.1 as usize];
    let mut missing = String::new();
    for run in buffer.layout_runs() {
        for glyph in run.glyphs {
            if glyph.glyph_id == NOT_DEFINED {
                note_missing(&run.text[glyph.start..glyph.end], &mut missing);
            }
            let x = (left + glyph.x + glyph.font_size * glyph.x_offset) * scale;
            let y = (top + run.line_y + glyph.y - glyph.font_size * glyph.y_offset) * scale;
            // What is left of a whole pixel moves a glyph up, as its outline counts, so the place is given counted upwards.
            let (key, x, up) = key(glyph, scale, (x, -y));
            if let Some(image) = cache.get_image_uncached(system, key) {
                stamp(&image, x, -up, size, &mut coverage);
            }
        }
    }
    let coverage: Arc<[u8]> = coverage.into();
    let letters = |color| {
        Arc::new(Letters {
            size,
            coverage: Arc::clone(&coverage),
            color,
        })
    };
    Ok(TextPicture {
        image: letters(pixel(style.color)),
        mask: letters([1.0; 4]),
        missing,
    })
}

/// The glyph that fonts have for what they don't have.
const NOT_DEFINED: u16 = 0;

fn note_missing(cluster: &str, missing: &mut String) {
    for character in cluster.chars() {
        let shows = !character.is_whitespace() && !character.is_control();
        if shows && !missing.contains(character) {
            missing.push(character);
        }
    }
}

fn laid_out(system: &mut FontSystem, fonts: &Fonts, content: &str, style: &TextStyle) -> Buffer {
    let size = style.size.clamp(1.0, 10_000.0);
    let metrics = Metrics::new(size, (size * style.line_height.clamp(0.1, 10.0)).max(1.0));
    let families = fonts.families();
    let family = families
        .iter()
        .find(|family| **family == style.family)
        .unwrap_or(&families[0]);
    let mut attrs = Attrs::new()
        .family(Family::Name(family))
        .weight(Weight(style.weight));
    if style.spacing != 0.0 {
        // Given at all, it takes ligatures apart.
        attrs = attrs.letter_spacing(style.spacing.clamp(-1.0, 10.0));
    }
    let align = match style.align {
        Align::Left => cosmic_text::Align::Left,
        Align::Center => cosmic_text::Align::Center,
        Align::Right => cosmic_text::Align::Right,
        Align::Justified => cosmic_text::Align::Justified,
    };
    let mut buffer = Buffer::new_empty(metrics);
    buffer.set_wrap(Wrap::WordOrGlyph);
    // A line whose paragraphs go in different directions is one that the shaper panics at.
    let content = content.replace(PARAGRAPH_ENDS, "\n");
    buffer.set_text(&content, &attrs, Shaping::Advanced, Some(align));
    buffer.set_size((style.width > 0.0).then_some(style.width), None);
    buffer.shape_until_scroll(system, false);
    if style.width <= 0.0 && style.align != Align::Left {
        // Without a box, lines align within the longest of them.
        let widest = buffer
            .layout_runs()
            .map(|run| run.line_w)
            .fold(0.0, f32::max);
        buffer.set_size(Some(widest.ceil() + 1.0), None);
        buffer.shape_until_scroll(system, false);
    }
    buffer
}

/// Lays a glyph's coverage where it belongs; overlapping glyphs keep the denser.
fn stamp(image: &SwashImage, x: i32, y: i32, size: (u32, u32), coverage: &mut [u8]) {
    let (left, top) = (x + image.placement.left, y - image.placement.top);
    let (bytes, alpha) = match image.content {
        SwashContent::Mask => (1, 0),
        SwashContent::Color | SwashContent::SubpixelMask => (4, 3),
    };
    for (row, line) in (top..).zip(
        image
            .data
            .chunks_exact((image.placement.width as usize * bytes).max(1)),
    ) {
        if row < 0 || row >= size.1 as i32 {
            continue;
        }
        for (column, source) in (left..).zip(line.chunks_exact(bytes)) {
            if column >= 0 && column < size.0 as i32 {
                let to = &mut coverage[row as usize * size.0 as usize + column as usize];
                *to = (*to).max(source[alpha]);
            }
        }
    }
}
