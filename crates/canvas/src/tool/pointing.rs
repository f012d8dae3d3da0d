//! Gestures → what the select tool does next: this is where a press on something gets its meaning.

use super::{Catch, Select, Track};
use crate::camera::Px;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::gesture::{Gesture, Press};
use crate::hit::{Hit, Part};
use crate::input::{Button, Device};
use gesso_graph::{Command, InPort, ItemId, Name, NodeId, ParamKind, Point, Value};
use std::collections::BTreeSet;

/// A pen counts as in use for so long after it was last seen.
const PEN_MS: f64 = 30_000.0;

impl Editor {
    pub(crate) fn gesture(&mut self, gesture: Gesture, out: &mut Vec<Effect>) {
        match gesture {
            Gesture::Hover { at, device } => self.hover_at(at, device, out),
            Gesture::Leave => self.unhover(),
            Gesture::Press(_) => {
                self.land_flight();
                if matches!(self.tool, Select::Gliding(_)) {
                    self.tool = Select::Idle;
                }
            }
            Gesture::Click { press, count } => self.click(press, count, out),
            Gesture::LongPress(press) => self.rest(press),
            Gesture::LongClick(press) => {
                self.tool = Select::Idle;
                self.menu(press, out);
            }
            Gesture::DragStart { press, at, long } => self.start_drag(press, at, long, out),
            Gesture::Drag { at, time_ms, .. } => {
                self.pointer = at;
                self.drag(at, time_ms, out);
            }
            Gesture::DragEnd { at, time_ms, .. } => self.end_drag(at, time_ms, out),
            Gesture::PinchStart => self.start_pinch(),
            Gesture::Pinch {
                about,
                dx,
                dy,
                factor,
            } => self.pinch(about, (dx, dy), factor, out),
            Gesture::PinchEnd => self.end_pinch(),
            Gesture::Tap(2) => out.push(Effect::Undo),
            Gesture::Tap(3) => out.push(Effect::Redo),
            Gesture::Tap(_) => {}
            Gesture::Cancel => self.revert(false, out),
        }
        self.show_cursor(out);
    }

    fn hover_at(&mut self, at: Px, device: Device, out: &mut Vec<Effect>) {
        self.device = device;
        if matches!(self.tool, Select::Wiring { held: false, .. }) {
            self.drag_wire(at, device);
        }
        let hit = self.hit_at(at, device);
        self.hover(hit, out);
    }

    /// A click anywhere but on a waiting wire's other end.
    fn click(&mut self, press: Press, count: u32, out: &mut Vec<Effect>) {
        match press.button {
            Button::Middle => return,
            Button::Secondary => return self.menu(press, out),
            Button::Primary => {}
        }
        if matches!(self.tool, Select::Wiring { held: false, .. }) {
            return self.end_wiring(press.at, press.device, out);
        }
        let hit = self.hit_at(press.at, press.device);
        if matches!(hit, Hit::Input(_) | Hit::Output(_)) {
            return self.start_wiring(&hit, press.at, false, false);
        }
        if matches!(self.tool, Select::Knife) {
            self.tool = Select::Idle;
            return;
        }
        if hit == Hit::Map {
            return self.look_by_map(press.at, out);
        }
        if self.click_wire(&hit, press, count, out) {
            return;
        }
        let keys = press.modifiers;
        match hit.item() {
            Some(ItemId::Node(id)) if keys.ctrl && keys.shift => out.push(Effect::View(id)),
            Some(item) if keys.ctrl || keys.shift => self.toggle(item, out),
            Some(item) => self.click_item(item, &hit, press, count, out),
            None if count >= 2 => {
                out.push(Effect::OpenSearch {
                    at: press.at,
                    world: self.camera.to_world(press.at),
                    wire: None,
                });
            }
            None if keys.ctrl || keys.shift => {}
            None => self.select(BTreeSet::new(), out),
        }
    }

    /// A click on a wire selects it, a second one bends it there, or with Shift asks what to put into it; a second one on
    /// a bend takes it out.
    fn click_wire(&mut self, hit: &Hit, press: Press, count: u32, out: &mut Vec<Effect>) -> bool {
        match hit {
            Hit::Wire(to) if count == 2 && press.modifiers.shift => {
                out.push(Effect::OpenInsert(to.clone()));
            }
            Hit::Wire(to) if count == 2 => {
                self.add_bend(to, self.camera.to_world(press.at), out);
            }
            Hit::Bend(to, index) if count == 2 => self.remove_bend(to, *index, out),
            Hit::Wire(to) | Hit::Bend(to, _) => self.select_wire(to.clone(), out),
            _ => return false,
        }
        true
    }

