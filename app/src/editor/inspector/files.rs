//! Several files in order: what they look like, and the ways to bring more or take one out.

use super::field::Field;
use super::library;
use crate::browser::{File, drag, files};
use crate::words::{text, with};
use gesso_graph::{AssetRef, Value};
use gesso_nodes::natural;
use leptos::prelude::*;

/// The files that are chosen, or those that the next run finds in the library.
#[component]
pub(super) fn FilesWidget(
    /// Which parameter.
    field: Field,
    /// The start of an accepted media type, as `image/`.
    accept: &'static str,
) -> impl IntoView {
    let is_found = Memo::new(move |_| {
        let (desk, id) = (field.desk, field.node);
        let (node, schema) = (desk.node(id), desk.schema(id));
        node.zip(schema).is_some_and(|(node, schema)| {
            let param = schema.param(&field.name());
            param.is_some_and(|param| gesso_graph::is_set_afresh(param, &node, &schema))
        })
    });
    move || match is_found.get() {
        true => view! { <library::Found field /> }.into_any(),
        false => view! { <Chosen field accept /> }.into_any(),
    }
}

/// The ways to bring more, what of it was not taken, and thumbnails in order, each with the way to take it out.
#[component]
fn Chosen(
    /// Which parameter.
    field: Field,
    /// The start of an accepted media type, as `image/`.
    accept: &'static str,
) -> impl IntoView {
    let assets = Memo::new(move |_| held(&field));
    let busy = RwSignal::new(false);
    // What was not taken of those that came last.
    let refused = RwSignal::new(Vec::<String>::new());
    let bring = move |chosen: Vec<(Option<String>, File)>| {
        if chosen.is_empty() {
            return;
        }
        busy.set(true);
        refused.set(Vec::new());
        let whose = field.whose();
        leptos::task::spawn_local(async move {
            let (mut brought, mut refusals) = (Vec::new(), Vec::new());
            for (path, file) in chosen {
                let folder = path.as_deref().and_then(|path| path.rsplit_once('/'));
                let folder = folder.map_or("", |(folder, _)| folder);
                let sent = field.desk.session.upload_from(folder, file).await;
                match sent.map(|card| card.asset_ref()) {
                    Ok(asset) if asset.media_type.starts_with(accept) => brought.push(asset),
                    Ok(asset) => refusals.push(with(
                        "wrong-file",
                        &[("name", &asset.name), ("type", &asset.media_type.as_str())],
                    )),
                    Err(refusal) => refusals.push(refusal),
                }
            }
            // One notice for all that came together; which and why stands with the files.
            match refusals.as_slice() {
                [] => {}
                [one] => field.desk.session.warn(one.clone()),
                all => {
                    (field.desk.session).warn(with("files-refused-count", &[("count", &all.len())]))
                }
            }
            refused.try_set(refusals);
            // One edit for all that came together.
            if !brought.is_empty() {
                let mut all = listed(whose.stored());
                all.extend(brought);
                whose.set(Value::Assets(all.into()));
            }
            busy.try_set(false);
        });
    };
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
                    bring(unnamed(files::dropped(&event)));
                }
            }
        >
            <label class="button file-choose" class:primary=move || assets.with(Vec::is_empty) class:is-busy=move || busy.get()>
                <span>{move || text(if busy.get() { "uploading" } else { "add-files" })}</span>
                <input
                    id=field.id()
                    type="file"
                    multiple=true
                    class="spoken"
                    accept=format!("{accept}*,.exr,.tif,.tiff")
                    disabled=move || busy.get()
                    on:change=move |event| bring(unnamed(files::chosen(&event)))
                />
            </label>
            <label class="button file-choose" class:is-busy=move || busy.get()>
                <span>{text("add-folder")}</span>
                <input
                    type="file"
                    class="spoken"
                    multiple=true
                    prop:webkitdirectory=true
                    disabled=move || busy.get()
                    on:change=move |event| bring(in_order(files::of_folder(&event), accept))
                />
            </label>
            <Show when=move || refused.with(|refused| !refused.is_empty())>
                <ul class="item-faults trouble-text" role="list" aria-label=text("files-refused")>
                    {move || refused.get().into_iter().map(|why| view! { <li>{why}</li> }).collect_view()}
                </ul>
            </Show>
            <ul class="kept-files" role="list" aria-label=move || with("files-count", &[("count", &assets.with(Vec::len))])>
                {move || assets.get().into_iter().enumerate().map(|(place, asset)| view! { <Held field place asset /> }).collect_view()}
            </ul>
        </div>
    }
}

/// Files under their own names.
fn unnamed(files: Vec<File>) -> Vec<(Option<String>, File)> {
    files.into_iter().map(|file| (None, file)).collect()
}

/// Those of a folder that may be meant, by their names: a folder also has what nobody chose.
fn in_order(mut files: Vec<(String, File)>, accept: &str) -> Vec<(Option<String>, File)> {
    let is_meant = |(path, file): &(String, File)| {
        let path = path.to_lowercase();
        let is_hidden = path.split('/').any(|part| part.starts_with('.'));
        let by_name = [".exr", ".tif", ".tiff"]
            .iter()
            .any(|end| path.ends_with(end));
        !is_hidden && (file.type_().starts_with(accept) || by_name)
    };
    files.retain(is_meant);
    files.sort_by(|(a, _), (b, _)| natural(a, b));
    let named = files.into_iter();
    named.map(|(path, file)| (Some(path), file)).collect()
}

fn held(field: &Field) -> Vec<AssetRef> {
    listed(field.value())
}

fn listed(value: Option<Value>) -> Vec<AssetRef> {
    match value {
        Some(Value::Assets(assets)) => assets.to_vec(),
        _ => Vec::new(),
    }
}

/// One file; pressing it takes it out of the list.
#[component]
fn Held(field: Field, place: usize, asset: AssetRef) -> impl IntoView {
    let name = asset.name.to_string();
    let take_out = move |_| {
        let mut all = held(&field);
        if place < all.len() {
            all.remove(place);
            field.set(Value::Assets(all.into()));
        }
    };
    view! {
        <li>
            <button class="kept-file checker" aria-label=with("take-out-named", &[("what", &name)]) title=name on:click=take_out>
                <img src=format!("/asset/{}?w=128", asset.hash) alt="" loading="lazy" />
            </button>
        </li>
    }
}
