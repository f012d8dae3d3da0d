//! The parts of the editor that the page does without until it lives: they come as a file of their own, which is fetched as soon
//! as the page has taken over what the server rendered. Whatever only these parts need is left out of what is loaded first, so a
//! panel or dialog belongs here unless a canvas at rest shows it.

use crate::editor::desk::{Desk, Popup};
use crate::editor::history::History;
use crate::editor::inspector::{Subject, about};
use crate::editor::overlay::Dialog;
use crate::editor::phone::Actions;
use crate::editor::runs::Runs;
use crate::editor::viewer::Viewer;
use crate::notice::Notices;
use crate::words::text;
use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

/// What is shown later.
pub(crate) enum Part {
    /// The picture of a node.
    Viewer,
    /// The runs of the workflow.
    Runs,
    /// What was done.
    History,
    /// Everything that can be done, on a small screen.
    Actions,
    /// All about what is selected.
    Inspector(Subject),
    /// What lies over everything.
    Dialog(Popup),
}

/// Where the page and the file that comes later are cut apart.
#[wasm_split(editor_parts, wasm_split_path = ::leptos::wasm_split, preload(fetch), fallible)]
fn make(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(match part {
        Part::Viewer => view! { <Viewer /> }.into_any(),
        Part::Runs => view! { <Runs /> }.into_any(),
        Part::History => view! { <History /> }.into_any(),
        Part::Actions => view! { <Actions /> }.into_any(),
        Part::Inspector(subject) => about(subject),
        Part::Dialog(popup) => view! { <Dialog popup /> }.into_any(),
    })
}

/// Fetches the file once the page lives.
pub(crate) fn load(desk: Desk) {
    let notices = expect_context::<Notices>();
    Effect::new(move |_| begin(desk, notices));
}

fn begin(desk: Desk, notices: Notices) {
    spawn_local(async move {
        match fetch().await {
            // Who has left the editor wants none of it any more.
            Ok(()) => drop(desk.has_parts.try_set(true)),
            Err(_) => notices.offer(text("parts-missing"), text("try-again"), move || {
                begin(desk, notices);
            }),
        }
    });
}

impl Desk {
    /// A part, when its code is there. Tracks, so it is asked again once it has come.
    pub(crate) fn part(self, part: Part) -> Option<AnyView> {
        // It is there, so nothing is waited for.
        self.has_parts
            .get()
            .then(|| make(part).now_or_never()?.ok())
            .flatten()
    }
}
