//! The preview in the viewer: the part that is seen, over the picture that the server has, until that is the same again.

use super::eye::{Eye, part, seen};
use super::hand::Hand;
use super::{Shown, tile_url, title_of};
use crate::browser::pixels;
use crate::editor::desk::{Desk, desk};
use crate::editor::preview::wish::{Part as Seen, Spot};
use crate::editor::preview::{Shown as Live, State};
use crate::words::{Told, text, with};
use gesso_graph::{ContentKey, NodeId};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The node that is looked at and what a run calls it.
type Looked = Memo<Option<(NodeId, NodeId)>>;

/// The picture that the preview has of a node; nothing once the server has the same.
pub(super) fn previewed(
    desk: Desk,
    node: NodeId,
    name: NodeId,
    current: Option<&Shown>,
) -> Option<Shown> {
    let live = desk.preview.shown.get()?;
    let has_same = current.is_some_and(|current| current.key == Some(live.key));
    (live.spot.name == name && !has_same).then_some(Shown {
        node,
        key: None,
        size: live.full,
        under: None,
    })
}

/// Says to the preview what is seen, and takes its part away when the server's tiles are there.
pub(super) fn follow(
    desk: Desk,
    hand: Hand,
    node: Looked,
    key: Memo<Option<ContentKey>>,
    size: Memo<Option<(u32, u32)>>,
    is_open: Signal<bool>,
) {
    let look = move || {
        let (node, name) = node.get().filter(|_| is_open.get())?;
        let spot = desk
            .session
            .document
            .with(|document| Spot::of(document, node, name))?;
        let extent = hand.extent.get();
        let (size, eye) = match size.get() {
            Some(size) => (size, hand.eye.get()),
            // As it will be when there is something to look at.
            None => {
                let size = desk.preview.sizes.with(|sizes| sizes.get(&name).copied())?;
                (size, Eye::fitting(size, extent))
            }
        };
        let seen = part(size, eye, extent, hand.dpr.get())?;
        Some((spot, seen))
    };
    Effect::new(move |_| {
        let look = look();
        if desk.preview.seen.with_untracked(|old| *old != look) {
            desk.preview.seen.set(look);
        }
    });
    on_cleanup(move || {
        desk.preview.seen.try_set(None);
    });
    Effect::new(move |_| {
        let shown = desk.preview.shown;
        let live = shown.with(|shown| shown.as_ref().map(|shown| (shown.key, shown.full)));
        let Some((live, full)) = live.filter(|(live, _)| key.get() == Some(*live)) else {
            return;
        };
        let tiles = seen(
            full,
            hand.eye.get_untracked(),
            hand.extent.get_untracked(),
            hand.dpr.get_untracked(),
        );
        spawn_local(async move {
            for tile in tiles {
                pixels::load(&tile_url(live, tile)).await;
            }
            let is_same =
                |shown: &Option<Live>| shown.as_ref().is_some_and(|shown| shown.key == live);
            if shown.try_with_untracked(is_same) == Some(true) {
                desk.preview.hide();
            }
        });
    });
}

/// What nothing has made yet is made here, as far as it can be, and so is what was made of another workflow than this is now; of a
/// file that no run has read there is only a small picture.
pub(super) fn offer(desk: Desk, node: Looked, shown: Memo<Option<Shown>>, is_open: Signal<bool>) {
    Effect::new(move |_| {
        let (node, name) = node.get()?;
        let is_live = desk
            .preview
            .shown
            .with(|live| live.as_ref().is_some_and(|live| live.spot.name == name));
        let has_result =
            shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.key.is_some()));
        let is_made = has_result && !desk.session.is_outdated(name);
        if is_open.get() && !is_live && !is_made {
            desk.preview.offer(desk, node);
        }
        if is_made {
            // Nobody needs a preview of it.
            desk.preview.forget_why();
        }
        Some(())
    });
}

