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
    /// Draws all of it at a place of a canvas.
    pub(crate) fn draw(&self, canvas: &HtmlCanvasElement, at: (u32, u32)) {
        // Nothing is seen in a browser that has no canvas; it has shown nothing before either.
        drop(self.try_draw(canvas, at));
    }

    fn try_draw(&self, canvas: &HtmlCanvasElement, at: (u32, u32)) -> Result<(), JsValue> {
        let pen = pen(canvas)?;
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

    /// A canvas becomes this picture.
    pub(crate) fn fill(&self, canvas: &HtmlCanvasElement) {
        canvas.set_width(self.0.width());
        canvas.set_height(self.0.height());
        self.draw(canvas, (0, 0));
    }
}

#[cfg(feature = "hydrate")]
impl From<ImageBitmap> for Bitmap {
    fn from(bitmap: ImageBitmap) -> Self {
        Self(bitmap)
    }
}

/// Where something goes on a canvas: left, top, width and height.
pub(crate) type To = [f64; 4];

/// Gives a canvas this size. What it showed goes to a place of it, and around that a softer picture to its own place; without
/// places there is nothing.
pub(crate) fn carry(
    canvas: &HtmlCanvasElement,
    size: (u32, u32),
    to: Option<To>,
    soft: Option<(Bitmap, To)>,
) {
    // As for drawing: without a canvas nothing was seen before.
    drop(try_carry(canvas, size, to, soft));
}

fn try_carry(
    canvas: &HtmlCanvasElement,
    (w, h): (u32, u32),
    to: Option<To>,
    soft: Option<(Bitmap, To)>,
) -> Result<(), JsValue> {
    let old = match to {
        Some(to) if canvas.width() > 0 && canvas.height() > 0 => {
            let copy: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
            copy.set_width(canvas.width());
            copy.set_height(canvas.height());
            pen(&copy)?.draw_image_with_html_canvas_element(canvas, 0.0, 0.0)?;
            Some((copy, to))
        }
        _ => None,
    };
    // Setting a size empties a canvas, also when it is the same.
    canvas.set_width(w);
    canvas.set_height(h);
    let pen = pen(canvas)?;
    if let Some((Bitmap(soft), [x, y, w, h])) = soft {
        pen.draw_image_with_image_bitmap_and_dw_and_dh(&soft, x, y, w, h)?;
    }
    if let Some((copy, [x, y, w, h])) = old {
        // What is transparent stays so.
        pen.clear_rect(x, y, w, h);
        pen.draw_image_with_html_canvas_element_and_dw_and_dh(&copy, x, y, w, h)?;
    }
    Ok(())
}

fn pen(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    let pen = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    Ok(pen.unchecked_into())
}
