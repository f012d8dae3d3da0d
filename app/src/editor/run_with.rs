//! "Run with…": a table of values in which each row becomes a run and the workflow stays as it is. Values are typed, pasted
//! from a spreadsheet or opened as CSV. The table is kept in this browser, for this workflow.

mod cell;
mod heads;
pub mod table;

use crate::browser::{files, keyboard, storage};
use crate::editor::desk::{Desk, Dock, Sheet, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::words::{text, with};
use cell::Row;
use gesso_graph::NodeId;
use heads::{Head, heads, offered};
use leptos::prelude::*;
use leptos::task::spawn_local;
use table::{At, Table, cells};

const STORED_UNDER: &str = "gesso.rows.";
/// The names of uploaded files that are offered where a file is wanted.
const FILES_OFFERED: usize = 200;

/// The table that is open, with what its columns are. A handle, free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Rows {
    desk: Desk,
    table: RwSignal<Table>,
    heads: Memo<Vec<Head>>,
    /// The names of uploaded files; none while nobody knows.
    files: RwSignal<Option<Vec<String>>>,
    /// What the server said of the last try, or what was left out of a paste.
    said: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

fn key(desk: Desk) -> String {
    format!("{STORED_UNDER}{}", desk.session.workflow())
}

impl Rows {
    /// The table as it was left, or a new one about the selected node.
    fn open(desk: Desk) -> Self {
        let kept = storage::get(&key(desk)).and_then(|text| Table::from_text(&text));
        let mut table = kept.unwrap_or_default();
        let offered = untrack(|| offered(desk));
        table.retain_columns(|column| offered.iter().any(|head| head.column == *column));
        if table.columns.is_empty() {
            let selected = untrack(|| desk.only_node());
            let of_it = |head: &&Head| Some(head.column.node) == selected;
            // What is varied most is a number.
            let numbers = offered.iter().filter(|head| head.is_number());
            let first = numbers.chain(&offered).find(of_it);
            if let Some(head) = first {
                table.add_column(head.column.clone());
            }
        }
        if table.rows.is_empty() {
            table.add_row();
        }
        let table = RwSignal::new(table);
        let rows = Self {
            desk,
            table,
            heads: Memo::new(move |_| heads(desk, &table.with(|table| table.columns.clone()))),
            files: RwSignal::new(None),
            said: RwSignal::new(None),
            busy: RwSignal::new(false),
        };
        Effect::new(move |_| rows.ask_files());
        // A colleague may take away what a column sets.
        Effect::new(move |_| {
            let count = rows.heads.with(Vec::len);
            if rows.table.with_untracked(|table| table.columns.len()) > count {
                let heads = rows.heads.get_untracked();
                rows.change(|table| {
                    table.retain_columns(|column| heads.iter().any(|head| head.column == *column));
                });
            }
        });
        rows
    }

    /// Asks for the uploaded files once a column takes one.
    fn ask_files(self) {
        let wants = self.heads.with(|heads| heads.iter().any(Head::takes_file));
        if wants && self.files.with_untracked(Option::is_none) {
            spawn_local(async move {
                // Without an answer any name stands; the server says which is wrong.
                if let Ok(found) = crate::api::assets().await {
                    let names = found.into_iter().map(|card| card.name);
                    self.files.try_set(Some(names.collect()));
                }
            });
        }
    }

    /// Changes the table and keeps it.
    fn change<R>(self, change: impl FnOnce(&mut Table) -> R) -> Option<R> {
        self.said.set(None);
        let done = self.table.try_update(change);
        let text = self.table.with_untracked(Table::to_text);
        if !storage::set(&key(self.desk), &text) {
            self.said
                .set(Some(crate::words::text("nothing-kept").to_owned()));
        }
        done
    }

    /// Writes what was pasted, if it is more than one cell.
    fn paste(self, row: u64, at: At, pasted: &str) -> bool {
        if !pasted.trim_end().contains(['\t', '\n']) {
            return false;
        }
        let cells = cells(pasted);
        if row_is_empty(&self.table, row) && self.take_table(&cells) {
            return true;
        }
        let lost = self.change(|table| table.paste(row, at, &cells));
        if let Some(lost @ 1..) = lost {
            self.said
                .set(Some(with("run-with-lost", &[("count", &lost)])));
        }
        true
    }

    /// Becomes what was brought, if its first line names columns.
    fn take_table(self, cells: &[Vec<String>]) -> bool {
        let offered = untrack(|| offered(self.desk));
        let meaning = |title: &str| heads::meaning(&offered, title);
        let Some(Ok(unknown)) = self.change(|table| table.open(cells, meaning)) else {
            return false;
        };
        if !unknown.is_empty() {
            let what = unknown.join(", ");
            self.said
                .set(Some(with("run-with-unknown", &[("what", &what)])));
        }
        true
    }

    /// Opens a file: with titles it becomes the table, without it fills it from the first cell on.
    fn take_file(self, file: crate::browser::File) {
        spawn_local(async move {
            let Some(text) = files::text(&file).await else {
                return self
                    .said
                    .set(Some(crate::words::text("run-with-unread").into()));
            };
            let cells = cells(&text);
            if self.take_table(&cells) {
                return;
            }
            let lost = self.change(|table| {
                table.rows.clear();
                let first = table.add_row();
                table.paste(first, At::Cell(0), &cells)
            });
            if let Some(lost @ 1..) = lost {
                self.said
                    .set(Some(with("run-with-lost", &[("count", &lost)])));
            }
        });
    }

    /// The first cell that can't be read, in words. Tracks.
    fn problem(self) -> Option<String> {
        self.heads.with(|heads| {
            self.table.with(|table| {
                table.rows.iter().enumerate().find_map(|(place, row)| {
                    heads.iter().zip(&row.cells).find_map(|(head, cell)| {
                        let reason = self
                            .files
                            .with(|files| head.problem(cell, files.as_deref()))?;
                        let row = place + 1;
                        let column = head.title();
                        let said: [(&str, &dyn gesso_words::Value); 3] =
                            [("row", &row), ("column", &column), ("reason", &reason)];
                        Some(with("rows-wrong", &said))
                    })
                })
            })
        })
    }

    fn start(self) {
        self.busy.set(true);
        let order = self.table.with_untracked(Table::order);
        self.desk.session.start_rows(order, move |started| {
            self.busy.try_set(false);
            match started {
                Ok(()) => {
                    self.desk.close();
                    self.desk.show(Sheet::Dock(Dock::Runs));
                }
                Err(reason) => drop(self.said.try_set(Some(reason))),
            }
        });
    }
}

fn row_is_empty(table: &RwSignal<Table>, row: u64) -> bool {
    table.with_untracked(|table| {
        let lines = table.rows.iter();
        let is_empty = |line: &table::Line| line.cells.iter().all(String::is_empty);
        table.place(row) == Some(0)
            && lines
                .clone()
                .all(|line| is_empty(line) && line.name.is_empty())
    })
}

/// The dialog.
#[component]
pub(crate) fn RunWith() -> impl IntoView {
    let desk = desk();
    let rows = Rows::open(desk);
    let ids = move || {
        let id = |row: &table::Line| row.id;
        rows.table
            .with(|table| table.rows.iter().map(id).collect::<Vec<_>>())
    };
    view! {
        <div class="panel-head">
            <h2>{text("run-with")}</h2>
            <button class="tool tool-small" aria-label=text("close") on:click=move |_| desk.close()><Icon glyph=Glyph::Close /></button>
        </div>
        <div class="rows-body">
            <p class="quiet rows-doc">{text("run-with-doc")}</p>
            <table class="rows-table" aria-label=text("run-with-table")>
                <thead><Titles rows /></thead>
                <tbody><For each=ids key=|id| *id let(id)><Row rows id /></For></tbody>
            </table>
        </div>
        <Tools rows />
        <Foot rows />
    }
}

/// The titles of the columns, each with the way to take it out.
#[component]
fn Titles(rows: Rows) -> impl IntoView {
    let title = move |(place, head): (usize, Head)| {
        let remove = with("run-with-take-out", &[("what", &head.title())]);
        let options = head.options.clone();
        let files = head.takes_file();
        let offered = move || {
            let names = files.then(|| rows.files.get().unwrap_or_default());
            let names = names.map(|names| names.into_iter().take(FILES_OFFERED).collect());
            let all: Vec<String> = names.unwrap_or_else(|| options.clone());
            all.into_iter()
                .map(|value| view! { <option value=value></option> })
                .collect_view()
        };
        view! {
            <th scope="col">
                <span class="rows-title">
                    <span class="clip"><span class="quiet">{head.node.clone()}</span>" "{head.decl.label.to_string()}</span>
                    <button class="tool tool-small" aria-label=remove on:click=move |_| { rows.change(|table| table.remove_column(place)); }><Icon glyph=Glyph::Close /></button>
                </span>
                <datalist id=format!("rows-offer-{place}")>{offered}</datalist>
            </th>
        }
    };
    view! {
        <tr>
            <th scope="col">{text("run-with-name")}</th>
            {move || rows.heads.get().into_iter().enumerate().map(title).collect_view()}
            <td></td>
        </tr>
    }
}

/// A node with the parameters that can still be columns, each by its place among what is offered.
type Group = (NodeId, String, Vec<(usize, String)>);

/// What changes the table as a whole.
#[component]
fn Tools(rows: Rows) -> impl IntoView {
    let desk = rows.desk;
    let open = Memo::new(move |_| {
        let taken = rows.table.with(|table| table.columns.clone());
        let mut offered = offered(desk);
        offered.retain(|head| !taken.contains(&head.column));
        offered
    });
    let add = move |event: leptos::ev::Event| {
        let chosen: Option<usize> = event_target_value(&event).parse().ok();
        // What is chosen goes from the list, and the next one would stand in its place.
        keyboard::choose_first(&event);
        let column =
            chosen.and_then(|at| open.with_untracked(|open| Some(open.get(at)?.column.clone())));
        if let Some(column) = column {
            rows.change(|table| table.add_column(column));
        }
    };
    let options = move || {
        let mut groups: Vec<Group> = Vec::new();
        for (at, head) in open.get().into_iter().enumerate() {
            let entry = (at, head.decl.label.to_string());
            match groups
                .last_mut()
                .filter(|(node, ..)| *node == head.column.node)
            {
                Some((_, _, entries)) => entries.push(entry),
                None => groups.push((head.column.node, head.node, vec![entry])),
            }
        }
        let option =
            |(at, label): (usize, String)| view! { <option value=at.to_string()>{label}</option> };
        let group = |(_, node, entries): Group| {
            view! { <optgroup label=node>{entries.into_iter().map(option).collect_view()}</optgroup> }
        };
        groups.into_iter().map(group).collect_view()
    };
    let take = move |event| {
        if let Some(file) = files::chosen(&event).into_iter().next() {
            rows.take_file(file);
        }
    };
    view! {
        <div class="rows-tools">
            <button class="button" on:click=move |_| {
                rows.change(Table::add_row);
                request_animation_frame(|| keyboard::step(".rows-name", true));
            }><Icon glyph=Glyph::Add />{text("run-with-add-row")}</button>
            <select class="field" aria-label=text("run-with-add-column") on:change=add>
                <option value="">{text("run-with-add-column")}</option>
                {options}
            </select>
            <label class="button file-choose">
                <span>{text("run-with-open")}</span>
                <input type="file" class="spoken" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values" on:change=take />
            </label>
        </div>
    }
}

/// What is wrong, and the way to start.
#[component]
fn Foot(rows: Rows) -> impl IntoView {
    let problem = Memo::new(move |_| rows.problem());
    let count = move || rows.table.with(|table| table.rows.len());
    let has_columns = move || rows.table.with(|table| !table.columns.is_empty());
    let trouble = Memo::new(move |_| rows.said.get().or_else(|| problem.get()));
    let hint = move || (!has_columns()).then(|| text("run-with-choose").to_owned());
    let look = move || match trouble.with(Option::is_some) {
        true => "trouble-text",
        false => "quiet",
    };
    let is_off =
        move || rows.busy.get() || count() == 0 || !has_columns() || problem.with(Option::is_some);
    view! {
        <div class="rows-foot">
            <p class=look role="status">{move || trouble.get().or_else(hint)}</p>
            <button class="button primary" disabled=is_off on:click=move |_| rows.start()>
                <Icon glyph=Glyph::Play />{move || with("run-with-start", &[("count", &count())])}
            </button>
        </div>
    }
}
