//! The value of the pixel under the pointer, read from the full-size tile that has it.

use super::eye::TileAt;
use super::hand::Hand;
use super::tile_url;
use crate::browser::pixels::{self, Pixels};
use gesso_graph::ContentKey;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How many tiles are kept decoded.
const KEPT: usize = 12;

type Tiles = BTreeMap<(ContentKey, TileAt), Option<Pixels>>;

/// Place, colour and hexadecimal digits.
#[component]
pub(super) fn PixelValue(
    /// The picture.
    key: Memo<Option<ContentKey>>,
    /// The pointer.
    hand: Hand,
) -> impl IntoView {
    let tiles = RwSignal::new(Tiles::new());
    let place = Memo::new(move |_| Some((key.get()?, hand.at.get()?)));
    Effect::new(move |_| {
        let Some((key, at)) = place.get() else { return };
        let (tile, _) = TileAt::of_pixel(at);
        let is_new = tiles.with_untracked(|tiles| !tiles.contains_key(&(key, tile)));
        if is_new {
            tiles.update_untracked(|tiles| {
                if tiles.len() >= KEPT {
                    tiles.clear();
                }
                // An empty place says that the tile is on its way.
                tiles.insert((key, tile), None);
            });
            leptos::task::spawn_local(async move {
                let loaded = pixels::load(&tile_url(key, tile)).await;
                tiles.try_update(|tiles| tiles.insert((key, tile), loaded));
            });
        }
    });
    let value = move || {
        let (key, at) = place.get()?;
        let (tile, (x, y)) = TileAt::of_pixel(at);
        tiles.with(|tiles| tiles.get(&(key, tile))?.as_ref()?.at(x, y))
    };
    move || {
        place.get().map(|(_, (x, y))| {
            let value = value();
            let color =
                value.map(|[r, g, b, a]| format!("rgb({r} {g} {b} / {:.3})", f64::from(a) / 255.0));
            view! {
                <span class="pixel mono">
                    <span class="pixel-color" style:background-color=color></span>
                    {format!("{x}, {y}")}
                    {value.map(words)}
                </span>
            }
        })
    }
}

fn words([r, g, b, a]: [u8; 4]) -> String {
    if a == 255 {
        format!(" · {r} {g} {b} · #{r:02x}{g:02x}{b:02x}")
    } else {
        format!(" · {r} {g} {b} {a} · #{r:02x}{g:02x}{b:02x}{a:02x}")
    }
}
