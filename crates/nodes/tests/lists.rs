//! Lists through chains of steps, and steps over lists taken apart into steps of their items.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "support/graph.rs"]
mod graph;
#[path = "support/host.rs"]
mod host;

use gesso_graph::{Command, ContentKey, Name, NodeId, Targets, Value, apply_all, plan};
use gesso_media::RenderError;
use gesso_nodes::chain::{self, Build};
use gesso_nodes::unroll::Unroller;
use gesso_nodes::{Data, catalogue};
use graph::{Planned, asset, graph, planned};
use host::Files;
use std::collections::BTreeMap;

fn files() -> Files {
    Files {
        text: "what,price\ntea,3\ncoffee,4\n",
        ..Files::default()
    }
}

#[test]
fn a_choice_that_is_wired_takes_an_option_by_its_id_or_its_name() {
    let blended = |way: &str| {
        format!(
            "p:image.generate(width=20,height=10) {way} z:comp.blend p.image->z.base p.image->z.top v.value->z.mode"
        )
    };
    for option in ["multiply", "Soft-light"] {
        let way = format!("v:value(kind=choice,options='x_{option}',option='{option}')");
        let made = outputs(&blended(&way));
        assert!(made.is_ok(), "{option}: {made:?}");
    }
    let wrong = outputs(&blended("v:value(kind=choice)")).unwrap_err();
    let wrong = wrong.to_string();
    let expected = "Mode: There is no option “A”. There are Normal, Darken,";
    assert!(wrong.starts_with(expected), "{wrong}");
}

#[test]
fn a_list_of_options_makes_a_result_of_each() {
    let alone = |mode: &str| {
        alone(&format!(
            "p:image.generate z:comp.blend(mode={mode}) p.image->z.base p.image->z.top"
        ))
    };
    let each = "p:image.generate m:list.make(lines='Multiply_soft-light') z:comp.blend p.image->z.base p.image->z.top m.list->z.mode";
    assert_eq!(
        items(each),
        Some(vec![alone("multiply"), alone("soft_light")])
    );
}

fn outputs(text: &str) -> Result<BTreeMap<Name, Data>, RenderError> {
    let Planned { steps, last } = planned(text);
    chain::outputs(&chain::upstream(last, &steps), &files(), Build::Measure)
}

fn said(data: &Data) -> String {
    let words = |data: &Data| match data {
        Data::Picture(scaled) | Data::Mask(scaled) => {
            format!("{}×{}", scaled.full.0, scaled.full.1)
        }
        data => data.words().unwrap_or_default(),
    };
    data.items().iter().map(words).collect::<Vec<_>>().join(" ")
}

fn check(text: &str, output: &str, expected: &str) {
    assert_eq!(said(&outputs(text).unwrap()[output]), expected, "{text}");
}

fn refused(text: &str, expected: &str) {
    let Err(RenderError::Failed(message)) = outputs(text) else {
        panic!("{text}");
    };
    assert_eq!(message.to_string(), expected, "{text}");
}

const LOAD: &str = "f:list.from_assets(files=@40+@80+@20) l:image.load f.files->l.file";

#[test]
fn a_node_is_called_for_each_item_of_a_list() {
    check(
        &format!("{LOAD} z:image.resize(side=10) l.image->z.image"),
        "image",
        "10×10 10×10 10×10",
    );
    check(
        "f:list.from_assets(files=@40+@80) z:image.load f.files->z.file",
        "width",
        "40 80",
    );
    check(
        "r:list.range(to=3) z:math.expr(formula='a*a') r.numbers->z.a",
        "whole",
        "1 4 9",
    );
}

#[test]
fn a_table_comes_from_a_file_too() {
    let rows = "f:list.from_csv(from=file,file=%rows.csv) z:text.ops(op=upper) f.values->z.text";
    check(rows, "text", "TEA COFFEE");
    assert_eq!(items(rows).map(|items| items.len()), Some(2));
}

