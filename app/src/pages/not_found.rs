//! What an address shows that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;

/// Says so, and leads home.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    view! {
        <Title text="Not found" />
        <main class="lost">
            <h1>"There is nothing at this address"</h1>
            <p>"The link may be old, or a letter of it may be missing."</p>
            <A href="/" attr:class="button primary">"Go to the gallery"</A>
        </main>
    }
    .into_any()
}
