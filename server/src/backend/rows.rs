//! Runs over a table of values: every cell is read and checked before anything starts, so that all rows run or none. What is
//! wrong is said by its row and its column.

use super::{afresh_error, broken, room_error, run_error};
use crate::afresh::{self, Start};
use crate::language::words;
use crate::server::Server;
use crate::store::Asset;
use gesso_app::api::{ApiError, RunColumn, RunRow, RunTable};
use gesso_engine::Row;
use gesso_graph::{
    AssetRef, Command, Document, InPort, Name, ParamDecl, ParamKind, Skip, Targets, Value,
    apply_to, node_title, read_value, schema_of,
};
use gesso_nodes::{Catalogue, catalogue_in};
use gesso_sync::{Author, RunId};
use std::collections::{BTreeMap, BTreeSet};

/// The longest name of a run, in characters.
const NAME_CHARS: usize = 80;
/// The most columns; each costs a look at every row.
const COLUMNS: usize = 100;

/// A column that was found in the workflow.
struct Column {
    wanted: RunColumn,
    decl: ParamDecl,
    /// "Blur · Sigma".
    title: String,
}

/// What a table is read against.
struct Reading {
    document: Document,
    columns: Vec<Column>,
    /// The uploaded files by hash and by name, the newest of a name; only when a column takes a file.
    files: BTreeMap<String, Asset>,
}

/// Starts a run of each row.
pub(super) async fn start(
    server: &Server,
    workflow: &str,
    table: RunTable,
    by: Option<Author>,
) -> Result<Vec<RunId>, ApiError> {
    within_limits(server, &table)?;
    let (seq, document) = server.rooms.document(workflow).await.map_err(room_error)?;
    let catalogue = catalogue_in(words().language());
    let columns = columns(&document, catalogue, table.columns)?;
    let takes_files = |column: &Column| matches!(column.decl.kind, ParamKind::Asset { .. });
    let mut files = BTreeMap::new();
    if columns.iter().any(takes_files) {
        // The newest comes first, and of one name it counts.
        for asset in server.store.assets().await.map_err(broken)? {
            files.insert(asset.hash.clone(), asset.clone());
            let own = asset.name.rsplit('/').next().unwrap_or_default().to_owned();
            files.entry(own).or_insert_with(|| asset.clone());
            files.entry(asset.name.clone()).or_insert(asset);
        }
    }
    let reading = Reading {
        document,
        columns,
        files,
    };
    let mut rows = Vec::with_capacity(table.rows.len());
    for (place, row) in table.rows.iter().enumerate() {
        rows.push(reading.row(place + 1, row)?);
    }
    let targets = table.nodes.map_or(Targets::Everything, Targets::Nodes);
    let takes = server.engine.kept_takes(workflow, &reading.document).await;
    let takes = takes.map_err(run_error)?;
    for (row, said) in rows.iter_mut().zip(&table.rows) {
        let start = Start {
            document: &row.document,
            targets: &targets,
            takes: &takes,
            by_hand: &reading.by_hand(said),
        };
        let set = afresh::document(&server.store, &start).await;
        row.document = set.map_err(afresh_error)?;
    }
    let started = server.engine.start_rows(workflow, seq, rows, targets, by);
    started.await.map_err(run_error)
}

fn refused(reason: String) -> ApiError {
    ApiError::Refused(reason)
}

/// Refuses a table that is empty, or more than this server takes at once.
fn within_limits(server: &Server, table: &RunTable) -> Result<(), ApiError> {
    let (rows, most) = (table.rows.len(), server.config.row_limit);
    if rows == 0 {
        return Err(refused(words().text("rows-none").to_owned()));
    }
    if rows > most {
        let arguments: [(&str, &dyn gesso_words::Value); 2] = [("count", &rows), ("most", &most)];
        return Err(refused(words().with("rows-too-many", &arguments)));
    }
    if table.columns.len() > COLUMNS {
        let said = words().with("rows-too-many-columns", &[("most", &COLUMNS)]);
        return Err(refused(said));
    }
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let names = table.rows.iter().map(|row| &row.name);
    let bytes: usize = cells.chain(names).map(String::len).sum();
    if bytes as u64 > server.config.row_bytes_limit {
        let most = server.config.row_bytes_limit / 1024;
        return Err(refused(words().with("rows-too-large", &[("most", &most)])));
    }
    Ok(())
}

