//! Putting items in line: aligned edges, equal gaps, stacks, and a place for something new where nothing stands yet.
//! A frame takes along what is in it. Gives absolute moves; what stands right already is not moved.

use super::position;
use crate::command::Command;
use crate::document::Document;
use crate::geometry::{Point, Rect, Size};
use crate::id::{FrameId, GraphId, ItemId};
use std::collections::{BTreeMap, BTreeSet};

/// Which edges or middles come to stand in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Left edges, at the leftmost.
    Left,
    /// Middles, in the middle of all, one above the other.
    Center,
    /// Right edges, at the rightmost.
    Right,
    /// Top edges, at the topmost.
    Top,
    /// Middles, in the middle of all, side by side.
    Middle,
    /// Bottom edges, at the lowest.
    Bottom,
}

/// In which direction things follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}

/// How large items are; only the canvas knows of nodes.
pub type Sizes<'a> = &'a dyn Fn(ItemId) -> Size;

/// Where an item is, when it is in the document. Frames and notes know their extent, nodes are asked for.
pub fn rect(doc: &Document, sizes: Sizes<'_>, item: ItemId) -> Option<Rect> {
    let size = match item {
        ItemId::Node(_) => sizes(item),
        ItemId::Frame(id) => doc.frames().get(&id)?.rect.size(),
        ItemId::Note(id) => doc.notes().get(&id)?.size,
    };
    Some(Rect::at(position(doc, item)?, size))
}

/// Whether an item is held where it is: a pinned node.
pub(super) fn is_pinned(doc: &Document, item: ItemId) -> bool {
    matches!(item, ItemId::Node(id) if doc.nodes().get(&id).is_some_and(|node| node.pinned))
}

/// What is in a frame: everything of its graph that [`is_held`] by its box.
pub fn held_by(doc: &Document, sizes: Sizes<'_>, frame: FrameId) -> Vec<ItemId> {
    let Some((graph, outer)) = doc
        .frames()
        .get(&frame)
        .map(|frame| (frame.graph, frame.rect))
    else {
        return Vec::new();
    };
    doc.members(graph)
        .filter(|&item| item != ItemId::Frame(frame))
        .filter(|&item| rect(doc, sizes, item).is_some_and(|rect| is_held(item, rect, outer)))
        .collect()
}

/// Whether an item with this box is in a frame with that one: nodes and notes by their middle, frames when they lie wholly
/// inside. One rule for whoever moves, runs or lays out what is in a frame.
pub fn is_held(item: ItemId, rect: Rect, outer: Rect) -> bool {
    match item {
        ItemId::Frame(_) => outer.contains_rect(rect) && outer != rect,
        ItemId::Node(_) | ItemId::Note(_) => outer.contains(rect.center()),
    }
}

/// Brings edges or middles into one line.
pub fn align(doc: &Document, sizes: Sizes<'_>, items: &[ItemId], line: Line) -> Vec<Command> {
    let units = units(doc, sizes, items);
    let Some(around) = units.iter().map(|unit| unit.rect).reduce(Rect::union) else {
        return Vec::new();
    };
    let aligned = |rect: Rect| match line {
        Line::Left => Point::new(around.x, rect.y),
        Line::Center => Point::new(around.center().x - rect.w / 2., rect.y),
        Line::Right => Point::new(around.right() - rect.w, rect.y),
        Line::Top => Point::new(rect.x, around.y),
        Line::Middle => Point::new(rect.x, around.center().y - rect.h / 2.),
        Line::Bottom => Point::new(rect.x, around.bottom() - rect.h),
    };
    moves(doc, units.iter().map(|unit| (unit, aligned(unit.rect))))
}

/// Makes the gaps between items equal; the first and the last stay. When there is no room between these two,
/// the items overlap by the same amount.
pub fn distribute(doc: &Document, sizes: Sizes<'_>, items: &[ItemId], axis: Axis) -> Vec<Command> {
    let mut units = units(doc, sizes, items);
    sort(&mut units, axis);
    let [first, .., last] = &units[..] else {
        return Vec::new();
    };
    let (start, _) = span(first.rect, axis);
    let end = span(last.rect, axis);
    let lengths: f64 = units.iter().map(|unit| span(unit.rect, axis).1).sum();
    let gap = (end.0 + end.1 - start - lengths) / (units.len() - 1) as f64;
    let inner = units.len() - 1;
    let placed = follow(&units[..inner], start, gap, axis);
    moves(doc, placed)
}

