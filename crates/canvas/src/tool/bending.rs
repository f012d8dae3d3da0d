//! The places a wire goes by: put in, dragged, taken out.

use super::Select;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::route::Route;
use crate::words;
use gesso_graph::{Command, InPort, Point, limits};

/// How near a bend comes to its neighbours' height or column to take it, in CSS pixels.
const REACH: f64 = 6.0;

/// A bend in hand.
#[derive(Debug)]
pub(crate) struct Bending {
    /// The wire, by its destination.
    pub(crate) to: InPort,
    /// All its bends, as they would be.
    pub(crate) bends: Vec<Point>,
    /// Which of them is in hand.
    index: usize,
    /// From the pointer to the bend's middle.
    grip: (f64, f64),
}

impl Editor {
    fn bends(&self, to: &InPort) -> Vec<Point> {
        let bends = self.scene.document().bends().get(to);
        bends.map_or_else(Vec::new, |bends| bends.to_vec())
    }

    /// Takes a bend into hand.
    pub(crate) fn start_bending(&mut self, to: InPort, index: usize, at: Point) {
        let bends = self.bends(&to);
        let Some(bend) = bends.get(index) else { return };
        let grip = (bend.x - at.x, bend.y - at.y);
        self.hold_bend(to, bends, index, grip);
    }

    /// Puts a new bend into a wire and takes it into hand.
    pub(crate) fn start_new_bend(&mut self, to: InPort, at: Point, out: &mut Vec<Effect>) {
        if let Some((bends, index)) = self.with_bend(&to, at, out) {
            self.hold_bend(to, bends, index, (0.0, 0.0));
        }
    }

    fn hold_bend(&mut self, to: InPort, bends: Vec<Point>, index: usize, grip: (f64, f64)) {
        self.damage_wire(&to);
        self.tool = Select::Bending(Bending {
            to,
            bends,
            index,
            grip,
        });
    }

    /// A wire's bends with one more where it passes nearest to a place.
    fn with_bend(
        &self,
        to: &InPort,
        at: Point,
        out: &mut Vec<Effect>,
    ) -> Option<(Vec<Point>, usize)> {
        let mut bends = self.bends(to);
        if bends.len() >= limits::BENDS {
            let said = words::too_many_bends(self.scene.catalog(), limits::BENDS);
            out.push(Effect::Say(said));
            return None;
        }
        let (_, leg) = self.scene.wire(to)?.route.nearest(at);
        bends.insert(leg, Point::new(at.x.round(), at.y.round()));
        Some((bends, leg))
    }

    /// Puts a bend into a wire at once.
    pub(crate) fn add_bend(&mut self, to: &InPort, at: Point, out: &mut Vec<Effect>) {
        if let Some((bends, _)) = self.with_bend(to, at, out) {
            self.commit_bends(to.clone(), bends, out);
        }
    }

    /// Puts a bend into the middle of the selected wire.
    pub(crate) fn bend_selected(&mut self, out: &mut Vec<Effect>) {
        let Some(to) = self.selected_wire.clone() else {
            return;
        };
        if let Some(wire) = self.scene.wire(&to) {
            let (from, end) = (wire.route.from, wire.route.to);
            let middle = Point::new((from.x + end.x) / 2.0, (from.y + end.y) / 2.0);
            self.add_bend(&to, middle, out);
        }
    }

    /// Takes every bend out of the selected wire.
    pub(crate) fn straighten_selected(&mut self, out: &mut Vec<Effect>) {
        if let Some(to) = self.selected_wire.clone() {
            self.commit_bends(to, Vec::new(), out);
        }
    }

    /// Moves the bends of the selected wire.
    pub(crate) fn move_bends(&mut self, by: (f64, f64), out: &mut Vec<Effect>) {
        if let Some(to) = self.selected_wire.clone() {
            let bends = self.bends(&to).into_iter();
            let moved = bends.map(|bend| bend.translate(by.0, by.1)).collect();
            self.commit_bends(to, moved, out);
        }
    }

    /// Takes a bend out of a wire.
    pub(crate) fn remove_bend(&mut self, to: &InPort, index: usize, out: &mut Vec<Effect>) {
        let mut bends = self.bends(to);
        if index < bends.len() {
            bends.remove(index);
            self.commit_bends(to.clone(), bends, out);
        }
    }

    pub(crate) fn bend_to(&mut self, at: Point) {
        let reach = REACH / self.camera.zoom;
        let free = self.modifiers.ctrl || !self.snapping.neighbours;
        let Select::Bending(bending) = &mut self.tool else {
            return;
        };
        let Some(wire) = self.scene.wire(&bending.to) else {
            return;
        };
        let mut place = Point::new(
            (at.x + bending.grip.0).round(),
            (at.y + bending.grip.1).round(),
        );
        let index = bending.index;
        let before = index
            .checked_sub(1)
            .and_then(|index| bending.bends.get(index));
        let beside = [
            *before.unwrap_or(&wire.route.from),
            *bending.bends.get(index + 1).unwrap_or(&wire.route.to),
        ];
        if !free {
            if let Some(level) = beside.iter().find(|p| (p.y - place.y).abs() <= reach) {
                place.y = level.y;
            }
            if let Some(column) = beside.iter().find(|p| (p.x - place.x).abs() <= reach) {
                place.x = column.x;
            }
        }
        if let Some(bend) = bending.bends.get_mut(index) {
            *bend = place;
        }
    }

    pub(crate) fn end_bending(&mut self, out: &mut Vec<Effect>) {
        let Select::Bending(bending) = std::mem::replace(&mut self.tool, Select::Idle) else {
            return;
        };
        self.damage_wire(&bending.to);
        self.commit_bends(bending.to, bending.bends, out);
    }

    fn commit_bends(&self, to: InPort, bends: Vec<Point>, out: &mut Vec<Effect>) {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let Some(from) = doc.wires().get(&to) else {
            return;
        };
        let was = self.bends(&to);
        if was != bends {
            let label = if bends.is_empty() {
                words::straighten(doc, catalog, from, &to)
            } else {
                words::bend(doc, catalog, from, &to)
            };
            let commands = vec![Command::SetBends { to, bends }];
            out.push(Effect::Commit { label, commands });
        }
    }

    /// How a wire runs while one of its bends is in hand.
    pub(crate) fn bending_route(&self, bending: &Bending) -> Option<Route> {
        let wire = self.scene.wire(&bending.to)?;
        Some(Route {
            bends: Some(bending.bends.as_slice().into()),
            ..wire.route.clone()
        })
    }
}
