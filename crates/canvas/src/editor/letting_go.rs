//! Ending what is under way without a trace: when the person says so, and when a colleague takes away what is in hand.

use super::Editor;
use crate::effect::Effect;
use crate::tool::Select;
use gesso_graph::{InPort, ItemId};

impl Editor {
    /// A colleague removed something: it leaves the hand.
    pub(super) fn let_go(&mut self, gone: &[ItemId], unwired: &[InPort]) {
        let lost = match &mut self.tool {
            Select::Moving(moving) => {
                gone.iter().for_each(|item| {
                    moving.items.remove(item);
                });
                moving.insertion = None;
                moving.items.is_empty()
            }
            Select::Resizing { item, .. } => gone.contains(item),
            Select::Marquee { before, .. } => {
                gone.iter().for_each(|item| {
                    before.remove(item);
                });
                false
            }
            Select::Wiring { wire, .. } => {
                let open = wire.open.as_ref().map(|(id, _)| *id);
                if open.is_some_and(|id| gone.contains(&ItemId::Node(id))) {
                    wire.open = None;
                }
                gone.contains(&ItemId::Node(wire.node()))
                    || wire.taken.iter().any(|to| unwired.contains(to))
            }
            Select::Panning { wire, .. } | Select::Pinching { wire } => {
                wire.take_if(|wire| gone.contains(&ItemId::Node(wire.node())));
                false
            }
            Select::Sliding(sliding) => gone.contains(&ItemId::Node(sliding.node)),
            Select::Cutting(cutting) => {
                unwired.iter().for_each(|to| {
                    cutting.cut.remove(to);
                });
                false
            }
            Select::Bending(bending) => unwired.contains(&bending.to),
            Select::Idle
            | Select::Gliding(_)
            | Select::Resting { .. }
            | Select::Mapping
            | Select::Knife => false,
        };
        if lost {
            self.gestures.cancel();
            self.revert(true, &mut Vec::new());
        }
    }

    /// Reverts what is in hand. A wire that waits for a click only goes with `all`.
    pub(crate) fn revert(&mut self, all: bool, out: &mut Vec<Effect>) {
        match std::mem::replace(&mut self.tool, Select::Idle) {
            Select::Marquee { before, .. } => self.select(before, out),
            Select::Moving(moving) => self.damage_items(&moving.items),
            Select::Resizing { item, .. } => self.damage_items(&[item].into()),
            Select::Wiring { wire, held: false } if !all => {
                self.tool = Select::Wiring { wire, held: false }
            }
            Select::Panning {
                wire: Some(wire), ..
            }
            | Select::Pinching { wire: Some(wire) }
                if !all =>
            {
                self.tool = Select::Wiring { wire, held: false };
            }
            Select::Wiring { wire, .. } => self.put_back(&wire),
            Select::Bending(bending) => self.damage_wire(&bending.to),
            Select::Panning { .. }
            | Select::Pinching { .. }
            | Select::Idle
            | Select::Gliding(_)
            | Select::Knife
            | Select::Mapping
            | Select::Cutting(_)
            | Select::Resting { .. } => {}
            Select::Sliding(_) => out.push(Effect::LetGo),
        }
    }
}
