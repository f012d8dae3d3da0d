//! A list whose pixels are kept: drawn when it is another than before, put down as a picture otherwise.

use super::{Brush, Stock};
use crate::bitmaps::{context, create};
use gesso_canvas::{Area, DisplayList};
use std::sync::Arc;
use wasm_bindgen::JsValue;
use web_sys::HtmlCanvasElement;

/// The pixels of the latest such list. A canvas shows one, its map.
pub(crate) struct Kept {
    list: Arc<DisplayList>,
    canvas: HtmlCanvasElement,
}

impl Brush {
    pub(super) fn kept(
        &mut self,
        area: Area,
        list: &Arc<DisplayList>,
        stock: &Stock,
    ) -> Result<(), JsValue> {
        let (w, h) = (area.w.ceil() as u32, area.h.ceil() as u32);
        let known = stock.kept.borrow_mut().take();
        let is_same = |kept: &Kept| {
            let extent = (kept.canvas.width(), kept.canvas.height());
            Arc::ptr_eq(&kept.list, list) && extent == (w, h)
        };
        let kept = match known.filter(is_same) {
            Some(kept) => kept,
            None => {
                let page = self.pen.canvas().and_then(|canvas| canvas.owner_document());
                let canvas = create(&page.ok_or(JsValue::NULL)?, w, h)?;
                Self::new(context(&canvas, false)?).draw(list, stock)?;
                let list = list.clone();
                Kept { list, canvas }
            }
        };
        let (x, y) = (area.x.round().into(), area.y.round().into());
        let drawn = self
            .pen
            .draw_image_with_html_canvas_element(&kept.canvas, x, y);
        *stock.kept.borrow_mut() = Some(kept);
        drawn
    }
}
