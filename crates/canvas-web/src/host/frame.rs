//! Drawing a frame: tiles that are wanted, tiles put where they belong, and the layer of what moves.
//! What a canvas draws it may keep for later; so each painted tile is made real at once, or the clock would not see its cost.

use super::{CanvasHost, Inner};
use gesso_canvas::{Area, Blit, Cover, DisplayList, Editor, Op, Repaint, TILE_SIDE, TileId, Want};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// Time for painting in a frame: what shows something wrong, what is missing while the camera moves, while it rests and before
/// anything was shown, and what may come into view. In milliseconds; one tile is painted whatever it takes.
const STALE_MS: f64 = 40.0;
const MOVING_MS: f64 = 4.0;
const RESTING_MS: f64 = 11.0;
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
            while self.paint(&mut editor, paint.tile, &mut spent)? {}
        }
        self.schedule();
        Ok(spent)
    }

    fn forget(&self, frame: &Repaint) {
        let mut bitmaps = self.bitmaps.borrow_mut();
        frame.forget.iter().for_each(|tile| bitmaps.forget(*tile));
    }

    /// Paints a tile, or some of a crowded one, and adds the milliseconds of making its list and of painting it to `spent`.
    /// Whether there is more of it to paint.
    fn paint(
        &self,
        editor: &mut Editor,
        tile: TileId,
        spent: &mut [f64; 2],
    ) -> Result<bool, JsValue> {
        let began = self.now();
        let Some(patch) = editor.paint_tile(tile) else {
            return Ok(false);
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
        Ok(patch.more)
    }

    /// Draws a frame and says whether another is wanted.
    pub(super) fn draw(&self, time_ms: f64) -> Result<bool, JsValue> {
        let start = self.now();
        let mut editor = self.editor.borrow_mut();
        let frame = editor.frame(time_ms);
        let draft = self.keep_pace(&mut editor, frame.moving, time_ms);
        self.forget(&frame);
        let mut spent = [0.0; 2];
        let mut painted = BTreeSet::new();
        let mut at = 0;
        while let Some(paint) = frame.paint.get(at) {
            let most = match paint.want {
                Want::Stale => STALE_MS,
                Want::Missing if !self.begun.get() => FIRST_MS,
                Want::Missing if frame.moving => MOVING_MS,
                Want::Missing => RESTING_MS,
                Want::Ahead => AHEAD_MS,
            };
            if !painted.is_empty() && spent[0] + spent[1] > most {
                break;
            }
            painted.insert(paint.tile);
            at += usize::from(!self.paint(&mut editor, paint.tile, &mut spent)?);
        }
        let rest = &frame.paint[at..];
        let more = !rest.is_empty();
        let left = rest.iter().any(|paint| paint.want < Want::Ahead);
        self.show(editor.cover(), &painted, editor.background())?;
        self.show_overlay(editor.overlay())?;
        let whole = frame.sharp && !left;
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

    /// Puts the tiles where they belong, unless they are there. Where nothing moved, those that were painted are put down
    /// again, unless others lie over them.
    fn show(
        &self,
        cover: Cover,
        painted: &BTreeSet<TileId>,
        background: gesso_canvas::Ink,
    ) -> Result<(), JsValue> {
        let mut shown = self.shown.borrow_mut();
        let is_new = |blit: &Blit| painted.contains(&blit.tile);
        let stays = *shown == cover;
        if stays && !cover.blits.iter().any(is_new) {
            return Ok(());
        }
        let in_layers = cover
            .blits
            .windows(2)
            .any(|pair| pair[0].tile.level != pair[1].tile.level);
        let all = !stays || cover.gaps || in_layers;
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
        for blit in cover.blits.iter().filter(|blit| all || is_new(blit)) {
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
