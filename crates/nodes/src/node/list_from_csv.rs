//! `list.from_csv`: a table as a list of its rows.

#[cfg(feature = "run")]
use crate::call::{Call, Data, ITEMS, NodeError, Outputs};
use crate::declare::{Out, Param, flow, option};
#[cfg(feature = "run")]
use crate::json::Json;
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;
#[cfg(feature = "run")]
use std::sync::Arc;

const TABLE: Param<flow::Text> = Param::lines(
    "table",
    "Table",
    "name,title\nfirst,First picture\nsecond,Second picture",
    "The table as CSV: a row in each line, with the names of the columns in the first.",
)
.port();
const SEPARATOR: Param<flow::Choice> = Param::choice(
    "separator",
    "Separator",
    "auto",
    &[
        option("auto", "Find out"),
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
        id: "list.from_csv",
        version: 1,
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
        params: Cow::Borrowed(&[TABLE.decl(), SEPARATOR.decl(), COLUMN.decl()]),
        outputs: Cow::Borrowed(&[ROWS.decl(), VALUES.decl(), COUNT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

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
        .map(Arc::from)
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
        let fields = names
            .iter()
            .enumerate()
            .map(|(place, name)| (name.clone(), Json::Text(field(place).into())));
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
