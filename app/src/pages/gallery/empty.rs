//! What the shelf says when there is nothing on it.

use super::shelf::Shelf;
use super::words;
use leptos::prelude::*;

#[component]
pub(super) fn Empty(search: String, deleted: bool) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let search = search.trim().to_owned();
    if !search.is_empty() {
        return view! {
            <div class="shelf-empty" role="status">
                <h2>{words::none_found(&search)}</h2>
                <button class="button" on:click=move |_| shelf.search.set(String::new())>{words::CLEAR_SEARCH}</button>
            </div>
        }
        .into_any();
    }
    if deleted {
        return view! { <div class="shelf-empty"><h2>{words::NONE_DELETED}</h2><p>{words::NONE_DELETED_DOC}</p></div> }.into_any();
    }
    view! {
        <div class="shelf-empty">
            <h2>{words::NONE_YET}</h2>
            <p>{words::NONE_YET_DOC}</p>
            <button class="button primary" on:click=move |_| shelf.create()>{words::NEW}</button>
        </div>
    }
    .into_any()
}
