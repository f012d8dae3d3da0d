//! The wires by place. A long wire stands in the index as several stretches, for the box around all of it crosses much
//! that it doesn't touch.

use super::{WireSpot, envelope};
use gesso_graph::Rect;
use rstar::{AABB, RTree, RTreeObject};
use std::sync::Arc;

/// The index.
#[derive(Default)]
pub(super) struct Curves {
    tree: RTree<Stretch>,
}

/// A part of a wire.
struct Stretch {
    around: AABB<[f64; 2]>,
    wire: Arc<WireSpot>,
    /// It is all of the wire.
    whole: bool,
}

impl RTreeObject for Stretch {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        self.around
    }
}

impl PartialEq for Stretch {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.wire, &other.wire) && self.around == other.around
    }
}

impl Curves {
    /// An index of these wires.
    pub(super) fn of<'a>(wires: impl Iterator<Item = &'a Arc<WireSpot>>) -> Self {
        let mut all = Vec::with_capacity(wires.size_hint().0);
        for wire in wires {
            stretches(wire, |stretch| all.push(stretch));
        }
        Self {
            tree: RTree::bulk_load(all),
        }
    }

    pub(super) fn insert(&mut self, wire: &Arc<WireSpot>) {
        stretches(wire, |stretch| self.tree.insert(stretch));
    }

    /// Takes out a wire that was put in: this one, not one like it.
    pub(super) fn remove(&mut self, wire: &Arc<WireSpot>) {
        stretches(wire, |stretch| {
            self.tree.remove(&stretch);
        });
    }

    /// More than `most` stretches are in a box.
    pub(super) fn is_crowded(&self, rect: Rect, most: usize) -> bool {
        let around = envelope(rect);
        let mut found = self.tree.locate_in_envelope_intersecting(&around);
        found.nth(most).is_some()
    }

    /// The wires that have a stretch whose box touches this one, each once.
    pub(super) fn within(&self, rect: Rect) -> Vec<&WireSpot> {
        let around = envelope(rect);
        let mut found = Vec::new();
        let mut long = Vec::new();
        for stretch in self.tree.locate_in_envelope_intersecting(&around) {
            let list = if stretch.whole { &mut found } else { &mut long };
            list.push(&*stretch.wire);
        }
        long.sort_unstable_by(|a, b| a.to.cmp(&b.to));
        long.dedup_by(|a, b| a.to == b.to);
        found.extend(long);
        found
    }
}

fn stretches(wire: &Arc<WireSpot>, mut each: impl FnMut(Stretch)) {
    let mut push = |rect: Rect, whole: bool| {
        each(Stretch {
            around: envelope(rect),
            wire: wire.clone(),
            whole,
        });
    };
    match wire.route.stretches() {
        Some(parts) => parts.into_iter().for_each(|part| push(part, false)),
        None => push(wire.route.bounds(), true),
    }
}
