//! The histogram of the picture that comes into a node: of what the browser makes of it, or else of the small picture that the
//! server has.

use crate::browser::pixels;
use crate::editor::desk::Desk;
use crate::editor::shapes::histogram::Histogram;
use gesso_graph::{InPort, NodeId};
use leptos::prelude::*;

/// Where the picture that comes in is found.
#[derive(Debug, Clone, PartialEq)]
enum Behind {
    /// Nothing is wired there.
    Nothing,
    /// Nobody has made it.
    Unmade,
    /// The preview has it.
    Previewed(String),
    /// The server has it.
    Served(String),
}

/// The histogram of what is wired into `image`, as soon as it is known.
pub(super) fn histogram(desk: Desk, node: NodeId) -> RwSignal<Option<Histogram>> {
    let behind = Memo::new(move |_| behind(desk, node));
    let histogram = RwSignal::new(None);
    Effect::new(move |_| match behind.get() {
        Behind::Nothing => histogram.set(None),
        Behind::Unmade => {
            histogram.set(None);
            // What is in hand comes first; once that rests, this is asked for again.
            desk.preview.state.with(|_| ());
            desk.preview.offer(desk, node);
        }
        Behind::Previewed(url) => {
            let pixels = desk.stage.picture(&url);
            let pixels = pixels.and_then(|bitmap| pixels::of_bitmap(&bitmap));
            histogram.set(pixels.map(|pixels| Histogram::of(pixels.rgba())));
        }
        Behind::Served(url) => leptos::task::spawn_local(async move {
            let pixels = pixels::load(&url).await;
            // Another picture may have come while this one was on its way, or nobody looks any more.
            if behind.try_get_untracked() == Some(Behind::Served(url)) {
                histogram.try_set(pixels.map(|pixels| Histogram::of(pixels.rgba())));
            }
        }),
    });
    histogram
}

fn behind(desk: Desk, node: NodeId) -> Behind {
    let port = InPort {
        node,
        port: "image".into(),
    };
    let document = desk.session.document;
    let source = document.with(|document| document.wires().get(&port).map(|from| from.node));
    let Some(source) = source else {
        return Behind::Nothing;
    };
    if let Some(small) = desk.preview.small_of(desk.run_name(source)) {
        return Behind::Previewed(small.url.to_string());
    }
    let made = desk.step(source).and_then(|step| step.result?.preview);
    if let Some(hash) = made {
        return Behind::Served(format!("/artifact/{hash}"));
    }
    desk.session.loads.with(|loads| match loads.get(&source) {
        Some(load) => Behind::Served(format!("/asset/{}?w=256", load.hash)),
        None => Behind::Unmade,
    })
}
