//! WebP through libwebp, which wants the whole picture at once: 4 bytes a pixel.

use std::io::Write;

use webp::{PixelLayout, WebPConfig};

use super::flat;
use crate::native::MediaError;
use crate::{Image, Pull};

/// The format's own limit.
const LONGEST_SIDE: u32 = 16_383;

pub(super) fn write(
    image: &Image,
    quality: u8,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
    out: &mut dyn Write,
) -> Result<(), MediaError> {
    let (w, h) = image.size();
    if w.max(h) > LONGEST_SIDE {
        return Err(MediaError::Unsupported(format!(
            "WebP holds at most {LONGEST_SIDE} pixels a side; this picture has {w} × {h}. Save it as PNG or JPEG."
        )));
    }
    let alpha = !image.is_opaque();
    let bytes = flat(image, alpha, pull, progress)?;
    let layout = if alpha {
        PixelLayout::Rgba
    } else {
        PixelLayout::Rgb
    };
    let refused =
        |what: String| MediaError::Unsupported(format!("The WebP could not be written: {what}."));
    let mut config =
        WebPConfig::new().map_err(|()| refused("the encoder could not start".to_owned()))?;
    config.quality = f32::from(quality.clamp(1, 100));
    if quality >= 100 {
        // Effort, for the lossless coder; exact keeps the colour under transparent pixels out of its reach.
        config.lossless = 1;
        config.quality = 25.0;
        config.method = 2;
    } else {
        config.method = 3;
    }
    let file = webp::Encoder::new(&bytes, layout, w, h)
        .encode_advanced(&config)
        .map_err(|error| refused(format!("{error:?}")))?;
    out.write_all(&file)?;
    Ok(())
}
