//! Rendered pictures on disk: tiles of 256 × 256 pixels, bit-exact floats, packed with LZ4 and each with a checksum.
//! Opening reads the index only, tiles are read when a region touches them. A short or damaged file is an error.
//!
//! Layout, little-endian: `GESSORAW`, version, flags (1: opaque), width, height (`u32` each); the tiles; the index
//! (for each tile, row by row: offset `u64`, length `u32`, checksum `u64`); the index's offset and the checksum of
//! header and index (`u64` each).

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::MediaError;
use super::rows::render_rows;
use crate::packed::{floats, planes};
use crate::picture::clipped;
use crate::{Image, Picture, Pull, Region, RenderError, Tile};
use gesso_words::said;

/// Side of a tile.
const SIDE: u32 = 256;
const MAGIC: &[u8; 8] = b"GESSORAW";
const VERSION: u32 = 1;
const OPAQUE: u32 = 1;
const HEADER: u64 = 24;
const ENTRY: usize = 20;
const TRAILER: u64 = 16;

#[derive(Clone, Copy)]
struct Entry {
    offset: u64,
    length: u32,
    checksum: u64,
}

/// Renders `image` on all cores into a file. What was at `path` is replaced; flushing to disk is the caller's.
///
/// # Errors
/// [`MediaError`] when rendering stops or fails, or writing fails; the file is then incomplete.
pub fn write(
    path: &Path,
    image: &Image,
    pull: &Pull,
    progress: &(dyn Fn(f32) + Sync),
) -> Result<(), MediaError> {
    let (w, h) = image.size();
    let mut out = Counted {
        file: BufWriter::with_capacity(1 << 20, File::create(path)?),
        at: 0,
    };
    let mut header = MAGIC.to_vec();
    for number in [VERSION, if image.is_opaque() { OPAQUE } else { 0 }, w, h] {
        header.extend(number.to_le_bytes());
    }
    out.put(&header)?;
    let mut entries = Vec::new();
    let mut band = Tile::clear(Region::new(0, 0, w, SIDE.min(h)));
    render_rows(image, pull, progress, |strip| {
        let mut y = strip.region.y;
        while y < strip.region.bottom() {
            band.paste(&strip);
            y = band.region.bottom().min(strip.region.bottom());
            if y == band.region.bottom() {
                put_band(&mut out, &band, &mut entries)?;
                let rest = h - y as u32;
                band = Tile::clear(Region::new(0, y, w, SIDE.min(rest)));
            }
        }
        Ok::<_, MediaError>(())
    })?;
    let at = out.at;
    let mut index = Vec::with_capacity(entries.len() * ENTRY);
    for entry in &entries {
        index.extend(entry.offset.to_le_bytes());
        index.extend(entry.length.to_le_bytes());
        index.extend(entry.checksum.to_le_bytes());
    }
    out.put(&index)?;
    out.put(&at.to_le_bytes())?;
    out.put(&checksum(&[&header, &index]).to_le_bytes())?;
    out.file.flush()?;
    Ok(())
}

struct Counted {
    file: BufWriter<File>,
    at: u64,
}

impl Counted {
    fn put(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.at += bytes.len() as u64;
        self.file.write_all(bytes)
    }
}

fn put_band(out: &mut Counted, band: &Tile, entries: &mut Vec<Entry>) -> Result<(), MediaError> {
    for column in 0..band.region.w.div_ceil(SIDE) {
        let x = column * SIDE;
        let mut tile = Tile::clear(Region::new(
            x as i32,
            band.region.y,
            SIDE.min(band.region.w - x),
            band.region.h,
        ));
        tile.paste(band);
        let packed = lz4_flex::compress(&planes(&tile.px));
        entries.push(Entry {
            offset: out.at,
            length: packed.len() as u32,
            checksum: checksum(&[&packed]),
        });
        out.put(&packed)?;
    }
    Ok(())
}

fn checksum(parts: &[&[u8]]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    let hash = hasher.finalize();
    let (start, _) = hash
        .as_bytes()
        .split_first_chunk::<8>()
        .expect("a hash has 32 bytes");
    u64::from_le_bytes(*start)
}

struct OnDisk {
    file: Mutex<File>,
    size: (u32, u32),
    opaque: bool,
    entries: Vec<Entry>,
    /// Unpacked tiles, the latest last; as many as two rows of tiles have.
    unpacked: Mutex<Vec<(usize, Arc<Tile>)>>,
}

