//! Values, words, formulas and lists: what the nodes that make no pictures give.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

use gesso_graph::{AssetRef, Name, Value};
use gesso_media::native::embedded_fonts;
use gesso_media::solid;
use gesso_nodes::{Call, Data, Formula, ITEMS, Json, NodeError, Outputs, Run, Scaled, catalogue};
use proptest::prelude::*;
use std::sync::Arc;

fn run(
    kind: &str,
    inputs: &[(&str, Data)],
    params: &[(&str, Value)],
) -> Result<Outputs, NodeError> {
    let Run::Kernel(kernel) = catalogue().spec(kind).unwrap().run else {
        panic!("{kind} is the engine's");
    };
    let name = |name: &str| Name::from(name);
    kernel(&Call {
        scale: 1.0,
        inputs: inputs
            .iter()
            .map(|(port, data)| (name(port), data.clone()))
            .collect(),
        params: params
            .iter()
            .map(|(param, value)| (name(param), value.clone()))
            .collect(),
        fonts: embedded_fonts(),
    })
}

/// An output in words; of a list every item.
fn said(outputs: &Outputs, output: &str) -> String {
    let words = |data: &Data| match data {
        Data::Asset(asset) => asset.name.to_string(),
        Data::Picture(scaled) => format!("{}×{}", scaled.full.0, scaled.full.1),
        data => data.words().unwrap_or_default(),
    };
    let items = outputs[output].items().iter().map(words);
    items.collect::<Vec<_>>().join("|")
}

fn check(
    kind: &str,
    inputs: &[(&str, Data)],
    params: &[(&str, Value)],
    output: &str,
    expected: &str,
) {
    let outputs = run(kind, inputs, params).unwrap();
    assert_eq!(
        said(&outputs, output),
        expected,
        "{kind} {inputs:?} {params:?}"
    );
}

fn refused(kind: &str, inputs: &[(&str, Data)], params: &[(&str, Value)], expected: &str) {
    let error = run(kind, inputs, params).unwrap_err();
    assert_eq!(error.to_string(), expected, "{kind} {inputs:?} {params:?}");
}

fn text(text: &str) -> Data {
    Data::Text(text.into())
}

fn texts(of: &str) -> Data {
    Data::list(of.split('|').map(text)).unwrap()
}

fn words(text: &str) -> Value {
    Value::Text(text.into())
}

fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

fn picture(side: u32) -> Data {
    Data::Picture(Scaled {
        image: solid(side, side, [0.5, 0.5, 0.5, 1.0]),
        full: (side, side),
    })
}

#[test]
fn a_value_is_what_its_kind_says() {
    let all = [
        ("kind", choice("number")),
        ("number", Value::Float(2.5)),
        ("whole", Value::Int(7)),
        ("text", words("hi")),
        ("bool", Value::Bool(false)),
        ("color", Value::Color([1.0, 0.0, 0.0, 1.0])),
    ];
    for (kind, expected) in [
        ("number", "2.5"),
        ("whole", "7"),
        ("text", "hi"),
        ("bool", "no"),
        ("color", "#ff0000"),
    ] {
        let mut params = all.clone();
        params[0].1 = choice(kind);
        check("value", &[], &params, "value", expected);
    }
}

#[test]
fn a_choice_gives_the_chosen_of_its_lines() {
    let chosen = |option: &str, options: &str| {
        let set = [
            ("kind", choice("choice")),
            ("option", words(option)),
            ("options", words(options)),
        ];
        run("value", &[], &set).map(|outputs| said(&outputs, "value"))
    };
    let lines = "multiply\n\n  screen \nno such mode";
    assert_eq!(chosen("screen", lines).unwrap(), "screen");
    assert_eq!(
        chosen("", lines).unwrap(),
        "multiply",
        "the first while none is chosen"
    );
    let gone = chosen("normal", lines).unwrap_err().to_string();
    assert_eq!(
        gone,
        "“normal” is none of the options any more. Choose one of them."
    );
    let none = chosen("", " \n").unwrap_err().to_string();
    assert!(
        none.starts_with("There is nothing to choose from."),
        "{none}"
    );
}

