//! What one can begin from: an empty canvas, the templates, a file.

use super::shelf::Shelf;
use crate::api::{self, TemplateCard};
use crate::browser;
use crate::words::{text, words};
use leptos::prelude::*;

const FILE_INPUT: &str = "import-files";

/// What a template makes, small.
#[component]
fn Pictures(
    /// Its id.
    template: String,
) -> impl IntoView {
    let known = gesso_nodes::templates().iter();
    let pictures = known
        .filter(|known| known.id == template)
        .flat_map(|known| known.pictures());
    // Empty alternative: the title and the sentence are right beside.
    let pictures = pictures.map(|path| view! { <img src=format!("/{path}") alt="" loading="lazy" decoding="async" draggable="false" /> });
    view! { <span class="begin-pictures" aria-hidden="true">{pictures.collect_view()}</span> }
}

/// A template's title and sentence in the language of whoever reads; one that this page does not know has the server's.
fn said(template: TemplateCard) -> (String, String) {
    let known = gesso_nodes::templates().iter();
    match known.into_iter().find(|known| known.id == template.id) {
        Some(known) => (
            known.title_in(words()).to_owned(),
            known.doc_in(words()).to_owned(),
        ),
        None => (template.title, template.doc),
    }
}

/// The ways to begin.
#[component]
pub(super) fn Start() -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let templates = Resource::new(|| (), |()| api::templates());
    view! {
        <section class="start" aria-labelledby="start-title">
            <header class="start-head">
                <h2 id="start-title">{text("begin")}</h2>
                <input class="spoken" type="file" id=FILE_INPUT multiple accept=".json,application/json,image/png,image/jpeg,image/webp,image/avif" tabindex="-1"
                    aria-label=text("import-label")
                    on:change=move |event| shelf.import(browser::files::chosen(&event)) />
                <button class="button plain" on:click=move |_| browser::click(FILE_INPUT)>{text("import")}</button>
            </header>
            <ul class="begin">
                <li>
                    <button class="begin-card blank" disabled=move || shelf.leaving.get() on:click=move |_| shelf.create()>
                        <span class="begin-sign" aria-hidden="true">
                            <svg class="glyph" viewBox="0 0 16 16" width="16" height="16"><path d="M8 3v10M3 8h10" /></svg>
                        </span>
                        <span class="begin-words"><strong>{text("new-workflow")}</strong><span>{text("blank-doc")}</span></span>
                    </button>
                </li>
                <Suspense>
                    {move || Suspend::new(async move {
                        // Without templates the empty canvas is still there; the list below says what is wrong.
                        templates.await.unwrap_or_default().into_iter().map(|template| {
                            let id = template.id.clone();
                            let (title, doc) = said(template.clone());
                            view! {
                                <li>
                                    <button class="begin-card" disabled=move || shelf.leaving.get() on:click=move |_| shelf.begin(id.clone())>
                                        <Pictures template=template.id.clone() />
                                        <span class="begin-words"><strong>{title}</strong><span>{doc}</span></span>
                                    </button>
                                </li>
                            }
                        }).collect_view()
                    })}
                </Suspense>
            </ul>
        </section>
    }
    .into_any()
}
