//! The table of values for many runs: filled in, pasted into, opened from a file.

use gesso_app::api::RunColumn;
use gesso_app::editor::run_with::table::{At, NoTitles, Table, cells};
use gesso_graph::NodeId;

fn column(node: u64, param: &str) -> RunColumn {
    RunColumn {
        node: NodeId(node),
        param: param.into(),
    }
}

fn table() -> Table {
    let mut table = Table::default();
    table.add_column(column(1, "sigma"));
    table.add_column(column(1, "edge"));
    table.add_row();
    table
}

fn rows(table: &Table) -> Vec<String> {
    let row = |row: &gesso_app::editor::run_with::table::Line| {
        format!("{}|{}", row.name, row.cells.join("|"))
    };
    table.rows.iter().map(row).collect()
}

#[test]
fn what_is_pasted_is_read_as_spreadsheets_and_files_write_it() {
    let check = |text: &str, expected: &[&[&str]]| assert_eq!(cells(text), expected, "{text:?}");
    check("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]);
    check("a;b,c\nd;e\n\n", &[&["a", "b,c"], &["d", "e"]]);
    check("a,b\nc,d", &[&["a", "b"], &["c", "d"]]);
    check("1,5\n2,5", &[&["1,5"], &["2,5"]]);
    check("one\ntwo, three", &[&["one"], &["two, three"]]);
    check("\u{feff}a,\"b, \"\"c\"\"\nd\"\n", &[&["a", "b, \"c\"\nd"]]);
    check("a\t\n\tb", &[&["a", ""], &["", "b"]]);
    check("", &[]);
}

#[test]
fn pasting_fills_to_the_right_and_down_and_adds_rows() {
    let mut table = table();
    let first = table.rows[0].id;
    let lost = table.paste(first, At::Cell(0), &cells("1\ta\n2\tb\n3\tc\td"));
    assert_eq!(rows(&table), ["|1|a", "|2|b", "|3|c"]);
    assert_eq!(lost, 1);
    assert_eq!(table.paste(first, At::Name, &cells("x\ny")), 0);
    assert_eq!(rows(&table), ["x|1|a", "y|2|b", "|3|c"]);
}

#[test]
fn rows_and_columns_come_and_go_and_cells_stay_in_their_place() {
    let mut table = table();
    let first = table.rows[0].id;
    table.paste(first, At::Name, &cells("x\t1\ta\ny\t2\tb"));
    table.add_column(column(2, "name"));
    table.add_column(column(1, "sigma"));
    table.remove_column(0);
    assert_eq!(rows(&table), ["x|a|", "y|b|"]);
    table.remove_row(first);
    let added = table.add_row();
    assert_ne!(added, first);
    table.set(added, At::Cell(1), "z");
    table.set(added, At::Cell(7), "nowhere");
    assert_eq!(rows(&table), ["y|b|", "||z"]);
    table.retain_columns(|column| column.node == NodeId(2));
    assert_eq!(rows(&table), ["y|", "|z"]);
    let kept = Table::from_text(&table.to_text());
    assert_eq!(kept.as_ref(), Some(&table));
    assert_eq!(Table::from_text("{}"), None);
    let order = table.order();
    assert_eq!((order.columns.len(), order.rows[0].cells.len()), (1, 1));
}

#[test]
fn a_file_whose_first_line_names_columns_becomes_the_table() {
    let mut table = table();
    let meaning = |title: &str| match title {
        "Name" => Some(None),
        "Blur · Sigma" => Some(Some(column(1, "sigma"))),
        _ => None,
    };
    let text = "Name;Blur · Sigma;Note\nsmall;2;x\nlarge;20;y\n";
    assert_eq!(table.open(&cells(text), meaning), Ok(vec!["Note".into()]));
    assert_eq!(rows(&table), ["small|2", "large|20"]);
    assert_eq!(table.open(&cells("1;2\n3;4"), meaning), Err(NoTitles));
    assert_eq!(table.open(&[], meaning), Err(NoTitles));
    assert_eq!(rows(&table), ["small|2", "large|20"]);
}
