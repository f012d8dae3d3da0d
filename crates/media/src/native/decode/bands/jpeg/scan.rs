//! The coded picture: bits to coefficients, a row of units at a time. Whatever does not fit is an error.

use gesso_words::said;

use super::super::super::super::MediaError;
use super::blocks::Coefficients;
use super::header::{Component, Frame, Input, ORDER};
use super::huffman::extended;

/// After a piece of the picture that can be read by itself.
const RESTARTS: std::ops::RangeInclusive<u8> = 0xd0..=0xd7;

/// The end of the picture.
const END: u8 = 0xd9;

/// The most bytes without a meaning before the end.
const FILLED: usize = 64;

/// Where reading is.
pub(super) struct Scan {
    bits: Bits,
    /// The last coarsest coefficient of each component.
    last: Vec<i32>,
    /// Units until reading begins anew.
    left: u32,
    /// The mark that comes then.
    restart: u8,
    /// Rows of units to come.
    rows: u32,
}

/// Bits of a file, the next one highest.
struct Bits {
    input: Input,
    bits: u64,
    count: u32,
    /// What ended the bits; zeros follow.
    marker: Option<u8>,
    /// How many of the bits are such zeros.
    beyond: u32,
}

impl Scan {
    pub(super) fn new(frame: &Frame, input: Input) -> Self {
        Self {
            bits: Bits {
                input,
                bits: 0,
                count: 0,
                marker: None,
                beyond: 0,
            },
            last: vec![0; frame.components.len()],
            left: frame.restart,
            restart: *RESTARTS.start(),
            rows: frame.rows,
        }
    }

    /// The next row of units, for each component.
    pub(super) fn row(&mut self, frame: &Frame) -> Result<Vec<Coefficients>, MediaError> {
        let parts = frame.components.iter();
        let mut row: Vec<_> = parts.map(Coefficients::new).collect();
        for column in 0..frame.columns {
            if frame.restart > 0 {
                if self.left == 0 {
                    self.begin_anew(frame).ok_or_else(broken)?;
                }
                self.left -= 1;
            }
            let parts = frame.components.iter().zip(&mut row).zip(&mut self.last);
            for ((component, found), last) in parts {
                for down in 0..component.down {
                    for across in 0..component.across {
                        let block = column * component.across + across;
                        let (out, length) = found.block(block, down);
                        *length = self.bits.block(component, last, out).ok_or_else(broken)?;
                    }
                }
            }
        }
        self.rows -= 1;
        self.holds(frame).then_some(row).ok_or_else(broken)
    }

    /// Whether what comes next is what has to come. Others may look at it sooner, and stop there.
    fn holds(&mut self, frame: &Frame) -> bool {
        let bits = &mut self.bits;
        if self.rows == 0 {
            bits.fill_slowly();
        }
        let Some(rest) = bits.count.checked_sub(bits.beyond) else {
            // Zeros were read that are none of the file's.
            return false;
        };
        match bits.marker {
            Some(END) => self.rows > 0 || rest < 8,
            Some(marker) => self.rows > 0 && frame.restart > 0 && marker == self.restart,
            None => self.rows > 0,
        }
    }

    /// Whether all rows were read and only a few bytes, or marks to begin anew, stand before the end: no pixel hangs on them.
    pub(super) fn has_little_left(&mut self) -> bool {
        let bits = &mut self.bits;
        if self.rows > 0 || bits.count < bits.beyond {
            return false;
        }
        for _ in 0..=FILLED {
            match bits.marker {
                None => drop(bits.byte()),
                Some(END) => return true,
                Some(marker) if RESTARTS.contains(&marker) => bits.marker = None,
                Some(_) => return false,
            }
        }
        false
    }

    fn begin_anew(&mut self, frame: &Frame) -> Option<()> {
        let bits = &mut self.bits;
        bits.fill_slowly();
        let rest = bits.count.checked_sub(bits.beyond)?;
        if rest >= 8 || bits.marker != Some(self.restart) {
            return None;
        }
        (bits.bits, bits.count, bits.beyond, bits.marker) = (0, 0, 0, None);
        self.last.fill(0);
        self.left = frame.restart;
        self.restart = RESTARTS.start() | (self.restart + 1) & 7;
        Some(())
    }
}

