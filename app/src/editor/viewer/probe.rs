//! The colour of a pixel of what is shown: of the preview while that is shown, otherwise of the server's full-size tile, or of the
//! small picture of a file that no run has read yet.

use super::eye::TileAt;
use super::hand::Hand;
use super::{Shown, tile_url};
use crate::browser::pixels::{self, Pixels};
use crate::editor::desk::Desk;
use crate::editor::preview::wish::Part;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How many pictures are kept decoded.
const KEPT: usize = 12;

/// Pixels by their address; none while they are on their way.
type Kept = BTreeMap<String, Option<Pixels>>;

/// Reads pixels; a handle, free to copy.
#[derive(Clone, Copy)]
pub(super) struct Probe {
    desk: Desk,
    shown: Memo<Option<Shown>>,
    kept: RwSignal<Kept>,
}

impl Probe {
    /// Makes ready what is under the pointer, as long as the current owner lives.
    pub(super) fn new(desk: Desk, shown: Memo<Option<Shown>>, hand: Hand) -> Self {
        let kept = RwSignal::new(Kept::new());
        Effect::new(move |_| {
            let at = hand.at.get();
            let address = at.and_then(|at| shown.with(|shown| address(shown.as_ref()?, at)));
            let is_new = |address: &String| kept.with_untracked(|kept| !kept.contains_key(address));
            if let Some(address) = address.filter(is_new) {
                kept.update_untracked(|kept| {
                    if kept.len() >= KEPT {
                        kept.clear();
                    }
                    kept.insert(address.clone(), None);
                });
                leptos::task::spawn_local(async move {
                    let loaded = pixels::load(&address).await;
                    kept.try_update(|kept| kept.insert(address, loaded));
                });
            }
        });
        Self { desk, shown, kept }
    }

    /// The colour of a pixel, once it is there: straight RGBA. Tracks.
    pub(super) fn color(self, at: (u32, u32)) -> Option<[u8; 4]> {
        let shown = self.shown.get()?;
        match address(&shown, at) {
            Some(address) => self
                .kept
                .with(|kept| read(kept.get(&address)?.as_ref()?, &shown, at)),
            None => self.live(at),
        }
    }

    /// The same of what is shown now, waited for: another picture may be shown meanwhile.
    pub(super) fn take(self, at: (u32, u32)) -> impl Future<Output = Option<[u8; 4]>> + 'static {
        let shown = self.shown.get_untracked();
        let address = shown.as_ref().and_then(|shown| address(shown, at));
        let live = address
            .is_none()
            .then(|| untrack(|| self.live(at)))
            .flatten();
        async move {
            match address {
                Some(address) => read(&pixels::load(&address).await?, &shown?, at),
                None => live.filter(|_| shown.is_some()),
            }
        }
    }

    fn live(self, (x, y): (u32, u32)) -> Option<[u8; 4]> {
        let preview = self.desk.preview;
        let drawn = preview.shown;
        let (full, part) = drawn.with(|drawn| drawn.as_ref().map(|it| (it.full, it.part)))?;
        let whole = Part::whole(part.level).within(full);
        let x = scaled(x, full.0, whole.w).checked_sub(part.x)?;
        let y = scaled(y, full.1, whole.h).checked_sub(part.y)?;
        pixels::of_canvas(&preview.canvas.get_untracked()?, x, y)
    }
}

/// Where the pixels around one are loaded from; nothing for the preview, which is here.
fn address(shown: &Shown, at: (u32, u32)) -> Option<String> {
    match shown.key {
        Some(key) => Some(tile_url(key, TileAt::of_pixel(at).0)),
        None => shown.under.clone(),
    }
}

fn read(pixels: &Pixels, shown: &Shown, at: (u32, u32)) -> Option<[u8; 4]> {
    if shown.key.is_some() {
        let (_, (x, y)) = TileAt::of_pixel(at);
        return pixels.at(x, y);
    }
    let (w, h) = pixels.size();
    pixels.at(scaled(at.0, shown.size.0, w), scaled(at.1, shown.size.1, h))
}

fn scaled(at: u32, full: u32, to: u32) -> u32 {
    (u64::from(at) * u64::from(to) / u64::from(full.max(1))) as u32
}