/// Puts items one after the other with the same gap, in the order they stand in, with their near edges in line.
pub fn stack(
    doc: &Document,
    sizes: Sizes<'_>,
    items: &[ItemId],
    axis: Axis,
    gap: f64,
) -> Vec<Command> {
    let mut units = units(doc, sizes, items);
    sort(&mut units, axis);
    let Some(around) = units.iter().map(|unit| unit.rect).reduce(Rect::union) else {
        return Vec::new();
    };
    let (start, _) = span(around, axis);
    let placed = follow(&units, start, gap, axis).map(|(unit, at)| match axis {
        Axis::Horizontal => (unit, Point::new(at.x, around.y)),
        Axis::Vertical => (unit, Point::new(around.x, at.y)),
    });
    moves(doc, placed)
}

/// The place nearest below `wanted` where a box of its size touches nothing of a graph, with `gap` around it.
pub fn free_place(
    doc: &Document,
    sizes: Sizes<'_>,
    graph: GraphId,
    wanted: Rect,
    gap: f64,
) -> Point {
    let (left, right) = (wanted.x - gap, wanted.right() + gap);
    // What stands in the same column, from the top. Frames are there to have things put in.
    let mut column: Vec<Rect> = doc
        .members(graph)
        .filter(|item| !matches!(item, ItemId::Frame(_)))
        .filter_map(|item| rect(doc, sizes, item))
        .filter(|rect| rect.x < right && rect.right() > left)
        .collect();
    column.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut top = wanted.y;
    for taken in column {
        if taken.bottom() + gap > top && taken.y < top + wanted.h + gap {
            top = taken.bottom() + gap;
        }
    }
    Point::new(wanted.x, top)
}

/// One thing that is moved as a whole.
struct Unit {
    item: ItemId,
    rect: Rect,
    /// What a frame takes along.
    held: Vec<ItemId>,
}

/// The items that are there, each once. What a frame among them holds goes with the frame and is no unit of its own.
fn units(doc: &Document, sizes: Sizes<'_>, items: &[ItemId]) -> Vec<Unit> {
    let mut held: BTreeMap<ItemId, Vec<ItemId>> = BTreeMap::new();
    for &item in items {
        if let ItemId::Frame(frame) = item {
            held.insert(item, held_by(doc, sizes, frame));
        }
    }
    let carried: BTreeSet<ItemId> = held.values().flatten().copied().collect();
    let own: BTreeSet<ItemId> = items.iter().copied().collect();
    own.into_iter()
        .filter(|item| !carried.contains(item))
        .filter_map(|item| {
            Some(Unit {
                item,
                rect: rect(doc, sizes, item)?,
                held: held.remove(&item).unwrap_or_default(),
            })
        })
        .collect()
}

fn span(rect: Rect, axis: Axis) -> (f64, f64) {
    match axis {
        Axis::Horizontal => (rect.x, rect.w),
        Axis::Vertical => (rect.y, rect.h),
    }
}

fn sort(units: &mut [Unit], axis: Axis) {
    let middle = |unit: &Unit| {
        let (start, length) = span(unit.rect, axis);
        start + length / 2.
    };
    units.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
}

/// Each unit after the one before, from `start` on.
fn follow(
    units: &[Unit],
    start: f64,
    gap: f64,
    axis: Axis,
) -> impl Iterator<Item = (&Unit, Point)> {
    let mut next = start;
    units.iter().map(move |unit| {
        let here = next;
        next += span(unit.rect, axis).1 + gap;
        let at = match axis {
            Axis::Horizontal => Point::new(here, unit.rect.y),
            Axis::Vertical => Point::new(unit.rect.x, here),
        };
        (unit, at)
    })
}

fn moves<'a>(doc: &Document, placed: impl Iterator<Item = (&'a Unit, Point)>) -> Vec<Command> {
    let mut commands = Vec::new();
    for (unit, to) in placed {
        let (dx, dy) = (to.x - unit.rect.x, to.y - unit.rect.y);
        if (dx == 0. && dy == 0.) || is_pinned(doc, unit.item) {
            continue;
        }
        commands.push(Command::Move {
            item: unit.item,
            to,
        });
        let carried: Vec<ItemId> = unit
            .held
            .iter()
            .filter(|&&item| !is_pinned(doc, item))
            .copied()
            .collect();
        commands.extend(super::move_items(doc, &carried, dx, dy));
    }
    commands
}
