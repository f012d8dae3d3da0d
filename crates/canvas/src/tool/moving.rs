//! Moving what is selected, or copies of it: snapped, shaken out of wires, put into wires. A frame carries what lies
//! wholly inside it. Nothing changes until it is let go, and then it is one commit.

use super::inserting::{Insertion, insert, take_out};
use super::shaking::Shake;
use super::snapping::{Guide, snap};
use super::{GRID, Select};
use crate::camera::Px;
use crate::draw::Detail;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::words;
use gesso_graph::{Command, ItemId, NodeId, Point, Rect, edit};
use std::collections::BTreeSet;

/// How far things in hand snap, in CSS pixels.
const REACH: f64 = 6.0;

/// Things in hand, and how far they were dragged.
#[derive(Debug)]
pub(crate) struct Moving {
    pub(crate) items: BTreeSet<ItemId>,
    /// Where they were taken.
    from: Point,
    /// The box around them, where they were.
    around: Rect,
    /// How far they go, snapped.
    pub(crate) by: (f64, f64),
    /// Copies go; the originals stay where they are.
    pub(crate) copy: bool,
    /// What they snapped to.
    pub(crate) guides: Vec<Guide>,
    shake: Shake,
    /// They were shaken out of their wires.
    pub(crate) shaken: bool,
    /// The wire they would go into.
    pub(crate) insertion: Option<Insertion>,
}

impl Editor {
    pub(crate) fn start_moving(&mut self, from: Point, copy: bool, time_ms: f64) {
        let items = self.carried(&self.selection);
        let Some(around) = self.around(&items) else {
            return;
        };
        if !copy {
            self.damage_items(&items);
        }
        self.tool = Select::Moving(Box::new(Moving {
            items,
            from,
            around,
            by: (0.0, 0.0),
            copy,
            guides: Vec::new(),
            shake: Shake::new(self.camera.to_screen(from), time_ms),
            shaken: false,
            insertion: None,
        }));
    }

    pub(crate) fn move_to(&mut self, px: Px, time_ms: f64) {
        let at = self.camera.to_world(px);
        let Select::Moving(mut moving) = std::mem::replace(&mut self.tool, Select::Idle) else {
            return;
        };
        moving.by = (
            (at.x - moving.from.x).round(),
            (at.y - moving.from.y).round(),
        );
        moving.guides.clear();
        if !self.modifiers.ctrl {
            self.snap_moving(&mut moving);
        }
        if !moving.copy && moving.shake.moved(px, time_ms) {
            let nodes = Self::nodes_of(&moving.items);
            moving.shaken |= !take_out(&self.scene, &nodes).is_empty();
        }
        moving.insertion = self.insertion_for(&moving);
        self.tool = Select::Moving(moving);
    }

    fn snap_moving(&self, moving: &mut Moving) {
        // Far away nothing is near enough to be meant.
        let near = self.snapping.neighbours && Detail::at(self.camera.zoom) >= Detail::Plain;
        let others: Vec<Rect> = if near {
            let seen = self.scene.items_in(self.camera.visible(self.viewport));
            seen.filter(|spot| moving.copy || !moving.items.contains(&spot.item))
                .map(|spot| spot.rect)
                .collect()
        } else {
            Vec::new()
        };
        let held = moving.around.translate(moving.by.0, moving.by.1);
        let reach = REACH / self.camera.zoom;
        let found = snap(held, &others, reach, self.snapping.grid.then_some(GRID));
        moving.by = (moving.by.0 + found.by.0, moving.by.1 + found.by.1);
        moving.guides = found.guides;
    }

