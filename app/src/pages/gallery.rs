//! The gallery.

use leptos::prelude::*;

/// The gallery.
#[component]
pub(crate) fn GalleryPage() -> impl IntoView {
    view! { <main class="gallery"><h1>"Workflows"</h1></main> }
}
