//! The nevers: each rule is seen to find what it is there for, and to leave alone what is right.

use xtask::tidy::{File, check};

fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

/// The messages that one file brings.
fn faults(path: &str, text: &str) -> Vec<String> {
    check(&[file(path, text)])
        .into_iter()
        .map(|fault| fault.message)
        .collect()
}

#[track_caller]
fn found(path: &str, text: &str, part: &str) {
    let faults = faults(path, text);
    assert!(
        faults.iter().any(|fault| fault.contains(part)),
        "{part:?} not in {faults:?}"
    );
}

#[track_caller]
fn clean(path: &str, text: &str) {
    assert_eq!(faults(path, text), Vec::<String>::new());
}

#[test]
fn a_file_begins_by_saying_what_it_is() {
    found("app/src/lib.rs", "pub mod a;\n", "says what this file is");
    clean("app/src/lib.rs", "//! The page.\npub mod a;\n");
}

#[test]
fn a_file_of_more_than_800_lines_is_split_unless_it_is_a_test() {
    let long = format!("//! Long.\n{}", "\n".repeat(900));
    found("server/src/lib.rs", &long, "901 lines");
    clean("server/tests/lib.rs", &long);
}

#[test]
fn names_that_say_nothing_are_refused() {
    found("app/src/utils.rs", "//! A.\n", "`utils` says nothing");
    found(
        "app/src/helpers/fold.rs",
        "//! A.\n",
        "`helpers` says nothing",
    );
    found("app/src/editor/mod.rs", "//! A.\n", "mod.rs");
}

#[test]
fn nothing_is_left_for_later() {
    found("app/src/lib.rs", "//! A.\n// TODO later\n", "TODO");
    found(
        "app/src/lib.rs",
        "//! A.\n#[allow(dead_code)]\n",
        "#[expect",
    );
    found(
        "crates/graph/tests/laws.rs",
        "//! A.\n#[ignore]\n",
        "does not run",
    );
    clean("app/src/lib.rs", "//! A.\nconst TODOS: u8 = 0;\n");
}

#[test]
fn a_pure_crate_depends_on_nothing_impure() {
    found(
        "crates/graph/Cargo.toml",
        "[dependencies]\ntokio.workspace = true\n",
        "may not depend on tokio",
    );
    found(
        "crates/media/Cargo.toml",
        "[dependencies]\ngesso-graph.workspace = true\n",
        "may not depend on gesso-graph",
    );
    clean(
        "crates/graph/Cargo.toml",
        "[dependencies]\nserde.workspace = true\n[dev-dependencies]\ntokio = \"1\"\n",
    );
}

#[test]
fn a_pure_crate_says_nothing_impure() {
    found(
        "crates/sync/src/room.rs",
        "//! A.\nlet now = SystemTime::now();\n",
        "pure crate",
    );
    found(
        "crates/canvas/src/lib.rs",
        "//! A.\nuse std::fs;\n",
        "pure crate",
    );
    clean(
        "crates/media/src/native/decode.rs",
        "//! A.\nuse std::fs;\n",
    );
    clean(
        "crates/sync/src/room.rs",
        "//! A.\n// SystemTime is the server's.\n",
    );
}

#[test]
fn the_page_knows_no_database_and_the_engine_no_web_server() {
    found(
        "app/Cargo.toml",
        "[dependencies]\nsqlx = \"0.9\"\n",
        "may not depend on sqlx",
    );
    found(
        "app/Cargo.toml",
        "[dependencies]\ngesso-engine.workspace = true\n",
        "may not depend on gesso-engine",
    );
    found(
        "crates/engine/Cargo.toml",
        "[dependencies]\naxum.workspace = true\n",
        "may not depend on axum",
    );
}

#[test]
fn sql_and_the_browser_have_one_place_each() {
    found(
        "server/src/upload.rs",
        "//! A.\nsqlx::query(\"\");\n",
        "server/src/store/",
    );
    clean("server/src/store/log.rs", "//! A.\nsqlx::query(\"\");\n");
    found(
        "app/src/editor/viewer.rs",
        "//! A.\nuse web_sys::Window;\n",
        "app/src/browser/",
    );
    clean(
        "app/src/browser/storage.rs",
        "//! A.\nuse web_sys::Window;\n",
    );
}

#[test]
fn a_view_has_no_inline_styles_or_handlers() {
    found(
        "app/src/pages/gallery.rs",
        "//! A.\n<div style=\"left: 0\">\n",
        "use a class",
    );
    found(
        "app/src/pages/gallery.rs",
        "//! A.\n<div onclick=\"go()\">\n",
        "on:click",
    );
    clean(
        "app/src/pages/gallery.rs",
        "//! A.\n<div class=\"card\" on:click=go>\n",
    );
}

#[test]
fn a_rule_without_a_test_is_named() {
    let spec = file(
        "crates/graph/SPEC.md",
        "# Rules\n\n- **G1** One source.\n- **G12** No cycles.\n",
    );
    let test = file(
        "crates/graph/tests/laws.rs",
        "//! Laws.\n// G12\nfn no_cycles() {}\n",
    );
    let messages: Vec<_> = check(&[spec, test])
        .into_iter()
        .map(|fault| fault.message)
        .collect();
    assert_eq!(messages, ["rule G1 has no test that cites it"]);
}

#[test]
fn two_rules_of_one_number_are_named() {
    let spec = file(
        "crates/graph/SPEC.md",
        "# Rules\n\n* G1 One source.\n* G1 No cycles.\n",
    );
    let test = file("crates/graph/tests/laws.rs", "//! Laws.\n// G1\n");
    let faults = check(&[spec, test]);
    let messages: Vec<_> = faults.into_iter().map(|fault| fault.message).collect();
    assert_eq!(messages, ["rule G1 is there twice"]);
}

#[test]
fn links_lead_somewhere_and_no_machine_is_named() {
    found("README.md", "[walk](docs/walk.md)", "leads nowhere");
    found("docs/src/a.md", "Look into /root/x.", "one machine");
    let readme = file(
        "README.md",
        "[walk](docs/walk.md#start) [part](#part) [out](https://example.org)",
    );
    assert_eq!(check(&[readme, file("docs/walk.md", "Walk.")]), []);
}
