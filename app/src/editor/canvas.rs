//! The canvas's part of the page: mounts it, keeps it in step with the session, does what it asks for, and takes what is
//! dropped on it. What is drawn is the canvas's own business; a screen reader walks the outline instead.

mod effect;
#[cfg(feature = "hydrate")]
mod first_look;
#[cfg(feature = "hydrate")]
mod mounted;

use crate::browser::{File, drag, files};
use crate::editor::desk::{Desk, desk, schema_of};
use crate::editor::empty::Empty;
use crate::editor::icon::{Glyph, Icon};
use crate::editor::param_field::ParamField;
use crate::editor::typing::TypingField;
use gesso_canvas::{CanvasAction, Px};
use gesso_graph::{ParamDecl, ParamKind, Point, Schema, WorkflowFile};
use gesso_nodes::catalogue;
use leptos::prelude::*;

pub(crate) use effect::handle;

/// How far apart the nodes of files that were dropped together lie, in world pixels.
const APART: f64 = 40.0;

/// The canvas with what floats over it.
#[component]
pub(crate) fn Canvas() -> impl IntoView {
    let desk = desk();
    #[cfg(feature = "hydrate")]
    mounted::mount(desk);
    let over = RwSignal::new(false);
    let on_over = move |event: leptos::ev::DragEvent| over.set(drag::welcome(&event));
    let on_drop = move |event: leptos::ev::DragEvent| {
        over.set(false);
        if drag::welcome(&event) {
            take_drop(desk, &event);
        }
    };
    view! {
        <section
            class="stage"
            class:drop-here=move || over.get()
            aria-label="Canvas"
            on:dragover=on_over
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            <div class="stage-canvas" data-canvas tabindex="-1" role="application" aria-label="Canvas; the outline lists the same" node_ref=desk.stage.container></div>
            <Empty />
            <TypingField />
            <ParamField />
            <Uploads />
            <Breadcrumbs />
            <ZoomBar />
        </section>
    }
}

/// Where on the canvas a file or a kind was dropped, and what becomes of it.
fn take_drop(desk: Desk, event: &leptos::ev::DragEvent) {
    let Some(container) = desk.stage.container.get_untracked() else {
        return;
    };
    let (x, y) = drag::within(&container, event.client_x(), event.client_y());
    let at = desk
        .stage
        .with(|editor| editor.to_world(Px::new(x, y)))
        .unwrap_or_default();
    if let Some(schema) = drag::kind(event).and_then(|kind| schema_of(&kind.into())) {
        desk.add_node(schema, at, None);
        desk.stage.focus();
        return;
    }
    take_files(desk, files::dropped(event), at);
}

/// Uploads files and adds a node for each that some node can load; what a workflow file holds is put in as if pasted.
pub(crate) fn take_files(desk: Desk, chosen: Vec<File>, at: Point) {
    for (index, file) in chosen.into_iter().enumerate() {
        let apart = index as f64 * APART;
        let at = at.translate(apart, apart);
        leptos::task::spawn_local(async move {
            if file.name().to_lowercase().ends_with(".json") {
                return take_workflow(desk, &file, at).await;
            }
            // What went wrong has been said by the session.
            let Some(file) = desk.session.upload(file).await else {
                return;
            };
            let asset = file.asset_ref();
            match loader_of(&asset.media_type) {
                Some((schema, param)) => {
                    desk.add_asset(schema, at, &param.name, asset);
                }
                None => desk.session.warn(format!(
                    "No node can load {} ({}).",
                    asset.name, asset.media_type
                )),
            }
        });
    }
}

/// Adds what a workflow file holds, or says why not.
async fn take_workflow(desk: Desk, file: &File, at: Point) {
    let text = files::text(file).await.unwrap_or_default();
    match WorkflowFile::from_json(&text) {
        Ok(workflow) => desk.insert_workflow(&workflow, at),
        Err(error) => desk.session.warn(format!("{}: {error}", file.name())),
    }
}

/// The kind of node that takes a file of a media type, and the parameter that holds it.
fn loader_of(media_type: &str) -> Option<(&'static Schema, &'static ParamDecl)> {
    catalogue().all().iter().find_map(|spec| {
        let takes = |param: &&ParamDecl| matches!(param.kind, ParamKind::Asset { accept } if media_type.starts_with(accept));
        Some((&spec.schema, spec.schema.params.iter().find(takes)?))
    })
}

/// The files on their way to the server.
#[component]
fn Uploads() -> impl IntoView {
    let uploads = desk().session.uploads;
    view! {
        <ul class="uploads" role="list" aria-label="Uploads">
            <For each=move || uploads.get() key=|upload| upload.id let(upload)>
                <li class="upload">
                    <span class="upload-name">{upload.name}</span>
                    <progress
                        aria-label="Upload"
                        max="1"
                        prop:value=move || uploads.with(|all| all.iter().find(|one| one.id == upload.id).map_or(1.0, |one| f64::from(one.progress)))
                    ></progress>
                </li>
            </For>
        </ul>
    }
}

/// Where one is, while a subgraph is shown: each step leads there.
#[component]
fn Breadcrumbs() -> impl IntoView {
    let desk = desk();
    let go = move |steps: usize| {
        let path: Vec<_> = desk
            .place
            .with_untracked(|place| place.iter().take(steps).map(|(id, _)| *id).collect());
        desk.stage.perform(desk, |editor| editor.go_to(&path));
        desk.stage.focus();
    };
    let steps = move || {
        let place = desk.place.get();
        let last = place.len();
        let names = place.into_iter().map(|(_, title)| title).enumerate();
        names
            .map(|(index, title)| {
                let here = index + 1 == last;
                view! {
                    <li>
                        <Icon glyph=Glyph::ChevronRight />
                        <button class="crumb" aria-current=here.then_some("location") on:click=move |_| go(index + 1)>{title}</button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || desk.place.with(|place| !place.is_empty())>
            <nav class="crumbs" aria-label="Place">
                <ol role="list">
                    <li><button class="crumb" on:click=move |_| go(0)>{move || desk.session.name.get()}</button></li>
                    {steps}
                </ol>
            </nav>
        </Show>
    }
}

/// How large one sees, and the ways to change it.
#[component]
fn ZoomBar() -> impl IntoView {
    let desk = desk();
    let percent = move || format!("{:.0} %", desk.zoom.get() * 100.0);
    view! {
        <div class="zoom-bar" role="group" aria-label="Zoom">
            <button class="tool" aria-label="Zoom out" title="Zoom out (Ctrl+-)" on:click=move |_| desk.canvas(CanvasAction::ZoomOut)>
                <span aria-hidden="true">"−"</span>
            </button>
            <button class="tool zoom-value" title="Zoom to 100 % (Ctrl+0)" aria-label="Zoom to 100 %" on:click=move |_| desk.canvas(CanvasAction::Zoom100)>
                {percent}
            </button>
            <button class="tool" aria-label="Zoom in" title="Zoom in (Ctrl++)" on:click=move |_| desk.canvas(CanvasAction::ZoomIn)>
                <span aria-hidden="true">"+"</span>
            </button>
            <button class="tool" aria-label="Show everything" title="Show everything (Shift+1)" on:click=move |_| desk.canvas(CanvasAction::FitAll)>
                <Icon glyph=Glyph::Fit />
            </button>
        </div>
    }
}
