//! Words that are set in a font, filled in and taken apart.
#![no_main]

use gesso_graph::Value;
use gesso_nodes::Data;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |text: &str| {
    let words = Value::Text(text.into());
    let size = |value| ("size", Value::Float(value));
    let narrow = ("box_width", Value::Int(40));
    gesso_fuzz::node("text.render", &[], &[("text", words.clone()), size(12.0)]);
    gesso_fuzz::node("text.render", &[], &[("text", words.clone()), size(9.0), narrow]);
    let spread = [
        ("align", Value::Choice("justify".into())),
        ("vertical_align", Value::Choice("bottom".into())),
        ("box_height", Value::Int(200)),
        ("letter_spacing", Value::Float(-50.0)),
    ];
    let spread = spread.into_iter().chain([("text", words.clone()), size(12.0), ("box_width", Value::Int(40))]);
    gesso_fuzz::node("text.render", &[], &spread.collect::<Vec<_>>());
    let (row, template) = text.split_once('\n').unwrap_or(("{}", text));
    let row = [("row", Data::Text(row.into())), ("a", Data::Text(text.into()))];
    gesso_fuzz::node("text.template", &row, &[("template", Value::Text(template.into()))]);
    let (search, with) = text.split_once('|').unwrap_or(("a", "b"));
    let spec = gesso_nodes::catalogue().spec("text.ops").expect("it is in the catalogue");
    for op in gesso_fuzz::options(spec, "op") {
        let params = [
            ("op", op),
            ("text", words.clone()),
            ("search", Value::Text(search.into())),
            ("with", Value::Text(with.into())),
            ("separator", Value::Text(with.into())),
        ];
        gesso_fuzz::node("text.ops", &[], &params);
    }
});
