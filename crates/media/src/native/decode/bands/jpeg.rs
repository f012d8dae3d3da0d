//! JPEG in bands: the usual kind, sequential with Huffman codes, grey or with halved colours, all in one scan. Coefficients are
//! read one row of blocks after the other; what becomes of them is reckoned by whoever looks at the rows. The arithmetic is that
//! of *zune-jpeg*, to the bit, which reads the other kinds.

mod blocks;
mod colors;
mod header;
mod huffman;
mod scan;

use std::fs::File;
use std::sync::{Arc, LazyLock};

use super::super::super::MediaError;
use super::super::super::stored::Samples;
use super::{Band, Bands, Found};
use colors::Neighbours;
use gesso_words::said;
use header::{Frame, Input, Start};
use scan::Scan;

/// The samples of each component in a row of blocks, made when they are first looked at.
type Planes = LazyLock<Vec<Vec<u8>>, Box<dyn FnOnce() -> Vec<Vec<u8>> + Send>>;

struct Jpeg {
    frame: Arc<Frame>,
    scan: Scan,
    /// The row of blocks that is next.
    next: u32,
    above: Option<Arc<Planes>>,
    /// Read already, as the band before it looks down.
    ahead: Option<Arc<Planes>>,
}

pub(super) fn open(file: File, length: u64) -> Found {
    let mut input = Input::of_file(file);
    let Some(start) = header::read(&mut input)? else {
        return Ok(None);
    };
    if start.turned || !input.has_end(length)? {
        return Ok(None);
    }
    let jpeg = Jpeg {
        scan: Scan::new(&start.frame, input),
        frame: Arc::new(start.frame),
        next: 0,
        above: None,
        ahead: None,
    };
    Ok(Some((start.header, Box::new(jpeg))))
}

/// Whether the coded picture of a whole file makes sense to its end: other readers fill what does not with grey or with what it may
/// have been, and say nothing. Of other kinds than the usual one nothing is known. Reads the codes and makes no pixels.
pub(in crate::native::decode) fn check(bytes: &[u8]) -> Result<(), MediaError> {
    let mut input = Input::of_bytes(bytes);
    // What is wrong with the header has been said.
    let Ok(Some(Start { frame, .. })) = header::read(&mut input) else {
        return Ok(());
    };
    let mut scan = Scan::new(&frame, input);
    for row in 0..frame.rows {
        if scan.row(&frame).is_err() && !scan.has_little_left() {
            let row = u64::from(row) * u64::from(frame.block_rows) * 8 + 1;
            return Err(MediaError::Broken(said(
                "broken-from-row",
                [("row", row.into())],
            )));
        }
    }
    Ok(())
}

impl Jpeg {
    fn row(&mut self) -> Result<Arc<Planes>, MediaError> {
        let coefficients = self.scan.row(&self.frame)?;
        let frame = Arc::clone(&self.frame);
        let each = move || {
            let parts = frame.components.iter().zip(&coefficients);
            parts
                .map(|(component, found)| found.samples(component))
                .collect()
        };
        Ok(Arc::new(LazyLock::new(Box::new(each))))
    }
}

impl Bands for Jpeg {
    fn next(&mut self) -> Result<Band, MediaError> {
        let frame = Arc::clone(&self.frame);
        let here = match self.ahead.take() {
            Some(row) => row,
            None => self.row()?,
        };
        let tall = frame.block_rows * 8;
        let rows = tall.min(frame.height - self.next * tall);
        self.next += 1;
        // Colours between two rows of samples are mixed of both.
        let mixes = frame.block_rows == 2 && frame.components.len() > 1;
        let (mut above, mut below) = (None, None);
        if mixes {
            above = self.above.replace(Arc::clone(&here));
            if self.next < frame.rows {
                let row = self.row()?;
                self.ahead = Some(Arc::clone(&row));
                below = Some(row);
            }
        }
        Ok(Band::new(rows, move || {
            let around = Neighbours {
                above: above.as_ref().map(|row| &row[..]),
                here: &here[..],
                below: below.as_ref().map(|row| &row[..]),
            };
            Samples::Eight(around.pixels(&frame, rows).into())
        }))
    }
}
