//! A picture of the server's in the viewer: a small one stretched underneath, and the tiles that are seen over it. Tiles of
//! another zoom stay until those of the new one are there.

use super::eye::{Eye, TileAt, seen};
use super::hand::Hand;
use super::{SQUARES, Shown};
use crate::editor::desk::desk;
use crate::words::with;
use gesso_graph::ContentKey;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The tiles of a picture that an eye sees; a handle, free to copy.
#[derive(Clone, Copy)]
pub(super) struct Tiles {
    size: (u32, u32),
    eye: Signal<Eye>,
    hand: Hand,
    /// Those that are seen, over those of another level that are seen until all of these are there.
    all: Memo<Vec<TileAt>>,
    loaded: RwSignal<BTreeSet<TileAt>>,
}

impl Tiles {
    /// The tiles of a picture of this size.
    pub(super) fn new(size: (u32, u32), eye: Signal<Eye>, hand: Hand) -> Self {
        let loaded = RwSignal::new(BTreeSet::new());
        let all = Memo::new(move |before: Option<&Vec<TileAt>>| {
            let now = seen(size, eye.get(), hand.extent.get(), hand.dpr.get());
            let level = now.first().map(|tile| tile.level);
            loaded.with(|loaded| {
                if now.iter().all(|tile| loaded.contains(tile)) {
                    return now.clone();
                }
                let before = before.into_iter().flatten();
                let old = before.filter(|tile| Some(tile.level) != level && loaded.contains(*tile));
                old.chain(&now).copied().collect()
            })
        });
        Self {
            size,
            eye,
            hand,
            all,
            loaded,
        }
    }

    /// Where all of the picture is, from its corner on: left, top, width and height. Tracks.
    pub(super) fn whole(self) -> [f64; 4] {
        let (w, h) = self.size;
        let corner = (f64::from(w), f64::from(h));
        self.eye
            .get()
            .place((0.0, 0.0), corner, self.hand.dpr.get())
    }

    /// The tiles of the picture that has this key.
    pub(super) fn view(self, key: ContentKey) -> impl IntoView {
        view! {
            <For each=move || self.all.get() key=|tile| *tile let(tile)>
                {self.tile(key, tile)}
            </For>
        }
    }

    fn tile(self, key: ContentKey, tile: TileAt) -> impl IntoView {
        let (from, to) = tile.corners(self.size);
        // It stays in its place while the picture is moved.
        let place = Memo::new(move |_| self.eye.get().place(from, to, self.hand.dpr.get()));
        let loaded = self.loaded;
        on_cleanup(move || {
            loaded.try_update(|loaded| loaded.remove(&tile));
        });
        view! {
            <img
                class="viewer-tile"
                src=tile_url(key, tile)
                alt=""
                draggable="false"
                style:left=move || px(place.get()[0])
                style:top=move || px(place.get()[1])
                style:width=move || px(place.get()[2])
                style:height=move || px(place.get()[3])
                on:load=move |_| { loaded.update(|loaded| { loaded.insert(tile); }) }
            />
        }
    }
}

/// The picture.
#[component]
pub(super) fn Picture(shown: Shown, hand: Hand) -> impl IntoView {
    let Shown {
        key, size, under, ..
    } = shown;
    let desk = desk();
    let title = move || with("result-of", &[("what", &desk.title(shown.node))]);
    let tiles = Tiles::new(size, hand.eye.into(), hand);
    view! {
        <div
            class=move || format!("viewer-picture {}", desk.backdrop(shown.node))
            class:is-squares=move || { hand.eye.get().zoom >= SQUARES }
            role="img"
            aria-label=title
            style:left=move || px(hand.eye.get().x)
            style:top=move || px(hand.eye.get().y)
            style:width=move || px(tiles.whole()[2])
            style:height=move || px(tiles.whole()[3])
        >
            {under.map(|address| view! { <img class="viewer-under" src=address alt="" draggable="false" /> })}
            {key.map(|key| tiles.view(key))}
        </div>
    }
}

/// A length in CSS.
pub(super) fn px(length: f64) -> String {
    format!("{length:.3}px")
}

/// Where a tile is had.
pub(super) fn tile_url(key: ContentKey, TileAt { level, col, row }: TileAt) -> String {
    format!("/picture/{key}/{level}/{col}/{row}")
}
