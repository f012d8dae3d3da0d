//! A field and the list it filters: type, arrows, Enter. Adding nodes, choosing wires, actions and places all use it.

use crate::browser::keyboard;
use crate::editor::desk::desk;
use leptos::html;
use leptos::prelude::*;

/// One thing that can be chosen.
#[derive(Clone)]
pub(crate) struct Choice {
    /// What it is called.
    pub(crate) title: String,
    /// What tells it from others of the same name.
    pub(crate) detail: String,
    /// A class that gives it a colour; empty for none.
    pub(crate) look: &'static str,
    /// What choosing it does.
    pub(crate) act: Callback<()>,
}

/// The field and the list.
#[component]
pub(crate) fn Picker(
    /// What is being chosen, as the field's name.
    name: &'static str,
    /// What the field shows while it is empty.
    placeholder: &'static str,
    /// What is said when nothing is found.
    nothing: &'static str,
    /// What these words find, the best first.
    find: impl Fn(&str) -> Vec<Choice> + Send + Sync + 'static,
) -> impl IntoView {
    let desk = desk();
    let words = RwSignal::new(String::new());
    let here = RwSignal::new(0_usize);
    let found = Memo::new_with_compare(move |_| find(&words.read()), |_, _| true);
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            keyboard::focus_element(&field);
        }
    });
    let choose = move |index: usize| {
        let act = found.with_untracked(|found| found.get(index).map(|choice| choice.act));
        if let Some(act) = act {
            desk.close();
            act.run(());
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => here.update(|here| *here = if *here >= last { 0 } else { *here + 1 }),
            "ArrowUp" => here.update(|here| *here = if *here == 0 { last } else { *here - 1 }),
            "Home" if event.ctrl_key() => here.set(0),
            "End" if event.ctrl_key() => here.set(last),
            "Enter" => choose(here.get_untracked()),
            // The field is the only stop; another Tab would only leave it for itself.
            "Tab" => {}
            _ => return,
        }
        event.prevent_default();
        keyboard::reveal("#picker-list [aria-selected=true]");
    };
    let options =
        move || {
            found.with(|found| {
                found.iter().enumerate().map(|(index, choice)| {
                view! {
                    <li
                        id=format!("picker-{index}")
                        role="option"
                        class=format!("choice {}", choice.look)
                        aria-selected=move || if here.get() == index { "true" } else { "false" }
                        on:click=move |_| choose(index)
                        on:pointermove=move |_| here.set(index)
                    >
                        <span class="dot" aria-hidden="true"></span>
                        <span class="choice-title">{choice.title.clone()}</span>
                        <span class="choice-detail">{choice.detail.clone()}</span>
                    </li>
                }
            }).collect_view()
            })
        };
    view! {
        <input
            type="text"
            class="picker-field"
            node_ref=field
            role="combobox"
            aria-label=name
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls="picker-list"
            aria-activedescendant=move || format!("picker-{}", here.get())
            autocomplete="off"
            spellcheck="false"
            placeholder=placeholder
            prop:value=move || words.get()
            on:input=move |event| {
                words.set(event_target_value(&event));
                here.set(0);
            }
            on:keydown=on_key
        />
        <ul id="picker-list" class="picker-list" role="listbox" aria-label=name>{options}</ul>
        <Show when=move || found.with(Vec::is_empty)>
            <p class="quiet pad" role="status">{nothing}</p>
        </Show>
    }
}
