//! Who has the workflow open: how many in the top bar, and who they are when one asks.

use crate::editor::action::action;
use crate::editor::desk::{Desk, Popup, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::session::People as Here;
use crate::words::{text, with};
use gesso_sync::Present;
use leptos::prelude::*;

/// How many are here, and the way to who they are.
#[component]
pub(crate) fn People() -> impl IntoView {
    let desk = desk();
    let people = desk.session.people;
    let said = move || people.with(|people| said(desk, people));
    view! {
        <button
            class="tool people"
            class:is-shared=move || people.with(|people| people.tabs > 1)
            aria-haspopup="dialog"
            aria-label=said
            title=said
            on:click=move |_| desk.open(Popup::People)
        >
            <Icon glyph=Glyph::People />
            <Show when=move || people.with(|people| { people.tabs > 1 })>
                <span aria-hidden="true">{move || people.with(|people| people.tabs)}</span>
            </Show>
        </button>
    }
}

/// "3 tabs have this open: You, Ann".
fn said(desk: Desk, people: &Here) -> String {
    match people.tabs {
        0 | 1 => text("only-you").to_owned(),
        count => {
            let names: Vec<String> = people.here.iter().map(|who| called(desk, who)).collect();
            let names = names.join(", ");
            with("tabs-open", &[("count", &count), ("names", &names)])
        }
    }
}

/// What somebody is called on this screen.
fn called(desk: Desk, who: &Present) -> String {
    match &who.name {
        Some(name) if desk.session.is_me(&who.person) => {
            with("you-named", &[("name", &name.as_str())])
        }
        Some(name) => name.to_string(),
        None if desk.session.is_me(&who.person) => text("you").to_owned(),
        None => text("somebody-else").to_owned(),
    }
}

/// Everybody by name, in the order in which they came.
#[component]
pub(crate) fn PeopleList() -> impl IntoView {
    let desk = desk();
    let people = desk.session.people;
    let here = move || {
        people.with(|people| {
            let names = people.here.iter().map(|who| called(desk, who));
            names
                .map(|name| view! { <li><Icon glyph=Glyph::People />{name}</li> })
                .collect_view()
        })
    };
    let rename = action("settings.name");
    view! {
        <div class="menu">
            <p class="quiet people-count" role="status">{move || people.with(|people| said(desk, people))}</p>
            <ul class="people-list" role="list" aria-label=text("people")>{here}</ul>
            <button class="menu-item" on:click=move |_| (rename.perform)(desk)>{rename.label()}</button>
        </div>
    }
}
