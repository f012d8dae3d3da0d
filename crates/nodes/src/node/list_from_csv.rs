//! `list.from_csv`: a table as a list of its rows, from text or from an uploaded file.

#[cfg(feature = "run")]
use crate::call::{Call, Data, ITEMS, NodeError, Outputs};
use crate::declare::{Out, Param, flow, option};
#[cfg(feature = "run")]
use crate::json::Json;
use crate::spec::NodeSpec;
#[cfg(feature = "run")]
use gesso_graph::AssetRef;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;
#[cfg(feature = "run")]
use std::sync::Arc;

/// What a file with a table is kept as.
pub const MEDIA_TYPE: &str = "text/csv";
/// The largest file that is read, in bytes.
pub const MOST_BYTES: u64 = 4 << 20;
/// The stored id.
pub(crate) const ID: &str = "list.from_csv";

const FROM: Param<flow::Choice> = Param::choice(
    "from",
    "From",
    "text",
    &[option("text", "Text"), option("file", "File")],
    "Where the table stands.",
);
const FILE: Param<flow::Asset> = Param::asset(
    "file",
    "File",
    MEDIA_TYPE,
    "A file of comma- or tab-separated values, in UTF-8.",
)
.shown_if("from", &["file"]);
const HEADER: Param<flow::Bool> = Param::bool(
    "header",
    "First line has names",
    true,
    "The first line names the columns. Without a name a column is called by its number: 1, 2, 3 and so on.",
);
/// The table.
pub(crate) const TABLE: Param<flow::Text> = Param::lines(
    "table",
    "Table",
    "name,title\nfirst,First picture\nsecond,Second picture",
    "The table as CSV: a row in each line, with the names of the columns in the first.",
)
.port()
.shown_if("from", &["text"]);
const SEPARATOR: Param<flow::Choice> = Param::choice(
    "separator",
    "Separator",
    "auto",
    &[
        option("auto", "Automatic"),
        option("comma", "Comma"),
        option("semicolon", "Semicolon"),
        option("tab", "Tab"),
    ],
    "What stands between the columns.",
);
const COLUMN: Param<flow::Text> = Param::line(
    "column",
    "Column",
    "",
    "The column that Values gives; empty is the first.",
)
.port();
const ROWS: Out<flow::List<flow::Json>> = Out::new(
    "rows",
    "Rows",
    "Every row with its columns by name: for Text template and Get from JSON.",
);
const VALUES: Out<flow::List<flow::Text>> =
    Out::new("values", "Values", "What stands in one column, row by row.");
const COUNT: Out<flow::Int> = Out::new("count", "Count", "How many rows there are.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: ID,
        version: 3,
        title: Cow::Borrowed("List from CSV"),
        category: Category::Logic,
        keywords: &[
            "table",
            "spreadsheet",
            "excel",
            "rows",
            "columns",
            "batch",
            "import",
            "data",
        ],
        doc: "Reads a table, so that a workflow runs once for every row.",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[
            FROM.decl(),
            TABLE.decl(),
            FILE.decl(),
            HEADER.decl(),
            SEPARATOR.decl(),
            COLUMN.decl(),
        ]),
        outputs: Cow::Borrowed(&[ROWS.decl(), VALUES.decl(), COUNT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

/// The file that is to be read for a table, when it does not stand in the text.
///
/// # Errors
/// When none is chosen.
#[cfg(feature = "run")]
pub(crate) fn file(call: &Call) -> Result<Option<AssetRef>, NodeError> {
    match FROM.get(call) {
        "file" => FILE.get(call).map(Some),
        _ => Ok(None),
    }
}

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let table = TABLE.get(call);
    let first = table.lines().next().unwrap_or_default();
    let separator = match SEPARATOR.get(call) {
        "comma" => b',',
        "semicolon" => b';',
        "tab" => b'\t',
        _ => [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|sign| {
                let count = first.bytes().filter(|byte| byte == sign).count();
                // Of equal counts the comma, which `max_by_key` would pass over as the first.
                (count, *sign == b',')
            })
            .unwrap_or(b','),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(HEADER.get(call))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let wrong = |error: csv::Error| {
        NodeError::new(said("table-unread", [("reason", error.to_string().into())]))
    };
    let names: Vec<Arc<str>> = reader
        .headers()
        .map_err(wrong)?
        .iter()
        .enumerate()
        .map(|(place, name)| match HEADER.get(call) && !name.is_empty() {
            true => Arc::from(name),
            false => (place + 1).to_string().into(),
        })
        .collect();
    let column = COLUMN.get(call);
    let place = match column.trim() {
        "" => 0,
        wanted => names
            .iter()
            .position(|name| &**name == wanted)
            .ok_or_else(|| {
                NodeError::new(said(
                    "table-no-column",
                    [
                        ("column", wanted.into()),
                        ("columns", names.join(", ").into()),
                    ],
                ))
            })?,
    };
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        if rows.len() == ITEMS {
            return Err(NodeError::new(said(
                "table-too-long",
                [("most", ITEMS.into())],
            )));
        }
        let field = |place: usize| record.get(place).unwrap_or_default();
        // A row may be longer than the first one.
        let fields = (0..names.len().max(record.len())).map(|place| {
            let name = names.get(place).cloned();
            let name = name.unwrap_or_else(|| (place + 1).to_string().into());
            (name, Json::Text(field(place).into()))
        });
        rows.push(Data::Json(Arc::new(Json::Object(fields.collect()))));
        values.push(Data::Text(field(place).into()));
    }
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok([
        (ROWS.name.into(), Data::list(rows)?),
        (VALUES.name.into(), Data::list(values)?),
        (COUNT.name.into(), Data::Int(count)),
    ]
    .into())
}