#[test]
fn lists_of_equal_length_go_together_and_one_value_goes_to_all() {
    check(
        &format!(
            "{LOAD} r:list.range(from=1,to=3) z:image.resize l.image->z.image r.whole->z.side"
        ),
        "image",
        "1×1 2×2 3×3",
    );
    refused(
        &format!("{LOAD} r:list.range(to=2) z:image.resize l.image->z.image r.whole->z.side"),
        "The lists are not equally long: 3 for Image, 2 for Longest side. Wire lists that belong together, or make one shorter with List operations.",
    );
}

#[test]
fn lists_in_lists_are_one_list() {
    check(
        "m:list.make(lines='axb_c') z:text.ops(op=split,separator='x') m.list->z.text",
        "parts",
        "a b c",
    );
    check(
        "m:list.make z:text.ops(op=upper) m.list->z.text",
        "text",
        "",
    );
}

#[test]
fn a_node_that_takes_a_list_gets_it_whole() {
    check(
        &format!("{LOAD} z:image.grid(cell=10,gap=0,columns=3) l.image->z.images"),
        "image",
        "30×10",
    );
    check(
        &format!("{LOAD} z:list.collect(place=-1) l.image->z.list"),
        "item",
        "20×20",
    );
    check(
        &format!("{LOAD} z:preview l.image->z.value"),
        "value",
        "40×40 80×80 20×20",
    );
}

const FRAMES: &str = "f:list.from_assets(files=@40)";

#[test]
fn an_animation_is_a_list_of_its_pictures_and_of_their_times() {
    let of = |params: &str| format!("{FRAMES} z:image.frames{params} f.files->z.file");
    check(&of(""), "frames", "40×40 40×40 40×40 40×40 40×40");
    check(&of(""), "count", "5");
    check(&of(""), "delays", "0.25 0.5 1 2 4");
    check(&of("(every=2)"), "delays", "0.75 3 4");
    check(&of("(first=2,last=4,every=2)"), "delays", "1.5 2");
    check(&of("(last=99,every=99)"), "delays", "7.75");
    check(
        &format!("{FRAMES} a:image.frames z:filter.blur f.files->a.file a.frames->z.image"),
        "image",
        "40×40 40×40 40×40 40×40 40×40",
    );
    let range = "Item 1 of the list: The animation has 5 pictures, and none lies between";
    refused(
        &of("(first=6)"),
        &format!("{range} First (6) and Last (5). Change First or Last."),
    );
    refused(
        &of("(first=4,last=3)"),
        &format!("{range} First (4) and Last (3). Change First or Last."),
    );
    refused(
        "f:list.from_assets(files=@30000) z:image.frames f.files->z.file",
        "Item 1 of the list: 5 pictures with 4500 megapixels together are too many: at most 2000 pictures and 2000 megapixels \
         are taken. Raise Every, or take a part with First and Last.",
    );
}

#[test]
fn a_picture_of_an_animation_has_the_key_that_loading_it_alone_has() {
    let many = items(&format!(
        "{FRAMES} a:image.frames(first=2,every=2) z:filter.blur f.files->a.file a.frames->z.image"
    ));
    let one = |frame: u32| {
        items(&format!(
            "{FRAMES} l:image.load(frame={frame}) z:filter.blur f.files->l.file l.image->z.image"
        ))
        .unwrap()[0]
    };
    assert_eq!(many.unwrap(), [one(2), one(4)]);
    let values = items(&format!(
        "{FRAMES} a:image.frames(last=2) z:math.expr f.files->a.file a.delays->z.a"
    ));
    assert_eq!(values.unwrap().len(), 2);
}

#[test]
fn what_is_wrong_with_an_item_names_its_number() {
    refused(
        "f:list.from_assets(files=@40+@broken) z:image.load f.files->z.file",
        "Item 2 of the list: “broken” is broken.",
    );
}

