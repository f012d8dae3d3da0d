//! The primaries that whole numbers in a file stand for, and the profile that says so to other programs.

use std::sync::Arc;

use moxcms::{ColorDateTime, ColorProfile};

use crate::native::{MediaError, profile};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};
use gesso_words::said;

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
        let mut profile = match self {
            Self::Srgb => ColorProfile::new_srgb(),
            Self::DisplayP3 => ColorProfile::new_display_p3(),
        };
        // For P3 the crate names the primaries of DCI, whose white is another one; the colorants say it all.
        profile.cicp = None;
        // The same picture gives the same file whenever it is written.
        profile.creation_date_time = ColorDateTime {
            year: 2000,
            month: 1,
            day_of_the_month: 1,
            ..ColorDateTime::default()
        };
        profile
    }

    /// The profile as it stands in files.
    pub(super) fn profile(self) -> Result<Vec<u8>, MediaError> {
        let mut profile = self.described().encode().map_err(|error| {
            MediaError::Unsupported(said(
                "unwritten-profile",
                [("reason", error.to_string().into())],
            ))
        })?;
        // ICC.1:2022, 7.1.2: the size is a multiple of four, and stands in the first bytes. libpng passes over any other.
        profile.resize(profile.len().next_multiple_of(4), 0);
        let size = u32::try_from(profile.len()).unwrap_or(u32::MAX);
        if let Some(first) = profile.get_mut(..4) {
            first.copy_from_slice(&size.to_be_bytes());
        }
        Ok(profile)
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
