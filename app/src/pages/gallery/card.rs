//! One workflow on the shelf: its picture and name lead into it; rename, copy, file and delete are beside the name.

use super::face::Face;
use super::shelf::Shelf;
use super::words;
use crate::api::WorkflowCard;
use crate::browser;
use crate::when;
use crate::words::text;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

const RENAME: &str = "M9.500 3.500l3 3M3 13l.6-3 7-7 2.400 2.400-7 7z";
const COPY: &str = "M5.5 5.500h8v8h-8zM10.5 5.500v-3h-8v8h3";
const FILE: &str = "M8 2.500v8M4.5 7.500L8 11l3.5-3.500M3 13.500h10";
const DELETE: &str = "M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.5 9h6l.5-9M7 7v4M9 7v4";
const RESTORE: &str = "M3 3.500v3h3M3.3 6.500A5.3 5.3 0 1 1 3 9.5";

#[component]
pub(super) fn Card(
    /// The workflow.
    card: WorkflowCard,
    /// When it changed or was deleted, in words.
    #[prop(into)]
    ago: Signal<String>,
) -> impl IntoView {
    let deleted = card.deleted_ms.is_some();
    let address = format!("/w/{}", card.id);
    let moment = card.deleted_ms.unwrap_or(card.changed_ms);
    let facts = words::nodes(card.nodes);
    let renaming = RwSignal::new(false);
    let input_id = format!("name-{}", card.id);
    let start_rename = Callback::new({
        let input_id = input_id.clone();
        move |()| {
            renaming.set(true);
            let input_id = input_id.clone();
            // The input is there after this turn of the loop.
            request_animation_frame(move || browser::select_text(&input_id));
        }
    });
    // A card with another name is another element.
    if expect_context::<Shelf>().takes_keyboard(&card) {
        focus_link(&card);
    }
    let face = card.clone();
    let named = card.clone();
    let link = (!deleted).then(|| address.clone());
    view! {
        <li class="card" class:deleted=deleted>
            {match link.clone() {
                Some(address) => view! { <a class="card-face" href=address tabindex="-1" aria-hidden="true"><Face card=face /></a> }.into_any(),
                None => view! { <div class="card-face"><Face card=face /></div> }.into_any(),
            }}
            <div class="card-words">
                <div class="card-name">
                    {move || if renaming.get() {
                        view! { <RenameInput card=named.clone() id=input_id.clone() renaming /> }.into_any()
                    } else {
                        match link.clone() {
                            Some(address) => view! { <a id=link_id(&named) href=address>{named.name.clone()}</a> }.into_any(),
                            None => view! { <span>{named.name.clone()}</span> }.into_any(),
                        }
                    }}
                </div>
                <p class="card-facts">
                    {facts}" · "{deleted.then(|| format!("{} ", text("deleted-when")))}
                    <time datetime=when::machine(moment)>{move || ago.get()}</time>
                </p>
                <div class="card-acts">
                    {if deleted { view! { <DeletedActs card /> }.into_any() } else { view! { <Acts card start_rename /> }.into_any() }}
                </div>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn Acts(card: WorkflowCard, start_rename: Callback<()>) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let (copied, gone) = (card.clone(), card.clone());
    view! {
        <Act label=words::rename(&card.name) path=RENAME act=move || start_rename.run(()) />
        <Act label=words::duplicate(&card.name) path=COPY act=move || shelf.duplicate(&copied) />
        <a class="act" href=format!("/workflow/{}/file", card.id) rel="external" download
            aria-label=words::download(&card.name) title=words::download(&card.name)>
            <svg class="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=FILE /></svg>
        </a>
        <Act label=words::delete(&card.name) path=DELETE act=move || shelf.delete(&gone) />
    }
    .into_any()
}

#[component]
fn DeletedActs(card: WorkflowCard) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    view! {
        <button class="button" aria-label=words::restore(&card.name) on:click=move |_| shelf.restore(&card)>
            <svg class="glyph" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d=RESTORE /></svg>
            {text("restore")}
        </button>
    }
    .into_any()
}

#[component]
fn Act(label: String, path: &'static str, act: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button class="act" aria-label=label.clone() title=label on:click=move |_| act()>
            <svg class="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=path /></svg>
        </button>
    }
    .into_any()
}

fn link_id(card: &WorkflowCard) -> String {
    format!("link-{}", card.id)
}

/// The keyboard goes from a name that was typed to the workflow, once its name stands there again.
fn focus_link(card: &WorkflowCard) {
    let link = link_id(card);
    request_animation_frame(move || browser::focus(&link));
}

/// Enter and leaving keep the name, Escape does not.
#[component]
fn RenameInput(card: WorkflowCard, id: String, renaming: RwSignal<bool>) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let name = RwSignal::new(card.name.clone());
    let old = card.name.clone();
    let named = card.clone();
    let keep = move || {
        // Taking the input away is a blur too: what is decided then stands.
        let Some((true, name)) = renaming.try_get_untracked().zip(name.try_get_untracked()) else {
            return;
        };
        renaming.set(false);
        let name = name.trim().to_owned();
        if !name.is_empty() && name != card.name {
            shelf.rename(&card, name);
        }
    };
    let keep_left = keep.clone();
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            keep();
            focus_link(&named);
        }
        "Escape" => {
            renaming.set(false);
            focus_link(&named);
        }
        _ => {}
    };
    view! {
        <input class="field" id=id type="text" maxlength="120" value=old aria-label=text("new-name")
            on:input:target=move |event| name.set(event.target().value())
            on:keydown=on_key
            on:blur=move |_| keep_left() />
    }
    .into_any()
}
