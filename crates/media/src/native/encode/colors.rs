//! The primaries that whole numbers in a file stand for, and the profile that says so to other programs.

use std::sync::Arc;

use moxcms::ColorProfile;

use super::icc;
use crate::native::profile;
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};

/// The primaries of a written file; the curve is that of sRGB in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Colors {
    /// What everything shows.
    #[default]
    Srgb,
    /// A quarter more colours, stronger reds and greens above all, for screens and programs that know profiles.
    DisplayP3,
}

impl Colors {
    fn described(self) -> ColorProfile {
        match self {
            Self::Srgb => ColorProfile::new_srgb(),
            Self::DisplayP3 => ColorProfile::new_display_p3(),
        }
    }

    /// The profile as it stands in files.
    pub(super) fn profile(self) -> Vec<u8> {
        let name = match self {
            Self::Srgb => "sRGB",
            Self::DisplayP3 => "Display P3",
        };
        let from = self.described();
        let primaries = [from.red_colorant, from.green_colorant, from.blue_colorant];
        icc::profile(name, primaries.map(|xyz| [xyz.x, xyz.y, xyz.z]))
    }

    /// A picture with these primaries, still linear light.
    pub(super) fn converted(self, image: &Image) -> Image {
        match profile::from_srgb(&self.described()) {
            None => Arc::clone(image),
            Some(matrix) => Arc::new(Converted {
                input: Arc::clone(image),
                matrix,
            }),
        }
    }
}

struct Converted {
    input: Image,
    matrix: [[f32; 3]; 3],
}

impl Picture for Converted {
    fn size(&self) -> (u32, u32) {
        self.input.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size(), |region| {
            let mut tile = self.input.render(region, pull)?;
            for px in tile.px.chunks_exact_mut(4) {
                let [r, g, b] = [px[0], px[1], px[2]];
                for (v, m) in px.iter_mut().zip(&self.matrix) {
                    *v = m[0] * r + m[1] * g + m[2] * b;
                }
            }
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