#[test]
fn a_template_is_filled_from_wires_and_rows() {
    let row = Data::Json(Arc::new(
        Json::read(r#"{"name":"Tea","price":3.5,"old":null,"a":"row","h":"Earl Grey"}"#).unwrap(),
    ));
    let fill = |template: &str, expected: &str| {
        check(
            "text.template",
            &[
                ("a", text("one")),
                ("b", Data::Int(2)),
                ("row", row.clone()),
            ],
            &[("template", words(template))],
            "text",
            expected,
        );
    };
    fill("{{a}} and {{ b }}, {{c}}.", "one and 2, .");
    fill("{{name}}: {{price}} € {{old}}", "Tea: 3.5 € ");
    fill("{{h}}, {{a}}", "Earl Grey, one");
    fill("{{ is {a}", "{{ is {a}");
    refused(
        "text.template",
        &[("a", text(&"x".repeat(20_000)))],
        &[("template", words(&"{{a}}".repeat(100)))],
        "The text would be longer than a mebibyte. Make it shorter.",
    );
}

#[test]
fn a_place_that_nothing_stands_for_is_said() {
    refused(
        "text.template",
        &[],
        &[("template", words("{{name}}"))],
        "Nothing stands for “name”. Wire a row with a column of that name into Row, or use the letters a to h.",
    );
}

#[test]
fn words_are_cut_joined_searched_and_replaced() {
    let op = |op: &str, on: &str, more: &[(&str, Value)], output: &str, expected: &str| {
        let mut params = vec![("op", choice(op)), ("text", words(on))];
        params.extend_from_slice(more);
        check(
            "text.ops",
            &[("texts", texts("x|y"))],
            &params,
            output,
            expected,
        );
    };
    op(
        "replace",
        "a-b-c",
        &[("search", words("-")), ("with", words("+"))],
        "text",
        "a+b+c",
    );
    op("replace", "same", &[], "text", "same");
    op(
        "regex",
        "IMG_0012.jpg",
        &[
            ("search", words(r"IMG_0*(\d+)")),
            ("with", words("photo $1")),
        ],
        "text",
        "photo 12.jpg",
    );
    op(
        "find",
        "1 and 22",
        &[("search", words("[0-9]+"))],
        "parts",
        "1|22",
    );
    op("split", "a, b, c", &[], "parts", "a|b|c");
    op(
        "split",
        "a\nb",
        &[("separator", words("\\n"))],
        "parts",
        "a|b",
    );
    op("join", "", &[("separator", words("; "))], "text", "x; y");
    op("upper", "straße", &[], "text", "STRASSE");
    op("lower", "ÄB", &[], "text", "äb");
    op("title", "it's a teST", &[], "text", "It's A Test");
    op("trim", "  a ", &[], "text", "a");
}

#[test]
fn patterns_and_results_have_limits() {
    let replaced = |search: &str, with: &str, on: &str| {
        run(
            "text.ops",
            &[],
            &[
                ("op", choice("regex")),
                ("text", words(on)),
                ("search", words(search)),
                ("with", words(with)),
            ],
        )
    };
    let error = replaced("(", "", "x").unwrap_err().to_string();
    assert!(
        error.starts_with("The pattern can't be used (unclosed group)"),
        "{error}"
    );
    assert!(replaced(r"\w{1000}{1000}", "", "x").is_err());
    let error = replaced("x", &"y".repeat(1000), &"x".repeat(20_000)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The text would be longer than a mebibyte. Make it shorter."
    );
    assert!(
        replaced("(a*)*b", "", &"a".repeat(20_000)).is_ok(),
        "in time linear in the text"
    );
}

#[test]
fn a_formula_follows_the_rules_of_arithmetic() {
    let letters = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, -8.0];
    for (formula, expected) in [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("2 ^ 3 ^ 2", 512.0),
        ("-2 ^ 2", -4.0),
        ("2 ^ -1", 0.5),
        ("7 - 2 - 1", 4.0),
        ("-7 % 3", 2.0),
        ("a + b * c - d / e", 6.2),
        ("1.5e2 + .5", 150.5),
        ("1 < 2 && !(2 <= 1) || 0", 1.0),
        ("a == 1", 1.0),
        ("a != 1", 0.0),
        ("if(h < 0, 10, 1/0)", 10.0),
        ("min(3, b, 5) + max(1, 2)", 4.0),
        ("clamp(h, 0, 9)", 0.0),
        ("mix(10, 20, 0.25)", 12.5),
        ("round(2.5) + floor(-0.5) + ceil(0.5) + trunc(-1.5)", 2.0),
        ("sqrt(16) + abs(h) + sign(h)", 11.0),
        ("log2(8) + log10(100) + ln(exp(1))", 6.0),
        ("round(degrees(pi))", 180.0),
        ("sin(0) + cos(0)", 1.0),
    ] {
        let value = Formula::read(formula).unwrap().value(&letters);
        assert!(
            (value - expected).abs() < 1e-12,
            "{formula} = {value}, not {expected}"
        );
    }
}

