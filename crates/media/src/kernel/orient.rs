//! Quarter turns and mirrors: every pixel keeps its bits and gets another place.

use std::sync::Arc;

use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

/// First mirrored, then turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Orient {
    /// Left becomes right.
    pub flip_across: bool,
    /// Top becomes bottom.
    pub flip_down: bool,
    /// Clockwise, each of 90°; four are none.
    pub quarter_turns: u8,
}

struct Oriented {
    input: Image,
    /// Whether rows come from columns.
    is_transposed: bool,
    /// Whether the input is read from right to left, and from bottom to top.
    backwards: (bool, bool),
}

impl Picture for Oriented {
    fn size(&self) -> (u32, u32) {
        let (w, h) = self.input.size();
        if self.is_transposed { (h, w) } else { (w, h) }
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let source = self.source(region);
            let from = self.input.render(source, pull)?;
            let mut tile = Tile::clear(region);
            let width = source.w as usize;
            for (j, row) in tile
                .px
                .chunks_exact_mut((region.w as usize * 4).max(4))
                .enumerate()
            {
                for (i, to) in row.chunks_exact_mut(4).enumerate() {
                    let (u, v) = if self.is_transposed { (j, i) } else { (i, j) };
                    let u = if self.backwards.0 { width - 1 - u } else { u };
                    let v = if self.backwards.1 {
                        source.h as usize - 1 - v
                    } else {
                        v
                    };
                    let at = (v * width + u) * 4;
                    to.copy_from_slice(&from.px[at..at + 4]);
                }
            }
            pull.check()?;
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach()
    }
}

impl Oriented {
    /// The box of the input that a region inside the frame shows.
    fn source(&self, region: Region) -> Region {
        let (w, h) = self.input.size();
        let Region { x, y, w: rw, h: rh } = region;
        let (x, y, rw, rh) = if self.is_transposed {
            (y, x, rh, rw)
        } else {
            (x, y, rw, rh)
        };
        let turned = |at: i32, length: u32, side: u32, backwards: bool| {
            if backwards {
                side as i32 - at - length as i32
            } else {
                at
            }
        };
        Region::new(
            turned(x, rw, w, self.backwards.0),
            turned(y, rh, h, self.backwards.1),
            rw,
            rh,
        )
    }
}

/// The picture mirrored and turned.
pub fn orient(input: Image, p: &Orient) -> Image {
    // A mirrored axis stays mirrored while the picture turns: a pixel at (u, v) of the mirrored picture shows at
    // (h-1-v, u), (w-1-u, h-1-v) or (v, w-1-u) after one, two or three turns.
    let (across, down) = match p.quarter_turns % 4 {
        0 => (p.flip_across, p.flip_down),
        1 => (p.flip_across, !p.flip_down),
        2 => (!p.flip_across, !p.flip_down),
        _ => (!p.flip_across, p.flip_down),
    };
    let is_transposed = p.quarter_turns % 2 == 1;
    if !is_transposed && !across && !down {
        return input;
    }
    Arc::new(Oriented {
        input,
        is_transposed,
        backwards: (across, down),
    })
}
