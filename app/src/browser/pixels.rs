//! Reading the pixels of a picture of this site, for the value under the pointer.

use crate::browser::preview::Bitmap;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// A decoded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pixels {
    /// Width.
    w: u32,
    /// Straight RGBA, row-major.
    rgba: Vec<u8>,
}

impl Pixels {
    /// Width and height.
    pub(crate) fn size(&self) -> (u32, u32) {
        let row = self.w as usize * 4;
        (self.w, (self.rgba.len() / row.max(1)) as u32)
    }

    /// All of them: straight RGBA, row by row.
    pub(crate) fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// The colour of a pixel: straight RGBA.
    pub(crate) fn at(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.w {
            return None;
        }
        let start = (y as usize * self.w as usize + x as usize) * 4;
        self.rgba.get(start..start + 4)?.try_into().ok()
    }
}

/// Loads a picture and its pixels; none when it can't be loaded.
pub(crate) async fn load(url: &str) -> Option<Pixels> {
    decode(url).await.ok()
}

/// The colour of a pixel of a canvas: straight RGBA.
pub(crate) fn of_canvas(canvas: &HtmlCanvasElement, x: u32, y: u32) -> Option<[u8; 4]> {
    if x >= canvas.width() || y >= canvas.height() {
        return None;
    }
    let (x, y) = (f64::from(x), f64::from(y));
    let pixel = pen(canvas).ok()?.get_image_data(x, y, 1.0, 1.0).ok()?;
    pixel.data().0.try_into().ok()
}

/// The pixels of a bitmap.
pub(crate) fn of_bitmap(bitmap: &Bitmap) -> Option<Pixels> {
    let canvas = canvas().ok()?;
    bitmap.fill(&canvas);
    read(&canvas).ok()
}

async fn decode(url: &str) -> Result<Pixels, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let canvas = canvas()?;
    canvas.set_width(image.natural_width());
    canvas.set_height(image.natural_height());
    pen(&canvas)?.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
    read(&canvas)
}

fn canvas() -> Result<HtmlCanvasElement, JsValue> {
    Ok(document().create_element("canvas")?.unchecked_into())
}

fn pen(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    let pen = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    Ok(pen.unchecked_into())
}

fn read(canvas: &HtmlCanvasElement) -> Result<Pixels, JsValue> {
    let (w, h) = (canvas.width(), canvas.height());
    let data = pen(canvas)?.get_image_data(0.0, 0.0, f64::from(w), f64::from(h))?;
    Ok(Pixels {
        w,
        rgba: data.data().0,
    })
}
