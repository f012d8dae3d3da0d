//! The ports of a subgraph as they stand inside it.

use crate::desk::{Desk, labels};
use crate::places::{INNER, INSTANCE, nested};
use gesso_canvas::{Device, Effect, Icon, Op};
use gesso_graph::{
    Command, GRAPH_INPUT, GRAPH_PORT, GRAPH_PORT_NAME, GRAPH_PORT_TYPE, ItemId, Name, Node, NodeId,
    OutPort, Point, Size, Value,
};

const PORT: NodeId = NodeId(300);

/// Inside a subgraph with one input called "Photo".
fn inside() -> Desk {
    let mut desk = nested(Desk::new(""));
    let params = [
        (Name::from(GRAPH_PORT_NAME), Value::Text("Photo".into())),
        (Name::from(GRAPH_PORT_TYPE), Value::Choice("image".into())),
    ];
    let node = Node {
        kind: GRAPH_INPUT.into(),
        version: 1,
        position: Point::new(4700.0, 0.0),
        params: params.into_iter().collect(),
        graph: INNER,
        ..Node::default()
    };
    desk.colleague(Command::AddNode { id: PORT, node });
    desk.editor.go_to(&[INSTANCE]);
    desk.editor.set_camera(gesso_canvas::Camera {
        x: -4600.0,
        y: 100.0,
        zoom: 1.0,
    });
    desk.does("");
    desk
}

/// C35
#[test]
fn a_port_is_a_tag_with_its_name_and_no_picture() {
    let desk = inside();
    let size = desk.editor.node_rect(PORT).unwrap().size();
    assert_eq!(size, Size::new(168.0, 40.0));
    let list = desk.editor.display();
    let icon = |op: &Op| {
        matches!(
            op,
            Op::Icon {
                icon: Icon::Input,
                ..
            }
        )
    };
    assert!(list.ops.iter().any(icon));
    assert!(list.to_string().contains("Photo"));
}

/// C35
#[test]
fn a_tag_is_wired_renamed_and_never_resized() {
    let mut desk = inside();
    let from = OutPort {
        node: PORT,
        port: GRAPH_PORT.into(),
    };
    let at = desk.editor.output_at(&from).unwrap();
    assert_eq!((at.x, at.y), (268.0, 120.0));
    let effects = desk.does("double 180,120");
    assert!(effects.contains(&Effect::EditTitle(ItemId::Node(PORT))));
    desk.does("wait 600; down 266,138; move 330,190; up");
    assert_eq!(desk.document.nodes()[&PORT].size, None);
}

/// C5 C35
#[test]
fn a_finger_moves_a_selected_tag() {
    let mut desk = inside();
    desk.device(Device::Touch);
    desk.does("click 180,120; wait 600");
    let effects = desk.does("down 180,120; move 180,220; up");
    assert_eq!(labels(&effects), ["Move Photo"]);
}