/// The keys of the items of `z`; none when it gives one result.
fn items(text: &str) -> Option<Vec<ContentKey>> {
    let Planned { steps, last } = planned(text);
    let items = Unroller::new(steps).items(last, &files()).unwrap();
    items.map(|items| items.iter().map(|step| step.key).collect())
}

/// The key of `z`, which works on one thing.
fn alone(text: &str) -> ContentKey {
    assert_eq!(items(text), None, "{text}");
    planned(text).last
}

#[test]
fn an_item_has_the_key_that_it_has_alone() {
    let one = |file: &str| {
        let mut document = graph("l:image.load z:filter.blur(sigma=3) l.image->z.image");
        let set = Command::SetParam {
            id: NodeId(b'l'.into()),
            name: "file".into(),
            value: Some(Value::Asset(asset(file))),
        };
        document = apply_all(&document, &[set]).document;
        plan(&document, catalogue(), &Targets::Everything)
            .steps
            .last()
            .unwrap()
            .key
    };
    let many = items(&format!("{LOAD} z:filter.blur(sigma=3) l.image->z.image")).unwrap();
    assert_eq!(many, ["40", "80", "20"].map(one));
    let values = items("r:list.range(to=2) z:math.expr r.numbers->z.a").unwrap();
    assert_eq!(
        values,
        ["1", "2"].map(|a| alone(&format!("z:math.expr(a={a})")))
    );
}

#[test]
fn the_order_of_a_list_and_what_else_is_in_it_are_not_in_the_keys_of_its_items() {
    let blurred = |list: &str| {
        items(&format!(
            "f:list.from_assets(files={list}) l:image.load f.files->l.file z:filter.blur l.image->z.image"
        ))
        .unwrap()
    };
    let all = blurred("@40+@80+@20");
    assert_eq!(blurred("@80+@20+@40+@10")[..3], [all[1], all[2], all[0]]);
    let through = |ops: &str| {
        items(&format!(
            "{LOAD} o:list.ops({ops}) l.image->o.list z:filter.blur o.list->z.image"
        ))
        .unwrap()
    };
    assert_eq!(through("op=reverse"), [all[2], all[1], all[0]]);
    assert_eq!(through("op=slice,from=1"), all[1..]);
}

#[test]
fn pictures_are_sorted_by_values_that_they_give() {
    let all = items(&format!("{LOAD} z:filter.blur l.image->z.image")).unwrap();
    let sorted = items(&format!(
        "{LOAD} o:list.ops(op=sort) l.image->o.list l.width->o.keys z:filter.blur o.list->z.image"
    ));
    assert_eq!(sorted.unwrap(), [all[2], all[0], all[1]]);
}

#[test]
fn a_matrix_gives_each_its_own_item() {
    let all = items(&format!(
        "{LOAD} r:list.range(from=1,to=2) m:batch.matrix l.image->m.a r.whole->m.b z:image.resize m.a->z.image m.b->z.side"
    ));
    let all = all.unwrap();
    assert_eq!(all.len(), 6);
    let alone = items(&format!("{LOAD} z:image.resize(side=2) l.image->z.image")).unwrap();
    assert_eq!([all[1], all[3], all[5]], alone[..]);
}

#[test]
fn what_takes_a_list_whole_gives_one_result() {
    assert_eq!(
        items(&format!("{LOAD} z:image.grid l.image->z.images")),
        None
    );
    assert_eq!(
        items(&format!("{LOAD} z:list.collect l.image->z.list")),
        None
    );
    assert_eq!(
        items(&format!(
            "{LOAD} c:list.collect l.image->c.list z:filter.blur c.item->z.image"
        )),
        None
    );
}

#[test]
fn a_known_item_that_goes_into_an_input_is_a_value_of_its_own() {
    let labelled = items("m:list.make(lines='a_b') z:text.template m.list->z.a").unwrap();
    let alone = ["a", "b"].map(|text| {
        let words = format!("v:value(kind=text,text='{text}') z:text.template v.value->z.a");
        planned(&words).last
    });
    assert_eq!(labelled, alone);
}