    fn click_item(
        &mut self,
        item: ItemId,
        hit: &Hit,
        press: Press,
        count: u32,
        out: &mut Vec<Effect>,
    ) {
        let only = BTreeSet::from([item]);
        let again = self.selection == only;
        self.select(only, out);
        let touch = press.device == Device::Touch;
        match (item, hit) {
            (ItemId::Node(id), Hit::Param(_, name)) if touch && again => {
                self.edit_param(id, name, out);
            }
            (ItemId::Node(id), _)
                if count == 2 && self.shows_graph(id) && hit != &Hit::Node(id, Part::Header) =>
            {
                self.enter(id, out);
            }
            (ItemId::Node(id), _) if touch && again => out.push(Effect::OpenInspector(id)),
            (ItemId::Node(id), Hit::Param(_, name)) if !touch && count == 1 => {
                self.edit_param(id, name, out);
            }
            (ItemId::Node(id), Hit::NodeCorner(_)) if !touch && count == 2 => {
                self.reset_size(id, out);
            }
            (ItemId::Node(_), _) if touch || count != 2 => {}
            (ItemId::Node(_), Hit::Node(_, Part::Header)) => out.push(Effect::EditTitle(item)),
            (ItemId::Node(id), Hit::Node(_, Part::Picture)) => out.push(Effect::View(id)),
            (ItemId::Node(id), _) => out.push(Effect::OpenInspector(id)),
            (ItemId::Frame(id), Hit::FrameRun(_)) if count == 1 => out.push(Effect::RunFrame(id)),
            (ItemId::Frame(_), Hit::FrameTitle(_)) if count == 2 => {
                out.push(Effect::EditTitle(item))
            }
            (ItemId::Note(_), Hit::NoteLink(_, address)) if count == 1 => {
                out.push(Effect::FollowLink(address.clone()));
            }
            (ItemId::Note(id), Hit::Note(_)) if count == 2 => out.push(Effect::EditNote(id)),
            (ItemId::Frame(_) | ItemId::Note(_), _) => {}
        }
    }

    /// The context menu of what is there; it acts on the selection, so that has to include it.
    fn menu(&mut self, press: Press, out: &mut Vec<Effect>) {
        let hit = self.hit_at(press.at, press.device);
        if hit == Hit::Map {
            return;
        }
        let on = hit.item();
        let mut wire = None;
        match (hit, on) {
            (Hit::Wire(to) | Hit::Bend(to, _), _) => {
                wire = Some(to.clone());
                self.select_wire(to, out);
            }
            (_, Some(item)) if !self.selection.contains(&item) => {
                self.select(BTreeSet::from([item]), out)
            }
            _ => {}
        }
        out.push(Effect::OpenMenu {
            at: press.at,
            on,
            wire,
        });
    }

    fn rest(&mut self, press: Press) {
        if matches!(self.tool, Select::Idle) {
            self.tool = Select::Resting {
                at: self.camera.to_world(press.at),
            };
        }
    }

    fn start_drag(&mut self, press: Press, at: Px, long: bool, out: &mut Vec<Effect>) {
        let from = self.camera.to_world(press.at);
        let track = Track::new(press.device, press.time_ms);
        let waiting = self.tool.take_waiting();
        self.unhover();
        if press.button == Button::Middle
            || (press.button == Button::Primary && press.modifiers.space)
        {
            return self.start_panning(press.at, track, waiting);
        }
        let keys = press.modifiers;
        let knife = matches!(self.tool, Select::Knife);
        if knife || (press.button == Button::Secondary && keys.ctrl) {
            return self.start_cutting(press.at);
        }
        if press.button == Button::Secondary {
            return;
        }
        let add = keys.shift || keys.ctrl;
        let how = match (keys.shift, keys.ctrl) {
            (true, _) => Catch::Add,
            (false, true) => Catch::Toggle,
            (false, false) => Catch::Replace,
        };
        if long {
            return self.start_marquee(from, how);
        }
        let touch = press.device == Device::Touch;
        let hit = self.hit_at(press.at, press.device);
        if touch && self.draws_with_pen(press.time_ms) {
            return self.start_panning(press.at, track, waiting);
        }
        if matches!(hit, Hit::Input(_) | Hit::Output(_)) {
            self.start_wiring(&hit, press.at, true, keys.shift);
            return self.drag_wire(at, press.device);
        }
        if hit == Hit::Map {
            self.tool = Select::Mapping;
            return;
        }
        if self.drag_bend(&hit, from, touch, out) {
            return;
        }
        match hit.item() {
            Some(item) if touch && !self.selection.contains(&item) => {
                self.start_panning(press.at, track, waiting)
            }
            Some(item) => {
                if !self.selection.contains(&item) {
                    let mut items = if add {
                        self.selection.clone()
                    } else {
                        BTreeSet::new()
                    };
                    items.insert(item);
                    self.select(items, out);
                }
                self.start_on(item, &hit, press, at, out);
            }
            // With a key held for it, a finger does what a mouse does.
            None if touch && !add && !keys.alt => self.start_panning(press.at, track, waiting),
            None if keys.alt && self.sees_wires() => self.start_cutting(press.at),
            None => self.start_marquee(from, how),
        }
    }

