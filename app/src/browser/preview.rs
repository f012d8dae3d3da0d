//! The worker that previews, as a thing one can ask, and the bitmaps it makes.

use crate::shell::PREVIEW;
use gesso_sync::{PreviewAsk, PreviewNews};
use leptos::prelude::document;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, MessageEvent, Worker, WorkerOptions,
    WorkerType,
};

/// A worker that is there; it ends with this.
pub(crate) struct PreviewWorker {
    worker: Worker,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

/// A picture that was made in the browser.
pub(crate) struct Bitmap(ImageBitmap);

impl PreviewWorker {
    /// Starts the worker of this page; nothing where the page was built without one or the browser refuses.
    pub(crate) fn start(heard: impl Fn(PreviewNews, Option<Bitmap>) + 'static) -> Option<Self> {
        let named = format!("meta[name={PREVIEW}]");
        let address = document()
            .query_selector(&named)
            .ok()??
            .get_attribute("content")?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address, &options).ok()?;
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let field = |name: &str| js_sys::Reflect::get(&event.data(), &name.into()).ok();
            let news = field("news").and_then(|news| news.as_string());
            let news = news.and_then(|news| serde_json::from_str(&news).ok());
            let bitmap = field("bitmap").and_then(|bitmap| bitmap.dyn_into().ok());
            if let Some(news) = news {
                heard(news, bitmap.map(Bitmap));
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Self {
            worker,
            _heard: heard,
        })
    }

    /// Takes the place of what was asked before.
    pub(crate) fn ask(&self, ask: &PreviewAsk) {
        if let Ok(text) = serde_json::to_string(ask) {
            // Text can always be sent.
            drop(self.worker.post_message(&text.into()));
        }
    }
}

impl Drop for PreviewWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.terminate();
    }
}

impl Bitmap {
    /// Draws all of it at a place of a canvas that has this size.
    pub(crate) fn draw(&self, canvas: &HtmlCanvasElement, size: (u32, u32), at: (u32, u32)) {
        // Setting a size empties a canvas.
        if (canvas.width(), canvas.height()) != size {
            canvas.set_width(size.0);
            canvas.set_height(size.1);
        }
        // Nothing is seen in a browser that has no canvas; it has shown nothing before either.
        drop(self.try_draw(canvas, at));
    }

    fn try_draw(&self, canvas: &HtmlCanvasElement, at: (u32, u32)) -> Result<(), JsValue> {
        let pen = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
        let pen: CanvasRenderingContext2d = pen.unchecked_into();
        let (x, y) = (f64::from(at.0), f64::from(at.1));
        let (w, h) = (f64::from(self.0.width()), f64::from(self.0.height()));
        pen.clear_rect(x, y, w, h);
        pen.draw_image_with_image_bitmap(&self.0, x, y)
    }

    /// The browser's own.
    #[cfg(feature = "hydrate")]
    pub(crate) fn take(self) -> ImageBitmap {
        self.0
    }
}
