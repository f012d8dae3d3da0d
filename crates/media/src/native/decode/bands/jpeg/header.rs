//! The markers before the picture. Whatever is unusual makes the file one that is not read here.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

use image::metadata::Orientation;

use super::super::super::super::MediaError;
use super::super::{Header, PIECE};
use super::huffman::Table;

/// Where the coefficients of a block belong, which are stored from the coarse to the fine.
pub(super) const ORDER: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Grey, or brightness and two colours.
pub(super) struct Component {
    /// Blocks in each direction that belong together.
    pub(super) across: usize,
    pub(super) down: usize,
    /// What a coefficient is multiplied with, row by row.
    pub(super) steps: [i32; 64],
    pub(super) coarse: Table,
    pub(super) fine: Table,
    /// Samples in a row, with what fills the last block.
    pub(super) stride: usize,
}

/// What the markers say.
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) components: Vec<Component>,
    /// Units of blocks across and down.
    pub(super) columns: usize,
    pub(super) rows: u32,
    /// Rows of blocks in a unit.
    pub(super) block_rows: u32,
    /// After as many units reading begins anew; 0 for never.
    pub(super) restart: u32,
}

/// The bytes of a file, a piece at a time.
pub(super) struct Input {
    /// Where more comes from; none when all is in memory.
    file: Option<File>,
    pub(super) bytes: Vec<u8>,
    pub(super) at: usize,
    taken: u64,
}

impl Input {
    pub(super) fn of_file(file: File) -> Self {
        Self {
            file: Some(file),
            bytes: Vec::new(),
            at: 0,
            taken: 0,
        }
    }

    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        Self {
            file: None,
            bytes: bytes.to_vec(),
            at: 0,
            taken: 0,
        }
    }

    /// Reads on; false at the end.
    pub(super) fn more(&mut self) -> std::io::Result<bool> {
        let Some(file) = &self.file else {
            return Ok(false);
        };
        self.taken += self.at as u64;
        self.bytes.drain(..self.at);
        self.at = 0;
        let piece = file.take(PIECE as u64);
        Ok({ piece }.read_to_end(&mut self.bytes)? > 0)
    }

    fn byte(&mut self) -> Result<u8, MediaError> {
        if self.at == self.bytes.len() && !self.more()? {
            return Err(MediaError::Truncated);
        }
        self.at += 1;
        Ok(self.bytes[self.at - 1])
    }

    fn two(&mut self) -> Result<u16, MediaError> {
        Ok(u16::from_be_bytes([self.byte()?, self.byte()?]))
    }

    /// What belongs to a marker.
    fn segment(&mut self) -> Result<Vec<u8>, MediaError> {
        let length = self.two()?.saturating_sub(2);
        (0..length).map(|_| self.byte()).collect()
    }

    /// Whether the mark of the end comes after this place. Almost always it is the last of the file.
    pub(super) fn has_end(&self, length: u64) -> Result<bool, MediaError> {
        let Some(file) = &self.file else {
            return Ok(true);
        };
        let mut file = file.try_clone()?;
        let here = file.stream_position()?;
        let start = (self.taken + self.at as u64).max(length.saturating_sub(PIECE as u64));
        file.seek(SeekFrom::Start(start))?;
        let mut end = Vec::new();
        (&file).take(PIECE as u64).read_to_end(&mut end)?;
        file.seek(SeekFrom::Start(here))?;
        Ok(end.windows(2).any(|two| two == [0xff, 0xd9]))
    }
}

/// What has been read so far.
#[derive(Default)]
struct Found {
    frame: Option<(u32, u32, Vec<[u8; 3]>)>,
    steps: [Option<[i32; 64]>; 4],
    coarse: [Option<Table>; 4],
    fine: [Option<Table>; 4],
    restart: u32,
    profile: Vec<(u8, u8, Vec<u8>)>,
    turned: bool,
}

/// What stands before the picture, and whether it is turned.
pub(super) struct Start {
    pub(super) header: Header,
    pub(super) frame: Frame,
    pub(super) turned: bool,
}

/// Reads up to the picture; none when it is not of the usual kind.
pub(super) fn read(input: &mut Input) -> Result<Option<Start>, MediaError> {
    let mut found = Found::default();
    if input.two()? != 0xffd8 {
        return Ok(None);
    }
    loop {
        if input.byte()? != 0xff {
            return Ok(None);
        }
        let mut marker = input.byte()?;
        while marker == 0xff {
            marker = input.byte()?;
        }
        // Those without a length do not stand here.
        if matches!(marker, 0x00 | 0x01 | 0xd0..=0xd9) {
            return Ok(None);
        }
        let segment = input.segment()?;
        if marker == 0xda {
            let frame = found.frame(&segment);
            let Some((frame, profile)) = frame.zip(found.profile()) else {
                return Ok(None);
            };
            let header = Header {
                size: (frame.width, frame.height),
                channels: frame.components.len(),
                bits: 8,
                depth: 8,
                premultiplied: false,
                profile,
            };
            return Ok(Some(Start {
                header,
                frame,
                turned: found.turned,
            }));
        }
        if found.take(marker, &segment).is_none() {
            return Ok(None);
        }
    }
}

