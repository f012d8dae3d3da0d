//! Reading `.cube` files. Line by line, with limits, so that no file takes more than its own size.

use super::{Lut, Shape};
use gesso_words::{Said, said};

/// Most entries of a table for each channel.
const MOST_LINE: usize = 65_536;
/// Most points along a side of a lattice; the specification allows 256, which no program writes.
const MOST_SIDE: usize = 129;

/// Why a text is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum LutError {
    /// No size is said before the colours.
    NoSize,
    /// The size is none that is read.
    BadSize {
        /// Counted from 1.
        line: usize,
    },
    /// A line is neither a keyword nor a colour.
    BadLine {
        /// Counted from 1.
        line: usize,
    },
    /// The domain is empty or turned round.
    BadDomain,
    /// There are more or fewer colours than the size says.
    Count {
        /// How many there are; counting ends one after those wanted.
        found: usize,
        /// How many the size says.
        wanted: usize,
    },
}

impl LutError {
    /// What is wrong with it, as the rest of a sentence.
    pub fn said(&self) -> Said {
        match self {
            Self::NoSize => said("lut-no-size", []),
            Self::BadSize { line } => said(
                "lut-bad-size",
                [
                    ("line", (*line).into()),
                    ("long", MOST_LINE.into()),
                    ("side", MOST_SIDE.into()),
                ],
            ),
            Self::BadLine { line } => said("lut-bad-line", [("line", (*line).into())]),
            Self::BadDomain => said("lut-bad-domain", []),
            Self::Count { found, wanted } => said(
                "lut-count",
                [("found", (*found).into()), ("wanted", (*wanted).into())],
            ),
        }
    }
}

impl Lut {
    /// Reads the text of a `.cube` file.
    ///
    /// # Errors
    /// [`LutError`], with the line where there is one.
    pub fn from_cube(text: &str) -> Result<Self, LutError> {
        let mut shape = None;
        let mut domain = [(0.0, 1.0); 3];
        let mut values = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let line_number = i + 1;
            let bad = || LutError::BadLine { line: line_number };
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (keyword, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            match keyword {
                "TITLE" => {}
                "LUT_1D_SIZE" | "LUT_3D_SIZE" => {
                    let size = rest.trim().parse().unwrap_or(0);
                    let is_line = keyword == "LUT_1D_SIZE";
                    let most = if is_line { MOST_LINE } else { MOST_SIDE };
                    if shape.is_some() || !(2..=most).contains(&size) {
                        return Err(LutError::BadSize { line: line_number });
                    }
                    shape = Some(if is_line {
                        Shape::Line(size)
                    } else {
                        Shape::Lattice(size)
                    });
                }
                "DOMAIN_MIN" => {
                    let low = color(rest).ok_or_else(bad)?;
                    domain.iter_mut().zip(low).for_each(|(d, low)| d.0 = low);
                }
                "DOMAIN_MAX" => {
                    let high = color(rest).ok_or_else(bad)?;
                    domain.iter_mut().zip(high).for_each(|(d, high)| d.1 = high);
                }
                // As DaVinci Resolve writes the domain.
                "LUT_1D_INPUT_RANGE" | "LUT_3D_INPUT_RANGE" => {
                    let [low, high] = numbers(rest).ok_or_else(bad)?;
                    domain = [(low, high); 3];
                }
                _ => {
                    let wanted = shape.ok_or(LutError::NoSize)?.entries();
                    if values.len() == wanted {
                        let found = wanted + 1;
                        return Err(LutError::Count { found, wanted });
                    }
                    values.push(color(line).ok_or_else(bad)?);
                }
            }
        }
        let shape = shape.ok_or(LutError::NoSize)?;
        let (found, wanted) = (values.len(), shape.entries());
        if found != wanted {
            return Err(LutError::Count { found, wanted });
        }
        if !domain.iter().all(|(low, high)| high - low > 1e-6) {
            return Err(LutError::BadDomain);
        }
        Ok(Self {
            shape,
            domain,
            values,
        })
    }
}

impl Shape {
    fn entries(self) -> usize {
        match self {
            Self::Line(count) => count,
            Self::Lattice(side) => side * side * side,
        }
    }
}

fn color(text: &str) -> Option<[f32; 3]> {
    numbers(text)
}

/// Exactly so many finite numbers, none so large that differences of them are not finite.
fn numbers<const N: usize>(text: &str) -> Option<[f32; N]> {
    let mut parts = text.split_whitespace();
    let mut all = [0.0; N];
    for to in &mut all {
        let number: f32 = parts.next()?.parse().ok()?;
        *to = (number.abs() <= 1e9).then_some(number)?;
    }
    parts.next().is_none().then_some(all)
}