fn columns(
    document: &Document,
    catalogue: &'static Catalogue,
    wanted: Vec<RunColumn>,
) -> Result<Vec<Column>, ApiError> {
    let mut columns: Vec<Column> = Vec::with_capacity(wanted.len());
    for (place, wanted) in wanted.into_iter().enumerate() {
        let number = place + 1;
        let wrong = |key: &str| refused(words().with(key, &[("column", &number)]));
        let schema = schema_of(document, catalogue, wanted.node);
        let decl = schema.and_then(|schema| schema.param(&wanted.param).cloned());
        let decl = decl.ok_or_else(|| wrong("rows-no-column"))?;
        if columns.iter().any(|column| column.wanted == wanted) {
            return Err(wrong("rows-column-twice"));
        }
        let node = node_title(document, catalogue, wanted.node);
        let title = format!("{node} · {}", decl.label);
        let column = Column {
            wanted,
            decl,
            title,
        };
        if document.wires().contains_key(&column.place()) {
            let said = words().with("rows-wired", &[("column", &column.title)]);
            return Err(refused(said));
        }
        columns.push(column);
    }
    Ok(columns)
}

impl Column {
    /// What it sets.
    fn place(&self) -> InPort {
        InPort {
            node: self.wanted.node,
            port: Name::from(&self.decl.name),
        }
    }
}

impl Reading {
    /// What a row sets.
    fn by_hand(&self, row: &RunRow) -> BTreeSet<InPort> {
        let cells = self.columns.iter().zip(&row.cells);
        let filled = cells.filter(|(_, cell)| !cell.trim().is_empty());
        filled.map(|(column, _)| column.place()).collect()
    }

    /// The workflow with the values of a row, counted from 1.
    fn row(&self, number: usize, row: &RunRow) -> Result<Row, ApiError> {
        if row.cells.len() > self.columns.len() {
            let arguments: [(&str, &dyn gesso_words::Value); 2] =
                [("row", &number), ("count", &self.columns.len())];
            return Err(refused(words().with("rows-too-wide", &arguments)));
        }
        let mut document = self.document.clone();
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            if cell.trim().is_empty() {
                continue;
            }
            let wrong = |reason: String| {
                let arguments: [(&str, &dyn gesso_words::Value); 3] = [
                    ("row", &number),
                    ("column", &column.title),
                    ("reason", &reason),
                ];
                refused(words().with("rows-wrong", &arguments))
            };
            let value = self.value(&column.decl, cell).map_err(wrong)?;
            for (name, value) in column.decl.given(value) {
                let set = Command::SetParam {
                    id: column.wanted.node,
                    name,
                    value: Some(value),
                };
                match apply_to(&mut document, &set) {
                    Ok(_) | Err(Skip::NoChange) => {}
                    Err(skip) => return Err(wrong(skip.to_string())),
                }
            }
        }
        Ok(Row {
            name: called(number, row),
            document,
        })
    }

    /// What a cell says; why not, in words.
    fn value(&self, decl: &ParamDecl, cell: &str) -> Result<Value, String> {
        let ParamKind::Asset { accept } = decl.kind else {
            return read_value(decl, cell).map_err(|reason| reason.describe(words()));
        };
        let cell = cell.trim();
        let asset = self.files.get(cell);
        let asset = asset.ok_or_else(|| words().with("rows-no-file", &[("name", &cell)]))?;
        if !asset.media_type.starts_with(accept) {
            let media_type = asset.media_type.as_str();
            return Err(words().with("wrong-file", &[("name", &cell), ("type", &media_type)]));
        }
        Ok(Value::Asset(AssetRef {
            hash: asset.hash.as_str().into(),
            name: asset.name.as_str().into(),
            media_type: asset.media_type.as_str().into(),
        }))
    }
}

/// The name of a row: its own, or its values, or its number.
fn called(number: usize, row: &RunRow) -> String {
    let cells = row.cells.iter().map(|cell| cell.trim());
    let values: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    let name = match row.name.trim() {
        "" => values.join(", "),
        name => name.to_owned(),
    };
    let clean = name.chars().filter(|letter| !letter.is_control());
    let short: String = clean.take(NAME_CHARS).collect();
    match short.is_empty() {
        true => words().with("rows-row", &[("row", &number)]),
        false => short,
    }
}
