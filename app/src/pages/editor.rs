//! The address of one workflow: looks it up, opens a session and mounts the editor.

use crate::api::{self, ApiError, WorkflowCard};
use crate::browser::{self, installed};
use crate::editor::Editor;
use crate::session::Session;
use crate::words::{Told, text};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

/// One workflow, or why it can't be shown.
#[component]
pub(crate) fn EditorPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let card = Resource::new_blocking(move || id.get(), api::workflow);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match card.await {
                    Ok(card) => view! { <Opened card /> }.into_any(),
                    Err(error) => view! { <Missing error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// Opens a session for as long as the page shows the workflow.
#[component]
fn Opened(card: WorkflowCard) -> impl IntoView {
    let session = Session::open(&card);
    view! { <Editor session /> }.into_any()
}

/// Says what is wrong, and leads home. Where the browser has kept the page, that is shown instead.
#[component]
fn Missing(error: ApiError) -> impl IntoView {
    if matches!(error, ApiError::Connection(_)) {
        // A page that is loaded whole is answered by the worker when the server does not.
        Effect::new(|_| {
            if installed::is_there() {
                browser::reload();
            }
        });
    }
    view! {
        <Title text=text("workflow") />
        <main class="lost">
            <h1>{text("cant-open")}</h1>
            <p>{error.told()}</p>
            <A href="/" attr:class="button primary">{text("go-to-gallery")}</A>
        </main>
    }
    .into_any()
}
