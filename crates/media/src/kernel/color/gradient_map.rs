//! Colours by brightness: black becomes the first colour of a gradient, white the last. The brightness is the encoded
//! luminance, and colours are mixed as they are encoded, as the tools people know do.

use crate::Image;
use crate::color::{Color, luminance};
use crate::kernel::pointwise::{Block, pointwise};
use crate::kernel::table::Table;
use crate::math::srgb_encode;

/// One colour of a gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradientStop {
    /// Where, 0–1.
    pub at: f32,
    /// The colour.
    pub color: Color,
}

/// Maps brightness to the colours of `stops`, which go from left to right; without any nothing changes.
/// The picture's alpha is multiplied by the colour's.
pub fn gradient_map(input: Image, stops: &[GradientStop]) -> Image {
    if stops.is_empty() {
        return input;
    }
    let tables = [0, 1, 2, 3].map(|channel| Table::new(|v| mixed(stops, channel, v)));
    let opaque = input.is_opaque() && stops.iter().all(|stop| stop.color[3] >= 1.0);
    pointwise(input, opaque, move |row| {
        let mut block = Block::default();
        for px in Block::slices(row) {
            block.encode(px);
            let colors = block.values_mut().chunks_exact_mut(4);
            for (c, px) in colors.zip(px.chunks_exact(4)) {
                let k = if px[3] > 0.0 { 1.0 / px[3] } else { 0.0 };
                let v = srgb_encode(luminance(px[0] * k, px[1] * k, px[2] * k));
                let alpha = c[3];
                for (to, table) in c.iter_mut().zip(&tables) {
                    *to = table.at(v);
                }
                c[3] *= alpha;
            }
            block.decode(px);
        }
    })
}

/// One channel of the colour at `v`.
fn mixed(stops: &[GradientStop], channel: usize, v: f64) -> f64 {
    let value = |stop: &GradientStop| f64::from(stop.color[channel]);
    let after = stops.partition_point(|stop| f64::from(stop.at) <= v);
    let (Some(from), Some(to)) = (stops.get(after.wrapping_sub(1)), stops.get(after)) else {
        let end = stops.first().filter(|_| after == 0).or(stops.last());
        return end.map_or(v, value);
    };
    let width = f64::from(to.at) - f64::from(from.at);
    let t = (v - f64::from(from.at)) / width;
    value(from) + (value(to) - value(from)) * t
}
