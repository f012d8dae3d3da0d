//! Files and serial forms that are read: good ones, and every way to be bad.

use crate::fixture::{after, graph, id, set};
use gesso_graph::{Command, Document, FileError, Node, WorkflowFile};

fn check_error(text: &str, expected: &str) {
    let error = WorkflowFile::from_json(text).unwrap_err().to_string();
    assert!(error.starts_with(expected), "{error}\nfor {text}");
}

fn file(document: &str) -> String {
    format!(r#"{{"gesso_workflow":1,"name":"x","document":{document}}}"#)
}

fn two_nodes(wires: &str) -> String {
    let node = r#"{"kind":"filter.blur","version":1,"position":{"x":0,"y":0}}"#;
    file(&format!(
        r#"{{"nodes":{{"000000000000000a":{node},"000000000000000b":{node}}},"wires":[{wires}]}}"#
    ))
}

fn wire(from: &str, to: &str) -> String {
    format!(
        r#"{{"from":{{"node":"{from:0>16}","port":"image"}},"to":{{"node":"{to:0>16}","port":"image"}}}}"#
    )
}

// G15
#[test]
fn the_text_of_a_file_stays_as_it_is() {
    let doc = graph("a:image.load(file=@x) b:filter.blur@3(sigma=2.5) a.image->b.image");
    insta::assert_snapshot!(WorkflowFile::new("Postcard", doc).to_json());
}

// G15
#[test]
fn what_is_no_workflow_is_refused_in_words() {
    check_error(
        "a photo",
        "The file is not JSON, or not the whole of it: line 1, column 1.",
    );
    check_error(
        "{\n\"gesso_workflow\": 1,",
        "The file is not JSON, or not the whole of it: line 2",
    );
    check_error("", "The file is not JSON");
    check_error("[]", "The file is not a Gesso workflow.");
    check_error("{}", "The file is not a Gesso workflow.");
    check_error(
        r#"{"nodes":[],"links":[],"version":0.4}"#,
        "The file is not a Gesso workflow.",
    );
    check_error(
        r#"{"gesso_workflow":"one"}"#,
        "The file is not a Gesso workflow.",
    );
    check_error(
        r#"{"gesso_workflow":9}"#,
        "The file was written by a newer Gesso (format 9, this one reads up to 3).",
    );
    check_error(
        r#"{"gesso_workflow":1}"#,
        "The workflow in the file is damaged: missing field",
    );
    check_error(
        &file("{}"),
        "The workflow in the file is damaged: missing field",
    );
    check_error(&format!("{} x", file("{}")), "The file is not JSON");
}

// G14
#[test]
fn a_document_that_breaks_a_rule_is_not_read_and_the_message_says_where() {
    let damaged = "The workflow in the file is damaged: ";
    let check = |wires: &[String], expected: &str| {
        check_error(
            &two_nodes(&wires.join(",")),
            &format!("{damaged}{expected}"),
        );
    };
    check(
        &[wire("a", "c")],
        "a wire goes from node 000000000000000a to node 000000000000000c, and one of them",
    );
    check(
        &[wire("a", "b"), wire("a", "b")],
        "two wires go into \"image\" of node 000000000000000b",
    );
    check(
        &[wire("a", "b"), wire("b", "a")],
        "the wires make a loop through node 000000000000000a",
    );
    check(&[wire("a", "a")], "the wires make a loop");
    check(
        &[wire("a", "b").replace("image", "")],
        "the wire into \"\" of node 000000000000000b can't be used",
    );
    let far = two_nodes("").replace(r#""x":0"#, r#""x":1e300"#);
    check_error(
        &far,
        &format!("{damaged}node 000000000000000a can't be used: This is too far away."),
    );
    let short_id = two_nodes("").replace("000000000000000a", "a");
    check_error(
        &short_id,
        &format!("{damaged}an id is sixteen hexadecimal digits"),
    );
}

// G14
#[test]
fn a_colour_too_large_for_its_type_is_not_read() {
    let params = r#""params":{"tint":{"color":[1e300,0,0,0]}},"version":1"#;
    let text = two_nodes("").replace(r#""version":1"#, params);
    assert!(matches!(
        WorkflowFile::from_json(&text),
        Err(FileError::Broken { .. })
    ));
}

// G16
#[test]
fn deep_nesting_is_refused_not_followed() {
    let deep = "[".repeat(100_000);
    for text in [deep.clone(), format!("{{\"a\":{deep}"), file(&deep)] {
        assert!(WorkflowFile::from_json(&text).is_err());
    }
}

// G14
#[test]
fn the_last_bit_of_a_number_survives() {
    let number = f64::from_bits(0x3fb9_9999_9999_999b);
    let doc = after(
        &graph("a:filter.blur"),
        &[set("a", "sigma", &number.to_string())],
    );
    let back: Document = serde_json::from_str(&serde_json::to_string(&doc).unwrap()).unwrap();
    assert_eq!(back.nodes()[&id("a")].params, doc.nodes()[&id("a")].params);
}

// G15
#[test]
fn keys_and_passwords_are_left_out_of_what_is_given_away() {
    let check = |written: &str, given: &str| {
        let file = WorkflowFile::new(written, graph("a:filter.blur"));
        let text = file.to_shared_json();
        let back = WorkflowFile::from_json(&text).unwrap();
        assert_eq!(back.name, given);
        assert_eq!(back.document, file.document);
    };
    for plain in [
        "Sky over sk-8, the secret = patience",
        "password: see the note",
        "Secret: 2024, and the token: of love",
        "The bearer of bad news",
        "Render pass: beauty_v002, pass=2",
        "token=",
        "https://example.org/a@b:c?size=3",
        "eyJust a word",
        "ünïcode 😀 ://",
    ] {
        check(plain, plain);
        let file = WorkflowFile::new(plain, graph("a:filter.blur"));
        assert_eq!(file.to_shared_json(), file.to_json());
    }
    check("with\nsk-abcd1234efgh5678ijkl, then", "with\n…, then");
    check("AKIA1234567890ABCDEF", "…");
    check("?q=1&API_KEY=x1&n=2", "?q=1&API_KEY=…&n=2");
    check("password: P@ss/w0rd!2024 there", "password: … there");
    check("password=a'b", "password=…'b");
    check(
        r#"{"token": "a1b2c3d4e5"} secret = x9x9x9x9"#,
        r#"{"token": "…"} secret = …"#,
    );
    check(
        "Authorization: Bearer a1b2c3d4e5f6",
        "Authorization: Bearer …",
    );
    check("ftp://me:pass@example.org/", "ftp://…@example.org/");
}

// G10
#[test]
fn fields_that_a_newer_build_adds_do_not_stop_reading() {
    let text = two_nodes("").replace(r#""version":1"#, r#""version":1,"mood":"blue""#);
    assert_eq!(
        WorkflowFile::from_json(&text)
            .unwrap()
            .document
            .nodes()
            .len(),
        2
    );
}

// G15
#[test]
fn ids_and_commands_have_stable_forms() {
    let command = Command::AddNode {
        id: id("a"),
        node: Node {
            title: Some("T".into()),
            ..crate::fixture::node("x(p=1,q='w',r=@f,s=yes,t=1.5,u=opt)")
        },
    };
    insta::assert_snapshot!(serde_json::to_string_pretty(&command).unwrap());
}
