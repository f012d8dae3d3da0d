//! The bar at the bottom of a small screen: everything within a thumb's reach. The sheets it opens are the panels of a wide one.

use crate::editor::action::{Group, actions};
use crate::editor::desk::{Dock, Left, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::part::Part;
use crate::editor::rail::PanelHead;
use crate::words::text;
use leptos::prelude::*;

/// The bar and the sheet of actions.
#[component]
pub(crate) fn BottomBar() -> impl IntoView {
    let desk = desk();
    view! {
        <section class="panel panel-actions" class:is-sheet=move || desk.sheet.get() == Some(Sheet::Actions) aria-label=text("more")>
            <PanelHead name=text("more") close=text("close-more") on_close=move || desk.sheet.set(None) />
            {move || desk.part(Part::Actions)}
        </section>
        <nav class="bottom-bar" aria-label=text("tools")>
            <Tab sheet=Sheet::Left(Left::Nodes) name=text("nodes-title") glyph=Glyph::Add />
            <Tab sheet=Sheet::Left(Left::Outline) name=text("outline") glyph=Glyph::List />
            <Tab sheet=Sheet::Inspector name=text("inspector") glyph=Glyph::Sliders />
            <Tab sheet=Sheet::Dock(Dock::Viewer) name=text("viewer") glyph=Glyph::Picture />
            <Tab sheet=Sheet::Dock(Dock::Runs) name=text("runs") glyph=Glyph::Runs />
            <Tab sheet=Sheet::Actions name=text("more") glyph=Glyph::More />
        </nav>
    }
}

#[component]
fn Tab(sheet: Sheet, name: &'static str, glyph: Glyph) -> impl IntoView {
    let desk = desk();
    let is_open = move || desk.sheet.get() == Some(sheet);
    let toggle = move |_| {
        if desk.sheet.get_untracked() == Some(sheet) {
            desk.sheet.set(None);
        } else {
            desk.show(sheet);
        }
    };
    view! {
        <button class="bottom-tab" aria-label=name aria-expanded=move || if is_open() { "true" } else { "false" } on:click=toggle>
            <Icon glyph />
            <span aria-hidden="true">{name}</span>
        </button>
    }
}

/// What only means something with a keyboard.
fn is_for_keys(id: &str) -> bool {
    ["nudge", "go.", "part."]
        .iter()
        .any(|start| id.starts_with(start))
}

/// Everything that can be done, group by group.
#[component]
pub(crate) fn Actions() -> impl IntoView {
    let desk = desk();
    let groups = Group::ALL.map(|group| {
        // Keys move things on a wide screen; here fingers do.
        let shown = actions().filter(|action| action.group == group && !is_for_keys(action.id));
        let buttons = shown
            .map(|action| {
                view! {
                    <button
                        class="menu-item"
                        disabled=move || !(action.possible)(desk)
                        on:click=move |_| {
                            desk.sheet.set(None);
                            (action.perform)(desk);
                        }
                    >{action.label()}</button>
                }
            })
            .collect_view();
        view! { <section><h3>{group.label()}</h3>{buttons}</section> }
    });
    view! {
        <div class="panel-scroll action-groups">{groups.collect_view()}</div>
    }
}
