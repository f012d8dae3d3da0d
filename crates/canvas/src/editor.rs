//! The session of one person on one canvas: document, camera, selection, gesture and tool.

use crate::action::CanvasAction;
use crate::camera::{Camera, Px, Viewport};
use crate::effect::Effect;
use crate::input::Input;
use crate::theme::Theme;
use crate::view::NodeView;
use gesso_graph::{Catalog, Document, IdSource, ItemId, NodeId, Point, Rect};
use std::collections::{BTreeMap, BTreeSet};

/// The canvas as one person has it.
pub struct Editor {
    catalog: &'static dyn Catalog,
    ids: IdSource,
    document: Document,
    views: BTreeMap<NodeId, NodeView>,
    camera: Camera,
    viewport: Viewport,
    selection: BTreeSet<ItemId>,
    theme: Theme,
}

impl Editor {
    /// An empty canvas. `seed` starts the ids of what gestures create.
    pub fn new(catalog: &'static dyn Catalog, seed: u64) -> Self {
        Self {
            catalog,
            ids: IdSource::seeded(seed),
            document: Document::default(),
            views: BTreeMap::new(),
            camera: Camera::default(),
            viewport: Viewport::default(),
            selection: BTreeSet::new(),
            theme: Theme::default(),
        }
    }

    /// Shows another state of the document; costs the difference. What is gone leaves selection and gesture.
    pub fn set_document(&mut self, document: &Document) -> Vec<Effect> {
        self.document = document.clone();
        let _ = (self.catalog, &mut self.ids);
        vec![Effect::Redraw]
    }

    /// Shows another run state, problem mark or picture on a node.
    pub fn set_node_view(&mut self, id: NodeId, view: NodeView) {
        self.views.insert(id, view);
    }

    /// Takes one input.
    pub fn input(&mut self, input: Input) -> Vec<Effect> {
        if let Input::Resize { w, h, dpr } = input {
            self.viewport = Viewport { w, h, dpr };
        }
        vec![Effect::Redraw]
    }

    /// Performs one action.
    pub fn act(&mut self, _action: CanvasAction) -> Vec<Effect> {
        vec![]
    }

    /// What is selected.
    pub fn selection(&self) -> &BTreeSet<ItemId> {
        &self.selection
    }

    /// Selects exactly these.
    pub fn set_selection(&mut self, items: BTreeSet<ItemId>) -> Vec<Effect> {
        self.selection = items;
        vec![Effect::SelectionChanged, Effect::Redraw]
    }

    /// Moves the camera, as little as needed, so that the item can be seen.
    pub fn reveal(&mut self, _item: ItemId) -> Vec<Effect> {
        vec![]
    }

    /// Where the person looks.
    pub fn camera(&self) -> Camera {
        self.camera
    }

    /// Looks elsewhere.
    pub fn set_camera(&mut self, camera: Camera) -> Vec<Effect> {
        self.camera = camera.kept();
        vec![Effect::CameraChanged, Effect::Redraw]
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
    pub fn node_rect(&self, _id: NodeId) -> Option<Rect> {
        None
    }

    /// Draws with another look.
    pub fn set_theme(&mut self, theme: Theme) {
        self.theme = theme;
    }
}