    pub(crate) fn end_moving(&mut self, out: &mut Vec<Effect>) {
        let Select::Moving(moving) = std::mem::replace(&mut self.tool, Select::Idle) else {
            return;
        };
        let Moving {
            items,
            by,
            copy,
            shaken,
            insertion,
            ..
        } = *moving;
        if copy {
            return self.copy_items(&items, by, insertion.as_ref(), out);
        }
        self.damage_items(&items);
        let nodes = Self::nodes_of(&items);
        let doc = self.scene.document();
        let mut commands = self.movement(&items, by);
        let mut label = format!("Move {}", self.name(&items));
        if shaken {
            commands.extend(take_out(&self.scene, &nodes));
            label = format!("Take {} out of its wires", self.name(&items));
            if items.len() > 1 {
                label = format!("Take {} out of their wires", self.name(&items));
            }
        }
        if let (Some(insertion), Some(node)) = (insertion, nodes.first()) {
            commands.extend(insert(doc, &insertion, *node));
            label = self.name_insertion(&insertion, *node);
        }
        if !commands.is_empty() {
            out.push(Effect::Commit { label, commands });
        }
    }

    /// "Insert Blur between Load and Blend".
    fn name_insertion(&self, insertion: &Insertion, node: NodeId) -> String {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        match doc.wires().get(&insertion.to) {
            Some(from) => words::insert(doc, catalog, node, from, &insertion.to),
            None => format!(
                "Move {}",
                words::items(doc, catalog, [ItemId::Node(node)].iter())
            ),
        }
    }

    /// The commands that move items; none when they stay.
    fn movement(&self, items: &BTreeSet<ItemId>, by: (f64, f64)) -> Vec<Command> {
        if by == (0.0, 0.0) {
            return Vec::new();
        }
        let items: Vec<ItemId> = items.iter().copied().collect();
        edit::move_items(self.scene.document(), &items, by.0, by.1)
    }

    pub(crate) fn move_items(
        &self,
        items: &BTreeSet<ItemId>,
        by: (f64, f64),
        out: &mut Vec<Effect>,
    ) {
        let commands = self.movement(items, by);
        if !commands.is_empty() {
            let label = format!("Move {}", self.name(items));
            out.push(Effect::Commit { label, commands });
        }
    }

    pub(crate) fn copy_items(
        &mut self,
        items: &BTreeSet<ItemId>,
        by: (f64, f64),
        insertion: Option<&Insertion>,
        out: &mut Vec<Effect>,
    ) {
        if items.is_empty() {
            return;
        }
        let mut label = format!("Duplicate {}", self.name(items));
        let items: Vec<ItemId> = items.iter().copied().collect();
        let offset = Point::new(by.0, by.1);
        let doc = self.scene.document();
        let (mut commands, copies) = edit::duplicate(doc, &items, offset, &mut self.ids);
        if let (Some(insertion), Some(ItemId::Node(copy)), [ItemId::Node(node)]) =
            (insertion, copies.first(), items.as_slice())
        {
            commands.extend(insert(doc, insertion, *copy));
            label = self.name_insertion(insertion, *node);
        }
        out.push(Effect::Commit { label, commands });
        self.select_coming(copies.into_iter().collect(), out);
    }

    /// These items and everything that lies wholly inside frames among them.
    pub(crate) fn carried(&self, items: &BTreeSet<ItemId>) -> BTreeSet<ItemId> {
        let mut carried = items.clone();
        for item in items {
            if let (ItemId::Frame(_), Some(frame)) = (item, self.scene.rect(*item)) {
                let inside = self
                    .scene
                    .items_in(frame)
                    .filter(|spot| frame.contains_rect(spot.rect));
                carried.extend(inside.map(|spot| spot.item));
            }
        }
        carried
    }

    /// What the person calls what was selected: a frame is one thing, with whatever it carries.
    fn name(&self, items: &BTreeSet<ItemId>) -> String {
        let selected: Vec<&ItemId> = items
            .iter()
            .filter(|item| self.selection.contains(item))
            .collect();
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        if selected.is_empty() {
            words::items(doc, catalog, items.iter())
        } else {
            words::items(doc, catalog, selected.into_iter())
        }
    }
}
