//! Reading AVIF: pictures coded with AV1 in boxes (ISO/IEC 23000-22). One picture or a grid of tiles, grey or in colours, of 8, 10 or 12
//! bits, with or without transparency, cut and turned as the file says. Of a sequence it is the still picture that stands for it.

mod apart;
mod av1;
mod boxes;
mod items;
mod planes;
mod still;

use super::code_points::CodePoints;
use super::decode::{Opened, Pixels};
use super::error::Av1;
use super::stored::Samples;
use super::{Limits, MediaError};
use planes::Mixed;
use still::{Coded, Still};

pub use apart::{DECODE_AV1, answer_av1};
pub(super) use planes::{Layout, Planes, Shape};

/// What is meant where a file says nothing: sRGB.
const SRGB: CodePoints = CodePoints {
    primaries: 1,
    transfer: 13,
    matrix: 6,
};

/// Reads the boxes.
pub(super) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, MediaError> {
    let still = still::read(bytes, limits)?;
    let bit_depth = if still.depth > 8 { 16 } else { 8 };
    // Grey is known when it is decoded; by then there is room for colours.
    let channels = 3 + u64::from(still.alpha.is_some());
    let pixels = u64::from(still.color.width) * u64::from(still.color.height);
    limits.check_decoded(pixels * channels * u64::from(bit_depth / 8))?;
    Ok(Opened {
        width: still.part.width,
        height: still.part.height,
        orientation: still.orientation,
        icc: still.profile.map(<[u8]>::to_vec),
        bit_depth,
        alpha: still.alpha.is_some(),
        plain: None,
        read: Box::new(move |limits| read(&still, limits.av1)),
    })
}

fn read(still: &Still<'_>, place: Av1) -> Result<Pixels, MediaError> {
    let parts = [Some(&still.color), still.alpha.as_ref()];
    let coded = parts.into_iter().flatten();
    let streams: Vec<_> = coded
        .clone()
        .flat_map(|coded| coded.tiles.iter().map(|tile| (&tile[..], coded.tile)))
        .collect();
    let mut decoded = match place {
        Av1::Apart => apart::decode_apart(&streams)?,
        Av1::Here => streams.into_iter().map(here).collect::<Result<_, _>>()?,
    }
    .into_iter();
    let mut whole = coded.map(|coded| joined(coded, &mut decoded));
    let mut color = whole.next().ok_or_else(av1::undecodable)??;
    let alpha = whole.next().transpose()?;
    if let Some((code, full)) = still.colors {
        color.shape.code = code;
        color.shape.full = full;
    }
    if color.shape.depth != still.depth {
        return Err(boxes::broken());
    }
    let mixed = Mixed::new(&color, alpha.as_ref(), still.premultiplied, still.part)?;
    let samples = if still.depth > 8 {
        Samples::Sixteen(mixed.samples(|v| (v.clamp(0.0, 1.0) * 65_535.0).round() as u16))
    } else {
        let bytes = mixed.samples(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8);
        Samples::Eight(bytes.into())
    };
    Ok(Pixels {
        code: Some(said_or_srgb(color.shape.code)),
        ..Pixels::straight(samples, mixed.channels)
    })
}

/// One picture of a stream, in this process.
fn here((stream, size): (&[u8], (u32, u32))) -> Result<Planes, MediaError> {
    let most = u32::try_from(u64::from(size.0) * u64::from(size.1)).unwrap_or(u32::MAX);
    let planes = av1::decode(stream.to_vec(), most)?;
    if (planes.shape.width, planes.shape.height) != size {
        return Err(av1::undecodable());
    }
    Ok(planes)
}

/// The next tiles as one picture.
fn joined(
    coded: &Coded<'_>,
    tiles: &mut impl Iterator<Item = Planes>,
) -> Result<Planes, MediaError> {
    let first = tiles.next().ok_or_else(av1::undecodable)?;
    if coded.tiles.len() == 1 && coded.tile == (coded.width, coded.height) {
        return Ok(first);
    }
    let shape = first.shape;
    let mut whole = Planes::zeroed(Shape {
        width: coded.width,
        height: coded.height,
        ..shape
    });
    let rest = tiles.by_ref().take(coded.tiles.len() - 1);
    for (at, tile) in (0..).zip(std::iter::once(first).chain(rest)) {
        if tile.shape != shape {
            return Err(boxes::broken());
        }
        let (column, row) = (at % coded.columns, at / coded.columns);
        whole.paste(&tile, (column * shape.width, row * shape.height));
    }
    Ok(whole)
}

/// What the file leaves open means sRGB.
fn said_or_srgb(code: CodePoints) -> CodePoints {
    let or = |found: u16, usual: u16| if found == 2 { usual } else { found };
    CodePoints {
        primaries: or(code.primaries, SRGB.primaries),
        transfer: or(code.transfer, SRGB.transfer),
        matrix: code.matrix,
    }
}
