//! Actions from menus, buttons and shortcuts.

use super::Editor;
use crate::action::CanvasAction;
use crate::camera::{Camera, Px};
use crate::effect::Effect;
use crate::input::Modifiers;
use crate::tool::Select;
use crate::words;
use gesso_graph::{Command, Frame, ItemId, Point, Rect, edit};
use std::collections::BTreeSet;

/// One step of zooming by key or button.
const ZOOM_STEP: f64 = 1.25;
/// Room around what is shown by fitting, in CSS pixels.
const MARGIN: f64 = 64.0;
/// Where a duplicate is put beside its original, in world pixels.
const BESIDE: (f64, f64) = (32.0, 32.0);
/// Room around what a new frame holds, and more above for its title.
const FRAME_ROOM: f64 = 24.0;
const FRAME_ABOVE: f64 = 32.0;
/// The colour of a new frame: a neutral one.
const FRAME_COLOR: [f32; 4] = [0.47, 0.53, 0.62, 1.0];
/// From this far away an item that is to be seen is also brought nearer.
const TOO_FAR: f64 = 0.25;

impl Editor {
    /// Performs one action.
    pub fn act(&mut self, action: CanvasAction) -> Vec<Effect> {
        let mut out = Vec::new();
        match action {
            CanvasAction::SelectAll => self.select(self.scene.all().collect(), &mut out),
            CanvasAction::SelectNone => self.select(BTreeSet::new(), &mut out),
            CanvasAction::Delete => self.delete(&mut out),
            CanvasAction::Duplicate => {
                self.copy_items(&self.carried(&self.selection), BESIDE, None, &mut out)
            }
            CanvasAction::ZoomIn => self.zoom_to(self.headed().zoom * ZOOM_STEP, &mut out),
            CanvasAction::ZoomOut => self.zoom_to(self.headed().zoom / ZOOM_STEP, &mut out),
            CanvasAction::Zoom100 => self.zoom_to(1.0, &mut out),
            CanvasAction::FitAll => self.fit(self.scene.bounds(), &mut out),
            CanvasAction::FitSelection => self.fit(self.around(&self.selection), &mut out),
            CanvasAction::Nudge { dx, dy } if !dx.is_finite() || !dy.is_finite() => {}
            CanvasAction::Nudge { dx, dy } if self.selection.is_empty() => {
                self.move_bends((dx, dy), &mut out);
            }
            CanvasAction::Nudge { dx, dy } => {
                let mut items = self.carried(&self.selection);
                self.leave_pinned(&mut items, &mut out);
                self.move_items(&items, (dx, dy), &mut out);
            }
            CanvasAction::Group => self.group(&mut out),
            CanvasAction::Bend => self.bend_selected(&mut out),
            CanvasAction::Straighten => self.straighten_selected(&mut out),
            CanvasAction::Cut => self.take_knife(&mut out),
            CanvasAction::Enter => self.enter_selected(&mut out),
            CanvasAction::Leave => self.leave(&mut out),
            CanvasAction::Cancel => self.cancel(&mut out),
        }
        self.show_cursor(&mut out);
        out.push(Effect::Redraw);
        if self.flight.is_some() {
            out.push(Effect::WantTick);
        }
        out
    }

    /// Flies, as little as needed, so that the item can be seen; nearer when it would be too small.
    pub fn reveal(&mut self, item: ItemId) -> Vec<Effect> {
        self.bring(item, TOO_FAR)
    }

    /// Flies, as little as needed, so that the item is inside the view, as small as it is.
    pub fn bring_in(&mut self, item: ItemId) -> Vec<Effect> {
        self.bring(item, 0.0)
    }

    fn bring(&mut self, item: ItemId, too_far: f64) -> Vec<Effect> {
        let mut out = Vec::new();
        if let Some(rect) = self.scene.rect(item) {
            let mut camera = self.headed();
            if camera.zoom < too_far {
                camera = Camera::fitting(rect, self.viewport, MARGIN);
            }
            let on_screen = camera.rect_to_screen(rect);
            let dx = into_view(on_screen.x, on_screen.w, self.viewport.w);
            let dy = into_view(on_screen.y, on_screen.h, self.viewport.h);
            self.fly(camera.panned(dx, dy), &mut out);
        }
        out.push(Effect::Redraw);
        if self.flight.is_some() {
            out.push(Effect::WantTick);
        }
        out
    }

