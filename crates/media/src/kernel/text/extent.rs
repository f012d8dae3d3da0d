//! How large a set text is: as large as its lines, and larger where letters reach beyond them, as those of scripts and slanted fonts do.
//! Everything is in pixels at full size, so that it is the same for every scale.

use std::collections::BTreeMap;

use cosmic_text::{Buffer, CacheKey, CacheKeyFlags, Command, FontSystem, LayoutGlyph, SwashCache};

use super::{TextStyle, VerticalAlign};

/// The size of a set text, and how far its letters are moved so that none stands over the left or the upper edge.
pub(super) struct Extent {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) left: f32,
    pub(super) top: f32,
}

pub(super) fn extent(
    buffer: &Buffer,
    style: &TextStyle,
    system: &mut FontSystem,
    cache: &mut SwashCache,
) -> Extent {
    let (mut width, mut height, mut above, mut below) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    // Runs come in the order of the lines' layouts, which alone know how tall their letters are.
    let lines = buffer.lines.iter().filter_map(|line| line.layout_opt());
    for (run, line) in buffer.layout_runs().zip(lines.flatten()) {
        width = width.max(run.line_w);
        height = height.max(run.line_top + run.line_height);
        above = above.max(line.max_ascent - run.line_y);
        below = below.max(run.line_y + line.max_descent);
    }
    let ink = ink(buffer, system, cache);
    // In whole pixels, so that letters stand on the same rows and columns of pixels. What is left of one is empty in
    // every font where lines alone count.
    let left = ink.left.ceil();
    let top = above.floor().max(ink.above.ceil());
    let lowest = (height + (below - height).max(0.0).floor()).max(ink.below.ceil());
    let reached = left + ink.right.ceil();
    let own = if style.width > 0.0 {
        style.width
    } else {
        left + width.ceil() + 1.0
    };
    let spare = (style.height - (top + lowest)).max(0.0);
    let down = match style.vertical_align {
        VerticalAlign::Top => 0.0,
        VerticalAlign::Middle => (spare / 2.0).floor(),
        VerticalAlign::Bottom => spare.floor(),
    };
    Extent {
        width: own.max(reached),
        height: top + lowest + spare,
        left,
        top: top + down,
    }
}

/// Glyphs are drawn at quarters of a pixel: how far one may be from its place.
const SLIP: f32 = 0.125;

/// How far letters reach to the left of the lines and above the first, and to the right and down from there; at least 0.
#[derive(Debug, Default)]
struct Ink {
    left: f32,
    above: f32,
    right: f32,
    below: f32,
}

/// Of outlines; what a font has as bitmaps stays in its lines.
fn ink(buffer: &Buffer, system: &mut FontSystem, cache: &mut SwashCache) -> Ink {
    let mut outlines = BTreeMap::new();
    let mut ink = Ink::default();
    for run in buffer.layout_runs() {
        for glyph in run.glyphs {
            let key = key(glyph, 1.0, (0.0, 0.0)).0;
            let outline = outlines
                .entry(key)
                .or_insert_with(|| outline(&cache.get_outline_commands_uncached(system, key)?));
            let Some(outline) = outline else {
                continue;
            };
            let x = glyph.x + glyph.font_size * glyph.x_offset;
            let y = run.line_y + glyph.y - glyph.font_size * glyph.y_offset;
            ink.left = ink.left.max(SLIP - (x + outline.left));
            ink.right = ink.right.max(x + outline.right + SLIP);
            ink.above = ink.above.max(outline.highest - y + SLIP);
            ink.below = ink.below.max(y - outline.lowest + SLIP);
        }
    }
    ink
}

/// A glyph's outline around its origin, up being more.
struct Outline {
    left: f32,
    right: f32,
    lowest: f32,
    highest: f32,
}

fn outline(commands: &[Command]) -> Option<Outline> {
    let points = commands.iter().flat_map(|command| match *command {
        Command::MoveTo(to) | Command::LineTo(to) => vec![to],
        Command::QuadTo(over, to) => vec![over, to],
        Command::CurveTo(first, second, to) => vec![first, second, to],
        Command::Close => Vec::new(),
    });
    points.fold(None, |outline: Option<Outline>, point| {
        let (x, y) = (point.x, point.y);
        let Outline {
            left,
            right,
            lowest,
            highest,
        } = outline.unwrap_or(Outline {
            left: x,
            right: x,
            lowest: y,
            highest: y,
        });
        Some(Outline {
            left: left.min(x),
            right: right.max(x),
            lowest: lowest.min(y),
            highest: highest.max(y),
        })
    })
}

/// What a glyph is drawn by at a scale, and the pixel that it stands at when its origin is at `at`; down is less.
pub(super) fn key(glyph: &LayoutGlyph, scale: f32, at: (f32, f32)) -> (CacheKey, i32, i32) {
    CacheKey::new(
        glyph.font_id,
        glyph.glyph_id,
        glyph.font_size * scale,
        at,
        glyph.font_weight,
        glyph.cache_key_flags | CacheKeyFlags::DISABLE_HINTING,
    )
}
