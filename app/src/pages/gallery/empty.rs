//! What the shelf says when there is nothing on it.

use super::shelf::Shelf;
use super::words;
use crate::words::text;
use leptos::prelude::*;

#[component]
pub(super) fn Empty(search: String, deleted: bool) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let search = search.trim().to_owned();
    if !search.is_empty() {
        return view! {
            <div class="shelf-empty" role="status">
                <h2>{words::none_found(&search)}</h2>
                <button class="button" on:click=move |_| shelf.search.set(String::new())>{text("clear-search")}</button>
            </div>
        }
        .into_any();
    }
    if deleted {
        return view! { <div class="shelf-empty"><h2>{text("none-deleted")}</h2><p>{text("none-deleted-doc")}</p></div> }.into_any();
    }
    view! {
        <div class="shelf-empty">
            <h2>{text("none-yet")}</h2>
            <p>{text("none-yet-doc")}</p>
            <button class="button primary" on:click=move |_| shelf.create()>{text("new-workflow")}</button>
        </div>
    }
    .into_any()
}
