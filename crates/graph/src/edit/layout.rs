//! Automatic layout in layers: every wire goes from left to right, few wires cross, straight wires stay straight.
//! Frames keep around what is in them, notes keep beside their node, what hangs together lies together, and the
//! reading order from above is kept. The same document always gives the same layout.

mod blocks;
mod layers;
mod order;
mod settle;

use super::arrange::{self, Sizes};
use crate::command::Command;
use crate::document::Document;
use crate::geometry::{Point, Rect, Size};
use crate::id::{FrameId, ItemId};
use blocks::{Blocks, Home};
use std::collections::{BTreeMap, BTreeSet};

/// Room between two layers, and between two things of one layer, in world pixels.
const BETWEEN_LAYERS: f64 = 80.;
const BETWEEN_ROWS: f64 = 32.;
/// Room between pieces that don't hang together.
const BETWEEN_PIECES: f64 = 64.;
/// Room inside a frame, and more above for its title.
const FRAME_ROOM: f64 = 32.;
const FRAME_ABOVE: f64 = 32.;
/// How much wider than high loose pieces are laid beside each other.
const BREADTH: f64 = 1.6;

/// One wire between two things of one container, with how far below their tops it leaves and enters.
#[derive(Debug, Clone, Copy)]
struct Link {
    from: usize,
    to: usize,
    leaves: f64,
    enters: f64,
}

/// The commands that lay items out. Frames among them take along what is in them; frames that are not among them
/// grow where something in them was moved out of them.
pub fn tidy(doc: &Document, sizes: Sizes<'_>, items: &[ItemId]) -> Vec<Command> {
    let mut blocks = Blocks::of(doc, sizes, items);
    let Some(anchor) = blocks.anchor() else {
        return Vec::new();
    };
    for home in blocks.homes() {
        lay_out(&mut blocks, home);
    }
    let placed = blocks.placed(anchor);
    let mut commands = Vec::new();
    for (&item, &to) in &placed {
        match item {
            ItemId::Frame(id) => commands.extend(set_frame(doc, id, to)),
            ItemId::Node(_) | ItemId::Note(_) => {
                if super::position(doc, item) != Some(to.origin()) {
                    commands.push(Command::Move {
                        item,
                        to: to.origin(),
                    });
                }
            }
        }
    }
    commands.extend(grown_frames(doc, sizes, &placed));
    commands
}

fn set_frame(doc: &Document, id: FrameId, rect: Rect) -> Option<Command> {
    let was = doc.frames().get(&id)?.rect;
    (was != rect).then_some(Command::SetFrameRect { id, rect })
}

/// Lays out one container: each connected piece in layers, the pieces in rows.
fn lay_out(blocks: &mut Blocks, home: Home) {
    let (sizes, before, links) = blocks.inside(home);
    let mut pieces: Vec<(Vec<usize>, Vec<Point>)> = pieces(sizes.len(), &links)
        .into_iter()
        .map(|members| {
            let places = piece(&members, &sizes, &before, &links);
            (members, places)
        })
        .collect();
    let first = |members: &[usize]| {
        let corner = |&member: &usize| (before[member].y, before[member].x);
        members
            .iter()
            .map(corner)
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)))
            .unwrap_or_default()
    };
    pieces.sort_by(|(a, _), (b, _)| {
        let (a, b) = (first(a), first(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let extents: Vec<Size> = pieces
        .iter()
        .map(|(members, places)| extent(members, places, &sizes))
        .collect();
    let mut at = vec![Point::default(); sizes.len()];
    for ((members, places), corner) in pieces.iter().zip(shelves(&extents)) {
        for (&member, place) in members.iter().zip(places) {
            at[member] = corner.translate(place.x, place.y);
        }
    }
    blocks.put(home, &at);
}

/// What hangs together, each piece in the order of its members.
fn pieces(count: usize, links: &[Link]) -> Vec<Vec<usize>> {
    let mut beside = vec![Vec::new(); count];
    for link in links {
        beside[link.from].push(link.to);
        beside[link.to].push(link.from);
    }
    let mut seen = vec![false; count];
    let mut pieces = Vec::new();
    for start in 0..count {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut members = vec![start];
        let mut next = 0;
        while let Some(&here) = members.get(next) {
            next += 1;
            for &other in &beside[here] {
                if !std::mem::replace(&mut seen[other], true) {
                    members.push(other);
                }
            }
        }
        members.sort_unstable();
        pieces.push(members);
    }
    pieces
}

/// One connected piece in layers; places are from its top left corner.
fn piece(members: &[usize], sizes: &[Size], before: &[Rect], links: &[Link]) -> Vec<Point> {
    if members.len() == 1 {
        return vec![Point::default()];
    }
    let own: BTreeMap<usize, usize> = members
        .iter()
        .enumerate()
        .map(|(own, &member)| (member, own))
        .collect();
    let links: Vec<Link> = links
        .iter()
        .filter_map(|link| {
            Some(Link {
                from: *own.get(&link.from)?,
                to: *own.get(&link.to)?,
                ..*link
            })
        })
        .collect();
    let sizes: Vec<Size> = members.iter().map(|&member| sizes[member]).collect();
    let before: Vec<Rect> = members.iter().map(|&member| before[member]).collect();
    let mut layers = layers::Layers::of(&sizes, &before, &links);
    order::order(&mut layers);
    settle::settle(&layers, &sizes)
}

fn extent(members: &[usize], places: &[Point], sizes: &[Size]) -> Size {
    members
        .iter()
        .zip(places)
        .fold(Size::default(), |extent, (&member, place)| Size {
            w: extent.w.max(place.x + sizes[member].w),
            h: extent.h.max(place.y + sizes[member].h),
        })
}

/// Pieces beside each other in rows, in their order.
fn shelves(extents: &[Size]) -> Vec<Point> {
    let area: f64 = extents
        .iter()
        .map(|extent| (extent.w + BETWEEN_PIECES) * (extent.h + BETWEEN_PIECES))
        .sum();
    let widest = extents
        .iter()
        .fold(0., |widest: f64, extent| widest.max(extent.w));
    let room = widest.max((area * BREADTH).sqrt());
    let (mut x, mut y, mut high) = (0., 0., 0.);
    extents
        .iter()
        .map(|extent| {
            if x > 0. && x + extent.w > room {
                y += high + BETWEEN_PIECES;
                (x, high) = (0., 0.);
            }
            let at = Point::new(x, y);
            x += extent.w + BETWEEN_PIECES;
            high = f64::max(high, extent.h);
            at
        })
        .collect()
}

/// Frames that stay, but held something that was moved: they grow so that they still hold it.
fn grown_frames(doc: &Document, sizes: Sizes<'_>, placed: &BTreeMap<ItemId, Rect>) -> Vec<Command> {
    let moved: BTreeSet<ItemId> = placed.keys().copied().collect();
    let staying = doc
        .frames()
        .iter()
        .filter(|(id, _)| !moved.contains(&ItemId::Frame(**id)));
    let mut commands = Vec::new();
    for (&id, frame) in staying {
        let held = arrange::held_by(doc, sizes, id);
        let around = held
            .iter()
            .filter_map(|item| placed.get(item))
            .copied()
            .reduce(Rect::union);
        if let Some(around) = around
            && !frame.rect.contains_rect(around)
        {
            let rect = frame.rect.union(around.inset(-FRAME_ROOM));
            commands.push(Command::SetFrameRect { id, rect });
        }
    }
    commands
}
