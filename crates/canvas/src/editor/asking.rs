//! What the shell asks of the canvas and sets on it from outside: selection, camera, places, looks.

use super::Editor;
use crate::camera::{Camera, Px, PxRect, Viewport};
use crate::effect::Effect;
use crate::input::{Device, Modifiers};
use crate::prose::Measure;
use crate::route::WireStyle;
use crate::theme::Theme;
use crate::tool::Snapping;
use gesso_graph::{InPort, ItemId, NodeId, OutPort, Point, Rect};
use std::collections::BTreeSet;

impl Editor {
    /// What is selected.
    pub fn selection(&self) -> &BTreeSet<ItemId> {
        &self.selection
    }

    /// The selected wire, by its destination.
    pub fn selected_wire(&self) -> Option<&InPort> {
        self.selected_wire.as_ref()
    }

    /// Something is under way that Escape would end.
    pub fn is_busy(&self) -> bool {
        self.tool.is_busy() || !self.gestures.is_idle()
    }

    /// Selects exactly these; items that come with the next document may be among them.
    pub fn set_selection(&mut self, items: BTreeSet<ItemId>) -> Vec<Effect> {
        let mut out = Vec::new();
        self.select_coming(items, &mut out);
        self.awaited.retain(|item| self.scene.rect(*item).is_none());
        out.push(Effect::Redraw);
        out
    }

    /// Where the person looks.
    pub fn camera(&self) -> Camera {
        self.camera
    }

    /// Looks elsewhere.
    pub fn set_camera(&mut self, camera: Camera) -> Vec<Effect> {
        let mut out = Vec::new();
        self.land_flight();
        self.look(camera, &mut out);
        out.push(Effect::Redraw);
        out
    }

    /// The keys that are held on the screen.
    pub fn held_keys(&self) -> Modifiers {
        self.held_keys
    }

    /// Holds exactly these keys for whatever points, until they are let go here or by Escape: what Shift, Ctrl and Alt
    /// change is in reach of a finger and a pen as well.
    pub fn hold(&mut self, keys: Modifiers) -> Vec<Effect> {
        let mut out = Vec::new();
        self.hold_keys(keys, &mut out);
        out.push(Effect::Redraw);
        out
    }

    pub(crate) fn hold_keys(&mut self, keys: Modifiers, out: &mut Vec<Effect>) {
        if keys != self.held_keys {
            self.held_keys = keys;
            self.modifiers = keys;
            out.push(Effect::HeldChanged);
        }
    }

    /// Selects a wire by its destination, if it is shown.
    pub fn choose_wire(&mut self, to: InPort) -> Vec<Effect> {
        let mut out = Vec::new();
        if self.scene.wire(&to).is_some() {
            self.select_wire(to, &mut out);
        }
        out.push(Effect::Redraw);
        out
    }

    /// The middle of a wire on the screen, between its ends.
    pub fn wire_at(&self, to: &InPort) -> Option<Px> {
        let route = &self.scene.wire(to)?.route;
        let middle = Point::new(
            (route.from.x + route.to.x) / 2.0,
            (route.from.y + route.to.y) / 2.0,
        );
        Some(self.camera.to_screen(middle))
    }

    /// The canvas's extent.
    pub fn viewport(&self) -> Viewport {
        self.viewport
    }

    /// A place of the screen in the world.
    pub fn to_world(&self, px: Px) -> Point {
        self.camera.to_world(px)
    }

    /// A place of the world on the screen.
    pub fn to_screen(&self, point: Point) -> Px {
        self.camera.to_screen(point)
    }

    /// A node's box in the world.
    pub fn node_rect(&self, id: NodeId) -> Option<Rect> {
        self.scene.rect(ItemId::Node(id))
    }

    /// An item's box on the screen.
    pub fn screen_rect(&self, item: ItemId) -> Option<PxRect> {
        self.scene
            .rect(item)
            .map(|rect| self.camera.rect_to_screen(rect))
    }

    /// The item under a place of the screen.
    pub fn item_at(&self, px: Px) -> Option<ItemId> {
        self.hit_at(px, Device::Mouse).item()
    }

    /// Where an input is on the screen, while its node shows it.
    pub fn input_at(&self, port: &InPort) -> Option<Px> {
        self.scene
            .input_at(port)
            .map(|(at, _)| self.camera.to_screen(at))
    }

    /// Where an output is on the screen.
    pub fn output_at(&self, port: &OutPort) -> Option<Px> {
        self.scene
            .output_at(port)
            .map(|(at, _)| self.camera.to_screen(at))
    }

    /// Another way to know how wide letters are.
    pub fn set_measure(&mut self, measure: Box<dyn Measure>) {
        self.scene.set_measure(measure);
        self.tiles.clear();
    }

    /// Draws with another look.
    pub fn set_theme(&mut self, theme: Theme) {
        if theme != self.theme {
            self.theme = theme;
            self.tiles.clear();
        }
    }

    /// Has wires run another way.
    pub fn set_wire_style(&mut self, style: WireStyle) {
        if self.scene.set_style(style) {
            self.tiles.clear();
        }
    }

    /// What things in hand snap to.
    pub fn set_snapping(&mut self, snapping: Snapping) {
        self.snapping = snapping;
    }

    /// The person wants things to keep still.
    pub fn set_reduced_motion(&mut self, reduced: bool) {
        self.reduced_motion = reduced;
    }
}
