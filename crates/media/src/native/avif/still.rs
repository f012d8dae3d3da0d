//! What the items of an AVIF file mean together: a picture, in one piece or as a grid of tiles, its transparency, its colours, and how
//! it is turned and cut.

use std::borrow::Cow;

use image::metadata::Orientation;

use super::boxes::{Bytes, broken};
use super::items::{Item, Items, Property};
use super::planes::Part;
use crate::native::code_points::CodePoints;
use crate::native::decode::unsupported;
use crate::native::{Limits, MediaError};
use gesso_words::said;

/// A picture that is coded, or the alpha of one.
pub(super) struct Coded<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    /// From left to right and from the top down; all of one size.
    pub(super) tiles: Vec<Cow<'a, [u8]>>,
    pub(super) columns: u32,
    pub(super) tile: (u32, u32),
}

/// All of a file that is of use.
pub(super) struct Still<'a> {
    pub(super) color: Coded<'a>,
    pub(super) alpha: Option<Coded<'a>>,
    /// Colour is multiplied by alpha.
    pub(super) premultiplied: bool,
    /// 8, 10 or 12.
    pub(super) depth: u8,
    pub(super) profile: Option<&'a [u8]>,
    /// What the numbers mean, and whether they use the full range.
    pub(super) colors: Option<(CodePoints, bool)>,
    /// What is seen of it, before it is turned.
    pub(super) part: Part,
    pub(super) orientation: Orientation,
}

/// Reads everything but the coded pictures, whose sizes lie within the limits.
pub(super) fn read<'a>(file: &'a [u8], limits: &Limits) -> Result<Still<'a>, MediaError> {
    let items = Items::read(file)?;
    let item = items.item(items.primary)?;
    let color = coded(&items, items.primary, limits)?;
    let mut still = Still {
        part: Part {
            x: 0,
            y: 0,
            width: color.width,
            height: color.height,
        },
        color,
        alpha: None,
        premultiplied: false,
        depth: depth(&items, items.primary)?,
        profile: None,
        colors: None,
        orientation: Orientation::NoTransforms,
    };
    for property in items.properties(item) {
        match property {
            Property::Profile(profile) => still.profile = Some(profile),
            Property::Colors(code, full) => still.colors = Some((*code, *full)),
            Property::Crop(numbers) => still.part = part(still.part, numbers)?,
            Property::Turn(quarters) => still.orientation = turned(*quarters),
            Property::Mirror { sides } => {
                still.orientation = mirrored(still.orientation, *sides);
            }
            _ => {}
        }
    }
    let is_multiplied = |color: u32, alpha: u32| {
        items.references.iter().any(|reference| {
            reference.kind == *b"prem" && reference.from == color && reference.to.contains(&alpha)
        })
    };
    if let Some(alpha) = alpha_of(&items, items.primary)? {
        still.alpha = Some(coded(&items, alpha, limits)?);
        still.premultiplied = is_multiplied(items.primary, alpha);
    } else if let Some(of_tiles) = alpha_of_tiles(&items)? {
        let (found, tile) = pieces(&items, of_tiles.iter().map(|(_, alpha)| *alpha), limits)?;
        if found.len() != still.color.tiles.len() || tile != still.color.tile {
            return Err(broken());
        }
        still.alpha = Some(Coded {
            tiles: found,
            ..still.color
        });
        still.premultiplied = of_tiles
            .iter()
            .all(|(tile, alpha)| is_multiplied(*tile, *alpha));
    }
    let tiles = |coded: &Coded<'_>| coded.tiles.iter().map(|tile| tile.len()).sum::<usize>();
    let all = tiles(&still.color) + still.alpha.as_ref().map_or(0, tiles);
    // Tiles that lie upon each other would make much of little.
    if all > file.len() {
        return Err(broken());
    }
    Ok(still)
}

/// The tiles of a grid that has no alpha as a whole, each with its own; none when one has none, as other programs have it.
fn alpha_of_tiles(items: &Items<'_>) -> Result<Option<Vec<(u32, u32)>>, MediaError> {
    let mut all = Vec::new();
    for tile in tiles(items, items.primary) {
        match alpha_of(items, tile)? {
            Some(alpha) => all.push((tile, alpha)),
            None => return Ok(None),
        }
    }
    Ok((!all.is_empty()).then_some(all))
}

/// The item that is the alpha of this one.
fn alpha_of(items: &Items<'_>, of: u32) -> Result<Option<u32>, MediaError> {
    const ROLES: [&[u8]; 2] = [
        b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
        b"urn:mpeg:hevc:2015:auxid:1",
    ];
    for reference in &items.references {
        if reference.kind == *b"auxl" && reference.to.contains(&of) {
            let item = items.item(reference.from)?;
            let is_alpha = items
                .properties(item)
                .any(|property| matches!(property, Property::Role(role) if ROLES.contains(role)));
            if is_alpha {
                return Ok(Some(reference.from));
            }
        }
    }
    Ok(None)
}

fn size(items: &Items<'_>, item: &Item, limits: &Limits) -> Result<(u32, u32), MediaError> {
    let found = items.properties(item).find_map(|property| match property {
        Property::Size(width, height) => Some((*width, *height)),
        _ => None,
    });
    let (width, height) = found.ok_or_else(broken)?;
    limits.check(width, height)?;
    Ok((width, height))
}

