//! What is drawn at which zoom, as text.

use crate::desk::{Desk, commands, node};
use gesso_canvas::{Camera, CanvasAction, Editor, Input, NodeView, PictureRef, RunLook, Theme};
use gesso_graph::{Command, Document, Node, NodeId, Point, apply_all};

const WORKFLOW: &str = "a:load@0,0 b:blur@300,0 a.image>b.image";

fn drawn(zoom: f64) -> String {
    let mut desk = Desk::new(WORKFLOW);
    desk.editor.set_node_view(
        node("a"),
        NodeView {
            picture: Some(picture()),
            ..NodeView::default()
        },
    );
    desk.editor.set_camera(Camera {
        x: 20.0,
        y: 20.0,
        zoom,
    });
    list(&desk.editor)
}

fn picture() -> PictureRef {
    PictureRef {
        url: "/artifact/1?w=256".into(),
        w: 300,
        h: 200,
    }
}

/// Everything but the background.
fn list(editor: &Editor) -> String {
    let list = editor.display().to_string();
    list.lines()
        .skip_while(|line| line.starts_with("boxes"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// C12
#[test]
fn from_60_percent_everything_is_drawn() {
    insta::assert_snapshot!(drawn(1.0));
}

/// C12
#[test]
fn from_25_percent_port_names_and_summaries_are_left_out() {
    insta::assert_snapshot!(drawn(0.4));
}

/// C12
#[test]
fn from_8_percent_there_is_a_header_and_a_picture() {
    insta::assert_snapshot!(drawn(0.15));
}

/// C12
#[test]
fn below_8_percent_there_are_boxes_and_lines_one_path_a_colour() {
    insta::assert_snapshot!(drawn(0.05));
}

#[test]
fn a_summary_names_what_is_not_at_its_default_and_has_no_row() {
    let mut desk = Desk::new(WORKFLOW);
    desk.colleague(Command::SetCollapsed {
        id: node("b"),
        collapsed: true,
    });
    desk.colleague(Command::SetParam {
        id: node("b"),
        name: "sigma".into(),
        value: Some(gesso_graph::Value::Float(6.5)),
    });
    assert!(list(&desk.editor).contains("text \"Radius 6.5 px\""));
    desk.colleague(Command::SetParam {
        id: node("b"),
        name: "sigma".into(),
        value: Some(gesso_graph::Value::Float(4.0)),
    });
    assert!(!list(&desk.editor).contains("Radius"));
}

#[test]
fn every_run_state_has_a_look_of_its_own() {
    let looks = [
        None,
        Some(RunLook::Queued),
        Some(RunLook::Running(0.42)),
        Some(RunLook::Cached),
        Some(RunLook::Done),
        Some(RunLook::Failed),
        Some(RunLook::Outdated),
        Some(RunLook::Blocked),
    ];
    let mut seen: Vec<String> = Vec::new();
    for state in looks {
        let mut desk = Desk::new("b:blur@0,0");
        desk.editor.set_node_view(
            node("b"),
            NodeView {
                state,
                ..NodeView::default()
            },
        );
        let list = list(&desk.editor);
        assert!(!seen.contains(&list), "{state:?}");
        assert_eq!(list.contains("42 %"), state == Some(RunLook::Running(0.42)));
        seen.push(list);
    }
}

#[test]
fn a_problem_is_marked_on_the_node() {
    let mut desk = Desk::new("b:blur@0,0");
    assert!(!list(&desk.editor).contains("icon Warning"));
    desk.editor.set_node_view(
        node("b"),
        NodeView {
            problem: true,
            ..NodeView::default()
        },
    );
    assert!(list(&desk.editor).contains("icon Warning"));
}

#[test]
fn a_kind_that_is_not_known_shows_its_wired_ports() {
    let mut desk = Desk::new("a:magic@0,0 b:blur@300,0");
    desk.colleague(commands("a.thing>b.image").remove(0));
    let list = list(&desk.editor);
    assert!(
        list.contains("text \"thing\"")
            && list.contains("text \"magic\"")
            && list.contains("icon Unknown"),
        "{list}"
    );
}

#[test]
fn light_and_dark_differ_in_colour_only() {
    let mut desk = Desk::new(WORKFLOW);
    let dark = desk.editor.display();
    desk.editor.set_theme(Theme::Light);
    let light = desk.editor.display();
    assert_eq!(dark.ops.len(), light.ops.len());
    assert_ne!(dark, light);
}

#[test]
fn lines_are_crisp_at_any_density() {
    for dpr in [1.0, 1.5, 2.0, 3.0] {
        let mut desk = Desk::new(WORKFLOW);
        desk.takes(Input::Resize {
            w: 1200.0,
            h: 800.0,
            dpr,
        });
        desk.editor.set_camera(Camera {
            x: 10.3,
            y: 7.7,
            zoom: 0.83,
        });
        for op in desk.editor.display().ops {
            if let gesso_canvas::Op::Panel {
                area,
                border: Some((_, width)),
                ..
            } = op
            {
                assert_eq!(
                    (area.x.fract(), area.y.fract(), width.fract()),
                    (0.0, 0.0, 0.0),
                    "at {dpr}"
                );
            }
        }
    }
}

/// C13
#[test]
fn only_what_is_in_view_is_drawn() {
    let far: String = (0..400)
        .map(|at| format!("x:load@{},90000 ", at * 300))
        .take(1)
        .collect();
    let near = list(&Desk::new(WORKFLOW).editor);
    assert_eq!(list(&Desk::new(&format!("{WORKFLOW} {far}")).editor), near);
}

#[test]
fn ten_thousand_nodes_from_afar_are_a_handful_of_paths() {
    let text: Vec<Command> = (0..10_000_u64)
        .map(|at| {
            let Some(Command::AddNode { node, .. }) = commands("a:blur@0,0").pop() else {
                unreachable!()
            };
            let position =
                gesso_graph::Point::new((at % 100) as f64 * 300.0, (at / 100) as f64 * 300.0);
            Command::AddNode {
                id: gesso_graph::NodeId(at),
                node: gesso_graph::Node { position, ..node },
            }
        })
        .collect();
    let mut desk = Desk::new("");
    desk.document = apply_all(&Document::default(), &text).document;
    desk.editor.set_document(&desk.document);
    desk.act(gesso_canvas::CanvasAction::FitAll);
    let list = desk.editor.display();
    assert!(list.ops.len() < 12, "{}", list.ops.len());
    assert!(list.to_string().contains("×10000"));
}

/// C13
#[test]
fn many_selected_items_are_outlined_by_one_path() {
    let mut desk = Desk::new("a:load@0,0");
    let pattern = Node::clone(&desk.document.nodes()[&node("a")]);
    let more: Vec<Command> = (0..99)
        .map(|at| {
            let mut node = pattern.clone();
            node.position = Point::new(f64::from(at % 10) * 240.0, f64::from(1 + at / 10) * 200.0);
            let id = NodeId(1000 + u64::from(at as u32));
            Command::AddNode { id, node }
        })
        .collect();
    desk.editor
        .set_document(&apply_all(&desk.document, &more).document);
    desk.editor.act(CanvasAction::FitAll);
    for step in 0..60 {
        desk.editor.input(Input::Tick {
            time_ms: f64::from(step) * 16.0,
        });
    }
    desk.editor.act(CanvasAction::SelectAll);
    let overlay = desk.editor.overlay();
    assert_eq!(desk.editor.selection().len(), 100);
    assert_eq!(overlay.ops.len(), 1, "{overlay}");
}