/// What the preview has of the node that is looked at.
#[component]
pub(super) fn Part(hand: Hand, node: Looked) -> impl IntoView {
    let preview = desk().preview;
    let shown = Memo::new(move |_| {
        let name = node.get()?.1;
        preview.shown.get().filter(|shown| shown.spot.name == name)
    });
    let px = move |index: usize| {
        let shown = shown.get()?;
        Some(super::px(place(shown.full, shown.part, hand)[index]))
    };
    let state = move || match preview.state.get() {
        State::Off => "off",
        State::Busy => "busy",
        State::Rests => "rests",
        State::Unable => "unable",
    };
    view! {
        <Soft hand shown />
        <canvas
            class="viewer-live"
            class:is-squares=move || { hand.eye.get().zoom >= super::SQUARES }
            node_ref=preview.canvas
            aria-hidden="true"
            hidden=move || shown.get().is_none()
            data-preview=state
            style:left=move || px(0)
            style:top=move || px(1)
            style:width=move || px(2)
            style:height=move || px(3)
        ></canvas>
    }
}

/// The small picture of the same node, around the part that is there: what comes into view is soft until its pixels are made.
#[component]
fn Soft(hand: Hand, shown: Memo<Option<Live>>) -> impl IntoView {
    let desk = desk();
    let canvas = NodeRef::<html::Canvas>::new();
    let small = Memo::new(move |_| {
        let shown = shown.get()?;
        desk.preview.small(shown.spot, shown.full)
    });
    Effect::new(move |_| {
        let (Some(canvas), Some(small)) = (canvas.get(), small.get()) else {
            return;
        };
        if let Some(bitmap) = desk.stage.picture(&small.url) {
            bitmap.fill(&canvas);
        }
    });
    let whole = move || {
        let shown = shown.get().filter(|_| small.with(Option::is_some))?;
        Some((place(shown.full, Seen::whole(0), hand), shown))
    };
    let px = move |index: usize| whole().map(|(whole, _)| super::px(whole[index]));
    // Under the part itself it would be seen through whatever is transparent.
    let around = move || {
        let ([left, top, ..], shown) = whole()?;
        let [x, y, w, h] = place(shown.full, shown.part, hand);
        let (l, t) = (x - left, y - top);
        let (r, b) = (l + w, t + h);
        Some(format!(
            "polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, \
             {l:.3}px {t:.3}px, {r:.3}px {t:.3}px, {r:.3}px {b:.3}px, {l:.3}px {b:.3}px, {l:.3}px {t:.3}px)"
        ))
    };
    view! {
        <canvas
            class="viewer-soft"
            node_ref=canvas
            aria-hidden="true"
            hidden=move || small.with(Option::is_none)
            style:left=move || px(0)
            style:top=move || px(1)
            style:width=move || px(2)
            style:height=move || px(3)
            style:clip-path=around
        ></canvas>
    }
}

/// Where a part of a picture of this full size is in the view: left, top, width and height in CSS pixels. The server writes no
/// styles into the page, so what is not shown has no place. Tracks.
fn place(full: (u32, u32), part: Seen, hand: Hand) -> [f64; 4] {
    let whole = Seen::whole(part.level).within(full);
    let (part, eye) = (part.within(full), hand.eye.get());
    let across = f64::from(full.0) / f64::from(whole.w);
    let down = f64::from(full.1) / f64::from(whole.h);
    let corner = |x: u32, y: u32| (f64::from(x) * across, f64::from(y) * down);
    let (from, to) = (
        corner(part.x, part.y),
        corner(part.x + part.w, part.y + part.h),
    );
    let [x, y, w, h] = eye.place(from, to, hand.dpr.get());
    [eye.x + x, eye.y + y, w, h]
}

/// That a preview is shown, and where it stops.
#[component]
pub(super) fn Said(node: Looked) -> impl IntoView {
    let desk = desk();
    let preview = desk.preview;
    let stop = move || preview.stops.with(|stops| stops.first().copied());
    let is_live = move || {
        let name = node.get().map(|(_, name)| name);
        let live = preview
            .shown
            .with(|shown| shown.as_ref().map(|shown| shown.spot.name));
        name.is_some() && live == name
    };
    let told =
        |words: String| view! { <span class="viewer-said clip" role="status">{words}</span> };
    move || {
        if let Some(stop) = stop() {
            let title = title_of(desk, stop, stop);
            return told(with("preview-stops", &[("what", &title)])).into_any();
        }
        if is_live() {
            return view! { <span class="viewer-said">{text("preview-shown")}</span> }.into_any();
        }
        let why = node.get().and_then(|(_, name)| preview.why_none(name));
        why.map(|why| told(with("preview-none", &[("why", &why.told())])))
            .into_any()
    }
}
