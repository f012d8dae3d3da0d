//! Tables of values, and paths into JSON.
#![no_main]

use gesso_graph::Value;
use gesso_nodes::Data;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: gesso_fuzz::panics_may_be_caught(), |text: &str| {
    gesso_fuzz::node("list.from_csv", &[], &[("table", Value::Text(text.into()))]);
    let (path, json) = text.split_once('\n').unwrap_or(("a", text));
    let params = [("path", Value::Text(path.into()))];
    gesso_fuzz::node("json.get", &[("data", Data::Text(json.into()))], &params);
    gesso_fuzz::node("math.expr", &[], &[("formula", Value::Text(path.into()))]);
});
