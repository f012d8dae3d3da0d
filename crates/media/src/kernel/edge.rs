//! What lies beyond the edge of a picture for kernels that look around a pixel: the edge itself, repeated for ever.
//! So pictures neither darken nor grow transparent there.

use crate::{Image, Pull, Region, RenderError, Tile};

/// The part of `area` whose pixels stand for `region` when edges repeat; never empty.
pub(super) fn clamp_to(region: Region, area: Region) -> Region {
    let (last_x, last_y) = (area.right() - 1, area.bottom() - 1);
    Region::between(
        region.x.clamp(area.x, last_x),
        region.y.clamp(area.y, last_y),
        (region.right() - 1).clamp(area.x, last_x) + 1,
        (region.bottom() - 1).clamp(area.y, last_y) + 1,
    )
}

/// The pixels of `region`, those outside the tile repeating its edge.
pub(super) fn extended(tile: &Tile, region: Region) -> Tile {
    let mut out = Tile::clear(region);
    let (r, width) = (tile.region, region.w as i32);
    let before = (r.x - region.x).clamp(0, width);
    let after = (region.right() - r.right()).clamp(0, width - before);
    let middle = (width - before - after) as usize * 4;
    let skip = (region.x - r.x).clamp(0, r.w as i32) as usize * 4;
    for y in region.y..region.bottom() {
        let from = tile.row(y.clamp(r.y, r.bottom() - 1));
        let to = out.row_mut(y);
        let (head, rest) = to.split_at_mut(before as usize * 4);
        let (body, tail) = rest.split_at_mut(middle);
        head.chunks_exact_mut(4)
            .for_each(|px| px.copy_from_slice(&from[..4]));
        if middle > 0 {
            body.copy_from_slice(&from[skip..skip + middle]);
        }
        tail.chunks_exact_mut(4)
            .for_each(|px| px.copy_from_slice(&from[from.len() - 4..]));
    }
    out
}

/// The pixels of `region` of a picture that is not empty, its edge repeated outside its frame.
pub(super) fn surrounded(input: &Image, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
    let inside = clamp_to(region, Region::whole(input.size()));
    let tile = input.render(inside, pull)?;
    Ok(if inside == region {
        tile
    } else {
        extended(&tile, region)
    })
}

/// The rows of what [`surrounded`] gives, from the first on. What is not made row by row is rendered in bands of `band` rows.
pub(super) fn surrounded_rows(
    input: &Image,
    region: Region,
    band: u32,
    pull: &Pull,
    mut take: impl FnMut(&[f32]),
) -> Result<(), RenderError> {
    let inside = clamp_to(region, Region::whole(input.size()));
    let width = region.w as usize * 4;
    let [before, after] = [inside.x - region.x, region.right() - inside.right()];
    let mut wide = Vec::with_capacity(width);
    let mut give = |y: i32, row: &mut [f32]| {
        // What stands for pixels on both sides is one column.
        let ends = [&row[..4], &row[row.len() - 4..]];
        wide.clear();
        wide.extend(ends[0].iter().cycle().take(before.max(0) as usize * 4));
        wide.extend_from_slice(row);
        wide.extend(ends[1].iter().cycle().take(after.max(0) as usize * 4));
        wide.truncate(width);
        let first = if y == inside.y { region.y } else { y };
        let end = if y + 1 == inside.bottom() {
            region.bottom()
        } else {
            y + 1
        };
        (first..end).for_each(|_| take(&wide));
        Ok(())
    };
    if input.is_made_by_rows(inside) {
        return input.rows(inside, pull, &mut give);
    }
    let mut y = inside.y;
    while y < inside.bottom() {
        let part = Region::new(inside.x, y, inside.w, band).intersect(&inside);
        input.rows(part, pull, &mut give)?;
        y = part.bottom();
    }
    Ok(())
}