#[test]
fn what_is_no_formula_is_refused_with_the_place() {
    for (formula, expected) in [
        (
            "1 +",
            "The formula can't be read: something is missing at character 4. Change Formula.",
        ),
        (
            "x + 1",
            "The formula can't be read: “x” is not known; letters go from a to h at character 1. Change Formula.",
        ),
        (
            "(1",
            "The formula can't be read: a closing parenthesis is missing at character 3. Change Formula.",
        ),
        (
            "1 2",
            "The formula can't be read: “2” is not expected at character 3. Change Formula.",
        ),
        (
            "if(1)",
            "The formula can't be read: if takes 3 values before here at character 6. Change Formula.",
        ),
        (
            "sin 1",
            "The formula can't be read: a parenthesis is missing after sin at character 5. Change Formula.",
        ),
    ] {
        assert_eq!(Formula::read(formula).unwrap_err().to_string(), expected);
    }
    assert!(Formula::read(&"(".repeat(999)).is_err());
    assert!(Formula::read(&"-".repeat(999)).is_err());
    assert!(Formula::read(&"1+".repeat(600)).is_err());
}

#[test]
fn a_formula_without_a_value_says_what_to_do() {
    refused(
        "math.expr",
        &[("a", Data::Int(1))],
        &[("formula", words("a / b"))],
        "The result is no number: something is divided by 0, or too large. Change Formula or what is wired in.",
    );
    check(
        "math.expr",
        &[("a", Data::Int(7))],
        &[("formula", words("a / 2"))],
        "whole",
        "4",
    );
}

#[test]
fn values_are_compared_as_numbers_or_as_words() {
    let compare = |a: &str, op: &str, b: &str, expected: &str| {
        let params = [("a", words(a)), ("op", choice(op)), ("b", words(b))];
        check("logic.compare", &[], &params, "result", expected);
    };
    compare("10", "greater", "9", "yes");
    compare("1.0", "equal", "1", "yes");
    compare("b", "greater", "a", "yes");
    compare("10", "less", "a", "yes");
    compare("photo.jpg", "ends", ".jpg", "yes");
    compare("photo", "contains", "x", "no");
    compare("2", "at_most", "2", "yes");
    compare("2", "unequal", "2", "no");
}

#[test]
fn a_switch_hands_on_what_is_chosen_and_nothing_else() {
    let inputs = [("a", picture(3)), ("b", text("other"))];
    check("logic.switch", &inputs, &[], "value", "3×3");
    check(
        "logic.switch",
        &inputs,
        &[("yes", Value::Bool(false))],
        "value",
        "other",
    );
    let by_number = |index| [("by", choice("index")), ("index", Value::Int(index))];
    check("logic.switch", &inputs, &by_number(1), "value", "other");
    refused(
        "logic.switch",
        &inputs,
        &by_number(2),
        "C is chosen and nothing is wired into it. Wire something into C, or choose another.",
    );
}

