//! What an empty canvas says: three ways to begin.

use crate::api;
use crate::browser::files;
use crate::editor::canvas::take_files;
use crate::editor::desk::{Desk, desk};
use crate::editor::verb::items_of;
use crate::session::SaveState;
use crate::words::{text, with, words};
use gesso_graph::Point;
use gesso_nodes::{Template, templates};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many templates are offered.
const OFFERED: usize = 3;

/// The ways to begin, while there is nothing.
#[component]
pub(crate) fn Empty() -> impl IntoView {
    let desk = desk();
    let is_empty = Memo::new(move |_| {
        desk.session.save_state.get() != SaveState::Opening
            && desk
                .session
                .document
                .with(|document| items_of(document).next().is_none())
    });
    view! {
        <Show when=move || is_empty.get()>
            <div class="empty">
                <h2>{text("begin-with-picture")}</h2>
                <p class="quiet for-mouse">{text("begin-for-mouse")}</p>
                <p class="quiet for-fingers">{text("begin-for-fingers")}</p>
                <div class="empty-ways">
                    <label class="button primary">
                        {text("choose-file")}
                        <input type="file" class="spoken" accept="image/*,.exr,.tif,.tiff,.json" multiple on:change=move |event| take_files(desk, files::chosen(&event), Point::default()) />
                    </label>
                    <button class="button" on:click=move |_| desk.open_add_node()>{text("add-a-node")}</button>
                </div>
                <ul class="templates" role="list" aria-label=text("templates")>
                    {templates().iter().take(OFFERED).map(|template| view! {
                        <li>
                            <button class="template" on:click=move |_| begin(desk, template)>
                                <strong>{template.title_in(words())}</strong>
                                <span class="quiet">{template.doc_in(words())}</span>
                            </button>
                        </li>
                    }).collect_view()}
                </ul>
            </div>
        </Show>
    }
}

/// Puts a template on the canvas, with the newest picture that was brought where it wants one.
fn begin(desk: Desk, template: &'static Template) {
    spawn_local(async move {
        let newest = api::assets()
            .await
            .unwrap_or_default()
            .into_iter()
            .find(|file| file.media_type.starts_with("image/"));
        let document = template.document(newest.map(|file| file.asset_ref()));
        desk.insert(
            &document,
            Point::default(),
            with("edit-begin-with", &[("what", &template.title_in(words()))]),
        );
        desk.canvas(gesso_canvas::CanvasAction::FitAll);
    });
}
