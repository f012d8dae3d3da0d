//! What the worker says becomes pictures of nodes and of the viewer.

use super::wish::{Part, Spot};
use super::{Shown, State};
use crate::browser::pixels;
use crate::browser::preview::{Bitmap, carry};
use crate::editor::desk::Desk;
use crate::session::node_views::PICTURE_WIDTH;
use crate::words::text;
use gesso_canvas::{PREVIEW, PictureRef};
use gesso_graph::{ContentKey, NodeId};
use gesso_sync::{PreviewLook, PreviewNews};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// Takes in what the worker says.
pub(super) fn hear(desk: Desk, news: PreviewNews, bitmap: Option<Bitmap>) {
    let preview = desk.preview;
    match news {
        PreviewNews::Pixels {
            look,
            full,
            area,
            stops,
            ..
        } => {
            note_size(desk, look.key(), full);
            match (look, bitmap) {
                (PreviewLook::Small { key, .. }, Some(bitmap)) => {
                    show_small(desk, key, full, bitmap);
                }
                (
                    PreviewLook::Part {
                        key,
                        level,
                        x,
                        y,
                        w,
                        h,
                    },
                    Some(bitmap),
                ) => {
                    let wanted = Part { level, x, y, w, h };
                    show_part(desk, key, full, wanted, (area, &bitmap), stops);
                }
                (_, None) => {}
            }
        }
        PreviewNews::Failed {
            look,
            reason,
            stops,
        } => {
            let seen = preview.seen.get_untracked().map(|(seen, _)| seen);
            for spot in shown_by(desk, look.key()) {
                let is_seen = seen == Some(spot);
                if is_seen && stops.is_empty() && has_coarser(desk, spot, look) {
                    continue;
                }
                forget(desk, spot.name);
                if is_seen {
                    preview.shown.set(None);
                    say_stops(desk, stops.clone());
                    // Where it only stops that is said.
                    let why = stops.is_empty().then(|| (spot.name, reason.clone()));
                    preview.why.set(why);
                }
            }
        }
        PreviewNews::Rests { number } => {
            preview.asked.update_value(|asked| asked.rests(number));
            preview.settle();
        }
        PreviewNews::Unable => {
            preview.state.set(State::Unable);
            desk.session.say(text("preview-unable"));
        }
    }
}

fn shown_by(desk: Desk, key: ContentKey) -> Vec<Spot> {
    let awaited = desk.preview.awaited;
    awaited.with_value(|awaited| awaited.get(&key).cloned().unwrap_or_default())
}

/// The viewer has to know how large a picture is before it can say what it sees of it.
fn note_size(desk: Desk, key: ContentKey, full: (u32, u32)) {
    let preview = desk.preview;
    let mut spots = shown_by(desk, key);
    let nearby = preview.nearby;
    spots.extend(nearby.with_value(|nearby| nearby.get(&key).cloned().unwrap_or_default()));
    let is_new = |spot: &Spot| {
        preview
            .sizes
            .with_untracked(|sizes| sizes.get(&spot.name) != Some(&full))
    };
    spots.retain(is_new);
    if !spots.is_empty() {
        preview.sizes.update(|sizes| {
            sizes.extend(spots.into_iter().map(|spot| (spot.name, full)));
        });
    }
}

/// Whether a part that can't be shown is asked for at a coarser level.
fn has_coarser(desk: Desk, spot: Spot, look: PreviewLook) -> bool {
    let preview = desk.preview;
    let size = preview
        .sizes
        .with_untracked(|sizes| sizes.get(&spot.name).copied());
    match (look, size) {
        (PreviewLook::Part { level, .. }, Some(size)) => preview.coarsen(desk, spot, level, size),
        _ => false,
    }
}

fn say_stops(desk: Desk, stops: BTreeSet<NodeId>) {
    if desk.preview.stops.with_untracked(|old| *old != stops) {
        desk.preview.stops.set(stops);
    }
}

