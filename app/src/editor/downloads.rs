//! Where finished files are downloaded from, and whether the workflow that made them goes with them. Kept in the browser, for all
//! workflows.

use crate::browser::{page, storage};
use crate::editor::desk::{Desk, desk};
use crate::shell::BARE_DOWNLOADS;
use crate::words::text;
use gesso_graph::NodeId;
use gesso_sync::{ResultFile, RunId};
use leptos::prelude::*;

const STORED_UNDER: &str = "gesso.downloads";
/// What is kept when workflows stay here; anything else is as at first.
const BARE: &str = "bare";

/// Reads what is kept once the page is live, and whether the server leaves the choice.
pub(crate) fn restore(desk: Desk) {
    Effect::new(move |_| {
        desk.may_carry.set(!page::is_told(BARE_DOWNLOADS));
        let kept = storage::get(STORED_UNDER);
        desk.carries.set(kept.as_deref() != Some(BARE));
    });
}

impl Desk {
    /// Where a run's file is downloaded. Tracks.
    pub(crate) fn download_address(self, file: &ResultFile, run: RunId) -> String {
        let name = leptos_router::location::Url::escape(&file.name);
        let address = format!("/artifact/{}?download={name}", file.hash);
        if self.carries.get() {
            format!("{address}&run={}", run.0)
        } else {
            address
        }
    }

    /// Where all files that a node made in a run are downloaded as one archive. Tracks.
    pub(crate) fn archive_address(self, run: RunId, node: NodeId) -> String {
        let address = format!("/run/{}/files.zip?node={node}", run.0);
        if self.carries.get() {
            address
        } else {
            format!("{address}&bare=true")
        }
    }

    fn choose_carrying(self, carries: bool) {
        self.carries.set(carries);
        if !storage::set(STORED_UNDER, if carries { "" } else { BARE }) {
            self.session.warn(text("nothing-kept"));
        }
    }
}

/// The choice in the sheet of settings; nothing where the server has made it.
#[component]
pub(crate) fn DownloadChoice() -> impl IntoView {
    let desk = desk();
    view! {
        <Show when=move || desk.may_carry.get()>
        <section aria-labelledby="settings-downloads">
            <h3 id="settings-downloads">{text("downloads")}</h3>
            <label class="settings-check">
                <input
                    type="checkbox"
                    prop:checked=move || desk.carries.get()
                    on:change=move |event| desk.choose_carrying(event_target_checked(&event))
                />
                {text("carry-workflow")}
            </label>
            <p class="quiet">{text("carry-workflow-doc")}</p>
        </section>
        </Show>
    }
}
