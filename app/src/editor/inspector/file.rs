//! A file: what it looks like, its name, and the ways to bring another: choose one, drop one, or take one brought before.

use super::field::{Field, Whose};
use crate::api::{self, AssetCard};
use crate::browser::{File, drag, files};
use crate::editor::desk::Desk;
use crate::words::{text, with};
use gesso_graph::{AssetRef, Value};
use gesso_nodes::{list_from_csv, svg_render};
use leptos::prelude::*;

/// Thumbnail, name and the ways to replace it.
#[component]
pub(super) fn FileWidget(
    /// Which parameter.
    field: Field,
    /// The start of an accepted media type, as `image/`.
    accept: &'static str,
) -> impl IntoView {
    let file = Memo::new(move |_| match field.value() {
        Some(Value::Asset(asset)) => Some(asset),
        _ => None,
    });
    // The other files are tables and drawings.
    let is_picture = accept.starts_with("image/");
    let busy = RwSignal::new(false);
    let bring = move |chosen| bring(field, chosen, accept, busy, |_| {});
    let over = RwSignal::new(false);
    view! {
        <div
            class="file"
            class:drop-here=move || over.get()
            on:dragover=move |event| over.set(drag::welcome(&event))
            on:dragleave=move |_| over.set(false)
            on:drop=move |event: leptos::ev::DragEvent| {
                over.set(false);
                if drag::welcome(&event) {
                    event.stop_propagation();
                    bring(files::dropped(&event));
                }
            }
        >
            {move || file.get().map(|asset| view! {
                {is_picture.then(|| view! { <img class="file-picture checker" src=format!("/asset/{}?w=512", asset.hash) alt="" /> })}
                <p class="file-name" title=asset.name.to_string()>{asset.name.to_string()}</p>
            })}
            <label class="button file-choose" class:primary=move || file.with(Option::is_none) class:is-busy=move || busy.get()>
                <span>{move || match (busy.get(), file.with(Option::is_some)) {
                    (true, _) => text("uploading"),
                    (false, true) => text("replace"),
                    (false, false) => text("choose-file"),
                }}</span>
                <input
                    id=field.id()
                    type="file"
                    class="spoken"
                    accept=endings(accept)
                    disabled=move || busy.get()
                    on:change=move |event| bring(files::chosen(&event))
                />
            </label>
            <Kept field accept />
        </div>
    }
}

/// What a browser offers to choose from.
fn endings(accept: &str) -> &'static str {
    match accept {
        "image/" => "image/*,.exr,.tif,.tiff",
        svg_render::MEDIA_TYPE => ".svg,image/svg+xml",
        list_from_csv::MEDIA_TYPE => ".csv,.tsv,text/csv",
        _ => ".cube",
    }
}

/// Brings the first of these files and sets the parameter to it; `taken` hears of it when it is of the accepted type.
pub(super) fn bring(
    field: Field,
    chosen: Vec<File>,
    accept: &'static str,
    busy: RwSignal<bool>,
    taken: impl FnOnce(AssetCard) + 'static,
) {
    let Some(chosen) = chosen.into_iter().next() else {
        return;
    };
    busy.set(true);
    let whose = field.whose();
    leptos::task::spawn_local(async move {
        // What went wrong has been said by the session.
        if let Some(card) = field.desk.session.upload(chosen).await
            && take(field.desk, &whose, card.asset_ref(), accept)
        {
            taken(card);
        }
        busy.try_set(false);
    });
}

/// Sets the parameter to a file, or says that it is of another type; whether it is set.
fn take(desk: Desk, whose: &Whose, asset: AssetRef, accept: &str) -> bool {
    let is_accepted = asset.media_type.starts_with(accept);
    if is_accepted {
        whose.set(Value::Asset(asset));
    } else {
        let key = match accept {
            "image/" => "no-picture-file",
            _ => "wrong-file",
        };
        let said = with(
            key,
            &[("name", &asset.name), ("type", &asset.media_type.as_str())],
        );
        desk.session.warn(said);
    }
    is_accepted
}

/// The files brought before, loaded when somebody wants to see them.
#[component]
fn Kept(field: Field, accept: &'static str) -> impl IntoView {
    // No resource: the page around waits for those, and would take the editor away meanwhile, and the keyboard with it.
    let files = RwSignal::new(Vec::new());
    let load = move |_| {
        leptos::task::spawn_local(async move {
            files.try_set(api::assets().await.unwrap_or_default());
        });
    };
    let entries = move || {
        let fitting = files
            .get()
            .into_iter()
            .filter(|file| file.media_type.starts_with(accept));
        fitting
            .map(|file| {
                let name = file.name.clone();
                let shown = name.clone();
                let picture = format!("/asset/{}?w=128", file.hash);
                view! {
                    <li>
                        <button class="kept-file checker" aria-label=with("take-named", &[("what", &name)]) title=name on:click=move |_| { take(field.desk, &field.whose(), file.asset_ref(), accept); }>
                            {match accept {
                                "image/" => view! { <img src=picture alt="" loading="lazy" /> }.into_any(),
                                _ => view! { <span class="kept-name">{shown}</span> }.into_any(),
                            }}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <details class="kept" on:toggle=load>
            <summary>{text("files-before")}</summary>
            <ul class="kept-files" role="list">{entries}</ul>
        </details>
    }
}
