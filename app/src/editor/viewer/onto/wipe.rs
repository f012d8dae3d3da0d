//! The line between the two pictures of a comparison, to be dragged across the picture.

use super::super::hand::Hand;
use super::grab::{Grab, Means, percent};
use super::number;
use crate::editor::desk::Desk;
use crate::editor::icon::{Glyph, Icon};
use crate::words::text;
use gesso_graph::{NodeId, Value};
use leptos::prelude::*;

pub(super) fn view(desk: Desk, node: NodeId, size: (u32, u32), hand: Hand) -> AnyView {
    let stored = Memo::new(move |_| number(desk, node, "position"));
    let means = Means {
        label: "wipe-line",
        follow: |part: &f64, (): (), (from, to), _, (w, _): (u32, u32)| {
            let by = (to.0 - from.0) / f64::from(w.max(1)) * 100.0;
            (part + by).clamp(0.0, 100.0)
        },
        params: |part: &f64| vec![("position".into(), Value::Float(*part))],
    };
    let grab = Grab::new((desk, node), (size, hand), stored, means);
    grab.frame(view! {
        <button
            class="part-line"
            role="slider"
            aria-orientation="horizontal"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || format!("{:.0}", grab.value())
            aria-label=text("wipe-line")
            style:left=move || percent(grab.value(), 100)
            on:pointerdown=move |_| grab.point(())
            on:keydown=move |event| grab.key((), &event)
        ><span class="wipe-grip"><Icon glyph=Glyph::Compare /></span></button>
        <span class="wipe-name is-left" aria-hidden="true">"A"</span>
        <span class="wipe-name is-right" aria-hidden="true">"B"</span>
    })
}
