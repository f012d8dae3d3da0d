//! The eyedropper: a colour parameter takes the colour of a pixel of the picture that is looked at. The arrows lead it, Enter
//! takes, Escape leaves everything as it was.

use super::super::eye::TileAt;
use super::super::hand::Hand;
use super::super::{Shown, tile_url};
use crate::browser::pixels;
use crate::editor::desk::{Desk, desk};
use crate::notice::Notices;
use crate::words::text;
use gesso_graph::Value;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

/// The whole view as something to take a colour from.
#[component]
pub(in crate::editor::viewer) fn Pick(
    /// The picture.
    shown: Memo<Option<Shown>>,
    /// Where it is shown.
    hand: Hand,
) -> impl IntoView {
    let desk = desk();
    let notices = expect_context::<Notices>();
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            // Without the keyboard a pointer still picks.
            drop(element.focus());
        }
    });
    let take = move || {
        let picture = shown.get_untracked().zip(hand.at.get_untracked());
        if let Some((picture, at)) = picture {
            give(desk, notices, picture, at);
        }
    };
    let down = move |event: PointerEvent| {
        event.stop_propagation();
        let size = shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.size));
        hand.at.set(hand.picture(&event).zip(size).and_then(inside));
        take();
    };
    let on_key = move |event: KeyboardEvent| {
        let step = if event.shift_key() { 10 } else { 1 };
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-step, 0),
            "ArrowRight" => (step, 0),
            "ArrowUp" => (0, -step),
            "ArrowDown" => (0, step),
            "Enter" | " " => {
                event.prevent_default();
                event.stop_propagation();
                return take();
            }
            "Escape" => {
                event.stop_propagation();
                return desk.picking.set(None);
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let Some((w, h)) = shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.size))
        else {
            return;
        };
        let (x, y) = hand.at.get_untracked().unwrap_or((w / 2, h / 2));
        let moved =
            |at: u32, by: i64, end: u32| (i64::from(at) + by).clamp(0, i64::from(end) - 1) as u32;
        hand.at.set(Some((moved(x, dx, w), moved(y, dy, h))));
    };
    let cross = move || {
        let (x, y) = hand.at.get()?;
        let eye = hand.eye.get();
        let px = |at: u32, from: f64| format!("{:.1}px", (f64::from(at) + 0.5) * eye.zoom + from);
        Some(
            view! { <span class="pick-cross" style:left=px(x, eye.x) style:top=px(y, eye.y)></span> },
        )
    };
    view! {
        <div class="pick" role="application" tabindex="0" aria-label=text("pick-color-here") node_ref=element on:pointerdown=down on:keydown=on_key>
            {cross}
            <span class="pick-hint">{text("pick-hint")}</span>
        </div>
    }
}

fn inside(((x, y), (w, h)): ((f64, f64), (u32, u32))) -> Option<(u32, u32)> {
    let is_in = x >= 0.0 && y >= 0.0 && x < f64::from(w) && y < f64::from(h);
    is_in.then_some((x as u32, y as u32))
}

/// Reads the pixel and gives its colour to the parameter that asked; how opaque the parameter is stays as it is.
fn give(desk: Desk, notices: Notices, shown: Shown, at: (u32, u32)) {
    let Some((node, name)) = desk.picking.get_untracked() else {
        return;
    };
    desk.picking.set(None);
    leptos::task::spawn_local(async move {
        let Some([r, g, b, _]) = color(&shown, at).await else {
            notices.warn(text("pick-failed"));
            return;
        };
        let part = |byte: u8| f32::from(byte) / 255.0;
        let opacity = untrack(|| opacity(desk, node, &name));
        let color = [part(r), part(g), part(b), opacity];
        desk.set_param(node, &name, Some(Value::Color(color)));
        desk.preview.kept(desk, node);
    });
}

fn opacity(desk: Desk, node: gesso_graph::NodeId, name: &str) -> f32 {
    let stored = desk
        .node(node)
        .and_then(|node| node.params.get(name).cloned());
    let default = || desk.schema(node)?.param(name)?.default_value();
    match stored.or_else(default) {
        Some(Value::Color([.., alpha])) => alpha,
        _ => 1.0,
    }
}

/// From the full-size tile when there are tiles, otherwise from the small picture.
async fn color(shown: &Shown, at: (u32, u32)) -> Option<[u8; 4]> {
    if let Some(key) = shown.key {
        let (tile, (x, y)) = TileAt::of_pixel(at);
        return pixels::load(&tile_url(key, tile)).await?.at(x, y);
    }
    let small = pixels::load(shown.under.as_deref()?).await?;
    let (w, h) = small.size();
    let scaled = |at: u32, whole: u32, to: u32| {
        (u64::from(at) * u64::from(to) / u64::from(whole.max(1))) as u32
    };
    small.at(scaled(at.0, shown.size.0, w), scaled(at.1, shown.size.1, h))
}
