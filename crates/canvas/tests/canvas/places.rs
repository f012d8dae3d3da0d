//! Going into subgraphs and out of them, and the camera on its way.

use crate::desk::{Desk, commands, item, labels, node};
use gesso_canvas::{Camera, CanvasAction, Effect, NodeView, Px, RunLook};
use gesso_graph::{Command, Definition, GraphId, ItemId, Node, NodeId, Point, Value};

pub(crate) const INNER: GraphId = GraphId(7);
pub(crate) const INSTANCE: NodeId = NodeId(900);

fn instance(id: NodeId, graph: GraphId, inner: GraphId) -> Command {
    let node = Node {
        kind: "graph.instance".into(),
        version: 1,
        position: Point::new(400.0, 0.0),
        params: [(gesso_graph::Name::from("graph"), Value::Graph(inner))]
            .into_iter()
            .collect(),
        graph,
        ..Node::default()
    };
    Command::AddNode { id, node }
}

/// A workflow with a subgraph of two nodes far away from everything, and an instance of it.
pub(crate) fn nested(mut desk: Desk) -> Desk {
    let definition = Definition {
        title: "Grade".into(),
    };
    desk.colleague(Command::AddGraph {
        id: INNER,
        graph: definition,
    });
    for command in commands("m:load@5000,0 n:blur@5400,0") {
        if let Command::AddNode { id, node } = command {
            let node = Node {
                graph: INNER,
                ..node
            };
            desk.colleague(Command::AddNode { id, node });
        }
    }
    desk.colleague(commands("m.image>n.image").remove(0));
    desk.colleague(instance(INSTANCE, GraphId::ROOT, INNER));
    desk.does("");
    desk
}

fn has_moved(effects: &[Effect]) -> bool {
    effects.contains(&Effect::PlaceChanged)
}

/// C29
#[test]
fn only_the_graph_that_is_shown_is_there() {
    let mut desk = nested(Desk::new("a:load@0,0"));
    assert!(desk.editor.screen_rect(item("m")).is_none());
    desk.act(CanvasAction::SelectAll);
    assert_eq!(desk.editor.selection().len(), 2);
    desk.editor.go_to(&[INSTANCE]);
    assert_eq!(desk.editor.graph(), INNER);
    assert!(desk.editor.screen_rect(item("a")).is_none());
    desk.act(CanvasAction::SelectAll);
    assert_eq!(desk.selected(), "mn");
    assert!(desk.editor.display().to_string().contains("curves"));
}

/// C29
#[test]
fn a_double_click_goes_in_and_escape_comes_out_again() {
    for mut desk in [
        nested(Desk::new("a:load@0,0")),
        nested(Desk::touch("a:load@0,0")),
    ] {
        let before = desk.editor.camera();
        let effects = desk.does("double 500,50");
        assert!(has_moved(&effects), "{effects:?}");
        assert_eq!(desk.editor.place(), [INSTANCE]);
        assert!(desk.editor.screen_rect(item("m")).unwrap().x > 0.0);
        desk.does("esc");
        assert!(desk.editor.place().is_empty());
        assert_eq!(desk.editor.camera(), before);
        assert_eq!(
            desk.editor.selection().first(),
            Some(&ItemId::Node(INSTANCE))
        );
    }
}

/// C29
#[test]
fn what_is_made_inside_belongs_there() {
    let mut desk = nested(Desk::new("a:load@0,0"));
    desk.act(CanvasAction::SelectAll);
    desk.editor.set_selection([ItemId::Node(INSTANCE)].into());
    desk.act(CanvasAction::Enter);
    desk.act(CanvasAction::SelectAll);
    assert_eq!(
        labels(&desk.act(CanvasAction::Duplicate)),
        ["Duplicate 2 nodes"]
    );
    assert_eq!(labels(&desk.act(CanvasAction::Group)), ["Frame 2 nodes"]);
    assert_eq!(desk.document.members(INNER).count(), 5);
    desk.act(CanvasAction::Leave);
    assert!(desk.editor.place().is_empty());
}

