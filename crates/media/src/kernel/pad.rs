//! Room around a picture: in one colour, or with its edge repeated, or with the picture mirrored at its edge.

use std::sync::Arc;

use crate::color::{Color, pixel};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

use super::edge::{clamp_to, extended};

/// What the room shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Surround {
    /// One colour.
    Color(Color),
    /// The pixel at the edge.
    Edge,
    /// The picture in a mirror that stands at its edge (…321|123|321…).
    Mirror,
}

/// How much room there is, in pixels of this scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides {
    /// Left of the picture.
    pub left: u32,
    /// Above it.
    pub top: u32,
    /// Right of it.
    pub right: u32,
    /// Below it.
    pub bottom: u32,
}

impl Sides {
    fn around(self, (w, h): (u32, u32)) -> (u32, u32) {
        let sum = |a: u32, b: u32, c: u32| {
            a.saturating_add(b)
                .saturating_add(c)
                .min(i32::MAX as u32 / 2)
        };
        (sum(self.left, w, self.right), sum(self.top, h, self.bottom))
    }

    fn corner(self) -> (i32, i32) {
        let held = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
        (held(self.left), held(self.top))
    }
}

struct Padded {
    input: Image,
    sides: Sides,
    surround: Surround,
}

impl Picture for Padded {
    fn size(&self) -> (u32, u32) {
        self.sides.around(self.input.size())
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let (left, top) = self.sides.corner();
            // In the coordinates of the picture inside.
            let wanted = region.moved(-left, -top);
            let mut tile = match self.surround {
                Surround::Color(color) => self.on_color(wanted, color, pull)?,
                Surround::Edge => self.on_edge(wanted, pull)?,
                Surround::Mirror => self.mirrored(wanted, pull)?,
            };
            tile.region = region;
            pull.check()?;
            Ok(tile)
        })
    }

    fn is_opaque(&self) -> bool {
        let surround = match self.surround {
            Surround::Color(color) => color[3] >= 1.0,
            Surround::Edge | Surround::Mirror => true,
        };
        surround && self.input.is_opaque()
    }

    fn reach(&self) -> u32 {
        self.input.reach()
    }
}

impl Padded {
    fn inside(&self) -> Region {
        Region::whole(self.input.size())
    }

    fn on_color(&self, wanted: Region, color: Color, pull: &Pull) -> Result<Tile, RenderError> {
        let mut tile = Tile::clear(wanted);
        let px = pixel(color);
        tile.px
            .chunks_exact_mut(4)
            .for_each(|to| to.copy_from_slice(&px));
        let inside = wanted.intersect(&self.inside());
        if !inside.is_empty() {
            tile.paste(&self.input.render(inside, pull)?);
        }
        Ok(tile)
    }

    fn on_edge(&self, wanted: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let inside = clamp_to(wanted, self.inside());
        Ok(extended(&self.input.render(inside, pull)?, wanted))
    }

    fn mirrored(&self, wanted: Region, pull: &Pull) -> Result<Tile, RenderError> {
        let (w, h) = self.input.size();
        let columns: Vec<i32> = (wanted.x..wanted.right()).map(|x| mirror(x, w)).collect();
        let rows: Vec<i32> = (wanted.y..wanted.bottom()).map(|y| mirror(y, h)).collect();
        let span = |of: &[i32]| {
            let low = of.iter().min().copied().unwrap_or(0);
            (low, of.iter().max().copied().unwrap_or(0) + 1)
        };
        let ((left, right), (top, bottom)) = (span(&columns), span(&rows));
        let from = self
            .input
            .render(Region::between(left, top, right, bottom), pull)?;
        let mut tile = Tile::clear(wanted);
        for (y, &row) in (wanted.y..).zip(&rows) {
            let from = from.row(row);
            for (to, x) in tile.row_mut(y).chunks_exact_mut(4).zip(&columns) {
                let at = (x - left) as usize * 4;
                to.copy_from_slice(&from[at..at + 4]);
            }
        }
        Ok(tile)
    }
}

/// The pixel of 0..`side` that stands at `at` when the picture is mirrored again and again.
fn mirror(at: i32, side: u32) -> i32 {
    let side = side as i32;
    let turned = at.rem_euclid(side.saturating_mul(2));
    if turned < side {
        turned
    } else {
        2 * side - 1 - turned
    }
}

struct Room {
    inside: Region,
    size: (u32, u32),
}

impl Picture for Room {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size, |region| {
            pull.check()?;
            let mut tile = Tile::clear(region);
            tile.px.fill(1.0);
            let common = region.intersect(&self.inside);
            if !common.is_empty() {
                tile.paste(&Tile::clear(common));
            }
            Ok(tile)
        })
    }
}

/// The picture with room around it.
pub fn pad(input: Image, sides: Sides, surround: Surround) -> Image {
    let (w, h) = input.size();
    if sides == Sides::default() || w == 0 || h == 0 {
        return input;
    }
    Arc::new(Padded {
        input,
        sides,
        surround,
    })
}

/// Where [`pad`] made room around a picture of `size`: 1 there, 0 where the picture is.
pub fn mask_of_room(size: (u32, u32), sides: Sides) -> Image {
    let (left, top) = sides.corner();
    Arc::new(Room {
        inside: Region::new(left, top, size.0, size.1),
        size: sides.around(size),
    })
}
