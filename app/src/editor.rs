//! The editor of one workflow: the frame the server renders, and the panels, menus and keys that live in it.
//! Wide screens have panels beside the canvas; small ones have the same panels as sheets over it (`style/editor.css`).

pub mod action;
mod announcing;
mod arranging;
mod brush;
mod canvas;
mod canvas_settings;
mod command_palette;
mod desk;
mod downloads;
mod empty;
mod exposing;
mod find;
mod folding;
pub mod habits;
mod history;
mod holding;
mod icon;
mod inside;
mod inspector;
mod keyboard;
pub mod keymap;
pub mod keys;
mod kind_choice;
mod looks;
mod markdown;
mod menu;
mod my_name;
mod notes;
mod number_field;
mod outline;
mod overlay;
mod palette;
mod param_field;
mod part;
mod people;
mod phone;
mod picker;
pub mod preview;
mod putting;
mod rail;
pub mod rank;
mod remember;
mod resize;
pub mod run_with;
pub mod runs;
mod search;
mod settings;
pub mod shapes;
mod sheet;
mod shortcuts;
mod slide;
mod stage;
mod top_bar;
mod typing;
mod verb;
pub mod viewer;
pub mod views;
mod wire_choice;
mod words;
mod workflow;

use crate::appearance::Appearance;
use crate::browser;
use crate::session::Session;
use crate::words::text;
use desk::Desk;
use leptos::prelude::*;

/// The editor of an open workflow.
#[component]
pub(crate) fn Editor(
    /// The open workflow.
    session: Session,
) -> impl IntoView {
    let desk = Desk::new(session, expect_context::<Appearance>());
    provide_context(desk);
    keyboard::listen(desk);
    part::load(desk);
    announcing::runs(desk);
    remember::panels(desk);
    habits::restore(desk);
    settings::restore(desk);
    canvas_settings::restore(desk);
    downloads::restore(desk);
    views::restore(desk);
    runs::again::follow(desk);
    resize::restore(desk);
    sheet::keep_selection_in_sight(desk);
    sheet::one_panel_on_tablets(desk);
    Effect::new(|_| browser::follow_keyboard());
    view! {
        <div class="editor" node_ref=desk.frame class:sheet-open=move || desk.sheet.get().is_some() data-detent=move || desk.detent.get().name()>
            <a class="skip" href="#outline" on:click=move |event| { event.prevent_default(); desk.open_outline() }>{text("skip-to-outline")}</a>
            <top_bar::TopBar />
            <div class="editor-body">
                <rail::Rail />
                <main class="editor-middle">
                    <canvas::Canvas />
                    <runs::DockPanel />
                </main>
                <inspector::Inspector />
            </div>
            <phone::BottomBar />
            <overlay::Overlay />
        </div>
    }
}
