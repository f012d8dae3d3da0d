//! Moving what is selected, or copies of it: snapped, shaken out of wires, put into wires. A frame carries what is
//! in it. Nothing changes until it is let go, and then it is one commit.

use super::shaking::Shake;
use super::snapping::{Guide, snap};
use super::{GRID, Select};
use crate::camera::Px;
use crate::draw::Detail;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::words;
use gesso_graph::{Command, Document, InPort, ItemId, NodeId, OutPort, Point, Rect, edit};
use std::collections::{BTreeMap, BTreeSet};

/// How far things in hand snap, in CSS pixels.
pub(super) const REACH: f64 = 6.0;

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
    pub(crate) insertion: Option<InPort>,
    /// What was found out on the way, as finding out may cost the graph.
    pub(crate) known: Known,
}

/// What is found out while things are in hand.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// What takes them out of their wires, and the document without these.
    pub(crate) freed: Option<(Vec<Command>, Document)>,
    /// What puts them into the wires that they came across.
    pub(crate) inserted: BTreeMap<InPort, Vec<Command>>,
}

impl Editor {
    pub(crate) fn start_moving(
        &mut self,
        from: Point,
        copy: bool,
        time_ms: f64,
        out: &mut Vec<Effect>,
    ) {
        let mut items = self.carried(&self.selection);
        if !copy {
            self.leave_pinned(&mut items, out);
        }
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
            known: Known::default(),
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
        if !moving.copy && moving.shake.moved(px, time_ms) && !moving.shaken {
            moving.known = Known::default();
            moving.shaken = !self.free(&mut moving).0.is_empty();
        }
        moving.insertion = self.insertion_for(&mut moving);
        self.tool = Select::Moving(moving);
    }

    /// What things in hand may snap to: all that is in view, unless it is too far away for anything to be meant.
    pub(super) fn neighbours(&self) -> Vec<(ItemId, Rect)> {
        if !self.snapping.neighbours || Detail::at(self.camera.zoom) < Detail::Plain {
            return Vec::new();
        }
        let seen = self.scene.items_in(self.camera.visible(self.viewport));
        seen.map(|spot| (spot.item, spot.rect)).collect()
    }

    fn snap_moving(&self, moving: &mut Moving) {
        let others: Vec<Rect> = self
            .neighbours()
            .into_iter()
            .filter(|(item, _)| moving.copy || !moving.items.contains(item))
            .map(|(_, rect)| rect)
            .collect();
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
        if moving.copy {
            return self.copy_items(&moving.items, moving.by, Some(&moving), out);
        }
        self.damage_items(&moving.items);
        let mut commands = self.movement(&moving.items, moving.by);
        let mut label = self.step("edit-move", &moving.items);
        if moving.shaken {
            commands.extend(self.take_out(&moving.items));
            let (what, count) = (self.name(&moving.items), moving.items.len());
            let words = self.scene.catalog().words();
            label = words.with("edit-shake", &[("what", &what), ("count", &count)]);
        }
        if let (Some(to), Some(ItemId::Node(node))) = (&moving.insertion, moving.items.first()) {
            commands.extend(self.insert(&moving, *node, to));
            label = self.name_insertion(to, *node);
        }
        if !commands.is_empty() {
            out.push(Effect::Commit { label, commands });
        }
    }

    /// "Move 3 nodes".
    fn step(&self, key: &str, items: &BTreeSet<ItemId>) -> String {
        words::step(self.scene.catalog(), key, &self.name(items))
    }

    /// "Insert Blur between Load and Blend".
    fn name_insertion(&self, to: &InPort, node: NodeId) -> String {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        match doc.wires().get(to) {
            Some(from) => words::insert(doc, catalog, node, from, to),
            None => self.step("edit-move", &[ItemId::Node(node)].into()),
        }
    }

    /// The commands that move items; none when they stay.
    fn movement(&self, items: &BTreeSet<ItemId>, by: (f64, f64)) -> Vec<Command> {
        if by == (0.0, 0.0) {
            return Vec::new();
        }
        let doc = self.scene.document();
        let list: Vec<ItemId> = items.iter().copied().collect();
        let mut commands = edit::move_items(doc, &list, by.0, by.1);
        commands.extend(self.bends_along(items, by));
        commands
    }

