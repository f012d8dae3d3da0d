//! Moving what is selected, or copies of it. A frame carries what lies wholly inside it.

use super::Select;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::words;
use gesso_graph::{ItemId, Point, edit};
use std::collections::BTreeSet;

impl Editor {
    pub(crate) fn start_moving(&mut self, from: Point, copy: bool) {
        let items = self.carried(&self.selection);
        if !copy {
            self.damage_items(&items);
        }
        self.tool = Select::Moving {
            items,
            from,
            by: (0.0, 0.0),
            copy,
        };
    }

    pub(crate) fn move_to(&mut self, at: Point) {
        if let Select::Moving { from, by, .. } = &mut self.tool {
            *by = ((at.x - from.x).round(), (at.y - from.y).round());
        }
    }

    pub(crate) fn end_moving(&mut self, out: &mut Vec<Effect>) {
        let Select::Moving {
            items, by, copy, ..
        } = std::mem::replace(&mut self.tool, Select::Idle)
        else {
            return;
        };
        if copy {
            self.copy_items(&items, by, out);
        } else {
            self.damage_items(&items);
            self.move_items(&items, by, out);
        }
    }

    pub(crate) fn move_items(
        &self,
        items: &BTreeSet<ItemId>,
        by: (f64, f64),
        out: &mut Vec<Effect>,
    ) {
        let items: Vec<ItemId> = items.iter().copied().collect();
        if by == (0.0, 0.0) || items.is_empty() {
            return;
        }
        let commands = edit::move_items(self.scene.document(), &items, by.0, by.1);
        out.push(Effect::Commit {
            label: format!("Move {}", self.name(&items)),
            commands,
        });
    }

    pub(crate) fn copy_items(
        &mut self,
        items: &BTreeSet<ItemId>,
        by: (f64, f64),
        out: &mut Vec<Effect>,
    ) {
        let items: Vec<ItemId> = items.iter().copied().collect();
        if items.is_empty() {
            return;
        }
        let label = format!("Duplicate {}", self.name(&items));
        let offset = Point::new(by.0, by.1);
        let (commands, copies) =
            edit::duplicate(self.scene.document(), &items, offset, &mut self.ids);
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
    fn name(&self, items: &[ItemId]) -> String {
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
