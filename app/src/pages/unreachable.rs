//! What an installed app shows in place of a page that it has not kept, while the server can't be reached.

use crate::browser;
use crate::words::text;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// Says so, and leads to where one wanted to go, and home.
#[component]
pub(crate) fn UnreachablePage() -> impl IntoView {
    let query = use_query_map();
    // Only addresses of this very server are led to.
    let to = move || {
        let to = query.read().get("to").unwrap_or_default();
        let own = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
        if own { to } else { "/".to_owned() }
    };
    view! {
        <Title text=text("unreachable-title") />
        <main class="lost">
            <h1>{text("unreachable")}</h1>
            <p>{text("unreachable-doc")}</p>
            <div class="lost-ways">
                <button class="button primary" on:click=move |_| browser::go(&to())>{text("try-again")}</button>
                <a class="button" href="/" rel="external">{text("go-to-gallery")}</a>
            </div>
        </main>
    }
    .into_any()
}
