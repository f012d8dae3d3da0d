//! The table of values as it is filled in: columns that set parameters, rows that become runs. Pure; also reads what is
//! pasted from a spreadsheet or opened as CSV, and keeps itself as text.

use crate::api::{RunColumn, RunRow, RunTable};
use serde::{Deserialize, Serialize};

/// The table. A row has a cell for each column, always.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// What is set.
    pub columns: Vec<RunColumn>,
    /// The runs.
    pub rows: Vec<Line>,
    next: u64,
}

/// A row of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Line {
    /// Names it while the table is open.
    pub id: u64,
    /// What the run is called.
    pub name: String,
    /// What is set.
    pub cells: Vec<String>,
}

/// Where something is in a row: its name, or the cell of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// What the run is called.
    Name,
    /// The column of this place.
    Cell(usize),
}

impl Table {
    /// From what was kept; none when it can't be read.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut table: Self = serde_json::from_str(text).ok()?;
        table.square();
        Some(table)
    }

    /// To keep.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn square(&mut self) {
        let width = self.columns.len();
        for row in &mut self.rows {
            row.cells.resize(width, String::new());
        }
    }

    /// Adds an empty row at the end; its id.
    pub fn add_row(&mut self) -> u64 {
        let id = self.rows.iter().map(|row| row.id + 1).max().unwrap_or(0);
        let id = id.max(self.next);
        self.next = id + 1;
        self.rows.push(Line {
            id,
            name: String::new(),
            cells: vec![String::new(); self.columns.len()],
        });
        id
    }

    /// Takes a row out.
    pub fn remove_row(&mut self, id: u64) {
        self.rows.retain(|row| row.id != id);
    }

    /// Adds a column, unless it is there.
    pub fn add_column(&mut self, column: RunColumn) {
        if !self.columns.contains(&column) {
            self.columns.push(column);
            self.square();
        }
    }

    /// Takes a column out.
    pub fn remove_column(&mut self, place: usize) {
        if place < self.columns.len() {
            self.columns.remove(place);
            for row in &mut self.rows {
                row.cells.remove(place);
            }
        }
    }

    /// Keeps the columns for which this is so.
    pub fn retain_columns(&mut self, keep: impl Fn(&RunColumn) -> bool) {
        for place in (0..self.columns.len()).rev() {
            if !keep(&self.columns[place]) {
                self.remove_column(place);
            }
        }
    }

    /// The place of a row.
    pub fn place(&self, id: u64) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// What stands there.
    pub fn get(&self, id: u64, at: At) -> &str {
        let row = self.rows.iter().find(|row| row.id == id);
        let text = row.and_then(|row| match at {
            At::Name => Some(&row.name),
            At::Cell(place) => row.cells.get(place),
        });
        text.map_or("", String::as_str)
    }

    /// Writes something there.
    pub fn set(&mut self, id: u64, at: At, text: &str) {
        let Some(row) = self.rows.iter_mut().find(|row| row.id == id) else {
            return;
        };
        match at {
            At::Name => text.clone_into(&mut row.name),
            At::Cell(place) => {
                if let Some(cell) = row.cells.get_mut(place) {
                    text.clone_into(cell);
                }
            }
        }
    }

    /// Writes what was pasted from there on to the right and down. Missing rows are added; what is further right than the
    /// table is left out, and how many cells of a row that are is returned.
    pub fn paste(&mut self, id: u64, at: At, cells: &[Vec<String>]) -> usize {
        let Some(top) = self.place(id) else { return 0 };
        let left = match at {
            At::Name => 0,
            At::Cell(place) => place + 1,
        };
        let mut lost = 0;
        for (down, texts) in cells.iter().enumerate() {
            if top + down == self.rows.len() {
                self.add_row();
            }
            let id = self.rows[top + down].id;
            for (right, text) in texts.iter().enumerate() {
                let at = match left + right {
                    0 => At::Name,
                    place => At::Cell(place - 1),
                };
                self.set(id, at, text);
            }
            lost = lost.max((left + texts.len()).saturating_sub(self.columns.len() + 1));
        }
        lost
    }

    /// Becomes what a file has, if its first line names columns: each title with what it means, none for the names of the
    /// runs. Titles that mean nothing are left out and returned.
    pub fn open(
        &mut self,
        cells: &[Vec<String>],
        meaning: impl Fn(&str) -> Option<Option<RunColumn>>,
    ) -> Result<Vec<String>, NoTitles> {
        let (titles, lines) = cells.split_first().ok_or(NoTitles)?;
        let meant: Vec<_> = titles.iter().map(|title| meaning(title.trim())).collect();
        if meant.iter().flatten().flatten().next().is_none() {
            return Err(NoTitles);
        }
        let mut table = Self::default();
        for column in meant.iter().flatten().flatten() {
            table.add_column(column.clone());
        }
        for texts in lines {
            let id = table.add_row();
            for (text, meant) in texts.iter().zip(&meant) {
                match meant {
                    Some(None) => table.set(id, At::Name, text),
                    Some(Some(column)) => {
                        let place = table.columns.iter().position(|known| known == column);
                        place
                            .into_iter()
                            .for_each(|place| table.set(id, At::Cell(place), text));
                    }
                    None => {}
                }
            }
        }
        let unknown = titles
            .iter()
            .zip(&meant)
            .filter(|(_, meant)| meant.is_none());
        let unknown = unknown.map(|(title, _)| title.clone()).collect();
        *self = table;
        Ok(unknown)
    }

    /// As it is sent.
    pub fn order(&self) -> RunTable {
        let row = |row: &Line| RunRow {
            name: row.name.clone(),
            cells: row.cells.clone(),
        };
        RunTable {
            nodes: None,
            columns: self.columns.clone(),
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

/// The first line of a file names no column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoTitles;

/// The cells of a text: a row in each line, with tabs, semicolons or commas between them, as CSV quotes them. A single column
/// of numbers with decimal commas stays one.
pub fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let in_all = |sign: char| {
        let rows = split(text, sign);
        let mut full = rows.iter().filter(|row| !is_blank(row)).peekable();
        full.peek().is_some() && full.all(|row| row.len() > 1)
    };
    let is_decimal = |line: &str| line.trim().replacen(',', ".", 1).parse::<f64>().is_ok();
    let sign = if text.contains('\t') {
        '\t'
    } else if in_all(';') {
        ';'
    } else if in_all(',') && !lines().all(is_decimal) {
        ','
    } else {
        '\t'
    };
    let mut rows = split(text, sign);
    rows.retain(|row| !is_blank(row));
    rows
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

fn split(text: &str, sign: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter if letter == sign && !quoted => row.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}
