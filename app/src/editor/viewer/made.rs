//! What a take was made with, in full: who, when and at which version, and every parameter of the node and of all before it.

use crate::browser;
use crate::editor::icon::{Glyph, Icon};
use crate::when;
use crate::words::{catalogue, text, with, words};
use gesso_graph::Catalog as _;
use gesso_graph::edit::Setting;
use gesso_sync::Take;
use leptos::prelude::*;

/// A button that opens the list over the picture.
#[component]
pub(super) fn MadeWith(take: Take, who: Option<String>) -> impl IntoView {
    let made = when::ago(take.made_ms, browser::now_ms());
    let moment = with("take-made", &[("when", &made)]);
    let version = with("take-version", &[("seq", &take.seq)]);
    let size = take.result.size.map(|(w, h)| format!("{w} × {h} px"));
    let facts = who.into_iter().chain([moment]).chain(size).chain([version]);
    let facts = facts.collect::<Vec<_>>().join(" · ");
    let nodes = take.settings.iter().map(|setting| {
        let values = values(setting);
        view! {
            <li>
                <strong>{setting.title.describe(words())}</strong>
                <dl>{values.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> }).collect_view()}</dl>
            </li>
        }
    });
    view! {
        <details class="take-made">
            <summary class="button" title=text("take-made-with-doc")><Icon glyph=Glyph::List /><span>{text("take-made-with")}</span></summary>
            <div class="take-all" role="region" tabindex="0" aria-label=text("take-made-with-doc")>
                <p>{facts}</p>
                <ul role="list">{nodes.collect_view()}</ul>
            </div>
        </details>
    }
}

/// The parameters of a node with their values, in their order.
fn values(setting: &Setting) -> Vec<(String, String)> {
    let Some(schema) = catalogue().schema(&setting.kind) else {
        return Vec::new();
    };
    let params = schema.params.iter();
    let told = params.filter_map(|param| {
        let value = setting.params.get(&*param.name)?;
        let value = gesso_canvas::value_words(words(), param, Some(value));
        Some((param.label.to_string(), value))
    });
    told.collect()
}
