//! The points of a curve or the stops of a gradient under the hand: what is shown of them, which one is chosen, which one a pointer took.

use super::super::field::Field;
use super::plane::{Plane, arrow};
use gesso_graph::Value;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use std::sync::Arc;

/// Points, and which one of them.
pub(super) type Chosen<P> = (Vec<P>, usize);

/// Points under the hand; a handle, free to copy.
#[derive(Clone, Copy)]
pub(super) struct Held<P: Send + Sync + 'static> {
    /// The parameter they are.
    pub(super) field: Field,
    /// Where they are drawn.
    pub(super) plane: Plane,
    /// As they are seen now.
    pub(super) shown: Memo<Vec<P>>,
    /// Which one the tools are for.
    pub(super) chosen: RwSignal<usize>,
    draft: RwSignal<Option<Vec<P>>>,
    /// How they were when a point was taken, and which one.
    hand: StoredValue<Option<Chosen<P>>>,
    write: fn(&[P]) -> Arc<[f64]>,
}

impl<P: Copy + PartialEq + Send + Sync + 'static> Held<P> {
    /// The points that `read` finds in the field's numbers and `write` makes numbers of.
    pub(super) fn new(
        field: Field,
        read: fn(&[f64]) -> Option<Vec<P>>,
        write: fn(&[P]) -> Arc<[f64]>,
    ) -> Self {
        let draft = RwSignal::new(None::<Vec<P>>);
        let stored = move || match field.value() {
            Some(Value::Numbers(all)) => read(&all).unwrap_or_default(),
            _ => Vec::new(),
        };
        Self {
            field,
            plane: Plane::new(),
            shown: Memo::new(move |_| draft.get().unwrap_or_else(stored)),
            chosen: RwSignal::new(0),
            draft,
            hand: StoredValue::new(None),
            write,
        }
    }

    /// The chosen point. Tracks.
    pub(super) fn point(self) -> Option<P> {
        let chosen = self.chosen.get();
        self.shown.with(|points| points.get(chosen).copied())
    }

    /// All of them, and which one is chosen.
    pub(super) fn now(self) -> Chosen<P> {
        (self.shown.get_untracked(), self.chosen.get_untracked())
    }

    /// Shows what they would do, while they are typed.
    pub(super) fn try_points(self, points: &[P]) {
        self.field.try_value(Value::Numbers((self.write)(points)));
    }

    /// Shows them, and what they would do.
    pub(super) fn attempt(self, points: Vec<P>) {
        self.try_points(&points);
        self.draft.set(Some(points));
    }

    /// Makes them the parameter's value.
    pub(super) fn keep(self, points: Vec<P>) {
        self.draft.set(None);
        self.field.set(Value::Numbers((self.write)(&points)));
    }

    /// Makes them the value, with one of them chosen.
    pub(super) fn choose(self, (points, index): Chosen<P>) {
        self.chosen.set(index);
        self.keep(points);
    }

    /// The pointer takes the nearest of `near` or less, else what `added` makes.
    pub(super) fn take(
        self,
        near: f64,
        far: impl Fn(P) -> f64,
        added: impl FnOnce(&[P]) -> Option<Chosen<P>>,
    ) {
        let points = self.shown.get_untracked();
        let far = |i: usize| far(points[i]);
        let nearest = (0..points.len()).min_by(|&a, &b| far(a).total_cmp(&far(b)));
        let held = match nearest.filter(|&i| far(i) <= near) {
            Some(index) => Some((points, index)),
            None => added(&points),
        };
        if let Some((points, index)) = held {
            self.chosen.set(index);
            self.attempt(points.clone());
            self.hand.set_value(Some((points, index)));
        }
    }

    /// Where the pointer is that holds one, how they were when it took it, and which one.
    pub(super) fn moved(self, event: &PointerEvent) -> Option<((f64, f64), Chosen<P>)> {
        self.plane.moved(event).zip(self.hand.get_value())
    }

    /// The pointer lets go: as they are shown they are kept.
    pub(super) fn up(self, event: &PointerEvent) {
        if self.plane.release(event) {
            self.hand.set_value(None);
            if let Some(points) = self.draft.get_untracked() {
                let last = points.len().saturating_sub(1);
                self.chosen.update(|chosen| *chosen = (*chosen).min(last));
                self.keep(points);
            }
        }
    }

    /// Leaves them as they were before a pointer took one.
    pub(super) fn give_up(self) {
        if self.plane.drop_it() {
            self.hand.set_value(None);
            self.draft.set(None);
            self.field.desk.preview.let_go(self.field.desk);
        }
    }

    /// Arrows move the chosen one by that much, Delete takes it away, Escape gives up.
    pub(super) fn key(
        self,
        event: &KeyboardEvent,
        by: impl FnOnce(f64, f64),
        take_away: impl FnOnce(),
    ) {
        if let Some((dx, dy)) = arrow(event) {
            by(dx, dy);
        } else {
            match event.key().as_str() {
                "Delete" | "Backspace" => take_away(),
                "Escape" => self.give_up(),
                _ => return,
            }
        }
        event.prevent_default();
        event.stop_propagation();
    }
}
