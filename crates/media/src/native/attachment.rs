//! A text that travels in a picture file, out of the way of the pixels: in PNG a text chunk, in JPEG segments of their own
//! before the picture, in WebP and AVIF a chunk of its own after it, in TIFF a tag. It is packed with zlib and known by [`KEYWORD`].
//! Files are walked over by their headers and never held: what is given is which stretches stay and what stands between.
//! Texts of others are left alone, and any bytes may be looked into.

mod avif;
mod jpeg;
mod png;
mod tiff;
mod walk;
mod webp;

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::MediaError;
use gesso_words::said;
use walk::Walk;

/// What the attachment is known by in PNG and JPEG.
pub const KEYWORD: &str = "gesso_workflow";

/// Whether files of this media type have room for an attachment.
pub fn has_room(media_type: &str) -> bool {
    const TYPES: [&str; 5] = [
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/avif",
        "image/tiff",
    ];
    TYPES.contains(&media_type)
}

/// A stretch of a file that is written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// These bytes of the file as it is.
    Kept(Range<u64>),
    /// Other bytes.
    New(Vec<u8>),
}

impl Piece {
    /// How many bytes it has.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Kept(range) => range.end - range.start,
            Self::New(bytes) => bytes.len() as u64,
        }
    }
}

/// The file with this text attached, in place of one that is attached already. It stands before the file's end, so the
/// pieces are in the order of the file.
///
/// # Errors
/// [`MediaError`] when the file is no PNG, JPEG, WebP, AVIF or TIFF, is damaged, can't be read, or has no room for so much.
pub fn put(file: &mut (impl Read + Seek), text: &[u8]) -> Result<Vec<Piece>, MediaError> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    packer.write_all(text)?;
    rewritten(file, Some(&packer.finish()?))
}

/// The file without its attachment.
///
/// # Errors
/// As [`put`].
pub fn remove(file: &mut (impl Read + Seek)) -> Result<Vec<Piece>, MediaError> {
    rewritten(file, None)
}

/// The attached text, when there is one of at most `most` bytes. What is damaged or no picture has none.
///
/// # Errors
/// When the file can't be read.
pub fn read(file: &mut (impl Read + Seek), most: usize) -> io::Result<Option<Vec<u8>>> {
    match found(file, most) {
        Ok(text) => Ok(text),
        Err(MediaError::Io(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

/// Writes the pieces of a file one after the other.
///
/// # Errors
/// When the file can't be read or `out` not be written.
pub fn write(
    file: &mut (impl Read + Seek),
    pieces: &[Piece],
    out: &mut impl Write,
) -> io::Result<()> {
    for piece in pieces {
        match piece {
            Piece::Kept(range) => {
                file.seek(SeekFrom::Start(range.start))?;
                let copied = io::copy(&mut file.by_ref().take(piece.bytes()), out)?;
                if copied < piece.bytes() {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            Piece::New(bytes) => out.write_all(bytes)?,
        }
    }
    Ok(())
}

/// The kinds of files that have room for an attachment.
enum Kind {
    Png,
    Jpeg,
    WebP,
    Avif,
    Tiff,
}

fn kind<F: Read + Seek>(walk: &mut Walk<'_, F>) -> Result<Kind, MediaError> {
    let start = walk.peek()?;
    if start.starts_with(b"\x89PNG\r\n\x1a\n") {
        Ok(Kind::Png)
    } else if start.starts_with(b"\xff\xd8\xff") {
        Ok(Kind::Jpeg)
    } else if start.starts_with(b"RIFF") && start.ends_with(b"WEBP") {
        Ok(Kind::WebP)
    } else if [b"ftypavif", b"ftypavis"]
        .iter()
        .any(|kind| start.ends_with(*kind))
    {
        Ok(Kind::Avif)
    } else if start.starts_with(b"II*\0") || start.starts_with(b"MM\0*") {
        Ok(Kind::Tiff)
    } else {
        Err(MediaError::Unsupported(said("unwritten-text-kind", [])))
    }
}

fn rewritten(
    file: &mut (impl Read + Seek),
    packed: Option<&[u8]>,
) -> Result<Vec<Piece>, MediaError> {
    let mut walk = Walk::new(file)?;
    let edits = match kind(&mut walk)? {
        Kind::Png => png::edits(&mut walk, packed)?,
        Kind::Jpeg => jpeg::edits(&mut walk, packed)?,
        Kind::WebP => webp::edits(&mut walk, packed)?,
        Kind::Avif => avif::edits(&mut walk, packed)?,
        Kind::Tiff => tiff::edits(&mut walk, packed)?,
    };
    Ok(pieces(edits, walk.len()))
}

fn found(file: &mut (impl Read + Seek), most: usize) -> Result<Option<Vec<u8>>, MediaError> {
    let mut walk = Walk::new(file)?;
    match kind(&mut walk)? {
        Kind::Png => png::text(&mut walk, most),
        Kind::Jpeg => jpeg::text(&mut walk, most),
        Kind::WebP => webp::text(&mut walk, most),
        Kind::Avif => avif::text(&mut walk, most),
        Kind::Tiff => tiff::text(&mut walk, most),
    }
}

/// A stretch of the file and what stands there instead.
type Edit = (Range<u64>, Vec<u8>);

/// The file in pieces, from edits that do not overlap. Of two at one place the first stands first.
fn pieces(mut edits: Vec<Edit>, len: u64) -> Vec<Piece> {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut pieces = Vec::new();
    let mut at = 0;
    for (range, bytes) in edits {
        if at < range.start {
            pieces.push(Piece::Kept(at..range.start));
        }
        if !bytes.is_empty() {
            pieces.push(Piece::New(bytes));
        }
        at = range.end;
    }
    if at < len {
        pieces.push(Piece::Kept(at..len));
    }
    pieces
}

/// Most bytes that a text of `most` bytes takes when it is packed.
fn most_packed(most: usize) -> usize {
    most + most / 64 + 4096
}

/// Unpacks what was packed; nothing when it is damaged or larger than `most`.
fn unpacked(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    let longest = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    ZlibDecoder::new(packed)
        .take(longest)
        .read_to_end(&mut text)
        .ok()?;
    (text.len() <= most).then_some(text)
}

fn too_much() -> MediaError {
    MediaError::Unsupported(said("unwritten-text-long", []))
}
