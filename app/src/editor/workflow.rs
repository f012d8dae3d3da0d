//! What can be done with the workflow as a whole from inside its editor.

use crate::api;
use crate::appearance::ThemeChoice;
use crate::browser;
use crate::editor::desk::Desk;
use crate::session::SaveState;
use crate::words::{Told, text, with};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Downloads the workflow as a file.
pub(crate) fn download(desk: Desk) {
    let name = format!("{}.gesso.json", desk.session.name.get_untracked());
    browser::download(
        &format!("/workflow/{}/file", desk.session.workflow()),
        &name,
    );
}

/// Makes a copy of the workflow and opens it.
pub(crate) fn duplicate(desk: Desk) {
    spawn_local(async move {
        match api::duplicate_workflow(desk.session.workflow()).await {
            Ok(card) => desk.go(format!("/w/{}", card.id)),
            Err(error) => desk.session.warn(error.told()),
        }
    });
}

/// Puts the workflow among the deleted ones and goes to the gallery, where it can be brought back.
pub(crate) fn delete(desk: Desk) {
    spawn_local(async move {
        match api::delete_workflow(desk.session.workflow()).await {
            Ok(()) => desk.go("/".to_owned()),
            Err(error) => desk.session.warn(error.told()),
        }
    });
}

/// Goes to the gallery.
pub(crate) fn leave(desk: Desk) {
    desk.go("/".to_owned());
}

/// Opens the guide beside the editor.
pub(crate) fn guide(desk: Desk) {
    if window()
        .open_with_url_and_target("/docs/", "_blank")
        .is_err()
    {
        desk.session.warn(text("guide-not-opened"));
    }
}

/// Answers a wish to save, which nobody needs to have.
pub(crate) fn say_saved(desk: Desk) {
    let said = match desk.session.save_state.get_untracked() {
        SaveState::Saved => text("say-saved").to_owned(),
        SaveState::Opening | SaveState::Saving => text("say-saving").to_owned(),
        SaveState::Offline { kept } => with("say-offline", &[("count", &kept)]),
        SaveState::Refused(reason) => reason,
    };
    desk.session.say(said);
}

impl Desk {
    /// Goes to another address.
    pub(crate) fn go(self, address: String) {
        if window().location().set_href(&address).is_err() {
            self.session
                .warn(with("not-opened", &[("address", &address)]));
        }
    }

    /// Dark becomes light and light becomes dark.
    pub(crate) fn switch_theme(self) {
        let dark = self.appearance.is_dark().get_untracked();
        self.appearance.choose(if dark {
            ThemeChoice::Light
        } else {
            ThemeChoice::Dark
        });
    }
}
