//! Styles of what a picture shows: a shadow below it, a glow around it, a stroke along its outline. They are made of
//! its alpha: grown, softened, moved and filled with a colour.

use std::sync::Arc;

use crate::color::{Color, pixel};
use crate::{Image, Region};

use super::blend::{Blend, blend};
use super::blur::blur;
use super::crop::crop;
use super::mask::mask_from_alpha;
use super::morphology::mask_grow;
use super::pointwise::pointwise;
use super::porter_duff::{Operator, porter_duff};

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StyleKind {
    /// The shape below the picture.
    Shadow,
    /// A line outside the outline.
    StrokeOutside,
    /// A line on the outline.
    StrokeCenter,
    /// A line inside the outline.
    StrokeInside,
}

/// The parameters of [`style`]; lengths in pixels of this scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// What is drawn.
    pub kind: StyleKind,
    /// How far it is larger than the picture, or how wide the line is.
    pub size: f32,
    /// Standard deviation of its soft edge.
    pub softness: f32,
    /// Where it lies from the picture.
    pub offset: (i32, i32),
    /// Its colour; alpha is its opacity.
    pub color: Color,
}

/// One colour where a mask covers.
pub fn tint(mask: Image, color: Color) -> Image {
    let color = pixel(color);
    pointwise(mask, false, move |row| {
        for px in row.chunks_exact_mut(4) {
            let m = crate::math::unit(px[3]);
            px.copy_from_slice(&color.map(|c| c * m));
        }
    })
}

/// The picture with its style, in its own frame.
pub fn style(input: Image, p: &Style) -> Image {
    if p.color[3] <= 0.0 {
        return input;
    }
    let shape = mask_from_alpha(Arc::clone(&input));
    let without =
        |mask: Image, less: Image| porter_duff(less, mask, Operator::DestinationOut, (0, 0));
    let (mask, is_above) = match p.kind {
        StyleKind::Shadow | StyleKind::StrokeOutside => (mask_grow(shape, p.size), false),
        StyleKind::StrokeCenter => {
            let inner = mask_grow(Arc::clone(&shape), -p.size * 0.5);
            (without(mask_grow(shape, p.size * 0.5), inner), true)
        }
        StyleKind::StrokeInside => {
            let inner = mask_grow(Arc::clone(&shape), -p.size);
            (without(shape, inner), true)
        }
    };
    let soft = blur(mask, p.softness);
    let (w, h) = input.size();
    let (x, y) = p.offset;
    let moved = crop(
        soft,
        Region::new(x.saturating_neg(), y.saturating_neg(), w, h),
    );
    let layer = tint(moved, p.color);
    let (below, above) = if is_above {
        (input, layer)
    } else {
        (layer, input)
    };
    blend(below, above, None, &Blend::default())
}
