//! The editor of one workflow.

use crate::session::Session;
use leptos::prelude::*;

/// The whole editor.
#[component]
pub(crate) fn Editor(session: Session) -> impl IntoView {
    view! { <main class="editor"><h1>{move || session.name.get()}</h1></main> }
}
