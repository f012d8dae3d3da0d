//! The session of one person on one canvas: document, camera, selection, gesture and tool.
//! Input and actions go in, effects come out; the document only changes by `set_document`.

mod acting;
mod asking;
mod flying;
mod following;
mod letting_go;
mod minimap;
mod placing;
mod showing;
mod viewing;

pub use showing::Patch;

pub(crate) use minimap::Minimap;

use crate::camera::{Camera, Px, Viewport};
use crate::effect::Effect;
use crate::gesture::Gestures;
use crate::hit::{Aim, Hit, hit};
use crate::input::{Device, Input, Modifiers};
use crate::scene::Scene;
use crate::theme::Theme;
use crate::tiles::Tiles;
use crate::tool::{AtEdge, Select, Snapping};
use crate::view::NodeView;
use gesso_graph::{Catalog, Document, IdSource, InPort, ItemId, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// The canvas as one person has it.
pub struct Editor {
    pub(crate) ids: IdSource,
    pub(crate) scene: Scene,
    /// What was told of nodes, by the names that runs have for them.
    pub(crate) told: BTreeMap<NodeId, NodeView>,
    /// The nodes of the subgraph that is shown, by the names that runs have for them.
    pub(crate) named: BTreeMap<NodeId, NodeId>,
    /// What the nodes that are shown look like.
    pub(crate) views: BTreeMap<NodeId, NodeView>,
    pub(crate) running: BTreeMap<NodeId, f32>,
    pub(crate) camera: Camera,
    pub(crate) viewport: Viewport,
    pub(crate) theme: Theme,
    pub(crate) reduced_motion: bool,
    pub(crate) tiles: Tiles,
    /// Pixels of the surface per CSS pixel, when it has fewer than the screen.
    pub(crate) draft: Option<f64>,
    pub(crate) time_ms: f64,
    pub(crate) gestures: Gestures,
    pub(crate) tool: Select,
    pub(crate) selection: BTreeSet<ItemId>,
    /// Selected items that come with the next document.
    pub(crate) awaited: BTreeSet<ItemId>,
    pub(crate) selected_wire: Option<InPort>,
    pub(crate) hovered: Hit,
    /// What points, and the keys held meanwhile.
    pub(crate) device: Device,
    pub(crate) modifiers: Modifiers,
    /// Keys that are held on the screen, for who has none.
    pub(crate) held_keys: Modifiers,
    pub(crate) cursor: &'static str,
    /// Where what is dragged is on the screen.
    pub(crate) pointer: Px,
    /// When a pen was seen last.
    pub(crate) pen_ms: Option<f64>,
    pub(crate) at_edge: Option<AtEdge>,
    pub(crate) minimap: Option<Minimap>,
    pub(crate) flight: Option<flying::Flight>,
    /// The instances that lead from the root to what is shown.
    pub(crate) place: Vec<NodeId>,
    /// Where the person looked in the graphs that were left.
    pub(crate) cameras: BTreeMap<Vec<NodeId>, Camera>,
    /// The wires along which flows what flows through the one that is looked at.
    pub(crate) path: BTreeSet<InPort>,
    pub(crate) snapping: Snapping,
}

impl Editor {
    /// An empty canvas. `seed` starts the ids of what gestures create.
    pub fn new(catalog: &'static dyn Catalog, seed: u64) -> Self {
        Self {
            ids: IdSource::seeded(seed),
            scene: Scene::new(catalog),
            told: BTreeMap::new(),
            named: BTreeMap::new(),
            views: BTreeMap::new(),
            running: BTreeMap::new(),
            camera: Camera::default(),
            viewport: Viewport::default(),
            theme: Theme::default(),
            reduced_motion: false,
            tiles: Tiles::new(),
            draft: None,
            time_ms: 0.0,
            gestures: Gestures::new(),
            tool: Select::Idle,
            selection: BTreeSet::new(),
            awaited: BTreeSet::new(),
            selected_wire: None,
            hovered: Hit::Empty,
            device: Device::Mouse,
            modifiers: Modifiers::default(),
            held_keys: Modifiers::default(),
            cursor: "default",
            pointer: Px::default(),
            pen_ms: None,
            at_edge: None,
            minimap: None,
            flight: None,
            place: Vec::new(),
            cameras: BTreeMap::new(),
            path: BTreeSet::new(),
            snapping: Snapping::default(),
        }
    }

    /// Shows another state of the document; costs the difference. What is gone leaves selection and gesture.
    pub fn set_document(&mut self, document: &Document) -> Vec<Effect> {
        let patched = self.scene.patch(document);
        for rect in patched.damage {
            self.tiles.damage(rect);
        }
        for frame in patched.frames {
            self.tiles.damage_frame(frame);
        }
        let mut out = Vec::new();
        let before = self.selection.len();
        for item in &patched.gone {
            if let ItemId::Node(id) = item {
                // What was told of it stays: it is told once, and the node may come back.
                self.running.remove(id);
            }
            self.selection.remove(item);
        }
        self.awaited.retain(|item| self.scene.rect(*item).is_none());
        let unwired = self
            .selected_wire
            .take_if(|to| self.scene.wire(to).is_none())
            .is_some();
        if self.selection.len() != before || unwired {
            out.push(Effect::SelectionChanged);
        }
        if !patched.gone.is_empty() || !patched.unwired.is_empty() {
            self.hovered = Hit::Empty;
            self.let_go(&patched.gone, &patched.unwired);
        }
        self.remap();
        self.rename();
        self.stay_or_go_back(&mut out);
        self.follow();
        out.push(Effect::Redraw);
        out
    }

    /// A picture that nodes show has been loaded.
    pub fn picture_loaded(&mut self, url: &str) {
        for (id, view) in &self.views {
            let shows = view
                .picture
                .as_ref()
                .is_some_and(|picture| &*picture.url == url);
            if shows && let Some(rect) = self.scene.rect(ItemId::Node(*id)) {
                self.tiles.damage(rect);
            }
        }
    }

    /// Takes one input.
    pub fn input(&mut self, input: Input) -> Vec<Effect> {
        let mut out = Vec::new();
        match input {
            Input::Pointer(mut pointer) if pointer.at.x.is_finite() && pointer.at.y.is_finite() => {
                pointer.modifiers = pointer.modifiers.and(self.held_keys);
                self.device = pointer.device;
                if pointer.device == Device::Pen {
                    self.pen_ms = Some(pointer.time_ms);
                }
                self.modifiers = pointer.modifiers;
                for gesture in self.gestures.take(pointer) {
                    self.gesture(gesture, &mut out);
                }
            }
            Input::Pointer(_) => {}
            Input::Wheel(wheel) => {
                self.wheel(wheel, &mut out);
                self.keep_up(self.time_ms, &mut out);
            }
            Input::Held(modifiers) => {
                self.modifiers = modifiers.and(self.held_keys);
                if matches!(self.tool, Select::Moving(_)) && self.gestures.is_dragging() {
                    self.drag(self.pointer, self.time_ms, &mut out);
                }
                self.show_cursor(&mut out);
            }
            Input::Tick { time_ms } => {
                if let Some(gesture) = self.gestures.tick(time_ms) {
                    self.gesture(gesture, &mut out);
                }
                self.glide(time_ms, &mut out);
                self.pan_at_edge(time_ms, &mut out);
                self.fly_on(time_ms, &mut out);
            }
            Input::Blur => {
                self.gestures.forget();
                self.modifiers = Modifiers::default();
                self.revert(true, &mut out);
                self.unhover();
                self.show_cursor(&mut out);
            }
            Input::Resize { w, h, dpr } => self.resize(w, h, dpr),
        }
        out.push(Effect::Redraw);
        if self.wants_tick() {
            out.push(Effect::WantTick);
        }
        out
    }

    fn resize(&mut self, w: f64, h: f64, dpr: f64) {
        let sane = |extent: f64| {
            if extent.is_finite() {
                extent.clamp(1.0, 32_768.0)
            } else {
                1.0
            }
        };
        let dpr = if dpr.is_finite() {
            dpr.clamp(0.25, 8.0)
        } else {
            1.0
        };
        self.viewport = Viewport {
            w: sane(w),
            h: sane(h),
            dpr,
        };
    }

    /// Something goes on by itself: send `Input::Tick` with the next frame.
    pub fn wants_tick(&self) -> bool {
        let moving = !self.running.is_empty() && !self.reduced_motion;
        moving
            || self.gestures.wants_tick()
            || matches!(self.tool, Select::Gliding(_))
            || self.is_at_edge()
            || self.flight.is_some()
            || self.wants_map()
    }

    pub(crate) fn hit_at(&self, at: Px, device: Device) -> Hit {
        let (port, wire) = match device {
            Device::Mouse => (11.0, 6.0),
            Device::Pen => (14.0, 8.0),
            Device::Touch => (22.0, 12.0),
        };
        if self.is_on_minimap(at) {
            return Hit::Map;
        }
        let zoom = self.camera.zoom;
        hit(
            &self.scene,
            self.camera.to_world(at),
            Aim {
                port: port / zoom,
                wire: wire / zoom,
                zoom,
            },
        )
    }

    pub(crate) fn hover(&mut self, hit: Hit, out: &mut Vec<Effect>) {
        if hit != self.hovered {
            self.hovered = hit;
            self.follow();
        }
        self.show_cursor(out);
    }

    pub(crate) fn unhover(&mut self) {
        self.hovered = Hit::Empty;
        self.follow();
    }

    /// Says how the pointer looks when that changed.
    pub(crate) fn show_cursor(&mut self, out: &mut Vec<Effect>) {
        let cursor = match (&self.tool, &self.hovered) {
            (Select::Panning { .. } | Select::Pinching { .. } | Select::Mapping, _) => "grabbing",
            (Select::Moving(moving), _) if moving.copy => "copy",
            (Select::Moving(_), _) => "move",
            (Select::Resizing { .. }, _) => "nwse-resize",
            (
                Select::Wiring { .. } | Select::Marquee { .. } | Select::Knife | Select::Cutting(_),
                _,
            ) => "crosshair",
            (Select::Bending(_), _) => "move",
            (Select::Sliding(_), _) => "ew-resize",
            (Select::Idle | Select::Gliding(_) | Select::Resting { .. }, hovered) => {
                match hovered {
                    _ if self.modifiers.space => "grab",
                    Hit::Input(_) | Hit::Output(_) => "crosshair",
                    Hit::FrameCorner(_) | Hit::NoteCorner(_) | Hit::NodeCorner(_) => "nwse-resize",
                    Hit::Param(..) => "ew-resize",
                    Hit::Wire(_) | Hit::Map | Hit::NoteLink(..) | Hit::FrameRun(_) => "pointer",
                    Hit::Bend(..) => "move",
                    Hit::Empty | Hit::Node(..) | Hit::FrameTitle(_) | Hit::Note(_) => "default",
                }
            }
        };
        if cursor != self.cursor {
            self.cursor = cursor;
            out.push(Effect::Cursor(cursor));
        }
    }
}
