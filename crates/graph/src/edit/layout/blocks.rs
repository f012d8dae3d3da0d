//! What is laid out as one thing: a node with the notes beside it, a frame with all it holds, a loose note.
//! Knows in which container each thing lies, and puts places inside containers together to places on the canvas.

use super::super::arrange::{self, Sizes};
use super::{FRAME_ABOVE, FRAME_ROOM, Link};
use crate::document::Document;
use crate::geometry::{Point, Rect, Size};
use crate::id::{ItemId, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// How near a note is to the node it belongs to, in world pixels.
const BESIDE: f64 = 48.;
/// Where the wires of a node are, about: below its header, one row each.
const HEADER: f64 = 56.;
const ROW: f64 = 24.;

/// A container: a frame by its place in the list, or the canvas.
pub(super) type Home = Option<usize>;

/// One thing.
struct Block {
    home: Home,
    /// What it is made of, from its corner. A frame's content is not in here.
    parts: Vec<(ItemId, Rect)>,
    /// The frame it is, as a container.
    frame: Home,
    before: Rect,
    size: Size,
    /// From its container's corner.
    at: Point,
}

/// Everything that is laid out.
pub(super) struct Blocks {
    blocks: Vec<Block>,
    /// The block of each frame that is a container, the smallest first.
    frames: Vec<usize>,
    /// Wires by the nodes' blocks, with the ports' distances from the blocks' tops.
    wires: Vec<Link>,
}

impl Blocks {
    /// Gathers items, and what the frames among them hold.
    pub(super) fn of(doc: &Document, sizes: Sizes<'_>, items: &[ItemId]) -> Self {
        let mut wanted: BTreeSet<ItemId> = items.iter().copied().collect();
        for item in items {
            if let ItemId::Frame(id) = item {
                wanted.extend(arrange::held_by(doc, sizes, *id));
            }
        }
        let there: Vec<(ItemId, Rect)> = wanted
            .into_iter()
            .filter(|&item| !arrange::is_pinned(doc, item))
            .filter_map(|item| Some((item, arrange::rect(doc, sizes, item)?)))
            .collect();
        let mut frames: Vec<(ItemId, Rect)> = there
            .iter()
            .filter(|(item, _)| matches!(item, ItemId::Frame(_)))
            .copied()
            .collect();
        frames.sort_by(|(_, a), (_, b)| (a.w * a.h).total_cmp(&(b.w * b.h)));
        let mut blocks = Self {
            blocks: Vec::with_capacity(there.len()),
            frames: Vec::with_capacity(frames.len()),
            wires: Vec::new(),
        };
        for (index, &(item, rect)) in frames.iter().enumerate() {
            // Only a larger one, later in the list, can hold it, so no two hold each other.
            let home = (index + 1..frames.len()).find(|&outer| frames[outer].1.contains_rect(rect));
            blocks.frames.push(blocks.blocks.len());
            blocks.add(item, rect, home, Some(index));
        }
        let home_of = |item: ItemId, rect: Rect| {
            frames
                .iter()
                .position(|&(_, outer)| arrange::is_held(item, rect, outer))
        };
        let mut of_node: BTreeMap<NodeId, usize> = BTreeMap::new();
        for &(item, rect) in &there {
            if let ItemId::Node(id) = item {
                of_node.insert(id, blocks.blocks.len());
                blocks.add(item, rect, home_of(item, rect), None);
            }
        }
        let nodes = blocks.frames.len()..blocks.blocks.len();
        for &(item, rect) in &there {
            if let ItemId::Note(_) = item {
                let home = home_of(item, rect);
                match blocks.nearest(nodes.clone(), home, rect) {
                    Some(node) => blocks.attach(node, item, rect),
                    None => blocks.add(item, rect, home, None),
                }
            }
        }
        blocks.wire(doc, &of_node);
        blocks
    }

    fn add(&mut self, item: ItemId, rect: Rect, home: Home, frame: Home) {
        self.blocks.push(Block {
            home,
            parts: vec![(item, Rect::at(Point::default(), rect.size()))],
            frame,
            before: rect,
            size: rect.size(),
            at: Point::default(),
        });
    }

    /// The node a note belongs to: the nearest of the same container, if it is near enough.
    fn nearest(&self, nodes: std::ops::Range<usize>, home: Home, note: Rect) -> Option<usize> {
        let apart = |index: &usize| {
            let node = self.blocks[*index].before;
            let x = (node.x - note.right()).max(note.x - node.right()).max(0.);
            let y = (node.y - note.bottom()).max(note.y - node.bottom()).max(0.);
            x.max(y)
        };
        nodes
            .filter(|&index| self.blocks[index].home == home)
            .filter(|index| apart(index) <= BESIDE)
            .min_by(|a, b| apart(a).total_cmp(&apart(b)))
    }

    fn attach(&mut self, node: usize, item: ItemId, rect: Rect) {
        let block = &mut self.blocks[node];
        let around = block.before.union(rect);
        let (dx, dy) = (block.before.x - around.x, block.before.y - around.y);
        for (_, part) in &mut block.parts {
            *part = part.translate(dx, dy);
        }
        block
            .parts
            .push((item, rect.translate(-around.x, -around.y)));
        block.before = around;
        block.size = around.size();
    }

    fn wire(&mut self, doc: &Document, of_node: &BTreeMap<NodeId, usize>) {
        for (&node, &to) in of_node {
            for (row, (_, source)) in doc.wires_into(node).enumerate() {
                let Some(&from) = of_node.get(&source.node) else {
                    continue;
                };
                let port = |block: usize, row: f64| {
                    let block = &self.blocks[block];
                    block.parts[0].1.y + (HEADER + row * ROW).min(block.before.h)
                };
                self.wires.push(Link {
                    from,
                    to,
                    leaves: port(from, 0.),
                    enters: port(to, row as f64),
                });
            }
        }
    }

    /// The corner of everything before, where the layout begins.
    pub(super) fn anchor(&self) -> Option<Point> {
        let outer = self.blocks.iter().filter(|block| block.home.is_none());
        outer
            .map(|block| block.before)
            .reduce(Rect::union)
            .map(Rect::origin)
    }

    /// The containers, inner ones first, the canvas last.
    pub(super) fn homes(&self) -> Vec<Home> {
        (0..self.frames.len()).map(Some).chain([None]).collect()
    }

    fn members(&self, home: Home) -> Vec<usize> {
        (0..self.blocks.len())
            .filter(|&index| self.blocks[index].home == home)
            .collect()
    }

    /// The sizes, the places before and the links of what lies in a container.
    pub(super) fn inside(&self, home: Home) -> (Vec<Size>, Vec<Rect>, Vec<Link>) {
        let members = self.members(home);
        let own: BTreeMap<usize, usize> = members
            .iter()
            .enumerate()
            .map(|(own, &member)| (member, own))
            .collect();
        let links = self.wires.iter().filter_map(|wire| {
            let (from, above) = self.within(home, wire.from)?;
            let (to, below) = self.within(home, wire.to)?;
            (from != to).then(|| Link {
                from: own[&from],
                to: own[&to],
                leaves: wire.leaves + above,
                enters: wire.enters + below,
            })
        });
        let of = |&member: &usize| &self.blocks[member];
        (
            members.iter().map(of).map(|block| block.size).collect(),
            members.iter().map(of).map(|block| block.before).collect(),
            links.collect(),
        )
    }

    /// The thing of a container that a block lies in, and how far below its top.
    fn within(&self, home: Home, block: usize) -> Option<(usize, f64)> {
        let (mut here, mut below) = (block, 0.);
        loop {
            if self.blocks[here].home == home {
                return Some((here, below));
            }
            below += self.blocks[here].at.y;
            here = self.frames[self.blocks[here].home?];
        }
    }

    /// Puts what lies in a container to its places; a frame takes the size that holds them.
    pub(super) fn put(&mut self, home: Home, at: &[Point]) {
        let (left, top) = match home {
            Some(_) => (FRAME_ROOM, FRAME_ROOM + FRAME_ABOVE),
            None => (0., 0.),
        };
        let mut around: Option<Rect> = None;
        for (member, at) in self.members(home).into_iter().zip(at) {
            let block = &mut self.blocks[member];
            block.at = at.translate(left, top);
            let rect = Rect::at(block.at, block.size);
            around = Some(around.map_or(rect, |around| around.union(rect)));
        }
        if let (Some(frame), Some(around)) = (home, around) {
            let own = self.frames[frame];
            self.blocks[own].size =
                Size::new(around.right() + FRAME_ROOM, around.bottom() + FRAME_ROOM);
        }
    }

    /// Where everything comes to stand on the canvas.
    pub(super) fn placed(&self, anchor: Point) -> BTreeMap<ItemId, Rect> {
        let mut corners: BTreeMap<Home, Point> = BTreeMap::from([(None, anchor)]);
        let mut placed = BTreeMap::new();
        // Frames from the outside in, then what lies in them.
        let outside_in = self.frames.iter().rev().copied();
        for index in outside_in.chain(self.frames.len()..self.blocks.len()) {
            let block = &self.blocks[index];
            let Some(home) = corners.get(&block.home).copied() else {
                continue;
            };
            let corner = home.translate(block.at.x, block.at.y);
            if block.frame.is_some() {
                corners.insert(block.frame, corner);
                placed.insert(block.parts[0].0, Rect::at(corner, block.size));
                continue;
            }
            for &(item, part) in &block.parts {
                placed.insert(item, part.translate(corner.x, corner.y));
            }
        }
        placed
    }
}
