//! The address of one workflow: looks it up, opens a session and mounts the editor.

use crate::api::{self, ApiError, WorkflowCard};
use crate::editor::Editor;
use crate::session::Session;
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

/// Says what is wrong, and leads home.
#[component]
fn Missing(error: ApiError) -> impl IntoView {
    view! {
        <Title text="Workflow" />
        <main class="lost">
            <h1>"This workflow can't be opened"</h1>
            <p>{error.to_string()}</p>
            <A href="/" attr:class="button primary">"Go to the gallery"</A>
        </main>
    }
    .into_any()
}
