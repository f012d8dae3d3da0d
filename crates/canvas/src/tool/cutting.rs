//! A stroke that cuts the wires it crosses; they light up before, and go in one step when it ends.

use super::Select;
use crate::camera::Px;
use crate::draw::Detail;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::words;
use gesso_graph::{InPort, Point, Rect, edit};
use std::collections::BTreeSet;

/// The stroke is kept in steps of this length, in CSS pixels.
const STEP: f64 = 3.0;

/// A stroke on its way.
#[derive(Debug)]
pub(crate) struct Cutting {
    /// Where it went.
    pub(crate) path: Vec<Point>,
    /// The wires it crossed, by their destinations.
    pub(crate) cut: BTreeSet<InPort>,
}

impl Editor {
    /// The next drag cuts, whatever it begins on.
    pub(crate) fn take_knife(&mut self, out: &mut Vec<Effect>) {
        self.gestures.cancel();
        self.revert(true, out);
        self.tool = Select::Knife;
    }

    pub(crate) fn start_cutting(&mut self, at: Px) {
        self.tool = Select::Cutting(Cutting {
            path: vec![self.camera.to_world(at)],
            cut: BTreeSet::new(),
        });
    }

    pub(crate) fn cut_to(&mut self, at: Point) {
        let Select::Cutting(cutting) = &mut self.tool else {
            return;
        };
        let Some(&last) = cutting.path.last() else {
            return;
        };
        if (at.x - last.x).hypot(at.y - last.y) * self.camera.zoom < STEP {
            return;
        }
        let crossed = self
            .scene
            .wires_in(Rect::from_points(last, at))
            .filter(|wire| wire.route.is_cut_by(last, at));
        cutting.cut.extend(crossed.map(|wire| wire.to.clone()));
        cutting.path.push(at);
    }

    pub(crate) fn end_cutting(&mut self, out: &mut Vec<Effect>) {
        let Select::Cutting(cutting) = std::mem::replace(&mut self.tool, Select::Idle) else {
            return;
        };
        let wires: Vec<InPort> = cutting.cut.into_iter().collect();
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let commands = edit::cut(doc, &wires);
        if !commands.is_empty() {
            let label = words::cut(doc, catalog, &wires);
            out.push(Effect::Commit { label, commands });
        }
    }

    /// Wires can be seen well enough to be cut or bent.
    pub(crate) fn sees_wires(&self) -> bool {
        Detail::at(self.camera.zoom) > Detail::Far
    }
}