/// C8 C29
#[test]
fn a_colleague_who_removes_the_instance_takes_me_back_out() {
    let mut desk = nested(Desk::new("a:load@0,0"));
    desk.does("double 500,50; down 640,400; move 700,500");
    desk.colleague(Command::RemoveNode { id: INSTANCE });
    assert!(desk.editor.place().is_empty());
    assert!(!desk.editor.is_busy());
    assert!(desk.editor.screen_rect(item("a")).is_some());
}

/// C29
#[test]
fn a_path_that_leads_nowhere_is_followed_as_far_as_it_goes() {
    let mut desk = nested(Desk::new("a:load@0,0"));
    desk.editor.go_to(&[INSTANCE, node("m"), NodeId(1)]);
    assert_eq!(desk.editor.place(), [INSTANCE]);
    desk.editor.go_to(&[node("a")]);
    assert!(desk.editor.place().is_empty());
}

/// C13 C29
#[test]
fn what_moves_into_another_graph_is_gone_from_this_one() {
    let mut desk = nested(Desk::new("a:load@0,0 b:blur@0,400"));
    desk.act(CanvasAction::SelectAll);
    desk.colleague(Command::SetGraph {
        item: item("b"),
        graph: INNER,
    });
    assert!(desk.editor.screen_rect(item("b")).is_none());
    assert!(!desk.editor.selection().contains(&item("b")));
    desk.editor.go_to(&[INSTANCE]);
    assert!(desk.editor.screen_rect(item("b")).is_some());
}

/// C30
#[test]
fn the_camera_flies_and_a_press_takes_over() {
    let mut desk = Desk::new("a:load@-4000,-3000 b:blur@5000,2000");
    desk.editor.frame(1000.0);
    desk.act(CanvasAction::FitAll);
    assert_eq!(desk.editor.camera(), Camera::default());
    assert!(desk.editor.wants_tick());
    desk.does("wait 60");
    let midway = desk.editor.camera();
    assert!(midway.zoom < 1.0);
    desk.does("wait 200");
    let there = desk.editor.camera();
    assert!(there.zoom < midway.zoom && !desk.editor.wants_tick());
    desk.editor.fly_to_item(item("b"));
    desk.does("wait 40; down 600,700");
    let stopped = desk.editor.camera();
    assert_ne!(stopped, there);
    desk.does("wait 200; up");
    assert_eq!(desk.editor.camera(), stopped);
}

/// C30
#[test]
fn reduced_motion_cuts() {
    let mut desk = Desk::new("a:load@-4000,-3000 b:blur@5000,2000");
    desk.editor.frame(1000.0);
    desk.editor.set_reduced_motion(true);
    desk.act(CanvasAction::FitAll);
    assert!(!desk.editor.wants_tick());
    let rect = desk.editor.screen_rect(item("b")).unwrap();
    assert!(rect.x < 1200.0);
    assert_eq!(
        desk.editor.item_at(Px::new(rect.x + 4.0, rect.y + 4.0)),
        Some(item("b"))
    );
}

/// C29
#[test]
fn an_instance_shows_the_run_of_what_is_in_it() {
    let mut desk = nested(Desk::new("a:load@0,0"));
    let running = |done| NodeView {
        state: Some(RunLook::Running(done)),
        ..NodeView::default()
    };
    let other = NodeId(901);
    desk.colleague(instance(other, GraphId::ROOT, INNER));
    desk.editor
        .set_node_view(NodeId::within(INSTANCE, node("m")), running(0.42));
    let overlay = |desk: &Desk| desk.editor.overlay().to_string();
    assert!(!overlay(&desk).contains("42 %"));
    desk.editor.go_to(&[INSTANCE]);
    assert!(overlay(&desk).contains("42 %"));
    desk.editor
        .set_node_view(NodeId::within(INSTANCE, node("m")), running(0.5));
    assert!(overlay(&desk).contains("50 %"));
    desk.editor.go_to(&[other]);
    assert!(!overlay(&desk).contains(" %"));
    let problem = NodeView {
        problem: true,
        ..NodeView::default()
    };
    let before = desk.editor.display().to_string();
    desk.editor.set_node_view(node("m"), problem);
    assert_ne!(desk.editor.display().to_string(), before);
}
