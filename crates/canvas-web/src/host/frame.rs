//! Drawing a frame: tiles that are wanted, tiles put where they belong, and the layer of what moves.

use super::{CanvasHost, Inner};
use gesso_canvas::{Area, DisplayList, Op};
use wasm_bindgen::JsValue;

/// Time for tiles that can wait, in each frame.
const PAINT_MS: f64 = 6.0;
/// Time for tiles that can't: beyond it a frame is shown incomplete.
const URGENT_MS: f64 = 60.0;

impl CanvasHost {
    /// The last frame left nothing to paint: everything in view is there, and sharp.
    pub fn is_settled(&self) -> bool {
        self.inner.settled.get()
    }

    /// Milliseconds that the last frame took, and how many of them went into painting tiles.
    pub fn latest_frame(&self) -> [f64; 2] {
        self.inner.latest.get()
    }

    /// Paints everything in view anew; the milliseconds of making the lists, and of painting them.
    pub fn repaint(&self) -> [f64; 2] {
        // Only a lost context fails, and then nothing was painted.
        self.inner.repaint().unwrap_or_default()
    }
}

impl Inner {
    fn repaint(&self) -> Result<[f64; 2], JsValue> {
        let mut editor = self.editor.borrow_mut();
        let mut bitmaps = self.bitmaps.borrow_mut();
        editor.forget_tiles();
        let frame = editor.frame(self.now());
        for tile in frame.forget {
            bitmaps.forget(tile);
        }
        let (mut made, mut painted) = (0.0, 0.0);
        for paint in &frame.paint {
            let began = self.now();
            if let Some(list) = editor.paint_tile(paint.tile) {
                let between = self.now();
                let brush = bitmaps.brush(&self.document, paint.tile)?;
                brush.draw(&list, &self.stock)?;
                made += between - began;
                painted += self.now() - between;
            }
        }
        self.shown.borrow_mut().clear();
        self.schedule();
        Ok([made, painted])
    }

    /// Draws a frame and says whether another is wanted.
    pub(super) fn draw(&self, time_ms: f64) -> Result<bool, JsValue> {
        let start = self.now();
        let mut editor = self.editor.borrow_mut();
        let mut bitmaps = self.bitmaps.borrow_mut();
        let frame = editor.frame(time_ms);
        for tile in frame.forget {
            bitmaps.forget(tile);
        }
        let mut painted = false;
        for paint in &frame.paint {
            let spent = self.now() - start;
            if painted && spent > if paint.urgent { URGENT_MS } else { PAINT_MS } {
                break;
            }
            if let Some(list) = editor.paint_tile(paint.tile) {
                bitmaps
                    .brush(&self.document, paint.tile)?
                    .draw(&list, &self.stock)?;
                painted = true;
            }
        }
        let painting = if painted { self.now() - start } else { 0.0 };
        let mut shown = self.shown.borrow_mut();
        if painted || *shown != frame.blits {
            let mut base = self.base.brush.borrow_mut();
            if frame
                .blits
                .iter()
                .any(|blit| bitmaps.get(blit.tile).is_none())
            {
                let (w, h) = (
                    self.base.canvas.width() as f32,
                    self.base.canvas.height() as f32,
                );
                let areas = vec![Area {
                    x: 0.0,
                    y: 0.0,
                    w,
                    h,
                }];
                let blank = Op::Boxes {
                    ink: editor.background(),
                    areas,
                };
                base.draw(&DisplayList { ops: vec![blank] }, &self.stock)?;
            }
            for blit in &frame.blits {
                if let Some(pixels) = bitmaps.get(blit.tile) {
                    base.pen.draw_image_with_html_canvas_element_and_dw_and_dh(
                        pixels, blit.x, blit.y, blit.w, blit.h,
                    )?;
                }
            }
            *shown = frame.blits;
        }
        let overlay = &self.overlay;
        let mut brush = overlay.brush.borrow_mut();
        brush.pen.clear_rect(
            0.0,
            0.0,
            overlay.canvas.width().into(),
            overlay.canvas.height().into(),
        );
        brush.draw(&editor.overlay(), &self.stock)?;
        self.settled.set(!frame.again);
        self.latest.set([self.now() - start, painting]);
        Ok(frame.again)
    }

    pub(super) fn now(&self) -> f64 {
        self.window
            .performance()
            .map_or(0.0, |performance| performance.now())
    }
}