    /// The bends of wires of which both ends go go along.
    fn bends_along(&self, items: &BTreeSet<ItemId>, by: (f64, f64)) -> Vec<Command> {
        let doc = self.scene.document();
        let mut commands = Vec::new();
        for item in items {
            let ItemId::Node(id) = item else { continue };
            for (to, from) in doc.wires_into(*id) {
                if let Some(bends) = doc.bends().get(to)
                    && items.contains(&ItemId::Node(from.node))
                {
                    let bends = bends
                        .iter()
                        .map(|bend| bend.translate(by.0, by.1))
                        .collect();
                    commands.push(Command::SetBends {
                        to: to.clone(),
                        bends,
                    });
                }
            }
        }
        commands
    }

    pub(crate) fn move_items(
        &self,
        items: &BTreeSet<ItemId>,
        by: (f64, f64),
        out: &mut Vec<Effect>,
    ) {
        let commands = self.movement(items, by);
        if !commands.is_empty() {
            let label = self.step("edit-move", items);
            out.push(Effect::Commit { label, commands });
        }
    }

    pub(crate) fn copy_items(
        &mut self,
        items: &BTreeSet<ItemId>,
        by: (f64, f64),
        moving: Option<&Moving>,
        out: &mut Vec<Effect>,
    ) {
        if items.is_empty() {
            return;
        }
        let mut label = self.step("edit-duplicate", items);
        let items: Vec<ItemId> = items.iter().copied().collect();
        let offset = Point::new(by.0, by.1);
        let doc = self.scene.document();
        let (mut commands, copies) = edit::duplicate(doc, &items, offset, &mut self.ids);
        if let (Some(moving), Some(ItemId::Node(copy)), [ItemId::Node(node)]) =
            (moving, copies.first(), items.as_slice())
            && let Some(to) = &moving.insertion
        {
            let inserted = self.insert(moving, *node, to);
            commands.extend(
                inserted
                    .into_iter()
                    .map(|command| renamed(command, *node, *copy)),
            );
            label = self.name_insertion(to, *node);
        }
        out.push(Effect::Commit { label, commands });
        self.select_coming(copies.into_iter().collect(), out);
    }

    /// Leaves out what is pinned, and says so when nothing else is there.
    pub(crate) fn leave_pinned(&self, items: &mut BTreeSet<ItemId>, out: &mut Vec<Effect>) {
        let pinned = |item: &ItemId| match item {
            ItemId::Node(id) => self.scene.node(*id).is_some_and(|node| node.node.pinned),
            ItemId::Frame(_) | ItemId::Note(_) => false,
        };
        let first = items.iter().find(|item| pinned(item)).copied();
        items.retain(|item| !pinned(item));
        if let (Some(item), true) = (first, items.is_empty()) {
            let (doc, catalog) = (self.scene.document(), self.scene.catalog());
            let what = words::items(doc, catalog, [item].iter());
            out.push(Effect::Say(words::pinned(catalog, &what)));
        }
    }

    /// These items and everything that is in frames among them.
    pub(crate) fn carried(&self, items: &BTreeSet<ItemId>) -> BTreeSet<ItemId> {
        let mut carried = items.clone();
        for item in items {
            if let (ItemId::Frame(_), Some(frame)) = (item, self.scene.rect(*item)) {
                let inside = self
                    .scene
                    .items_in(frame)
                    .filter(|spot| edit::is_held(spot.item, spot.rect, frame));
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

/// A command for the copy instead of the original.
fn renamed(command: Command, original: NodeId, copy: NodeId) -> Command {
    let swap = |node: NodeId| if node == original { copy } else { node };
    match command {
        Command::Connect { from, to } => Command::Connect {
            from: OutPort {
                node: swap(from.node),
                ..from
            },
            to: InPort {
                node: swap(to.node),
                ..to
            },
        },
        other => other,
    }
}
