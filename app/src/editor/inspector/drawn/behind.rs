//! The histogram of the picture that comes into a node, from the small picture that the server has of it.

use crate::browser::pixels;
use crate::editor::desk::Desk;
use crate::editor::shapes::histogram::Histogram;
use gesso_graph::{InPort, NodeId};
use leptos::prelude::*;

/// The histogram of what is wired into `image`, as soon as it is known.
pub(super) fn histogram(desk: Desk, node: NodeId) -> RwSignal<Option<Histogram>> {
    let address = Memo::new(move |_| address(desk, node));
    let histogram = RwSignal::new(None);
    Effect::new(move |_| {
        let Some(url) = address.get() else {
            histogram.set(None);
            return;
        };
        leptos::task::spawn_local(async move {
            let pixels = pixels::load(&url).await;
            // Another picture may have come while this one was on its way, or nobody looks any more.
            if address.try_get_untracked().flatten() == Some(url) {
                histogram.try_set(pixels.map(|pixels| Histogram::of(pixels.rgba())));
            }
        });
    });
    histogram
}

fn address(desk: Desk, node: NodeId) -> Option<String> {
    let port = InPort {
        node,
        port: "image".into(),
    };
    let source = desk
        .session
        .document
        .with(|document| document.wires().get(&port).map(|from| from.node))?;
    let preview = desk.step(source).and_then(|step| step.result?.preview);
    if let Some(hash) = preview {
        return Some(format!("/artifact/{hash}"));
    }
    desk.session.loads.with(|loads| {
        let load = loads.get(&source)?;
        Some(format!("/asset/{}?w=256", load.hash))
    })
}
