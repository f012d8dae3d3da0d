//! The canvas's part of the page: mounts it, keeps it in step with the session, does what it asks for, and takes what is
//! dropped on it. What is drawn is the canvas's own business; a screen reader walks the outline instead.

mod dropped;
mod effect;
#[cfg(feature = "hydrate")]
mod first_look;
#[cfg(feature = "hydrate")]
mod mounted;

use crate::browser::{drag, files};
use crate::editor::action::action;
use crate::editor::desk::desk;
use crate::editor::empty::Empty;
use crate::editor::holding::HeldKeys;
use crate::editor::icon::{Glyph, Icon};
use crate::editor::param_field::ParamField;
use crate::editor::typing::TypingField;
use crate::words::{text, words};
use gesso_canvas::CanvasAction;
use leptos::prelude::*;

pub(crate) use dropped::take_files;
pub(crate) use effect::handle;

/// The id of the field that files are chosen with, for whoever does not drag them.
pub(crate) const FILES: &str = "canvas-files";

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
            dropped::take(desk, &event);
        }
    };
    view! {
        <section
            class="stage"
            class:drop-here=move || over.get()
            aria-label=text("canvas")
            on:dragover=on_over
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            <div class="stage-canvas" data-canvas tabindex="0" role="application" aria-label=text("canvas-label") node_ref=desk.stage.container></div>
            <input id=FILES type="file" hidden accept="image/*,.exr,.tif,.tiff,.json" multiple on:change=move |event| take_files(desk, files::chosen(&event), desk.stage.middle()) />
            <Empty />
            <TypingField />
            <ParamField />
            <HeldKeys />
            <Uploads />
            <Breadcrumbs />
            <ZoomBar />
        </section>
    }
}

/// The files on their way to the server.
#[component]
fn Uploads() -> impl IntoView {
    let uploads = desk().session.uploads;
    view! {
        <ul class="uploads" role="list" aria-label=text("uploads")>
            <For each=move || uploads.get() key=|upload| upload.id let(upload)>
                <li class="upload">
                    <span class="upload-name">{upload.name}</span>
                    <progress
                        aria-label=text("upload")
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
        place
            .into_iter()
            .enumerate()
            .map(|(index, (id, _))| {
                let here = index + 1 == last;
                view! {
                    <li>
                        <Icon glyph=Glyph::ChevronRight />
                        <button class="crumb" aria-current=here.then_some("location") on:click=move |_| go(index + 1)>{move || desk.title(id)}</button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || desk.place.with(|place| !place.is_empty())>
            <nav class="crumbs" aria-label=text("place")>
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
    let percent = move || words().zoom(desk.zoom.get());
    let hint = move |id: &'static str| {
        move || {
            let action = action(id);
            match action.hint(desk) {
                Some(keys) => format!("{} ({keys})", action.label()),
                None => action.label().to_owned(),
            }
        }
    };
    view! {
        <div class="zoom-bar" role="group" aria-label=text("zoom")>
            <button class="tool" aria-label=text("action-zoom-out") title=hint("zoom.out") on:click=move |_| desk.canvas(CanvasAction::ZoomOut)>
                <span aria-hidden="true">"−"</span>
            </button>
            <button class="tool zoom-value" title=hint("zoom.100") aria-label=move || format!("{}, {}", percent(), text("action-zoom-100")) on:click=move |_| desk.canvas(CanvasAction::Zoom100)>
                {percent}
            </button>
            <button class="tool" aria-label=text("action-zoom-in") title=hint("zoom.in") on:click=move |_| desk.canvas(CanvasAction::ZoomIn)>
                <span aria-hidden="true">"+"</span>
            </button>
            <button class="tool" aria-label=text("action-fit") title=hint("fit") on:click=move |_| desk.canvas(CanvasAction::FitAll)>
                <Icon glyph=Glyph::Fit />
            </button>
        </div>
    }
}
