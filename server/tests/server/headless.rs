//! `gesso run`: the program itself on workflow files.

use crate::support::picture;
use gesso_graph::{
    Command as Edit, Document, InPort, Name, Node, NodeId, OutPort, Point, Value, WorkflowFile,
    apply_all,
};
use gesso_media::native::{Format, attachment};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn png(width: u32, height: u32) -> Vec<u8> {
    picture(width, height, Format::Png8)
}

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn node(kind: &str, title: &str, x: f64, params: &[(&str, Value)]) -> Node {
    Node {
        kind: kind.into(),
        version: 1,
        title: (!title.is_empty()).then(|| title.into()),
        position: Point { x, y: 0.0 },
        params: params
            .iter()
            .map(|(name, value)| (Name::from(*name), value.clone()))
            .collect(),
        ..Node::default()
    }
}

/// Nodes get 1, 2, … in order.
fn write(folder: &Path, nodes: Vec<Node>, wires: &[(u64, &str, u64, &str)]) {
    let nodes = (1..).zip(nodes).map(|(id, node)| Edit::AddNode {
        id: NodeId(id),
        node,
    });
    let wires = wires.iter().map(|(from, output, to, input)| Edit::Connect {
        from: OutPort {
            node: NodeId(*from),
            port: (*output).into(),
        },
        to: InPort {
            node: NodeId(*to),
            port: (*input).into(),
        },
    });
    let edits: Vec<Edit> = nodes.chain(wires).collect();
    let applied = apply_all(&Document::default(), &edits);
    assert!(applied.skips.is_empty());
    let file = WorkflowFile::new("Test", applied.document);
    std::fs::write(folder.join("flow.json"), file.to_json()).unwrap();
}

fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

fn text(words: &str) -> Value {
    Value::Text(words.into())
}

/// A picture loaded, softened and saved.
pub(crate) fn single(folder: &Path) {
    let nodes = vec![
        node("image.load", "Photo", 0.0, &[]),
        node("filter.blur", "", 1.0, &[]),
        node(
            "image.save",
            "",
            2.0,
            &[("format", choice("png8")), ("name", text("{name}-soft"))],
        ),
    ];
    write(
        folder,
        nodes,
        &[(1, "image", 2, "image"), (2, "image", 3, "image")],
    );
}

/// Many pictures loaded and saved.
fn many(folder: &Path) {
    let nodes = vec![
        node("list.from_assets", "Files", 0.0, &[]),
        node("image.load", "", 1.0, &[]),
        node(
            "image.save",
            "",
            2.0,
            &[("format", choice("png8")), ("name", text("{index:02}"))],
        ),
    ];
    write(
        folder,
        nodes,
        &[(1, "files", 2, "file"), (2, "image", 3, "image")],
    );
}

/// The program, about to run the workflow in a folder.
fn order(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gesso"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GESSO_") {
            command.env_remove(name);
        }
    }
    command
        .current_dir(folder)
        .args(["run", "flow.json"])
        .args(arguments);
    command
}

