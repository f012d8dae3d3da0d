//! The pixels of the base layer's tiles, one small canvas each, used again when a tile is forgotten.

use crate::brush::Brush;
use gesso_canvas::{TILE_SIDE, TileId};
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, Document, HtmlCanvasElement};

/// Canvases kept for the next tiles.
const SPARE: usize = 4;

struct Bitmap {
    canvas: HtmlCanvasElement,
    brush: Brush,
}

/// The tiles' pixels.
#[derive(Default)]
pub(crate) struct Bitmaps {
    tiles: BTreeMap<TileId, Bitmap>,
    spare: Vec<Bitmap>,
    /// One pixel that takes from each painted tile.
    drop: Option<CanvasRenderingContext2d>,
}

impl Bitmaps {
    /// The canvas of a tile, to be painted.
    pub(crate) fn brush(
        &mut self,
        document: &Document,
        tile: TileId,
    ) -> Result<&mut Brush, JsValue> {
        if !self.tiles.contains_key(&tile) {
            let bitmap = match self.spare.pop() {
                Some(bitmap) => bitmap,
                None => Bitmap::new(document)?,
            };
            self.tiles.insert(tile, bitmap);
        }
        self.tiles
            .get_mut(&tile)
            .map(|bitmap| &mut bitmap.brush)
            .ok_or(JsValue::NULL)
    }

    /// The pixels of a tile, if it has been painted.
    pub(crate) fn get(&self, tile: TileId) -> Option<&HtmlCanvasElement> {
        self.tiles.get(&tile).map(|bitmap| &bitmap.canvas)
    }

    /// Has the browser draw now what it may have put off.
    pub(crate) fn make_real(&mut self, tile: TileId) -> Result<(), JsValue> {
        let Some(bitmap) = self.tiles.get(&tile) else {
            return Ok(());
        };
        let pen = match &mut self.drop {
            Some(pen) => pen,
            none => {
                let document = bitmap.canvas.owner_document().ok_or(JsValue::NULL)?;
                none.insert(context(&create(&document, 1, 1)?, true)?)
            }
        };
        pen.draw_image_with_html_canvas_element(&bitmap.canvas, 0.0, 0.0)
    }

    pub(crate) fn forget(&mut self, tile: TileId) {
        if let Some(bitmap) = self.tiles.remove(&tile)
            && self.spare.len() < SPARE
        {
            self.spare.push(bitmap);
        }
    }
}

impl Bitmap {
    fn new(document: &Document) -> Result<Self, JsValue> {
        let canvas = create(document, TILE_SIDE, TILE_SIDE)?;
        let brush = Brush::new(context(&canvas, true)?);
        Ok(Self { canvas, brush })
    }
}

/// A canvas outside the page.
pub(crate) fn create(document: &Document, w: u32, h: u32) -> Result<HtmlCanvasElement, JsValue> {
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(w);
    canvas.set_height(h);
    Ok(canvas)
}

/// A canvas's 2D context. Opaque ones are blitted without blending.
pub(crate) fn context(
    canvas: &HtmlCanvasElement,
    opaque: bool,
) -> Result<CanvasRenderingContext2d, JsValue> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"alpha".into(), &(!opaque).into())?;
    let context = canvas.get_context_with_context_options("2d", &options)?;
    Ok(context
        .ok_or("this browser has no 2D canvas")?
        .unchecked_into())
}