impl Found {
    fn take(&mut self, marker: u8, bytes: &[u8]) -> Option<()> {
        match marker {
            0xc0 | 0xc1 => self.start_of_frame(bytes),
            0xc4 => self.codes(bytes),
            0xdb => self.quantisers(bytes),
            0xdd => {
                let &[high, low] = bytes else { return None };
                self.restart = u16::from_be_bytes([high, low]).into();
                Some(())
            }
            // Other kinds of coding, and heights that are said later.
            0xc2..=0xcf | 0xdc => None,
            0xe0 if bytes.starts_with(b"AVI1") => None,
            0xe1 => {
                if let Some(exif) = bytes.strip_prefix(b"Exif\0\0") {
                    let turned = Orientation::from_exif_chunk(exif);
                    self.turned |= turned.is_some_and(|turned| turned != Orientation::NoTransforms);
                }
                Some(())
            }
            0xe2 => {
                if let Some([number, count, part @ ..]) = bytes.strip_prefix(b"ICC_PROFILE\0") {
                    self.profile.push((*number, *count, part.to_vec()));
                }
                Some(())
            }
            // Brightness and colours, and not red, green and blue.
            0xee => (bytes.starts_with(b"Adobe") && bytes.get(11) == Some(&1)).then_some(()),
            _ => Some(()),
        }
    }

    fn start_of_frame(&mut self, bytes: &[u8]) -> Option<()> {
        let (&[8, h1, h0, w1, w0, count], parts) = bytes.split_first_chunk()? else {
            return None;
        };
        let (parts, rest) = parts.as_chunks::<3>();
        let known = parts.len() == usize::from(count) && rest.is_empty();
        if !known || self.frame.is_some() || !matches!(count, 1 | 3) {
            return None;
        }
        let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
        self.frame = Some((side(w1, w0), side(h1, h0), parts.to_vec()));
        Some(())
    }

    fn quantisers(&mut self, mut bytes: &[u8]) -> Option<()> {
        while let Some((&kind, rest)) = bytes.split_first() {
            let wide = usize::from(kind >> 4);
            let (table, rest) = rest.split_at_checked(64 << wide)?;
            let mut steps = [0; 64];
            for (i, &place) in ORDER.iter().enumerate() {
                steps[usize::from(place)] = match wide {
                    0 => table[i].into(),
                    1 => u16::from_be_bytes([table[2 * i], table[2 * i + 1]]).into(),
                    _ => return None,
                };
            }
            *self.steps.get_mut(usize::from(kind & 15))? = Some(steps);
            bytes = rest;
        }
        Some(())
    }

    fn codes(&mut self, mut bytes: &[u8]) -> Option<()> {
        while let Some((&kind, rest)) = bytes.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let symbols: usize = counts.iter().map(|&count| usize::from(count)).sum();
            let (symbols, rest) = rest.split_at_checked(symbols)?;
            let table = Some(Table::new(counts, symbols)?);
            let place = usize::from(kind & 15);
            match kind >> 4 {
                // A difference has no more than 15 bits.
                0 if symbols.iter().any(|&size| size > 15) => return None,
                0 => *self.coarse.get_mut(place)? = table,
                1 => *self.fine.get_mut(place)? = table,
                _ => return None,
            }
            bytes = rest;
        }
        Some(())
    }

    /// The frame, when this scan has all of it.
    fn frame(&mut self, scan: &[u8]) -> Option<Frame> {
        let (width, height, parts) = self.frame.take()?;
        let (&count, scan) = scan.split_first()?;
        let (chosen, &[0, 63, 0]) = scan.split_at_checked(2 * usize::from(count))? else {
            return None;
        };
        let chosen = chosen.as_chunks::<2>().0;
        let ids = parts.iter().map(|part| part[0]);
        if chosen.len() != parts.len() || ids.clone().eq(*b"RGB") {
            return None;
        }
        let mut components = Vec::new();
        for (&[id, sides, quantiser], &[named, tables]) in parts.iter().zip(chosen) {
            let table = |of: &[Option<Table>; 4], place: u8| of.get(usize::from(place))?.clone();
            components.push(Component {
                across: usize::from(sides >> 4),
                down: usize::from(sides & 15),
                steps: (*self.steps.get(usize::from(quantiser))?)?,
                coarse: table(&self.coarse, tables >> 4)?,
                fine: table(&self.fine, tables & 15)?,
                stride: 0,
            });
            if id != named {
                return None;
            }
        }
        let (first, others) = components.split_first()?;
        let (across, down) = (first.across, first.down);
        let halved = !others.is_empty() && matches!((across, down), (1 | 2, 1 | 2));
        let plain = others.iter().all(|part| (part.across, part.down) == (1, 1));
        if width == 0 || height == 0 || !plain || !(halved || (across, down) == (1, 1)) {
            return None;
        }
        let columns = (width as usize).div_ceil(across * 8);
        for component in &mut components {
            component.stride = columns * component.across * 8;
        }
        Some(Frame {
            width,
            height,
            components,
            columns,
            rows: height.div_ceil(down as u32 * 8),
            block_rows: down as u32,
            restart: self.restart,
        })
    }

    /// The profile, put together; none when a part of it lacks.
    fn profile(&mut self) -> Option<Option<Vec<u8>>> {
        self.profile.sort_by_key(|part| part.0);
        let count = self.profile.len();
        let known = (1_usize..).zip(&self.profile);
        let complete = known
            .clone()
            .all(|(at, part)| usize::from(part.0) == at && usize::from(part.1) == count);
        let whole = || known.flat_map(|(_, part)| part.2.clone()).collect();
        complete.then(|| (count > 0).then(whole))
    }
}