#[test]
fn json_is_walked_by_a_path() {
    let data = text(r#"{"items":[{"name":"A","n":2},{"name":"B \u00e4\ud83d\ude00"}],"on":true}"#);
    let get = |path: &str, output: &str, expected: &str| {
        check(
            "json.get",
            &[("data", data.clone())],
            &[("path", words(path))],
            output,
            expected,
        );
    };
    get("items[0].name", "text", "A");
    get("items[-1].name", "text", "B ä😀");
    get("items[0].n", "number", "2");
    get("on", "text", "yes");
    get("items", "list", r#"{"name":"A","n":2}|{"name":"B ä😀"}"#);
    get(r#"["on"]"#, "text", "yes");
    refused(
        "json.get",
        &[("data", data.clone())],
        &[("path", words("items[7]"))],
        "There is nothing at “items[7]”. Look at the data, and change Path.",
    );
    refused(
        "json.get",
        &[("data", text("{\"a\":}"))],
        &[],
        "It is no JSON: a value is missing at character 6.",
    );
}

#[test]
fn a_list_is_made_of_wires_and_lines() {
    check(
        "list.make",
        &[("a", texts("1|2")), ("c", Data::Int(3))],
        &[("lines", words("four\n\n five "))],
        "list",
        "1|2|3|four|five",
    );
    let many = Data::list((0..ITEMS as i64).map(Data::Int)).unwrap();
    refused(
        "list.make",
        &[("a", many), ("b", Data::Int(1))],
        &[],
        "The list would have more than 10000 items. Make it shorter, or split the work.",
    );
}

#[test]
fn a_range_counts_both_ways() {
    let range = |from: f64, to: f64, step: f64, expected: &str| {
        let params = [("from", from), ("to", to), ("step", step)];
        let params = params.map(|(name, number)| (name, Value::Float(number)));
        check("list.range", &[], &params, "whole", expected);
    };
    range(1.0, 4.0, 1.0, "1|2|3|4");
    range(4.0, 1.0, 2.0, "4|2");
    range(5.0, 5.0, 0.0, "5");
    let tenth = [
        ("from", Value::Float(0.0)),
        ("to", Value::Float(1.0)),
        ("step", Value::Float(0.1)),
    ];
    assert_eq!(
        run("list.range", &[], &tenth).unwrap()["numbers"]
            .items()
            .len(),
        11
    );
    assert!(run("list.range", &[], &[("to", Value::Float(1e9))]).is_err());
}

#[test]
fn a_table_is_a_list_of_rows() {
    let table = "name;text\nA;\"one; two\"\nB\n";
    let params = [("table", words(table)), ("column", words("text"))];
    check("list.from_csv", &[], &params, "values", "one; two|");
    check(
        "list.from_csv",
        &[],
        &params,
        "rows",
        r#"{"name":"A","text":"one; two"}|{"name":"B","text":""}"#,
    );
    check(
        "list.from_csv",
        &[],
        &[("table", words("n,\n1,2,3\n4"))],
        "rows",
        r#"{"n":"1","2":"2","3":"3"}|{"n":"4","2":""}"#,
    );
    refused(
        "list.from_csv",
        &[],
        &[("table", words("n,m\n1,2")), ("column", words("x"))],
        "The table has no column “x”; it has n, m. Change Column.",
    );
}

#[test]
fn a_table_without_names_has_numbered_columns() {
    let table = |column: &str| {
        [
            ("table", words("tea,3\ncoffee,4")),
            ("header", Value::Bool(false)),
            ("column", words(column)),
        ]
    };
    check("list.from_csv", &[], &table(""), "values", "tea|coffee");
    check("list.from_csv", &[], &table("2"), "values", "3|4");
    check("list.from_csv", &[], &table(""), "count", "2");
}

#[test]
fn files_come_with_their_names() {
    let file = |name: &str| AssetRef {
        hash: "0".repeat(64).into(),
        name: name.into(),
        media_type: "image/png".into(),
    };
    let files = Value::Assets(["a.b.png", ".png", "c"].map(file).into());
    let params = [("files", files)];
    check("list.from_assets", &[], &params, "names", "a.b|.png|c");
    check("list.from_assets", &[], &params, "files", "a.b.png|.png|c");
    check("list.from_assets", &[], &params, "count", "3");
}

#[test]
fn files_are_picked_by_name_and_folder_and_put_in_order() {
    let file = |name: &str| AssetRef {
        hash: "0".repeat(64).into(),
        name: name.into(),
        media_type: "image/png".into(),
    };
    let all = [
        "y24/sea/img10.JPG",
        "y24/sea/img2.jpg",
        "y24/Alps.png",
        "img2-front.jpg",
    ];
    let files = |pattern: &str, order: &str, expected: &str| {
        let params = [
            ("files", Value::Assets(all.map(file).into())),
            ("pattern", words(pattern)),
            ("order", Value::Choice(order.into())),
        ];
        check("list.from_assets", &[], &params, "names", expected);
    };
    files("", "name", "img2-front|Alps|img2|img10");
    files("", "name_down", "img10|img2|Alps|img2-front");
    files("sea/*", "given", "img10|img2");
    files("*.jpg", "name", "img2-front|img2|img10");
    files("*-front*, alps.*", "given", "Alps|img2-front");
    files("img?.*", "given", "img2");
    files("y24/*", "name", "Alps|img2|img10");
    files("img", "given", "");
    files("*****************************************x", "given", "");
}

#[test]
fn lists_are_sorted_filtered_cut_and_shuffled() {
    let list = texts("10|9|b|a");
    let op = |op: &str, more: &[(&str, Value)], expected: &str| {
        let mut params = vec![("op", choice(op))];
        params.extend_from_slice(more);
        let inputs = [("list", list.clone()), ("other", texts("x|y|z|u|v"))];
        check("list.ops", &inputs, &params, "list", expected);
    };
    op("sort", &[], "9|10|a|b");
    op("sort", &[("descending", Value::Bool(true))], "b|a|10|9");
    op("filter", &[("keep", words("A"))], "a");
    op("reverse", &[], "a|b|9|10");
    op(
        "slice",
        &[("from", Value::Int(1)), ("count", Value::Int(2))],
        "9|b",
    );
    op("slice", &[("from", Value::Int(-1))], "a");
    op("slice", &[("from", Value::Int(99))], "");
    op("append", &[], "10|9|b|a|x|y|z|u|v");
    op("zip", &[], "10|x|9|y|b|z|a|u|v");
    op("repeat", &[("count", Value::Int(2))], "10|9|b|a|10|9|b|a");
    let pictures = Data::list([picture(1), picture(2), picture(3)]).unwrap();
    let keys = texts("c|a|b");
    check(
        "list.ops",
        &[("list", pictures.clone()), ("keys", keys)],
        &[("op", choice("sort"))],
        "list",
        "2×2|3×3|1×1",
    );
    check(
        "list.ops",
        &[("list", pictures.clone()), ("keys", texts("yes||0"))],
        &[("op", choice("filter"))],
        "count",
        "1",
    );
    check(
        "list.ops",
        &[("list", texts("a|b|a"))],
        &[("op", choice("unique"))],
        "list",
        "a|b",
    );
    refused(
        "list.ops",
        &[("list", pictures.clone())],
        &[("op", choice("sort"))],
        "Pictures have nothing to sort or filter by. Wire something that has into Keys, one for each picture.",
    );
    refused(
        "list.ops",
        &[("list", pictures), ("keys", texts("a"))],
        &[("op", choice("sort"))],
        "There are 1 keys for 3 items. Wire a list into Keys that has one for each item.",
    );
}

#[test]
fn files_are_sorted_and_filtered_by_their_names() {
    let file = |name: &str| {
        Data::Asset(AssetRef {
            hash: "0".repeat(64).into(),
            name: name.into(),
            media_type: "image/png".into(),
        })
    };
    let files = [(
        "list",
        Data::list(["b10.png", "b2.png", "A1.jpg"].map(file)).unwrap(),
    )];
    let sort = [("op", choice("sort"))];
    check("list.ops", &files, &sort, "list", "A1.jpg|b2.png|b10.png");
    let filter = [("op", choice("filter")), ("keep", words("a1"))];
    check("list.ops", &files, &filter, "list", "A1.jpg");
}

#[test]
fn what_is_equal_stays_in_its_order_whichever_way_it_is_sorted() {
    let inputs = [("list", texts("a|b|c|d")), ("keys", texts("1|2|1|2"))];
    for (down, expected) in [(false, "a|c|b|d"), (true, "b|d|a|c")] {
        let params = [("op", choice("sort")), ("descending", Value::Bool(down))];
        check("list.ops", &inputs, &params, "list", expected);
    }
}

#[test]
fn a_shuffle_is_the_same_for_the_same_seed_and_loses_nothing() {
    let list = Data::list((0..50).map(Data::Int)).unwrap();
    let shuffled = |seed| {
        let params = [("op", choice("shuffle")), ("seed", Value::Int(seed))];
        said(
            &run("list.ops", &[("list", list.clone())], &params).unwrap(),
            "list",
        )
    };
    assert_eq!(shuffled(1), shuffled(1));
    assert_ne!(shuffled(1), shuffled(2));
    let mut numbers: Vec<i64> = shuffled(1).split('|').map(|n| n.parse().unwrap()).collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(0..50));
}

#[test]
fn a_matrix_has_every_combination_once() {
    let inputs = [("a", texts("x|y")), ("c", texts("1|2|3"))];
    check("batch.matrix", &inputs, &[], "a", "x|x|x|y|y|y");
    check("batch.matrix", &inputs, &[], "c", "1|2|3|1|2|3");
    check("batch.matrix", &inputs, &[], "b", "");
    check(
        "batch.matrix",
        &inputs,
        &[],
        "labels",
        "x, 1|x, 2|x, 3|y, 1|y, 2|y, 3",
    );
    let empty = [("a", texts("x|y")), ("b", Data::list([]).unwrap())];
    check("batch.matrix", &empty, &[], "count", "0");
    let many = Data::list((0..200).map(Data::Int)).unwrap();
    assert!(run("batch.matrix", &[("a", many.clone()), ("b", many)], &[]).is_err());
}

#[test]
fn items_are_taken_out_by_their_place() {
    let list = [("list", texts("a|b|c"))];
    check("list.collect", &list, &[], "item", "a");
    check(
        "list.collect",
        &list,
        &[("place", Value::Int(-1))],
        "item",
        "c",
    );
    check("list.collect", &list, &[], "count", "3");
    refused(
        "list.collect",
        &list,
        &[("place", Value::Int(3))],
        "The list has 3 items and none at place 3. Change Place.",
    );
}

#[test]
fn seeds_count_up_and_around() {
    let params = [
        ("mode", choice("increment")),
        ("seed", Value::Int(999_999_999)),
        ("count", Value::Int(3)),
    ];
    check("seed", &[], &params, "seeds", "999999999|0|1");
    check("seed", &[], &[("seed", Value::Int(5))], "seeds", "5");
}

#[test]
fn a_grid_is_as_large_as_its_cells() {
    let pictures = Data::list([picture(10), picture(400), picture(20)]).unwrap();
    let size = |params: &[(&str, Value)]| {
        let outputs = run("image.grid", &[("images", pictures.clone())], params).unwrap();
        said(&outputs, "image")
    };
    let plain = [("cell", Value::Int(100)), ("gap", Value::Int(10))];
    assert_eq!(size(&plain), "230×230");
    let in_a_row = [
        plain[0].clone(),
        plain[1].clone(),
        ("columns", Value::Int(9)),
    ];
    assert_eq!(size(&in_a_row), "340×120");
    refused(
        "image.grid",
        &[],
        &[],
        "There are no pictures. Wire a list of pictures into Images.",
    );
}

proptest! {
    #[test]
    fn any_text_is_a_formula_or_refused(text in "[-a-z0-9+*/%^()<>=!&|., ]{0,80}", letter in any::<f64>()) {
        if let Ok(formula) = Formula::read(&text) {
            formula.value(&[letter; 8]);
        }
    }

    #[test]
    fn any_text_is_json_or_refused(text in "[\\[\\]{}\":,truefalsn0-9eE.\\\\ u-]{0,80}") {
        if let Ok(json) = Json::read(&text) {
            prop_assert_eq!(Json::read(&json.to_string()).unwrap(), json);
        }
    }
}

#[test]
fn json_is_read_to_a_depth_and_no_deeper() {
    assert!(Json::read(&("[".repeat(64) + &"]".repeat(64))).is_ok());
    assert!(Json::read(&"[".repeat(100_000)).is_err());
}

#[test]
fn the_library_is_asked_by_folder_name_and_type() {
    let file = |(name, kind): &(&str, &str)| AssetRef {
        hash: name.to_owned().into(),
        name: (*name).into(),
        media_type: kind.to_owned().into(),
    };
    let library = [
        ("Summer/beach/a.PNG", "image/png"),
        ("summer/b.jpg", "image/jpeg"),
        ("midsummer/c.png", "image/png"),
        ("2024/summer/d.exr", "image/x-exr"),
        ("e.png", "image/png"),
        ("drawing.svg", "application/x"),
    ];
    let library: Vec<AssetRef> = library.iter().map(file).collect();
    let found = |params: &[(&str, Value)]| {
        let params = params.iter();
        let params = params.map(|(name, value)| (Name::from(*name), value.clone()));
        let found = gesso_nodes::list_from_assets::found(&params.collect(), &library);
        let names: Vec<&str> = found.iter().map(|file| &*file.name).collect();
        names.join(" ")
    };
    let all = "Summer/beach/a.PNG summer/b.jpg midsummer/c.png 2024/summer/d.exr e.png";
    assert_eq!(found(&[]), all, "a drawing is no picture to load");
    let summer = ("folder", words("/summer/"));
    let in_summer = "Summer/beach/a.PNG summer/b.jpg 2024/summer/d.exr";
    assert_eq!(found(std::slice::from_ref(&summer)), in_summer);
    assert_eq!(
        found(&[("folder", words("summer/beach"))]),
        "Summer/beach/a.PNG"
    );
    let named = ("pattern", words("*.png, b*"));
    assert_eq!(
        found(&[summer.clone(), named]),
        "Summer/beach/a.PNG summer/b.jpg"
    );
    assert_eq!(
        found(&[summer, ("type", choice("exr"))]),
        "2024/summer/d.exr"
    );
    assert_eq!(found(&[("folder", words("autumn"))]), "");
}
