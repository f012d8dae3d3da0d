//! What a file is, from its first bytes; never from its name.

use image::ImageFormat;

use super::MediaError;

/// The formats that are read, with their media types.
pub(super) fn format_of(bytes: &[u8]) -> Result<(ImageFormat, &'static str), MediaError> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Ok((ImageFormat::Png, "image/png"))
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Ok((ImageFormat::Jpeg, "image/jpeg"))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Ok((ImageFormat::WebP, "image/webp"))
    } else if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        Ok((ImageFormat::Tiff, "image/tiff"))
    } else {
        Err(MediaError::NotAPicture {
            found: found(bytes),
        })
    }
}

fn found(bytes: &[u8]) -> &'static str {
    const KNOWN: [(&[u8], usize, &str); 16] = [
        (b"GIF8", 0, "a GIF animation"),
        (b"BM", 0, "a Windows bitmap"),
        (b"ftypavif", 4, "an AVIF picture, which is not read yet"),
        (b"ftypheic", 4, "a HEIC photo, which is not read yet"),
        (b"ftyp", 4, "a film"),
        (b"\x1a\x45\xdf\xa3", 0, "a film"),
        (b"%PDF", 0, "a PDF document"),
        (b"PK\x03\x04", 0, "a zip archive or an office document"),
        (b"\x1f\x8b", 0, "a compressed archive"),
        (b"\x7fELF", 0, "a program"),
        (b"MZ", 0, "a program"),
        (b"ID3", 0, "a sound file"),
        (b"OggS", 0, "a sound file"),
        (b"fLaC", 0, "a sound file"),
        (b"RIFF", 0, "a sound or film file"),
        (b"8BPS", 0, "a Photoshop document, which is not read yet"),
    ];
    if bytes.is_empty() {
        return "an empty file";
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
        true if words.contains("<svg") => "an SVG drawing, which is not read yet",
        true if words.starts_with("<!doctype html") || words.starts_with("<html") => "a web page",
        true => "a text file",
        false => "a file of unknown kind",
    }
}
