//! What a run will find in the library: every uploaded file that fits, as it is now. The server asks again at the start of each run;
//! here it is only shown, and may be set at once, for a preview before the next run.

use super::field::Field;
use crate::api;
use crate::words::{text, with};
use gesso_graph::{AssetRef, Value};
use gesso_nodes::list_from_assets;
use leptos::prelude::*;

/// As many files are shown; of the others the number is said.
const SHOWN: usize = 60;

/// How many files fit, what they look like, and the way to look again.
#[component]
pub(super) fn Found(
    /// Which parameter.
    field: Field,
) -> impl IntoView {
    let library = RwSignal::new(None::<Vec<AssetRef>>);
    let look = move |then: fn(Field, Vec<AssetRef>)| {
        leptos::task::spawn_local(async move {
            let Ok(cards) = api::assets().await else {
                return field.desk.session.warn(text("library-not-read"));
            };
            let files = cards.iter().map(api::AssetCard::asset_ref).collect();
            if library.try_set(Some(files)).is_none() {
                then(field, fitting(field, library));
            }
        });
    };
    Effect::new(move |_| look(|_, _| {}));
    let found = Memo::new(move |_| fitting(field, library));
    let set = move |_| look(|field, found| field.set(Value::Assets(found.into())));
    let said = move || match library.with(Option::is_some) {
        true => with("library-finds", &[("count", &found.with(Vec::len))]),
        false => String::new(),
    };
    let picture = |file: AssetRef| {
        let picture = format!("/asset/{}?w=128", file.hash);
        view! { <li><img class="kept-file checker" src=picture alt=file.name.to_string() title=file.name.to_string() loading="lazy" /></li> }
    };
    view! {
        <div id=field.id() class="file" role="group" aria-label=field.label()>
            <p class="quiet" role="status">{said}</p>
            <p class="quiet">{text("library-each-run")}</p>
            <ul class="kept-files" role="list">
                {move || found.get().into_iter().take(SHOWN).map(picture).collect_view()}
            </ul>
            <button class="button" title=text("library-now-doc") on:click=set>{text("library-now")}</button>
        </div>
    }
}

/// The files that fit what the node asks for.
fn fitting(field: Field, library: RwSignal<Option<Vec<AssetRef>>>) -> Vec<AssetRef> {
    let Some(node) = field.desk.node(field.node) else {
        return Vec::new();
    };
    library.with(|files| {
        let params = node.params.clone().into_iter().collect();
        list_from_assets::found(&params, files.iter().flatten())
    })
}
