//! A row of the table: what the run is called and its values, each typed into a field of its own. Enter goes down, and adds a
//! row at the end.

use super::Rows;
use super::heads::Head;
use super::table::{At, Table};
use crate::browser::{clipboard, keyboard};
use crate::editor::icon::{Glyph, Icon};
use crate::words::{text, with};
use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::prelude::*;

/// The row of a run.
#[component]
pub(super) fn Row(rows: Rows, id: u64) -> impl IntoView {
    let number = move || {
        rows.table
            .with(|table| table.place(id).map_or(0, |place| place + 1))
    };
    let remove = move || with("run-with-remove-row", &[("row", &number())]);
    let name = move || with("run-with-name-of", &[("row", &number())]);
    let write = move |event| {
        let text = event_target_value(&event);
        rows.change(|table| table.set(id, At::Name, &text));
    };
    view! {
        <tr>
            <td>
                <input
                    class="field rows-name"
                    aria-label=name
                    autocomplete="off"
                    placeholder=move || with("rows-row", &[("row", &number())])
                    prop:value=move || rows.table.with(|table| table.get(id, At::Name).to_owned())
                    on:input=write
                    on:paste=move |event| paste(rows, id, At::Name, &event)
                    on:keydown=move |event| go_down(rows, id, ".rows-name", &event)
                />
            </td>
            {move || rows.heads.get().into_iter().enumerate().map(|(place, head)| view! { <Cell rows id place head /> }).collect_view()}
            <td>
                <button class="tool tool-small" aria-label=remove title=text("run-with-remove") on:click=move |_| { rows.change(|table| table.remove_row(id)); }><Icon glyph=Glyph::Trash /></button>
            </td>
        </tr>
    }
}

#[component]
fn Cell(rows: Rows, id: u64, place: usize, head: Head) -> impl IntoView {
    let at = At::Cell(place);
    let title = head.title();
    let has_offer = !head.options.is_empty() || head.takes_file();
    let now = head.now.clone();
    let label = move || {
        let number = rows
            .table
            .with(|table| table.place(id).map_or(0, |place| place + 1));
        with("run-with-cell", &[("what", &title), ("row", &number)])
    };
    let head = StoredValue::new(head);
    let problem = Memo::new(move |_| {
        let text = rows.table.with(|table| table.get(id, at).to_owned());
        rows.files
            .with(|files| head.with_value(|head| head.problem(&text, files.as_deref())))
    });
    let write = move |event| {
        let text = event_target_value(&event);
        rows.change(|table| table.set(id, at, &text));
    };
    let column = format!(".rows-{place}");
    view! {
        <td>
            <input
                class=format!("field rows-{place}")
                class:is-wrong=move || problem.with(Option::is_some)
                aria-label=label
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                title=move || problem.get()
                autocomplete="off"
                placeholder=now
                list=has_offer.then(|| format!("rows-offer-{place}"))
                prop:value=move || rows.table.with(|table| table.get(id, at).to_owned())
                on:input=write
                on:paste=move |event| paste(rows, id, at, &event)
                on:keydown=move |event| go_down(rows, id, &column, &event)
            />
        </td>
    }
}

/// Several cells go where they belong; one is for the field itself.
fn paste(rows: Rows, id: u64, at: At, event: &ClipboardEvent) {
    if rows.paste(id, at, &clipboard::text_of(event)) {
        event.prevent_default();
    }
}

fn go_down(rows: Rows, id: u64, column: &str, event: &KeyboardEvent) {
    if event.key() != "Enter" || event.is_composing() || event.ctrl_key() || event.meta_key() {
        return;
    }
    event.prevent_default();
    let forward = !event.shift_key();
    let is_last = rows
        .table
        .with_untracked(|table| table.place(id) == table.rows.len().checked_sub(1));
    if forward && is_last {
        rows.change(Table::add_row);
    }
    let column = column.to_owned();
    // A row that was just added is not on the page before.
    request_animation_frame(move || keyboard::step(&column, forward));
}
