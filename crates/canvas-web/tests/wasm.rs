//! The canvas in a real browser: what is mounted, drawn, heard, and gone again.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use gesso_canvas::{Editor, Effect, Theme};
use gesso_canvas_web::CanvasHost;
use gesso_graph::{Catalog, Command, Document, Node, NodeId, Point, Schema, apply_all};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, PointerEvent, PointerEventInit,
};

wasm_bindgen_test_configure!(run_in_browser);

struct Nothing;

impl Catalog for Nothing {
    fn schema(&self, _kind: &str) -> Option<&'static Schema> {
        None
    }
}

struct Page {
    container: HtmlElement,
    host: Option<CanvasHost>,
    effects: Rc<RefCell<Vec<Effect>>>,
}

impl Page {
    fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let container: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        for (name, value) in [
            ("position", "fixed"),
            ("left", "0"),
            ("top", "0"),
            ("width", "400px"),
            ("height", "300px"),
        ] {
            container.style().set_property(name, value).unwrap();
        }
        document.body().unwrap().append_child(&container).unwrap();
        let effects: Rc<RefCell<Vec<Effect>>> = Rc::default();
        let heard = effects.clone();
        let on_effect = move |effect| heard.borrow_mut().push(effect);
        let host =
            CanvasHost::mount(container.clone(), Editor::new(&Nothing, 1), on_effect).unwrap();
        host.with(|editor| editor.set_document(&one_node()));
        Self {
            container,
            host: Some(host),
            effects,
        }
    }

    fn canvases(&self) -> Vec<HtmlCanvasElement> {
        let found = self.container.query_selector_all("canvas").unwrap();
        (0..found.length())
            .map(|at| found.get(at).unwrap().unchecked_into())
            .collect()
    }

    fn pixel(&self, layer: usize, x: i32, y: i32) -> Vec<u8> {
        let context = self.canvases()[layer].get_context("2d").unwrap().unwrap();
        let context: CanvasRenderingContext2d = context.unchecked_into();
        let scale = web_sys::window().unwrap().device_pixel_ratio();
        let at = |css: i32| (f64::from(css) * scale).floor();
        context
            .get_image_data(at(x), at(y), 1.0, 1.0)
            .unwrap()
            .data()
            .0
    }

    fn point(&self, kind: &str, x: i32, y: i32) {
        let init = PointerEventInit::new();
        init.set_client_x(x);
        init.set_client_y(y);
        init.set_pointer_id(1);
        init.set_pointer_type("mouse");
        init.set_cancelable(true);
        let event = PointerEvent::new_with_event_init_dict(kind, &init).unwrap();
        self.canvases()[0].dispatch_event(&event).unwrap();
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.container.remove();
    }
}

fn one_node() -> Document {
    let node = Node {
        kind: "thing".into(),
        version: 1,
        title: None,
        position: Point::new(100.0, 100.0),
        params: Default::default(),
        ..Node::default()
    };
    apply_all(
        &Document::default(),
        &[Command::AddNode {
            id: NodeId(1),
            node,
        }],
    )
    .document
}

/// Waits for the browser to have drawn a few frames.
async fn frames() {
    for _ in 0..4 {
        let promise = js_sys::Promise::new(&mut |done, _| {
            let done = Closure::once_into_js(move || done.call0(&JsValue::NULL).unwrap());
            web_sys::window()
                .unwrap()
                .request_animation_frame(done.unchecked_ref())
                .unwrap();
        });
        JsFuture::from(promise).await.unwrap();
    }
}

#[wasm_bindgen_test]
fn two_canvases_that_a_screen_reader_passes_over_in_an_element_that_takes_the_keyboard() {
    let page = Page::new();
    assert_eq!(page.canvases().len(), 2);
    assert!(
        page.canvases()
            .iter()
            .all(|canvas| canvas.get_attribute("aria-hidden").as_deref() == Some("true"))
    );
    assert_eq!(
        page.container.get_attribute("tabindex").as_deref(),
        Some("0")
    );
}

#[wasm_bindgen_test]
async fn a_node_is_drawn_on_the_background_and_the_look_can_change() {
    let page = Page::new();
    frames().await;
    let (ground, header) = (page.pixel(0, 20, 20), page.pixel(0, 300, 106));
    assert_eq!(ground, [0x14, 0x14, 0x15, 0xff]);
    assert_ne!(header, ground);
    page.host.as_ref().unwrap().set_theme(Theme::Light);
    frames().await;
    assert_eq!(page.pixel(0, 20, 20), [0xf1, 0xf1, 0xf2, 0xff]);
}

#[wasm_bindgen_test]
async fn a_drag_becomes_a_commit_and_its_preview_is_on_the_overlay() {
    let page = Page::new();
    frames().await;
    page.point("pointerdown", 200, 110);
    page.point("pointermove", 220, 150);
    page.point("pointermove", 240, 180);
    frames().await;
    assert_ne!(page.pixel(1, 300, 176)[3], 0);
    page.point("pointerup", 240, 180);
    let commits: Vec<String> = page.effects.borrow().iter().filter_map(label).collect();
    assert_eq!(commits, ["Move thing"]);
}

fn label(effect: &Effect) -> Option<String> {
    match effect {
        Effect::Commit { label, .. } => Some(label.clone()),
        _ => None,
    }
}

#[wasm_bindgen_test]
fn the_last_handle_that_goes_takes_the_canvases_along() {
    let mut page = Page::new();
    let clone = page.host.clone();
    drop(page.host.take());
    assert_eq!(page.canvases().len(), 2);
    drop(clone);
    assert_eq!(page.canvases().len(), 0);
}