    /// A drag on a selected item: on a corner it resizes, across a number it slides, else it moves.
    fn start_on(&mut self, item: ItemId, hit: &Hit, press: Press, at: Px, out: &mut Vec<Effect>) {
        let from = self.camera.to_world(press.at);
        let across = (at.x - press.at.x).abs() >= (at.y - press.at.y).abs();
        match hit {
            Hit::FrameCorner(_) | Hit::NoteCorner(_) | Hit::NodeCorner(_) => {
                self.start_resizing(item, from);
            }
            Hit::Param(id, name)
                if across && !press.modifiers.alt && self.start_sliding(*id, name, press.at) => {}
            _ => self.start_moving(from, press.modifiers.alt, press.time_ms, out),
        }
    }

    fn shows_graph(&self, id: NodeId) -> bool {
        let node = self.scene.node(id);
        node.is_some_and(|node| node.node.instance_of().is_some())
    }

    fn edit_param(&mut self, node: NodeId, name: &Name, out: &mut Vec<Effect>) {
        let Some(laid) = self.scene.node(node) else {
            return;
        };
        let decl = laid.schema.as_ref().and_then(|schema| schema.param(name));
        if let Some(decl) = decl
            && matches!(decl.kind, ParamKind::Bool { .. })
        {
            return self.flip(node, name, out);
        }
        if let Some(spot) = laid.layout.param(name) {
            let corner = laid.node.position;
            let at = self
                .camera
                .rect_to_screen(spot.rect.translate(corner.x, corner.y));
            let name = name.clone();
            out.push(Effect::EditParam { node, name, at });
        }
    }

    /// Switches a parameter that is on or off: there is nothing to type.
    fn flip(&self, node: NodeId, name: &Name, out: &mut Vec<Effect>) {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        let schema = gesso_graph::schema_of(doc, catalog, node);
        let decl = schema.as_ref().and_then(|schema| schema.param(name));
        let stored = doc.nodes().get(&node).map(|node| node.params.get(name));
        let (Some(decl), Some(stored)) = (decl, stored) else {
            return;
        };
        let default = decl.default_value();
        let on = matches!(stored.or(default.as_ref()), Some(Value::Bool(true)));
        let value = Some(Value::Bool(!on)).filter(|value| default.as_ref() != Some(value));
        out.push(Effect::Commit {
            label: crate::words::set(doc, catalog, &decl.label, node),
            commands: vec![Command::SetParam {
                id: node,
                name: name.clone(),
                value,
            }],
        });
    }

    /// A pen is in use: fingers only move the canvas, so that a palm changes nothing.
    fn draws_with_pen(&self, time_ms: f64) -> bool {
        self.pen_ms.is_some_and(|pen_ms| time_ms - pen_ms < PEN_MS)
    }

    /// A drag on a bend moves it, and one on the selected wire bends it there; a finger only bends a selected wire.
    fn drag_bend(&mut self, hit: &Hit, from: Point, touch: bool, out: &mut Vec<Effect>) -> bool {
        let selected = |to: &InPort| self.selected_wire.as_ref() == Some(to);
        match hit {
            Hit::Bend(to, index) if !touch || selected(to) => {
                self.start_bending(to.clone(), *index, from);
            }
            Hit::Wire(to) if selected(to) => self.start_new_bend(to.clone(), from, out),
            _ => return false,
        }
        true
    }

    /// What is in hand goes to a place of the screen.
    pub(crate) fn drag(&mut self, at: Px, time_ms: f64, out: &mut Vec<Effect>) {
        let world = self.camera.to_world(at);
        match self.tool {
            Select::Panning { .. } => self.pan_to(at, time_ms, out),
            Select::Marquee { .. } => self.drag_marquee(world, out),
            Select::Moving(_) => self.move_to(at, time_ms),
            Select::Resizing { .. } => self.resize_to(world),
            Select::Cutting(_) => self.cut_to(world),
            Select::Mapping => self.look_by_map(at, out),
            Select::Sliding(_) => self.slide_to(at, out),
            Select::Bending(_) => self.bend_to(world),
            Select::Wiring { .. } => self.drag_wire(at, self.device),
            Select::Idle
            | Select::Gliding(_)
            | Select::Knife
            | Select::Pinching { .. }
            | Select::Resting { .. } => {}
        }
    }

    fn end_drag(&mut self, at: Px, time_ms: f64, out: &mut Vec<Effect>) {
        self.drag(at, time_ms, out);
        match self.tool {
            Select::Panning { .. } => self.end_panning(time_ms),
            Select::Marquee { .. } => self.tool = Select::Idle,
            Select::Moving(_) => self.end_moving(out),
            Select::Resizing { .. } => self.end_resizing(out),
            Select::Cutting(_) => self.end_cutting(out),
            Select::Mapping => self.tool = Select::Idle,
            Select::Sliding(_) => self.end_sliding(out),
            Select::Bending(_) => self.end_bending(out),
            Select::Wiring { held: true, .. } => self.end_wiring(at, self.device, out),
            Select::Wiring { .. }
            | Select::Idle
            | Select::Knife
            | Select::Gliding(_)
            | Select::Pinching { .. }
            | Select::Resting { .. } => {}
        }
    }
}