fn show_small(desk: Desk, key: ContentKey, (w, h): (u32, u32), bitmap: Bitmap) {
    let spots = shown_by(desk, key);
    if spots.is_empty() {
        return;
    }
    let url = address(key);
    desk.stage.put_picture(&url, bitmap);
    let preview = desk.preview;
    let mut old = BTreeSet::new();
    preview.pictured.update_value(|pictured| {
        for spot in &spots {
            let before = pictured.insert(spot.name, (*spot, key));
            old.extend(before.map(|(_, before)| before));
        }
        old.retain(|old| pictured.values().all(|(_, key)| key != old));
    });
    let picture = PictureRef {
        url: url.as_str().into(),
        w,
        h,
    };
    preview.live.update(|live| {
        for spot in spots {
            live.insert(spot.name, picture.clone());
        }
    });
    for key in old {
        desk.stage.forget_picture(&address(key));
    }
}

fn address(key: ContentKey) -> String {
    format!("{PREVIEW}{key}")
}

type Piece<'a> = ((u32, u32, u32, u32), &'a Bitmap);

fn show_part(
    desk: Desk,
    key: ContentKey,
    full: (u32, u32),
    wanted: Part,
    (area, bitmap): Piece<'_>,
    stops: BTreeSet<NodeId>,
) {
    let preview = desk.preview;
    let seen = preview.seen.get_untracked();
    let seen = seen.filter(|(spot, _)| shown_by(desk, key).contains(spot));
    let (Some((spot, _)), Some(Some(canvas))) = (seen, preview.canvas.try_get_untracked()) else {
        return;
    };
    let part = wanted.within(full);
    let at = (area.0 - part.x, area.1 - part.y);
    let before = preview.shown.get_untracked();
    let before = before.filter(|old| old.spot == spot && old.full == full);
    if before.as_ref().map(|old| old.part) != Some(part) {
        // Until all pieces of another part have come, what is in both stays where it is in the picture, and the rest is soft.
        let to = before.map(|old| part.place_of(old.part, full));
        let soft = untrack(|| preview.small(spot, full));
        let soft = soft.and_then(|soft| desk.stage.picture(&soft.url));
        let soft = soft.map(|soft| (soft, part.place_of(Part::whole(0), full)));
        carry(&canvas, (part.w.max(at.0 + area.2), part.h), to, soft);
    }
    bitmap.draw(&canvas, at);
    let shown = Shown {
        spot,
        key,
        full,
        part,
    };
    if preview
        .shown
        .with_untracked(|old| old.as_ref() != Some(&shown))
    {
        preview.shown.set(Some(shown));
        preview.why.set(None);
    }
    say_stops(desk, stops);
}

/// A node shows what the server has again.
pub(super) fn forget(desk: Desk, name: NodeId) {
    let preview = desk.preview;
    let gone = preview.pictured.try_update_value(|pictured| {
        let (_, key) = pictured.remove(&name)?;
        let is_last = pictured.values().all(|(_, other)| *other != key);
        is_last.then_some(key)
    });
    if preview.live.with_untracked(|live| live.contains_key(&name)) {
        preview.live.update(|live| {
            live.remove(&name);
        });
    }
    if let Some(key) = gone.flatten() {
        desk.stage.forget_picture(&address(key));
    }
}

/// The same once the server's picture has been loaded, so that none is missing in between.
pub(super) fn forget_when_loaded(desk: Desk, spot: Spot, key: ContentKey) {
    let hash = desk.session.steps.with_untracked(|steps| {
        let step = steps.get(&spot.shows)?;
        step.result.as_ref()?.preview.clone()
    });
    spawn_local(async move {
        if let Some(hash) = hash {
            pixels::load(&format!("/artifact/{hash}?w={PICTURE_WIDTH}")).await;
        }
        let pictured = desk.preview.pictured;
        let is_same = |pictured: &super::Pictured| pictured.get(&spot.name) == Some(&(spot, key));
        if pictured.try_with_value(is_same) == Some(true) {
            forget(desk, spot.name);
        }
    });
}