    fn zoom_to(&mut self, zoom: f64, out: &mut Vec<Effect>) {
        let middle = Px::new(self.viewport.w / 2.0, self.viewport.h / 2.0);
        self.fly(self.headed().zoomed(zoom, middle), out);
    }

    fn fit(&mut self, rect: Option<Rect>, out: &mut Vec<Effect>) {
        if let Some(rect) = rect {
            let margin = MARGIN.min(self.viewport.w / 10.0);
            self.fly(Camera::fitting(rect, self.viewport, margin), out);
        }
    }

    /// The box around items.
    pub(crate) fn around(&self, items: &BTreeSet<ItemId>) -> Option<Rect> {
        items
            .iter()
            .filter_map(|item| self.scene.rect(*item))
            .reduce(Rect::union)
    }

    fn delete(&mut self, out: &mut Vec<Effect>) {
        let (doc, catalog) = (self.scene.document(), self.scene.catalog());
        if let Some(to) = &self.selected_wire {
            if let Some(from) = doc.wires().get(to) {
                let label = words::disconnect(doc, catalog, from, to);
                out.push(Effect::Commit {
                    label,
                    commands: vec![Command::Disconnect { to: to.clone() }],
                });
            }
            return;
        }
        let items: Vec<ItemId> = self.selection.iter().copied().collect();
        let commands = edit::remove(doc, &items);
        if !commands.is_empty() {
            let what = words::items(doc, catalog, items.iter());
            let label = words::step(catalog, "edit-remove", &what);
            out.push(Effect::Commit { label, commands });
        }
    }

    fn group(&mut self, out: &mut Vec<Effect>) {
        let Some(inside) = self.around(&self.selection) else {
            return;
        };
        let rect = inside.inset(-FRAME_ROOM);
        let rect = Rect::from_points(
            rect.origin().translate(0.0, -FRAME_ABOVE),
            Point::new(rect.right(), rect.bottom()),
        );
        let id = self.ids.frame();
        let frame = Frame {
            title: self.scene.catalog().words().text("new-frame").into(),
            rect,
            color: FRAME_COLOR,
            graph: self.scene.graph(),
        };
        let what = words::items(
            self.scene.document(),
            self.scene.catalog(),
            self.selection.iter(),
        );
        out.push(Effect::Commit {
            label: words::step(self.scene.catalog(), "edit-frame", &what),
            commands: vec![Command::AddFrame { id, frame }],
        });
        self.select_coming([ItemId::Frame(id)].into(), out);
    }

    fn enter_selected(&mut self, out: &mut Vec<Effect>) {
        let mut nodes = self.selection.iter();
        if let (Some(ItemId::Node(id)), None) = (nodes.next().copied(), nodes.next()) {
            self.enter(id, out);
        }
    }

    fn cancel(&mut self, out: &mut Vec<Effect>) {
        let pressed = self.gestures.cancel();
        if pressed || self.tool.is_busy() {
            self.revert(true, out);
        } else if self.held_keys != Modifiers::default() {
            self.hold_keys(Modifiers::default(), out);
        } else if self.selection.is_empty() && self.selected_wire.is_none() {
            self.tool = Select::Idle;
            self.leave(out);
        } else {
            self.tool = Select::Idle;
            self.select(BTreeSet::new(), out);
        }
    }
}

/// How far to move so that `extent` at `start` is inside `room`; its start wins when it is too long.
fn into_view(start: f64, extent: f64, room: f64) -> f64 {
    let margin = MARGIN.min(room / 6.0);
    let past = (start + extent - (room - margin)).max(0.0);
    let start_after = start - past;
    if start_after < margin {
        margin - start
    } else {
        -past
    }
}
