//! Which graph the canvas shows: the root, or the inside of an instance, by the path of instances that leads there.
//! Keeps true: the path leads through the document; when a colleague removes a step, the canvas goes back to before it.

use super::Editor;
use crate::camera::Camera;
use crate::effect::Effect;
use gesso_graph::{GraphId, ItemId, NodeId, node_title};
use std::collections::BTreeSet;

/// How much further away or nearer the camera is when it arrives in another graph.
const ARRIVAL: f64 = 1.6;
/// Room around what a graph holds when it is entered first, in CSS pixels.
const MARGIN: f64 = 80.0;

impl Editor {
    /// The instances that lead from the root to what is shown.
    pub fn place(&self) -> &[NodeId] {
        &self.place
    }

    /// The graph that is shown; what is added belongs there.
    pub fn graph(&self) -> GraphId {
        self.scene.graph()
    }

    /// The titles of the instances that lead to what is shown, outermost first.
    pub fn place_titles(&self) -> Vec<String> {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let steps = self.place.iter();
        steps.map(|step| node_title(doc, catalog, *step)).collect()
    }

    /// Goes to the inside of the last of these instances, or as far as the path leads; to the root by an empty path.
    pub fn go_to(&mut self, path: &[NodeId]) -> Vec<Effect> {
        let mut out = Vec::new();
        self.go(path, &mut out);
        self.show_cursor(&mut out);
        out.push(Effect::Redraw);
        if self.wants_tick() {
            out.push(Effect::WantTick);
        }
        out
    }

    /// Goes into an instance that is shown.
    pub(crate) fn enter(&mut self, instance: NodeId, out: &mut Vec<Effect>) {
        let mut path = self.place.clone();
        path.push(instance);
        self.go(&path, out);
    }

    /// Goes one step out; what was left is selected.
    pub(crate) fn leave(&mut self, out: &mut Vec<Effect>) {
        let mut path = self.place.clone();
        if let Some(left) = path.pop() {
            self.go(&path, out);
            self.select(BTreeSet::from([ItemId::Node(left)]), out);
        }
    }

    /// As much of a path as leads through the document, and the graph at its end.
    fn passable(&self, path: &[NodeId]) -> (Vec<NodeId>, GraphId) {
        let doc = self.scene.document();
        let (mut way, mut graph) = (Vec::new(), GraphId::ROOT);
        for step in path {
            let node = doc.nodes().get(step).filter(|node| node.graph == graph);
            let Some(inner) = node.and_then(|node| node.instance_of()) else {
                break;
            };
            way.push(*step);
            graph = inner;
        }
        (way, graph)
    }

    fn go(&mut self, path: &[NodeId], out: &mut Vec<Effect>) {
        let (place, graph) = self.passable(path);
        if place == self.place {
            return;
        }
        self.gestures.cancel();
        self.revert(true, out);
        self.select(BTreeSet::new(), out);
        self.cameras.insert(self.place.clone(), self.headed());
        let inwards = place.len() > self.place.len();
        self.scene.show(graph);
        self.tiles.clear();
        self.remap();
        self.place = place;
        self.show_views();
        self.unhover();
        let target = match self.cameras.get(&self.place) {
            Some(camera) => *camera,
            None => self.scene.bounds().map_or_else(Camera::default, |bounds| {
                Camera::fitting(bounds, self.viewport, MARGIN.min(self.viewport.w / 10.0))
            }),
        };
        let middle = crate::camera::Px::new(self.viewport.w / 2.0, self.viewport.h / 2.0);
        let arrival = if inwards { 1.0 / ARRIVAL } else { ARRIVAL };
        self.flight = None;
        if !self.reduced_motion && self.time_ms > 0.0 {
            self.look(target.zoomed(target.zoom * arrival, middle), out);
        }
        self.fly(target, out);
        out.push(Effect::PlaceChanged);
    }

    /// The document changed: leaves what is no longer there.
    pub(crate) fn stay_or_go_back(&mut self, out: &mut Vec<Effect>) {
        if self.place.is_empty() {
            return;
        }
        let (way, graph) = self.passable(&self.place.clone());
        if way.len() < self.place.len() {
            self.go(&way, out);
        } else if graph != self.scene.graph() {
            // The instance shows another subgraph now.
            self.place.pop();
            self.go(&way, out);
        }
    }
}
