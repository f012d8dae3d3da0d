//! What an address shows that leads nowhere.

use crate::words::text;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

/// Says so, and leads home.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    view! {
        <Title text=text("not-found-title") />
        <main class="lost">
            <h1>{text("nothing-here")}</h1>
            <p>{text("nothing-here-doc")}</p>
            <A href="/" attr:class="button primary">{text("go-to-gallery")}</A>
        </main>
    }
    .into_any()
}
