//! Drawing a frame: tiles that are wanted, tiles put where they belong, and the layer of what moves.
//! What a canvas draws it may keep for later; so each painted tile is made real at once, or the clock would not see its cost.

use super::{CanvasHost, Inner};
use gesso_canvas::{Area, Cover, DisplayList, Editor, Op, Repaint, TILE_SIDE, Want};
use wasm_bindgen::JsValue;

/// Time for painting in a frame: what shows something wrong, what is missing while the camera moves, while it rests and before
/// anything was shown, and what may come into view. In milliseconds; one tile is painted whatever it takes.
const STALE_MS: f64 = 40.0;
const MOVING_MS: f64 = 4.0;
const RESTING_MS: f64 = 28.0;
const FIRST_MS: f64 = 120.0;
const AHEAD_MS: f64 = 4.0;

/// Set on the page's timeline when all that is in view after [`CanvasHost::begin`] is shown.
const SHOWN: &str = "gesso.shown";

impl CanvasHost {
    /// A workflow opens: nothing of before is shown any more, and painting comes before everything else until all in view
    /// is there. Then the page's timeline has the mark `gesso.shown`.
    pub fn begin(&self) {
        self.inner.begun.set(false);
        self.inner.tells.set(true);
        self.with(Editor::begin);
    }

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
        editor.forget_tiles();
        let frame = editor.frame(self.now());
        self.forget(&frame);
        let mut spent = [0.0; 2];
        for paint in frame.paint.iter().filter(|paint| paint.want < Want::Ahead) {
            self.paint(&mut editor, paint.tile, &mut spent)?;
        }
        self.schedule();
        Ok(spent)
    }

    fn forget(&self, frame: &Repaint) {
        let mut bitmaps = self.bitmaps.borrow_mut();
        frame.forget.iter().for_each(|tile| bitmaps.forget(*tile));
    }

    /// Paints a tile, and adds the milliseconds of making its list and of painting it to `spent`.
    fn paint(
        &self,
        editor: &mut Editor,
        tile: gesso_canvas::TileId,
        spent: &mut [f64; 2],
    ) -> Result<(), JsValue> {
        let began = self.now();
        let Some(patch) = editor.paint_tile(tile) else {
            return Ok(());
        };
        let between = self.now();
        let mut bitmaps = self.bitmaps.borrow_mut();
        let brush = bitmaps.brush(&self.document, tile)?;
        let side = TILE_SIDE as f32;
        if patch.area.w < side || patch.area.h < side {
            brush.draw_inside(patch.area, &patch.list, &self.stock)?;
        } else {
            brush.draw(&patch.list, &self.stock)?;
        }
        bitmaps.make_real(tile)?;
        spent[0] += between - began;
        spent[1] += self.now() - between;
        Ok(())
    }

    /// Draws a frame and says whether another is wanted.
    pub(super) fn draw(&self, time_ms: f64) -> Result<bool, JsValue> {
        let start = self.now();
        let mut editor = self.editor.borrow_mut();
        let frame = editor.frame(time_ms);
        let draft = self.keep_pace(&mut editor, frame.moving, time_ms);
        self.forget(&frame);
        let mut spent = [0.0; 2];
        let (mut left, mut painted) = (0, false);
        let mut wanted = frame.paint.iter();
        for paint in wanted.by_ref() {
            let most = match paint.want {
                Want::Stale => STALE_MS,
                Want::Missing if !self.begun.get() => FIRST_MS,
                Want::Missing if frame.moving => MOVING_MS,
                Want::Missing => RESTING_MS,
                Want::Ahead => AHEAD_MS,
            };
            if painted && spent[0] + spent[1] > most {
                left += usize::from(paint.want < Want::Ahead);
                break;
            }
            self.paint(&mut editor, paint.tile, &mut spent)?;
            painted = true;
        }
        left += wanted
            .clone()
            .filter(|paint| paint.want < Want::Ahead)
            .count();
        let more = wanted.len() > 0 || left > 0;
        self.show(editor.cover(), painted, editor.background())?;
        self.show_overlay(editor.overlay())?;
        let whole = frame.sharp && left == 0;
        self.begun.set(self.begun.get() || whole);
        if whole && self.tells.take() {
            self.mark(SHOWN);
        }
        self.settled.set(whole && !draft);
        self.latest.set([self.now() - start, spent[0] + spent[1]]);
        Ok(frame.again || more || draft)
    }

    /// Where the browser can't keep up with all the pixels of a dense screen, draws fewer while something moves; says whether
    /// it does.
    fn keep_pace(&self, editor: &mut Editor, moving: bool, time_ms: f64) -> bool {
        let (w, h, dpr) = self.extent.get();
        let mut pace = self.pace.borrow_mut();
        if pace.frame(time_ms, moving || editor.is_busy(), dpr) {
            editor.set_draft(pace.draft());
            self.resize_surfaces(w, h, pace.draft().unwrap_or(dpr));
        }
        pace.draft().is_some()
    }

    /// Puts the tiles where they belong, unless they are there.
    fn show(
        &self,
        cover: Cover,
        painted: bool,
        background: gesso_canvas::Ink,
    ) -> Result<(), JsValue> {
        let mut shown = self.shown.borrow_mut();
        if !painted && *shown == cover {
            return Ok(());
        }
        let mut base = self.base.brush.borrow_mut();
        if cover.gaps {
            let whole = Area {
                x: 0.0,
                y: 0.0,
                w: self.base.canvas.width() as f32,
                h: self.base.canvas.height() as f32,
            };
            let blank = Op::Boxes {
                ink: background,
                areas: vec![whole],
            };
            base.draw(&DisplayList { ops: vec![blank] }, &self.stock)?;
        }
        let bitmaps = self.bitmaps.borrow();
        for blit in &cover.blits {
            if let Some(pixels) = bitmaps.get(blit.tile) {
                base.pen.draw_image_with_html_canvas_element_and_dw_and_dh(
                    pixels, blit.x, blit.y, blit.w, blit.h,
                )?;
            }
        }
        *shown = cover;
        Ok(())
    }

    /// Draws the layer of what moves, unless it shows the same already.
    fn show_overlay(&self, list: DisplayList) -> Result<(), JsValue> {
        let mut above = self.above.borrow_mut();
        if *above == list {
            return Ok(());
        }
        let overlay = &self.overlay;
        let mut brush = overlay.brush.borrow_mut();
        let (w, h) = (overlay.canvas.width(), overlay.canvas.height());
        if above.ops.is_empty() != list.ops.is_empty() {
            // An empty layer costs as much to lay over the other as a full one.
            let shown = if list.ops.is_empty() { "none" } else { "block" };
            overlay.canvas.style().set_property("display", shown)?;
        }
        brush.pen.clear_rect(0.0, 0.0, w.into(), h.into());
        brush.draw(&list, &self.stock)?;
        *above = list;
        Ok(())
    }

    fn mark(&self, name: &str) {
        if let Some(performance) = self.window.performance() {
            // Only a name that browsers use themselves is refused.
            drop(performance.mark(name));
        }
    }

    pub(super) fn now(&self) -> f64 {
        self.window
            .performance()
            .map_or(0.0, |performance| performance.now())
    }
}