/// The tiles of a grid, in order.
fn tiles<'s>(items: &'s Items<'_>, grid: u32) -> impl Iterator<Item = u32> + 's {
    let of_grid = move |reference: &&super::items::Reference| {
        reference.kind == *b"dimg" && reference.from == grid
    };
    items
        .references
        .iter()
        .filter(of_grid)
        .flat_map(|reference| reference.to.iter().copied())
}

/// Of the item, or of the first tile.
fn depth(items: &Items<'_>, id: u32) -> Result<u8, MediaError> {
    let first = tiles(items, id).next().unwrap_or(id);
    let found = items
        .properties(items.item(first)?)
        .find_map(|property| match property {
            Property::Depth(depth) => Some(*depth),
            _ => None,
        });
    found.ok_or_else(broken)
}

fn coded<'a>(items: &Items<'a>, id: u32, limits: &Limits) -> Result<Coded<'a>, MediaError> {
    let item = items.item(id)?;
    match &item.kind {
        b"av01" => {
            let (width, height) = size(items, item, limits)?;
            Ok(Coded {
                width,
                height,
                tiles: vec![items.data(item)?],
                columns: 1,
                tile: (width, height),
            })
        }
        b"grid" => grid(items, id, limits),
        other => {
            let name = String::from_utf8_lossy(other).into_owned();
            Err(unsupported(said("kind-avif-item", [("name", name.into())])))
        }
    }
}

fn grid<'a>(items: &Items<'a>, id: u32, limits: &Limits) -> Result<Coded<'a>, MediaError> {
    let data = items.data(items.item(id)?)?;
    let mut data = Bytes(&data);
    data.u8()?;
    let long = data.u8()? & 1 == 1;
    let rows = u32::from(data.u8()?) + 1;
    let columns = u32::from(data.u8()?) + 1;
    let (width, height) = (data.id(long)?, data.id(long)?);
    limits.check(width, height)?;
    let (found, tile) = pieces(
        items,
        tiles(items, id).take((rows * columns) as usize),
        limits,
    )?;
    // Each tile shows something, and nothing is without a tile.
    let fits = |tile: u32, count: u32, whole: u32| {
        let covered = u64::from(tile) * u64::from(count);
        covered >= u64::from(whole) && covered - u64::from(tile) < u64::from(whole)
    };
    let even = |tile: u32, count: u32| count == 1 || tile.is_multiple_of(2);
    let sound = found.len() == (rows * columns) as usize
        && fits(tile.0, columns, width)
        && fits(tile.1, rows, height)
        && even(tile.0, columns)
        && even(tile.1, rows);
    if !sound {
        return Err(broken());
    }
    Ok(Coded {
        width,
        height,
        tiles: found,
        columns,
        tile,
    })
}

/// What some items hold, and the size that all of them have.
type Pieces<'a> = (Vec<Cow<'a, [u8]>>, (u32, u32));

/// Of these items.
fn pieces<'a>(
    items: &Items<'a>,
    ids: impl Iterator<Item = u32>,
    limits: &Limits,
) -> Result<Pieces<'a>, MediaError> {
    let mut tile = None;
    let mut found = Vec::new();
    for id in ids {
        let item = items.item(id)?;
        if item.kind != *b"av01" {
            return Err(broken());
        }
        let size = size(items, item, limits)?;
        if *tile.get_or_insert(size) != size {
            return Err(broken());
        }
        found.push(items.data(item)?);
    }
    Ok((found, tile.ok_or_else(broken)?))
}

/// The part that a clean aperture leaves of the whole.
fn part(whole: Part, numbers: &[u32; 8]) -> Result<Part, MediaError> {
    let [w, w_of, h, h_of, x, x_of, y, y_of] = numbers.map(f64::from);
    // The offsets have a sign.
    let [x, y] = [(x, numbers[4]), (y, numbers[6])].map(|(_, bits)| f64::from(bits as i32));
    let place = |whole: u32, side: f64, offset: f64| {
        let start = (f64::from(whole) - side) / 2.0 + offset;
        let inside = start >= 0.0 && side >= 1.0 && start + side <= f64::from(whole);
        inside.then_some((start.round() as u32, side.round() as u32))
    };
    let across = place(whole.width, w / w_of, x / x_of);
    let down = place(whole.height, h / h_of, y / y_of);
    let ((x, width), (y, height)) = across.zip(down).ok_or_else(broken)?;
    Ok(Part {
        x,
        y,
        width: width.min(whole.width - x),
        height: height.min(whole.height - y),
    })
}

/// Quarters are counted anticlockwise.
fn turned(quarters: u8) -> Orientation {
    match quarters {
        1 => Orientation::Rotate270,
        2 => Orientation::Rotate180,
        3 => Orientation::Rotate90,
        _ => Orientation::NoTransforms,
    }
}

/// Turned, and then left and right, or top and bottom, change places.
fn mirrored(orientation: Orientation, sides: bool) -> Orientation {
    match (orientation, sides) {
        (Orientation::Rotate90, true) | (Orientation::Rotate270, false) => {
            Orientation::Rotate90FlipH
        }
        (Orientation::Rotate270, true) | (Orientation::Rotate90, false) => {
            Orientation::Rotate270FlipH
        }
        (Orientation::Rotate180, true) | (Orientation::NoTransforms, false) => {
            Orientation::FlipVertical
        }
        _ => Orientation::FlipHorizontal,
    }
}