/// Opens a file written by [`write`].
///
/// # Errors
/// [`MediaError::Truncated`] or [`MediaError::Broken`] when it is not whole, [`MediaError::Io`] when it can't be read.
pub fn open(path: &Path) -> Result<Image, MediaError> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length < HEADER + TRAILER {
        return Err(MediaError::Truncated);
    }
    let mut header = [0; HEADER as usize];
    file.read_exact(&mut header)?;
    let word = |at: usize| {
        u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    if !header.starts_with(MAGIC) || word(8) != VERSION {
        return Err(MediaError::Broken(said("broken-kept-kind", [])));
    }
    let size = (word(16), word(20));
    file.seek(SeekFrom::Start(length - TRAILER))?;
    let mut trailer = [0; TRAILER as usize];
    file.read_exact(&mut trailer)?;
    let (at, sum) = (number(&trailer, 0), number(&trailer, 8));
    let tiles = u64::from(size.0.div_ceil(SIDE)) * u64::from(size.1.div_ceil(SIDE));
    let whole = tiles
        .checked_mul(ENTRY as u64)
        .and_then(|index| at.checked_add(index))
        == Some(length - TRAILER);
    if at < HEADER || !whole {
        return Err(MediaError::Truncated);
    }
    file.seek(SeekFrom::Start(at))?;
    let mut index = vec![0; tiles as usize * ENTRY];
    file.read_exact(&mut index)?;
    if checksum(&[&header, &index]) != sum {
        return Err(MediaError::Broken(said("broken-kept-index", [])));
    }
    let entries = index
        .chunks_exact(ENTRY)
        .map(|entry| Entry {
            offset: number(entry, 0),
            length: u32::from_le_bytes([entry[8], entry[9], entry[10], entry[11]]),
            checksum: number(entry, 12),
        })
        .collect();
    let opaque = word(12) & OPAQUE != 0;
    Ok(Arc::new(OnDisk {
        file: Mutex::new(file),
        size,
        opaque,
        entries,
        unpacked: Mutex::default(),
    }))
}

fn number(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(eight)
}

impl Picture for OnDisk {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        clipped(region, self.size, |region| {
            let mut out = Tile::clear(region);
            for row in region.y as u32 / SIDE..=(region.bottom() - 1) as u32 / SIDE {
                for column in region.x as u32 / SIDE..=(region.right() - 1) as u32 / SIDE {
                    pull.check()?;
                    out.paste(&*self.tile(column, row)?);
                }
            }
            pull.count(region.area());
            Ok(out)
        })
    }

    fn is_opaque(&self) -> bool {
        self.opaque
    }
}

impl OnDisk {
    fn tile(&self, column: u32, row: u32) -> Result<Arc<Tile>, MediaError> {
        let across = self.size.0.div_ceil(SIDE);
        let index = (row * across + column) as usize;
        let held = |list: &mut Vec<(usize, Arc<Tile>)>| {
            let at = list.iter().position(|(i, _)| *i == index)?;
            let found = list.remove(at);
            let tile = Arc::clone(&found.1);
            list.push(found);
            Some(tile)
        };
        if let Some(tile) = held(&mut self.unpacked.lock().unwrap_or_else(PoisonError::into_inner))
        {
            return Ok(tile);
        }
        let tile = Arc::new(self.unpack(column, row, self.entries[index])?);
        let mut list = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        if held(&mut list).is_none() {
            list.push((index, Arc::clone(&tile)));
            let most = across as usize * 2;
            let over = list.len().saturating_sub(most);
            list.drain(..over);
        }
        Ok(tile)
    }

    fn unpack(&self, column: u32, row: u32, entry: Entry) -> Result<Tile, MediaError> {
        let (x, y) = (column * SIDE, row * SIDE);
        let region = Region::new(
            x as i32,
            y as i32,
            SIDE.min(self.size.0 - x),
            SIDE.min(self.size.1 - y),
        );
        let mut packed = vec![0; entry.length as usize];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(entry.offset))?;
            file.read_exact(&mut packed)?;
        }
        let damaged = || MediaError::Broken(said("broken-kept-tile", []));
        if checksum(&[&packed]) != entry.checksum {
            return Err(damaged());
        }
        let length = region.area() as usize * 16;
        let bytes = lz4_flex::decompress(&packed, length).map_err(|_| damaged())?;
        if bytes.len() != length {
            return Err(damaged());
        }
        Ok(Tile {
            region,
            px: floats(&bytes),
        })
    }
}
