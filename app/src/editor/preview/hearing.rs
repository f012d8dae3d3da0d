//! What the worker says becomes pictures of nodes and of the viewer.

use super::wish::Part;
use super::{Shown, State};
use crate::browser::pixels;
use crate::browser::preview::Bitmap;
use crate::editor::desk::Desk;
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
        } => match (look, bitmap) {
            (PreviewLook::Small { key, .. }, Some(bitmap)) => show_small(desk, key, full, bitmap),
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
        },
        PreviewNews::Failed { look, stops, .. } => {
            for name in shown_by(desk, look.key()) {
                forget(desk, name);
                if preview
                    .seen
                    .get_untracked()
                    .is_some_and(|(spot, _)| spot.name == name)
                {
                    preview.shown.set(None);
                    say_stops(desk, stops.clone());
                }
            }
        }
        PreviewNews::Rests => preview.state.set(State::Rests),
        PreviewNews::Unable => {
            preview.state.set(State::Unable);
            desk.session.say(text("preview-unable"));
        }
    }
}

fn shown_by(desk: Desk, key: ContentKey) -> Vec<NodeId> {
    let awaited = desk.preview.awaited;
    awaited.with_value(|awaited| awaited.get(&key).cloned().unwrap_or_default())
}

fn say_stops(desk: Desk, stops: BTreeSet<NodeId>) {
    if desk.preview.stops.with_untracked(|old| *old != stops) {
        desk.preview.stops.set(stops);
    }
}

fn show_small(desk: Desk, key: ContentKey, (w, h): (u32, u32), bitmap: Bitmap) {
    let names = shown_by(desk, key);
    if names.is_empty() {
        return;
    }
    let url = address(key);
    desk.stage.put_picture(&url, bitmap);
    let preview = desk.preview;
    let mut old = BTreeSet::new();
    preview.keys.update_value(|keys| {
        for name in &names {
            old.extend(keys.insert(*name, key).filter(|old| *old != key));
        }
        old.retain(|old| keys.values().all(|key| key != old));
    });
    let picture = PictureRef {
        url: url.as_str().into(),
        w,
        h,
    };
    preview.live.update(|live| {
        for name in names {
            live.insert(name, picture.clone());
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
    let seen = seen.filter(|(spot, _)| shown_by(desk, key).contains(&spot.name));
    let (Some((spot, _)), Some(Some(canvas))) = (seen, preview.canvas.try_get_untracked()) else {
        return;
    };
    let part = wanted.within(full);
    bitmap.draw(
        &canvas,
        (part.w.max(area.0 - part.x + area.2), part.h),
        (area.0 - part.x, area.1 - part.y),
    );
    let shown = Shown {
        name: spot.name,
        key,
        full,
        part,
    };
    if preview
        .shown
        .with_untracked(|old| old.as_ref() != Some(&shown))
    {
        preview.shown.set(Some(shown));
    }
    say_stops(desk, stops);
}

/// A node shows what the server has again.
pub(super) fn forget(desk: Desk, name: NodeId) {
    let preview = desk.preview;
    let key = preview
        .keys
        .try_update_value(|keys| {
            let key = keys.remove(&name)?;
            let is_last = keys.values().all(|other| *other != key);
            is_last.then_some(key)
        })
        .flatten();
    if preview.live.with_untracked(|live| live.contains_key(&name)) {
        preview.live.update(|live| {
            live.remove(&name);
        });
    }
    if let Some(key) = key {
        desk.stage.forget_picture(&address(key));
    }
}

/// The same once the server's picture has been loaded, so that none is missing in between.
pub(super) fn forget_when_loaded(desk: Desk, name: NodeId, key: ContentKey) {
    let hash = desk.session.steps.with_untracked(|steps| {
        let step = steps.get(&name)?;
        step.result.as_ref()?.preview.clone()
    });
    spawn_local(async move {
        if let Some(hash) = hash {
            pixels::load(&format!("/artifact/{hash}?w=256")).await;
        }
        let keys = desk.preview.keys;
        if keys.try_with_value(|keys| keys.get(&name) == Some(&key)) == Some(true) {
            forget(desk, name);
        }
    });
}
