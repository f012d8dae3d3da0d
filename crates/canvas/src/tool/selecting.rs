//! Selecting: by click, by marquee, from outside.

use super::{Catch, Select};
use crate::editor::Editor;
use crate::effect::Effect;
use gesso_graph::{InPort, ItemId, Point, Rect};
use std::collections::BTreeSet;

impl Editor {
    /// Selects exactly these and says so when that changed anything.
    pub(crate) fn select(&mut self, items: BTreeSet<ItemId>, out: &mut Vec<Effect>) {
        let unwired = self.selected_wire.take().is_some();
        if unwired {
            self.follow();
        }
        self.awaited.clear();
        if items != self.selection {
            self.selection = items;
            out.push(Effect::SelectionChanged);
        } else if unwired {
            out.push(Effect::SelectionChanged);
        }
    }

    pub(crate) fn select_wire(&mut self, to: InPort, out: &mut Vec<Effect>) {
        self.select(BTreeSet::new(), out);
        self.selected_wire = Some(to);
        self.follow();
        out.push(Effect::SelectionChanged);
    }

    /// Takes an item into the selection or out of it.
    pub(crate) fn toggle(&mut self, item: ItemId, out: &mut Vec<Effect>) {
        let mut items = self.selection.clone();
        if !items.remove(&item) {
            items.insert(item);
        }
        self.select(items, out);
    }

    /// Selects items that come with the next document.
    pub(crate) fn select_coming(&mut self, items: BTreeSet<ItemId>, out: &mut Vec<Effect>) {
        self.select(items.clone(), out);
        self.awaited = items;
    }

    pub(crate) fn start_marquee(&mut self, from: Point, how: Catch) {
        let before = self.selection.clone();
        self.tool = Select::Marquee {
            from,
            to: from,
            before,
            how,
        };
    }

    pub(crate) fn drag_marquee(&mut self, at: Point, out: &mut Vec<Effect>) {
        let Select::Marquee {
            from,
            to,
            before,
            how,
        } = &mut self.tool
        else {
            return;
        };
        *to = at;
        let rect = Rect::from_points(*from, at);
        // To the right encloses, to the left touches, as drawing programs have it; frames are always enclosed.
        let enclosing = at.x >= from.x && at.y >= from.y;
        let inside = self.scene.items_in(rect).filter(|spot| {
            let touching = !enclosing && !matches!(spot.item, ItemId::Frame(_));
            touching || rect.contains_rect(spot.rect)
        });
        let caught: BTreeSet<ItemId> = inside.map(|spot| spot.item).collect();
        let items = match how {
            Catch::Replace => caught,
            Catch::Add => before.union(&caught).copied().collect(),
            Catch::Toggle => before.symmetric_difference(&caught).copied().collect(),
        };
        self.select(items, out);
    }
}