/// The picture makes no sense here; who decodes it whole says how.
fn broken() -> MediaError {
    MediaError::Broken(said("broken-nonsense", []))
}

impl Bits {
    /// Coefficients of one block, row by row, and how many of them from the coarsest on are not all zero.
    fn block(&mut self, component: &Component, last: &mut i32, out: &mut [i16; 64]) -> Option<u8> {
        self.fill();
        let (size, taken) = component.coarse.symbol(self.bits)?;
        self.take(taken);
        if size > 0 {
            *last += self.number(size.into())?;
        }
        out[0] = i16::try_from(*last).ok()?;
        let mut at = 1;
        let mut length = 1;
        while at < 64 {
            self.fill();
            if let Some((zeros, value, taken)) = component.fine.small(self.bits) {
                at += zeros;
                *out.get_mut(usize::from(*ORDER.get(at)?))? = value;
                self.take(taken);
                at += 1;
                length = at;
                continue;
            }
            let (symbol, taken) = component.fine.symbol(self.bits)?;
            self.take(taken);
            let (zeros, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
            if size > 0 {
                at += zeros;
                let value = self.number(size)?;
                *out.get_mut(usize::from(*ORDER.get(at)?))? = value as i16;
                at += 1;
                length = at;
            } else if zeros == 15 {
                at += 16;
            } else {
                break;
            }
        }
        Some(length as u8)
    }

    /// A number of so many bits, at most 15.
    #[inline(always)]
    fn number(&mut self, size: u32) -> Option<i32> {
        if size > 15 {
            return None;
        }
        let raw = (self.bits >> (64 - size)) as u32;
        self.take(size);
        Some(extended(raw, size))
    }

    #[inline(always)]
    fn take(&mut self, count: u32) {
        self.bits <<= count;
        self.count -= count;
    }

    /// Makes at least 32 bits ready: as many as a code with its number takes.
    #[inline(always)]
    fn fill(&mut self) {
        if self.count >= 32 {
            return;
        }
        let input = &mut self.input;
        let eight = input.bytes.get(input.at..).and_then(<[u8]>::first_chunk);
        if let Some(&eight) = eight {
            let next = u64::from_be_bytes(eight);
            // After a mark comes what is read anew.
            if !has_ones(next) && self.marker.is_none() {
                // The bits below those that count are the file's next as well: they come again, the same.
                self.bits |= next >> self.count;
                let bytes = (63 - self.count) / 8;
                input.at += bytes as usize;
                self.count += bytes * 8;
                return;
            }
        }
        self.fill_slowly();
    }

    /// The same byte by byte, near the end and where a byte is all ones, which may begin a mark.
    #[cold]
    fn fill_slowly(&mut self) {
        while self.count <= 56 {
            let byte = match self.marker {
                None => self.byte(),
                Some(_) => None,
            };
            if let Some(byte) = byte {
                self.bits |= u64::from(byte) << (56 - self.count);
            } else {
                self.beyond += 8;
            }
            self.count += 8;
        }
    }

    /// The next byte of the picture; none at a mark, and where the file ends or can't be read.
    fn byte(&mut self) -> Option<u8> {
        let mut next = || -> Option<u8> {
            let input = &mut self.input;
            if input.at == input.bytes.len() && !input.more().unwrap_or(false) {
                return None;
            }
            input.at += 1;
            Some(input.bytes[input.at - 1])
        };
        let byte = next();
        if byte.is_some_and(|byte| byte != 0xff) {
            return byte;
        }
        let mut marker = byte.and_then(|_| next());
        while marker == Some(0xff) {
            marker = next();
        }
        if marker == Some(0) {
            return Some(0xff);
        }
        self.marker = Some(marker.unwrap_or(END));
        None
    }
}

/// Whether one of the bytes is all ones.
#[inline(always)]
fn has_ones(bytes: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    (!bytes).wrapping_sub(EACH) & bytes & (EACH << 7) != 0
}
