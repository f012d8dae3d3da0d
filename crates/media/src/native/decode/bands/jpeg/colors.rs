//! From samples of components to pixels: halved colours are spread between their neighbours, three parts and one, and brightness
//! and colours become red, green and blue (ITU-R BT.601, full range, 14 bits behind the point).

use super::header::Frame;
use crate::wide::wide;

/// A row of units and those beside it, each the samples of its components.
pub(super) struct Neighbours<'a> {
    pub(super) above: Option<&'a [Vec<u8>]>,
    pub(super) here: &'a [Vec<u8>],
    pub(super) below: Option<&'a [Vec<u8>]>,
}

impl Neighbours<'_> {
    /// So many rows of pixels: grey, or red, green and blue.
    pub(super) fn pixels(&self, frame: &Frame, rows: u32) -> Vec<u8> {
        let width = frame.width as usize;
        let stride = frame.components[0].stride;
        let lines = self.here[0].chunks_exact(stride).take(rows as usize);
        if self.here.len() < 3 {
            return lines.flat_map(|line| &line[..width]).copied().collect();
        }
        let mut pixels = vec![0; width * rows as usize * 3];
        let mut scratch: [[Vec<u8>; 2]; 2] = Default::default();
        for ((y, line), out) in lines.enumerate().zip(pixels.chunks_exact_mut(width * 3)) {
            let [for_blue, for_red] = &mut scratch;
            let blue = self.spread(frame, 1, y, for_blue);
            let red = self.spread(frame, 2, y, for_red);
            colored(line, blue, red, out);
        }
        pixels
    }

    /// The samples of a colour for one row of pixels.
    fn spread<'a>(
        &'a self,
        frame: &Frame,
        component: usize,
        y: usize,
        [mixed, doubled]: &'a mut [Vec<u8>; 2],
    ) -> &'a [u8] {
        let stride = frame.components[component].stride;
        let here = &self.here[component];
        let row = |plane: &'a [u8], y: usize| &plane[y * stride..][..stride];
        let mut line = row(here, y / frame.block_rows as usize);
        if frame.block_rows == 2 {
            let last = here.len() / stride - 1;
            let beside =
                |plane: Option<&'a [Vec<u8>]>, y| plane.map(|plane| row(&plane[component], y));
            let near = match (y / 2, y % 2) {
                (0, 0) => beside(self.above, last),
                (at, 0) => Some(row(here, at - 1)),
                (at, _) if at == last => beside(self.below, 0),
                (at, _) => Some(row(here, at + 1)),
            };
            mixed.resize(stride, 0);
            mix(line, near.unwrap_or(line), mixed);
            line = mixed;
        }
        if frame.components[0].across == 2 {
            doubled.resize(stride * 2, 0);
            double(line, doubled);
            line = doubled;
        }
        line
    }
}

/// Three parts of one and one of the other, rounded.
#[inline(always)]
fn blend(much: u8, little: u8) -> u8 {
    ((3 * u16::from(much) + u16::from(little) + 2) >> 2) as u8
}

wide! {
    /// A row between two, nearer to the first.
    fn mix(line: &[u8], near: &[u8], out: &mut [u8]) {
        for ((v, &much), &little) in out.iter_mut().zip(line).zip(near) {
            *v = blend(much, little);
        }
    }
}

wide! {
    /// Twice as many samples: each is the left and the right part of itself, mixed with its neighbour on that side.
    fn double(line: &[u8], out: &mut [u8]) {
        let (&[first, ..], &[.., last]) = (line, line) else { return };
        let (pairs, _) = out.as_chunks_mut::<2>();
        for (pair, three) in pairs[1..].iter_mut().zip(line.windows(3)) {
            *pair = [blend(three[1], three[0]), blend(three[1], three[2])];
        }
        let (end, second) = (pairs.len() - 1, line[1]);
        pairs[0] = [first, blend(first, second)];
        pairs[end] = [blend(last, line[end - 1]), last];
    }
}

/// How many pixels are coloured together.
const TOGETHER: usize = 32;

wide! {
    fn colored(line: &[u8], blue: &[u8], red: &[u8], out: &mut [u8]) {
        for (((out, line), blue), red) in out
            .chunks_mut(TOGETHER * 3)
            .zip(line.chunks(TOGETHER))
            .zip(blue.chunks(TOGETHER))
            .zip(red.chunks(TOGETHER))
        {
            let mut mixed = [[0; TOGETHER]; 3];
            match (line.first_chunk(), blue.first_chunk(), red.first_chunk()) {
                (Some(line), Some(blue), Some(red)) => rgb(line, blue, red, &mut mixed),
                _ => {
                    let full = |part: &[u8]| {
                        let mut whole = [0; TOGETHER];
                        whole[..part.len()].copy_from_slice(part);
                        whole
                    };
                    rgb(&full(line), &full(blue), &full(red), &mut mixed);
                }
            }
            for (i, px) in out.chunks_exact_mut(3).enumerate() {
                px.copy_from_slice(&[mixed[0][i], mixed[1][i], mixed[2][i]]);
            }
        }
    }
}

/// Red, green and blue of these pixels.
#[inline(always)]
fn rgb(
    line: &[u8; TOGETHER],
    blue: &[u8; TOGETHER],
    red: &[u8; TOGETHER],
    out: &mut [[u8; TOGETHER]; 3],
) {
    for i in 0..TOGETHER {
        let light = i32::from(line[i]) * 16_384 + 8191;
        let (b, r) = (i32::from(blue[i]) - 128, i32::from(red[i]) - 128);
        let byte = |v: i32| (v >> 14).clamp(0, 255) as u8;
        out[0][i] = byte(light + r * 22_970);
        out[1][i] = byte(light - r * 11_700 - b * 5638);
        out[2][i] = byte(light + b * 29_032);
    }
}
