//! Resizing a node, a frame or a note by its corner.

use super::moving::REACH;
use super::snapping::snap_corner;
use super::{GRID, Select};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::words;
use gesso_graph::{Command, ItemId, NodeId, Point, Rect};

/// Smallest frame, in world pixels.
const LEAST_FRAME: (f64, f64) = (120.0, 72.0);
/// Smallest note.
const LEAST_NOTE: (f64, f64) = (96.0, 48.0);

impl Editor {
    pub(crate) fn start_resizing(&mut self, item: ItemId, from: Point) {
        let Some(was) = self.scene.rect(item) else {
            return;
        };
        self.tool = Select::Resizing {
            item,
            lifted: [item].into(),
            from,
            was,
            now: was,
            guides: Vec::new(),
        };
        self.damage_items(&[item].into());
    }

    pub(crate) fn resize_to(&mut self, at: Point) {
        let others = self.neighbours();
        let reach = REACH / self.camera.zoom;
        let grid = self.snapping.grid.then_some(GRID);
        let free = self.modifiers.ctrl;
        let Select::Resizing {
            item,
            from,
            was,
            now,
            guides,
            ..
        } = &mut self.tool
        else {
            return;
        };
        let least = match item {
            ItemId::Note(_) => LEAST_NOTE,
            ItemId::Frame(_) => LEAST_FRAME,
            // Its layout knows how little room is enough.
            ItemId::Node(_) => (0.0, 0.0),
        };
        let grown = |extent: f64, by: f64, least: f64| (extent + by).round().max(least);
        *now = Rect::new(
            was.x,
            was.y,
            grown(was.w, at.x - from.x, least.0),
            grown(was.h, at.y - from.y, least.1),
        );
        let others: Vec<Rect> = others
            .iter()
            .filter(|(other, _)| other != item)
            .map(|(_, rect)| *rect)
            .collect();
        guides.clear();
        if !free {
            let snapped = snap_corner(*now, &others, reach, grid);
            now.w = (now.w + snapped.by.0).max(least.0);
            now.h = (now.h + snapped.by.1).max(least.1);
            *guides = snapped.guides;
        }
        if let ItemId::Node(id) = item
            && let Some(node) = self.scene.node(*id)
        {
            *now = Rect::at(now.origin(), node.layout.stretched(now.size()).size);
        }
    }

    /// Gives a node its natural extent back.
    pub(crate) fn reset_size(&self, id: NodeId, out: &mut Vec<Effect>) {
        let sized = self
            .scene
            .node(id)
            .is_some_and(|node| node.node.size.is_some());
        if sized {
            let (doc, catalog) = (self.scene.document(), self.scene.catalog());
            let what = words::items(doc, catalog, [ItemId::Node(id)].iter());
            out.push(Effect::Commit {
                label: words::step(self.scene.catalog(), "edit-resize", &what),
                commands: vec![Command::SetNodeSize { id, size: None }],
            });
        }
    }

    pub(crate) fn end_resizing(&mut self, out: &mut Vec<Effect>) {
        let Select::Resizing { item, was, now, .. } =
            std::mem::replace(&mut self.tool, Select::Idle)
        else {
            return;
        };
        self.damage_items(&[item].into());
        if was.size() == now.size() {
            return;
        }
        let command = match item {
            ItemId::Frame(id) => Command::SetFrameRect { id, rect: now },
            ItemId::Note(id) => Command::SetNoteSize {
                id,
                size: now.size(),
            },
            ItemId::Node(id) => Command::SetNodeSize {
                id,
                size: Some(now.size()),
            },
        };
        let what = words::items(self.scene.document(), self.scene.catalog(), [item].iter());
        out.push(Effect::Commit {
            label: words::step(self.scene.catalog(), "edit-resize", &what),
            commands: vec![command],
        });
    }
}
