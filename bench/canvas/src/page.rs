//! What `page.js` calls: a graph is shown, the camera set, the state asked. Input comes as real events to the canvas.

use crate::graph::{self, Graph};
use crate::kinds::Kinds;
use gesso_canvas::{Camera, Editor, Effect, Px};
use gesso_canvas_web::{CanvasHost, now_ms};
use gesso_graph::{Command, Document, apply_all};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

/// One canvas with a graph on it.
#[wasm_bindgen]
pub struct Bench {
    host: Option<CanvasHost>,
    desk: Rc<RefCell<Desk>>,
    left_out: usize,
}

/// What a session and its server keep elsewhere.
#[derive(Default)]
struct Desk {
    host: Option<CanvasHost>,
    document: Document,
    /// What takes each edit back.
    undo: Vec<Vec<Command>>,
    /// Milliseconds that the latest edit took: applying it, and the canvas taking it over.
    edit: Option<[f64; 2]>,
    edits: u32,
    /// Milliseconds that opening took: making the document, and laying it out.
    opening: [f64; 2],
}

#[wasm_bindgen]
impl Bench {
    /// No canvas yet.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript has no defaults")]
    pub fn new() -> Self {
        Self {
            host: None,
            desk: Rc::default(),
            left_out: 0,
        }
    }

    /// Shows a graph in `container`, an element, in place of the one before. Titles are one for each node, by lines.
    ///
    /// # Errors
    /// When the browser can't make a 2D canvas.
    #[expect(
        clippy::too_many_arguments,
        reason = "JavaScript hands arrays over one by one"
    )]
    pub fn load(
        &mut self,
        container: JsValue,
        height: f64,
        x: Vec<f64>,
        y: Vec<f64>,
        kind: Vec<u32>,
        titles: &str,
        src: Vec<u32>,
        dst: Vec<u32>,
        sp: Vec<u32>,
        dp: Vec<u32>,
    ) -> Result<(), JsValue> {
        self.host = None;
        self.desk.replace(Desk::default());
        let most = |ports: &[u32]| ports.iter().max().map_or(1, |most| most + 1);
        let kinds = Kinds::new(most(&dp), most(&sp), height);
        let titles = titles.split('\n').map(Into::into).collect();
        let graph = Graph {
            x,
            y,
            kind,
            titles,
            src,
            dst,
            sp,
            dp,
        };
        let began = now_ms();
        let (document, left_out) = graph::document(&graph, kinds);
        drop(graph);
        let between = now_ms();
        self.left_out = left_out;
        let desk = self.desk.clone();
        let host = CanvasHost::mount(
            container.unchecked_into(),
            Editor::new(kinds, 1),
            move |effect| {
                if let Effect::Commit { commands, .. } = effect {
                    commit(&desk, commands);
                }
            },
        )?;
        host.with(|editor| editor.set_document(&document));
        let mut desk = self.desk.borrow_mut();
        desk.opening = [between - began, now_ms() - between];
        desk.document = document;
        desk.host = Some(host.clone());
        self.host = Some(host);
        Ok(())
    }

    /// Everything in view is painted and sharp.
    #[wasm_bindgen(getter)]
    pub fn settled(&self) -> bool {
        self.host.as_ref().is_some_and(CanvasHost::is_settled)
    }

    /// Looks so that screen = world × `k` + (`x`, `y`).
    #[wasm_bindgen(js_name = setView)]
    pub fn set_view(&self, x: f64, y: f64, k: f64) {
        if let Some(host) = &self.host {
            host.with(|editor| editor.set_camera(Camera { x, y, zoom: k }));
        }
    }

    /// The camera: offset and scale.
    #[wasm_bindgen(js_name = getView)]
    pub fn get_view(&self) -> Vec<f64> {
        let camera = self.host.as_ref().map(|host| host.ask(Editor::camera));
        camera.map_or(vec![0.0, 0.0, 1.0], |camera| {
            vec![camera.x, camera.y, camera.zoom]
        })
    }

    /// Where a node's corner is in the world.
    #[wasm_bindgen(js_name = nodePos)]
    pub fn node_pos(&self, index: usize) -> Option<Vec<f64>> {
        let desk = self.desk.borrow();
        let node = desk.document.nodes().get(&graph::id(index))?;
        Some(vec![node.position.x, node.position.y])
    }

    /// How many items are selected.
    pub fn selected(&self) -> usize {
        self.host
            .as_ref()
            .map_or(0, |host| host.ask(|editor| editor.selection().len()))
    }

    /// Nothing that could be dragged is at this place of the screen.
    #[wasm_bindgen(js_name = isPane)]
    pub fn is_pane(&self, x: f64, y: f64) -> bool {
        let item = |host: &CanvasHost| host.ask(|editor| editor.item_at(Px::new(x, y)));
        self.host.as_ref().is_some_and(|host| item(host).is_none())
    }

    /// Draws everything in view anew and returns the milliseconds of making the lists and of painting them.
    pub fn draw(&self) -> Vec<f64> {
        self.host
            .as_ref()
            .map_or(vec![0.0, 0.0], |host| host.repaint().to_vec())
    }

    /// Moves a node by an edit, as if it had been dragged, and returns the milliseconds of applying the edit and of the canvas
    /// taking it over. Drawing comes with the next frame.
    #[wasm_bindgen(js_name = moveNode)]
    pub fn move_node(&self, index: usize, x: f64, y: f64) -> Option<Vec<f64>> {
        let to = gesso_graph::Point::new(x, y);
        let item = gesso_graph::ItemId::Node(graph::id(index));
        commit(&self.desk, vec![Command::Move { item, to }]);
        self.desk.borrow().edit.map(|edit| edit.to_vec())
    }

    /// Takes the latest edit back.
    pub fn undo(&self) {
        let last = self.desk.borrow_mut().undo.pop();
        if let Some(commands) = last {
            commit(&self.desk, commands);
            self.desk.borrow_mut().undo.pop();
        }
    }

    /// Figures about what is shown, as JSON.
    pub fn stats(&self) -> String {
        let desk = self.desk.borrow();
        let [draw, paint] = self
            .host
            .as_ref()
            .map_or([0.0; 2], CanvasHost::latest_frame);
        serde_json::json!({
            "nodes": desk.document.nodes().len(),
            "wires": desk.document.wires().len(),
            "wiresLeftOut": self.left_out,
            "documentMs": desk.opening[0],
            "sceneMs": desk.opening[1],
            "edits": desk.edits,
            "applyMs": desk.edit.map(|edit| edit[0]),
            "patchMs": desk.edit.map(|edit| edit[1]),
            "frameMs": draw,
            "paintMs": paint,
        })
        .to_string()
    }
}

/// The way of every edit: applied to the document, then shown by difference.
fn commit(desk: &RefCell<Desk>, commands: Vec<Command>) {
    let began = now_ms();
    let applied = apply_all(&desk.borrow().document, &commands);
    let between = now_ms();
    let host = {
        let mut desk = desk.borrow_mut();
        desk.document = applied.document.clone();
        desk.undo.push(applied.inverse);
        desk.edits += 1;
        desk.host.clone()
    };
    if let Some(host) = host {
        host.with(|editor| editor.set_document(&applied.document));
    }
    desk.borrow_mut().edit = Some([between - began, now_ms() - between]);
}
