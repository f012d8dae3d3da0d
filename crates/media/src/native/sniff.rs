//! What a file is, from its first bytes; never from its name.

use super::MediaError;
use gesso_words::said;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Jpeg,
    WebP,
    Gif,
    Tiff,
    Exr,
    Avif,
}

impl Kind {
    /// As `image/png`.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Tiff => "image/tiff",
            Self::Exr => "image/x-exr",
            Self::Avif => "image/avif",
        }
    }
}

/// What these bytes begin.
pub(super) fn kind_of(bytes: &[u8]) -> Result<Kind, MediaError> {
    const KINDS: [(&[u8], Kind); 9] = [
        (b"\x89PNG\r\n\x1a\n", Kind::Png),
        (b"\xff\xd8\xff", Kind::Jpeg),
        (b"GIF87a", Kind::Gif),
        (b"GIF89a", Kind::Gif),
        (b"II*\0", Kind::Tiff),
        (b"MM\0*", Kind::Tiff),
        (b"II+\0", Kind::Tiff),
        (b"MM\0+", Kind::Tiff),
        (b"\x76\x2f\x31\x01", Kind::Exr),
    ];
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Kind::WebP);
    }
    if is_avif(bytes) {
        return Ok(Kind::Avif);
    }
    let known = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic));
    known
        .map(|(_, kind)| *kind)
        .ok_or_else(|| MediaError::NotAPicture {
            found: said(found(bytes), []),
        })
}

/// Whether one of the brands in the box `ftyp`, which comes first, is that of AVIF pictures or sequences.
fn is_avif(bytes: &[u8]) -> bool {
    let Some(&[a, b, c, d, b'f', b't', b'y', b'p']) = bytes.get(..8) else {
        return false;
    };
    let length = u32::from_be_bytes([a, b, c, d]) as usize;
    let brands = bytes.get(8..length.min(bytes.len())).unwrap_or_default();
    let mut brands = brands.chunks_exact(4);
    brands.any(|brand| brand == b"avif" || brand == b"avis")
}

/// The key of the words for it.
fn found(bytes: &[u8]) -> &'static str {
    const KNOWN: [(&[u8], usize, &str); 14] = [
        (b"BM", 0, "found-bitmap"),
        (b"ftypheic", 4, "found-heic"),
        (b"ftyp", 4, "found-film"),
        (b"\x1a\x45\xdf\xa3", 0, "found-film"),
        (b"%PDF", 0, "found-pdf"),
        (b"PK\x03\x04", 0, "found-zip"),
        (b"\x1f\x8b", 0, "found-archive"),
        (b"\x7fELF", 0, "found-program"),
        (b"MZ", 0, "found-program"),
        (b"ID3", 0, "found-sound"),
        (b"OggS", 0, "found-sound"),
        (b"fLaC", 0, "found-sound"),
        (b"RIFF", 0, "found-sound-or-film"),
        (b"8BPS", 0, "found-photoshop"),
    ];
    if bytes.is_empty() {
        return "found-empty";
    }
    for (magic, at, name) in KNOWN {
        if bytes.get(at..).is_some_and(|rest| rest.starts_with(magic)) {
            return name;
        }
    }
    let start = &bytes[..bytes.len().min(512)];
    let readable = match std::str::from_utf8(start) {
        Ok(_) => true,
        // Cut inside a character.
        Err(error) => error.error_len().is_none(),
    };
    let text = readable
        && !start
            .iter()
            .any(|&b| b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0c));
    let words = String::from_utf8_lossy(start)
        .trim_start()
        .to_ascii_lowercase();
    match text {
        true if words.contains("<svg") => "found-svg",
        true if words.starts_with("<!doctype html") || words.starts_with("<html") => {
            "found-web-page"
        }
        true => "found-text",
        false => "found-unknown",
    }
}
