//! What is found wrong, and the words for it.

use crate::catalog::TestCatalog;
use crate::fixture::{graph, id};
use gesso_graph::{Fault, Problem, node_title, problems, problems_of};

fn check(text: &str, expected: &[&str]) {
    let doc = graph(text);
    let found: Vec<String> = problems(&doc, &TestCatalog)
        .iter()
        .map(|problem| {
            format!(
                "{}: {}",
                node_title(&doc, &TestCatalog, problem.node),
                problem.describe(&doc, &TestCatalog)
            )
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

// G17
#[test]
fn a_sound_graph_has_no_problems() {
    check(
        "a:image.load(file=@x) b:filter.blur(sigma=3) c:image.save a.image->b.image b.image->c.image",
        &[],
    );
    check(
        "a:image.load(file=@x) d:comp.blend(mode=screen) a.image->d.base a.image->d.top a.width->d.opacity",
        &[],
    );
}

// G18
#[test]
fn a_missing_input_or_file_is_said() {
    check(
        "b:filter.blur",
        &["Blur: Nothing is wired into Image. Wire a picture into it."],
    );
    check(
        "a:image.load",
        &["Load image: No file is chosen for File. Choose one, or drop one on the node."],
    );
}

// G18
#[test]
fn a_file_is_missing_only_where_the_choice_made_asks_for_one() {
    check("p:image.pick", &[]);
    check(
        "p:image.pick(source=screen)",
        &["Pick: No file is chosen for File. Choose one, or drop one on the node."],
    );
}

// G18
#[test]
fn an_unknown_kind_or_newer_version_is_said_and_nothing_else_of_that_node() {
    check(
        "u:not.known a:image.load(file=@x) a.image->u.image",
        &[
            "not.known: This build has no node called \u{201c}not.known\u{201d}. It is kept as it is; open the workflow with a newer Gesso to run it.",
        ],
    );
    check(
        "b:filter.blur@4",
        &[
            "Blur: This node was made by a newer Gesso (version 4 of it, this build knows 3). Update Gesso to run it.",
        ],
    );
}

// G18
#[test]
fn a_wire_that_does_not_fit_is_said() {
    let file = "a:image.load(file=@x)";
    check(
        &format!("t:text.make b:filter.blur t.text->b.image {file}"),
        &["Blur: Image takes a picture, not text. Wire something else into it."],
    );
    check(
        &format!("{file} b:filter.blur a.nothing->b.image"),
        &[
            "Blur: The wire into Image comes from \u{201c}nothing\u{201d}, which its source doesn't have. Wire another output into it.",
        ],
    );
    check(
        &format!("{file} c:image.save a.image->c.image a.image->c.quality"),
        &[
            "Save image: A wire goes into \u{201c}quality\u{201d}, which this node doesn't have. Remove the wire.",
        ],
    );
}

// G83
#[test]
fn a_list_goes_where_its_items_go_and_an_item_where_a_list_is_taken() {
    let fine = [
        "l:list.pictures(files=@x+@y) b:filter.blur l.images->b.image",
        "l:list.pictures(files=@x+@y) b:filter.blur l.images->b.image l.sizes->b.sigma",
        "l:list.pictures(files=@x+@y) g:image.grid l.images->g.images",
        "a:image.load(file=@x) g:image.grid a.image->g.images",
        "a:image.load(file=@x) g:image.grid a.mask->g.images",
        "l:list.pictures(files=@x+@y) t:text.make l.sizes->t.text",
    ];
    fine.into_iter().for_each(|graph| check(graph, &[]));
    check(
        "l:list.pictures(files=@x+@y) b:filter.blur l.names->b.image",
        &["Blur: Image takes a picture, not a list. Wire something else into it."],
    );
    check(
        "t:text.make g:image.grid t.text->g.images",
        &["Grid: Images takes a list, not text. Wire something else into it."],
    );
    check(
        "l:list.pictures",
        &["Pictures: No file is chosen for Files. Choose one, or drop one on the node."],
    );
    check(
        "l:list.pictures(files=@x)",
        &["Pictures: The value of Files doesn't fit. Choose another, or reset it."],
    );
}

// G18
#[test]
fn values_that_do_not_fit_are_said() {
    let base = "a:image.load(file=@x) a.image->d.base a.image->d.top";
    let blend = |params: &str, expected: &[&str]| {
        let mut words: Vec<&str> = base.split(' ').collect();
        let node = format!("d:comp.blend({params})");
        words.insert(1, &node);
        check(&words.join(" "), expected);
    };
    blend("opacity=1", &[]);
    blend(
        "opacity=1.5",
        &["Blend: Opacity is out of range. Set it between 0 and 1."],
    );
    blend(
        "opacity=2",
        &["Blend: Opacity is out of range. Set it between 0 and 1."],
    );
    blend(
        "opacity=yes",
        &["Blend: The value of Opacity doesn't fit. Choose another, or reset it."],
    );
    blend(
        "mode=no_such",
        &["Blend: The value of Mode doesn't fit. Choose another, or reset it."],
    );
    blend("clip=yes", &[]);
    blend(
        "odd=1",
        &[
            "Blend: \u{201c}odd\u{201d} is not a parameter of this node and is ignored. Reset it to remove it.",
        ],
    );
    check("t:text.make(text='exactly-twenty-bytes')", &[]);
    check(
        "t:text.make(text='more-than-twenty-bytes')",
        &["Words: The value of Text doesn't fit. Choose another, or reset it."],
    );
    check(
        "a:image.load(file=5)",
        &["Load image: The value of File doesn't fit. Choose another, or reset it."],
    );
    check(
        "a:image.load(file=@x) c:image.save(quality=0) a.image->c.image",
        &["Save image: Quality is out of range. Set it between 1 and 100."],
    );
}

// G25
#[test]
fn a_stored_value_under_a_wire_is_not_judged() {
    check(
        "a:image.load(file=@x) b:filter.blur(sigma=9999) a.image->b.image a.width->b.sigma",
        &[],
    );
}

// G18
#[test]
fn a_hash_that_is_no_hash_is_a_fault() {
    let doc = graph("a:image.load(file=@x)");
    let text = serde_json::to_string(&doc)
        .unwrap()
        .replace(&format!("{:0>64x}", id("x").0), "../../etc/passwd");
    let doc = serde_json::from_str(&text).unwrap();
    let fault = Fault::WrongValue {
        param: "file".into(),
    };
    assert_eq!(
        problems_of(&doc, &TestCatalog, id("a")),
        [Problem {
            node: id("a"),
            fault
        }]
    );
}

// G18
#[test]
fn a_parameter_that_an_older_version_had_is_no_fault() {
    let blur = |version: u32| {
        format!("a:image.load(file=@x) b:filter.blur@{version}(odd=1) a.image->b.image")
    };
    check(&blur(2), &[]);
    check(
        &blur(3),
        &[
            "Blur: \u{201c}odd\u{201d} is not a parameter of this node and is ignored. Reset it to remove it.",
        ],
    );
}

// G18
#[test]
fn only_an_ignored_parameter_lets_a_node_run() {
    assert!(!Fault::UnknownParam { param: "x".into() }.prevents_run());
    assert!(Fault::MissingInput { port: "x".into() }.prevents_run());
}