pub(crate) fn gesso(folder: &Path, arguments: &[&str]) -> Output {
    order(folder, arguments).output().unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_file_is_run_and_what_it_makes_is_written() {
    let folder = folder();
    let here = folder.path();
    single(here);
    std::fs::write(here.join("cat.png"), png(24, 16)).unwrap();
    let arguments = [
        "--input",
        "cat.png",
        "--set",
        "blur.sigma=2",
        "--out",
        "made",
    ];
    let output = gesso(here, &arguments);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "made/cat-soft.png\n"
    );
    assert!(here.join("made/cat-soft.png").exists());
    assert!(stderr(&output).contains("Done, 1 file written."));
    // The second time everything is there already.
    let output = gesso(here, &[&arguments[..], &["--json"]].concat());
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(lines.contains(r#""is":"cached""#), "{lines}");
    assert!(!lines.contains(r#""is":"running""#), "{lines}");
    assert!(
        lines.ends_with("{\"what\":\"end\",\"ended\":\"done\",\"files\":1}\n"),
        "{lines}"
    );
    for line in lines.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

/// The workflow that a file carries.
fn carried(file: &Path) -> Option<WorkflowFile> {
    let text = attachment::read(&mut std::fs::File::open(file).unwrap(), 1 << 24).unwrap()?;
    Some(WorkflowFile::from_json(&String::from_utf8(text).unwrap()).unwrap())
}

#[test]
fn what_is_written_carries_the_workflow_as_it_was_filled_in() {
    let folder = folder();
    let here = folder.path();
    single(here);
    let key = "sk-proj-4bcdEFGH1jklMNOP2rst";
    std::fs::write(here.join("cat.png"), png(24, 16)).unwrap();
    let note = format!("save-image.name=soft {key}");
    let arguments = [
        "--input",
        "cat.png",
        "--set",
        "blur.sigma=2",
        "--set",
        &note,
    ];
    let output = gesso(here, &arguments);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let file = here.join(format!("soft {key}.png"));
    let workflow = carried(&file).expect("it carries one");
    assert_eq!(workflow.name, "Test");
    let blur = &workflow.document.nodes()[&NodeId(2)];
    assert_eq!(blur.params.get("sigma"), Some(&Value::Float(2.0)));
    assert!(!workflow.to_json().contains(key), "keys do not travel");
    let made = workflow.made.unwrap();
    let read: Vec<&str> = made.inputs.iter().map(|file| &*file.name).collect();
    assert_eq!((made.version, &read[..]), (0, &["cat.png"][..]));
    // What is told of the file is what lies there.
    let again = gesso(here, &[&arguments[..], &["--json", "--bare"]].concat());
    assert_eq!(code(&again), 0, "{}", stderr(&again));
    assert_eq!(carried(&file), None);
    let bytes = std::fs::metadata(&file).unwrap().len();
    let told = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(told.contains(&format!("\"bytes\":{bytes}")), "{told}");
}

#[test]
fn a_picture_is_run_as_the_workflow_that_it_carries() {
    let folder = folder();
    let here = folder.path();
    single(here);
    std::fs::write(here.join("cat.png"), png(24, 16)).unwrap();
    let output = gesso(here, &["--input", "cat.png", "--set", "blur.sigma=2"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let made = std::fs::read(here.join("cat-soft.png")).unwrap();
    std::fs::write(here.join("flow.json"), &made).unwrap();
    let output = gesso(here, &["--out", "again"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(
        std::fs::read(here.join("again/cat-soft.png")).unwrap(),
        made
    );
    for (bytes, found) in [
        (png(24, 16), "a picture that carries no workflow"),
        (vec![0xff; 40], "a file of unknown kind"),
    ] {
        std::fs::write(here.join("flow.json"), bytes).unwrap();
        let output = gesso(here, &[]);
        assert_eq!(code(&output), 2);
        let said = format!("flow.json is {found}. Name a workflow file");
        assert!(stderr(&output).contains(&said), "{}", stderr(&output));
    }
}

#[test]
fn many_inputs_go_to_a_node_that_takes_many() {
    let folder = folder();
    let here = folder.path();
    many(here);
    for width in [10, 20, 30] {
        std::fs::write(here.join(format!("p{width}.png")), png(width, 8)).unwrap();
    }
    let inputs = [
        "--input", "p10.png", "--input", "p20.png", "--input", "p30.png",
    ];
    let output = gesso(here, &inputs);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for name in ["01.png", "02.png", "03.png"] {
        assert!(here.join(name).exists(), "{name}");
    }
}

#[test]
fn a_node_that_an_input_names_gets_no_other() {
    let folder = folder();
    let here = folder.path();
    let nodes = vec![
        node("image.load", "Logo", 0.0, &[]),
        node("list.from_assets", "Files", 1.0, &[]),
        node("image.load", "", 2.0, &[]),
        node("comp.blend", "", 3.0, &[]),
        node(
            "image.save",
            "",
            4.0,
            &[("format", choice("png8")), ("name", text("{name}-marked"))],
        ),
    ];
    let wires = [
        (2, "files", 3, "file"),
        (3, "image", 4, "base"),
        (1, "image", 4, "top"),
        (4, "image", 5, "image"),
    ];
    write(here, nodes, &wires);
    for (name, width) in [("logo.png", 4), ("a.png", 20), ("b.png", 30)] {
        std::fs::write(here.join(name), png(width, 8)).unwrap();
    }
    // Named before or after those that no node is named for.
    for inputs in [
        ["logo=logo.png", "a.png", "b.png"],
        ["a.png", "b.png", "logo=logo.png"],
    ] {
        let arguments = inputs.iter().flat_map(|input| ["--input", *input]);
        let output = gesso(here, &arguments.collect::<Vec<_>>());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        for name in ["a-marked.png", "b-marked.png"] {
            std::fs::remove_file(here.join(name)).unwrap();
        }
    }
    let twice = ["--input", "logo=logo.png", "--input", "logo=a.png"];
    let output = gesso(here, &twice);
    assert_eq!(code(&output), 2);
    let said = "--input logo=a.png: “logo” loads one file, and another is named for it already";
    assert!(stderr(&output).contains(said), "{}", stderr(&output));
}

#[test]
fn a_file_that_can_not_be_read_leaves_the_others_alone() {
    let folder = folder();
    let here = folder.path();
    many(here);
    let whole = png(30, 20);
    std::fs::write(here.join("cat.png"), &whole).unwrap();
    std::fs::write(here.join("cut.png"), &whole[..whole.len() / 2]).unwrap();
    std::fs::write(here.join("head.png"), &whole[..20]).unwrap();
    std::fs::write(here.join("notes.txt"), "words").unwrap();
    let film = std::fs::File::create(here.join("film.mov")).unwrap();
    film.set_len(2 << 20).unwrap();
    let refused = [
        ("notes.txt", "This is a text file, not a picture"),
        ("cut.png", "The file ends too early"),
        ("head.png", "The file ends too early"),
        ("film.mov", "The file has 2097152 bytes"),
    ];
    let mut arguments = vec!["--upload-limit-mb", "1", "--input", "cat.png"];
    for (name, _) in refused {
        arguments.extend(["--input", name]);
    }
    arguments.extend(["--input", "cat.png"]);
    let output = gesso(here, &arguments);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    let made = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(made, "./01.png\n./06.png\n");
    assert!(stderr(&output).contains("Save image: 4 of 6 failed:\n"));
    for (name, reason) in refused {
        let told = format!("“{name}”: {reason}");
        assert!(stderr(&output).contains(&told), "{}", stderr(&output));
    }
    // One alone fails in the same words.
    single(here);
    for (name, reason) in refused {
        let output = gesso(here, &["--upload-limit-mb", "1", "--input", name]);
        assert_eq!(code(&output), 1, "{}", stderr(&output));
        let told = format!("Photo: “{name}”: {reason}");
        assert!(stderr(&output).contains(&told), "{}", stderr(&output));
    }
}

#[test]
fn a_table_is_loaded_like_a_picture() {
    let folder = folder();
    let here = folder.path();
    let nodes = vec![
        // Who gives a file wants it read, wherever the table stood before.
        node("list.from_csv", "", 0.0, &[]),
        node("text.render", "", 1.0, &[]),
        node("image.save", "", 2.0, &[("format", choice("png8"))]),
    ];
    write(
        here,
        nodes,
        &[(1, "values", 2, "text"), (2, "image", 3, "image")],
    );
    std::fs::write(here.join("names.csv"), "name\nAnna\nBen\nCleo\n").unwrap();
    let output = gesso(here, &["--input", "names.csv"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("Done, 3 files written."));
}

#[test]
fn what_went_wrong_decides_the_exit_code() {
    let folder = folder();
    let here = folder.path();
    single(here);
    let output = gesso(here, &[]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("No file is chosen"),
        "{}",
        stderr(&output)
    );
    let nodes = vec![
        node(
            "image.generate",
            "",
            0.0,
            &[("width", Value::Int(8)), ("height", Value::Int(8))],
        ),
        node("image.save", "Good", 1.0, &[]),
        node("math.expr", "Sum", 0.0, &[("formula", text("1/0"))]),
        node("text.render", "", 1.0, &[]),
        node("image.save", "Bad", 2.0, &[]),
    ];
    let wires = [
        (1, "image", 2, "image"),
        (3, "number", 4, "text"),
        (4, "image", 5, "image"),
    ];
    write(here, nodes, &wires);
    let output = gesso(here, &[]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("Partly failed, 1 file written."));
    let output = gesso(here, &["--to", "good"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn every_item_that_failed_is_named() {
    let folder = folder();
    let here = folder.path();
    many(here);
    let whole = png(30, 20);
    std::fs::write(here.join("whole.png"), &whole).unwrap();
    let names: Vec<String> = (1..6).map(|number| format!("cut{number}.png")).collect();
    let mut arguments = vec!["--input", "whole.png"];
    for (length, name) in (whole.len() / 2..).zip(&names) {
        std::fs::write(here.join(name), &whole[..length]).unwrap();
        arguments.extend(["--input", name]);
    }
    let output = gesso(here, &arguments);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("Save image: 5 of 6 failed:\n"));
    for name in names {
        let told = format!("“{name}”: The file ends too early");
        assert!(stderr(&output).contains(&told), "{}", stderr(&output));
    }
}

#[test]
fn what_nobody_wired_is_no_success() {
    let folder = folder();
    let here = folder.path();
    let save = |name| node("image.save", "", 2.0, &[("name", text(name))]);
    let photo = || node("image.generate", "", 0.0, &[]);
    write(here, vec![photo(), save("a")], &[]);
    let output = gesso(here, &["--json"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(lines.ends_with("{\"what\":\"end\",\"ended\":\"failed\",\"files\":0}\n"));
    assert!(stderr(&output).contains("Failed, 0 files written."));

    let nodes = vec![photo(), save("a"), save("b")];
    write(here, nodes, &[(1, "image", 3, "image")]);
    assert_eq!(code(&gesso(here, &[])), 3);

    // What nothing hangs on may stay as it is.
    let nodes = vec![photo(), save("b"), node("filter.blur", "", 1.0, &[])];
    write(here, nodes, &[(1, "image", 2, "image")]);
    let output = gesso(here, &[]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn a_number_that_does_not_fit_is_refused_with_its_limits() {
    let folder = folder();
    let here = folder.path();
    single(here);
    for (arguments, limits) in [
        (["--workers", "-3"], "from 0 to 256"),
        (["--workers", "many"], "from 0 to 256"),
        (["--run-limit-min", "-0.5"], "from 0 to 1000000"),
        (["--memory-mb", "63"], "from 64 to 1048576"),
    ] {
        let output = gesso(here, &arguments);
        assert_eq!(code(&output), 2);
        let said = format!("write a whole number {limits}");
        assert!(stderr(&output).contains(&said), "{}", stderr(&output));
    }
}

#[test]
fn a_file_is_no_folder_to_write_to() {
    let folder = folder();
    let here = folder.path();
    single(here);
    std::fs::write(here.join("cat.png"), png(24, 16)).unwrap();
    let output = gesso(here, &["--input", "cat.png", "--out", "cat.png"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("cat.png is a file; --out takes a folder"));
}

/// What the one line of JSON says of an order that can't be carried out, as people read it.
fn error_event(folder: &Path, arguments: &[&str]) -> String {
    let output = gesso(folder, &[arguments, &["--json"]].concat());
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["what"], "error");
    format!("error: {}\n", told["message"].as_str().unwrap())
}

#[test]
fn what_can_not_be_understood_says_what_may_have_been_meant() {
    let folder = folder();
    let here = folder.path();
    single(here);
    std::fs::write(here.join("notes.txt"), "words").unwrap();
    let cases: [(&[&str], &str); 9] = [
        (&["--set", "blurr.sigma=2"], "Did you mean Blur?"),
        (&["--set", "blur.sigmas=2"], "Did you mean sigma?"),
        (&["--set", "blur"], "write node.param=value"),
        (&["--set", "blur.sigma=many"], "Write a number"),
        (&["--set", "blur.sigma=-1"], "Write a number from 0"),
        (&["--set", "save image.format=pngg"], "Did you mean png8"),
        (&["--input", "nothing.png"], "nothing.png can't be read"),
        (&["--input", "blur=notes.txt"], "loads no file"),
        (&["--to", "elsewhere"], "no node “elsewhere”"),
    ];
    for (arguments, expected) in cases {
        let output = gesso(here, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
        assert!(output.stdout.is_empty());
        let said = stderr(&output);
        assert_eq!(error_event(here, arguments), said);
    }
    std::fs::write(here.join("flow.json"), "{}").unwrap();
    let said = stderr(&gesso(here, &[]));
    assert!(said.contains("not a Gesso workflow"), "{said}");
    assert_eq!(error_event(here, &[]), said);
}

/// A picture of chance, saved, with a seed that every run draws.
fn chance(folder: &Path) {
    let small = |name| (name, Value::Int(8));
    let noise = [("kind", choice("noise")), small("width"), small("height")];
    let name = [("format", choice("png8")), ("name", text("{seed}"))];
    let nodes = vec![
        node("seed", "", 0.0, &[("mode", choice("random"))]),
        node("image.generate", "", 1.0, &noise),
        node("image.save", "", 2.0, &name),
    ];
    write(
        folder,
        nodes,
        &[(1, "seed", 2, "seed"), (2, "image", 3, "image")],
    );
}

#[test]
fn every_run_draws_another_seed_unless_one_is_set() {
    let folder = folder();
    let here = folder.path();
    chance(here);
    let made = |arguments: &[&str]| {
        let output = gesso(here, arguments);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        here.join(String::from_utf8_lossy(&output.stdout).trim())
    };
    let (first, second) = (made(&[]), made(&[]));
    assert_ne!(first, second);
    assert_eq!(
        made(&["--set", "seed.seed=7"]).file_name().unwrap(),
        "7.png"
    );
    // The picture knows what was drawn, and is made again from what it carries.
    let workflow = carried(&first).expect("it carries one");
    std::fs::write(here.join("flow.json"), workflow.to_json()).unwrap();
    assert_eq!(made(&[]), first);
}

#[test]
fn the_library_is_asked_unless_files_are_given() {
    let folder = folder();
    let here = folder.path();
    many(here);
    for width in [10, 20, 30] {
        std::fs::write(here.join(format!("p{width}.png")), png(width, 8)).unwrap();
    }
    let made = |arguments: &[&str]| {
        let output = gesso(here, arguments);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        String::from_utf8_lossy(&output.stdout).lines().count()
    };
    assert_eq!(made(&["--input", "p10.png", "--input", "p20.png"]), 2);
    let asks = ["--set", "files.from=library"];
    assert_eq!(made(&asks), 2, "what was brought before is there");
    assert_eq!(made(&[&asks[..], &["--input", "p30.png"]].concat()), 1);
    assert_eq!(made(&asks), 3);
}

#[test]
#[cfg(unix)]
fn stopped_by_hand_it_ends_with_130_and_what_was_done_is_found_again() {
    let folder = folder();
    let here = folder.path();
    let large = [
        ("width", Value::Int(12_000)),
        ("height", Value::Int(12_000)),
    ];
    let small = [("width", Value::Int(8)), ("height", Value::Int(8))];
    let format = [("format", choice("png8"))];
    let nodes = vec![
        node("image.generate", "", 0.0, &small),
        node("image.save", "Small", 1.0, &format),
        node("image.generate", "", 0.0, &large),
        node("image.save", "Large", 1.0, &format),
    ];
    write(
        here,
        nodes,
        &[(1, "image", 2, "image"), (3, "image", 4, "image")],
    );
    let mut child = order(here, &["--json", "--workers", "2"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut told = Vec::new();
    let is = |line: &str, node: u64, state: &str| {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        event["node"] == serde_json::json!(NodeId(node)) && event["state"]["is"] == state
    };
    // The small one is done and the large one in the making.
    while !(told.iter().any(|line: &String| is(line, 2, "done"))
        && told.iter().any(|line| is(line, 4, "running")))
    {
        told.push(lines.next().expect("it says so").unwrap());
    }
    let interrupted = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupted.unwrap().success());
    let rest: Vec<String> = lines.map(Result::unwrap).collect();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest:?}");
    assert!(rest.last().unwrap().contains("\"ended\":\"cancelled\""));
    let again = gesso(here, &["--json", "--to", "small"]);
    assert_eq!(code(&again), 0, "{}", stderr(&again));
    let told = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(told.lines().any(|line| is(line, 2, "cached")), "{told}");
}
