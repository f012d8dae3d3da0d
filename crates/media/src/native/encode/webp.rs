//! WebP through libwebp, which wants the whole picture at once: 4 bytes a pixel.

use webp::{PixelLayout, WebPConfig};

use super::quantise::Dither;
use super::{Colors, Job, Sink, flat, unwritten};
use crate::native::MediaError;
use gesso_words::said;

/// The format's own limit.
const LONGEST_SIDE: u32 = 16_383;

pub(super) fn write(
    job: &Job<'_>,
    quality: u8,
    dither: Dither,
    out: &mut dyn Sink,
) -> Result<(), MediaError> {
    let (w, h) = job.image.size();
    if w.max(h) > LONGEST_SIDE {
        return Err(MediaError::Unsupported(said(
            "unwritten-webp-side",
            [
                ("most", LONGEST_SIDE.into()),
                ("width", w.into()),
                ("height", h.into()),
            ],
        )));
    }
    let alpha = !job.image.is_opaque();
    let dither = if quality >= 100 { dither } else { Dither::None };
    let bytes = flat(job, alpha, dither)?;
    let layout = if alpha {
        PixelLayout::Rgba
    } else {
        PixelLayout::Rgb
    };
    let refused = |what: String| unwritten("WebP", what);
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
    match job.colors {
        Colors::Srgb => out.write_all(&file)?,
        Colors::DisplayP3 => {
            let profile = job.colors.profile();
            out.write_all(&with_profile(&file, (w, h), alpha, &profile))?;
        }
    }
    Ok(())
}

/// The file with a colour profile: an extended header comes first, the profile follows it, then the picture as it is.
fn with_profile(file: &[u8], (w, h): (u32, u32), alpha: bool, profile: &[u8]) -> Vec<u8> {
    const PROFILE: u8 = 0x20;
    const ALPHA: u8 = 0x10;
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let mut chunk = name.to_vec();
        chunk.extend((content.len() as u32).to_le_bytes());
        chunk.extend(content);
        chunk.resize(chunk.len().next_multiple_of(2), 0);
        chunk
    };
    let mut header = vec![PROFILE | if alpha { ALPHA } else { 0 }, 0, 0, 0];
    header.extend(&(w - 1).to_le_bytes()[..3]);
    header.extend(&(h - 1).to_le_bytes()[..3]);
    let mut chunks = chunk(b"VP8X", &header);
    chunks.extend(chunk(b"ICCP", profile));
    let extended = file.get(12..16) == Some(b"VP8X");
    chunks.extend(&file[if extended { 30 } else { 12 }..]);
    let mut out = b"RIFF".to_vec();
    out.extend((chunks.len() as u32 + 4).to_le_bytes());
    out.extend(b"WEBP");
    out.extend(chunks);
    out
}
