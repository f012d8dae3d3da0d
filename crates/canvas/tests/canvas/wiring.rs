//! Wires: made, moved, refused and taken away.

use crate::desk::{Desk, input, labels, node, output};
use gesso_canvas::{CanvasAction, Effect, LooseWire};
use gesso_graph::Command;

const THREE: &str = "a:load@0,0 b:blur@400,0 c:blend@800,0";

fn drag(desk: &mut Desk, from: &str, to: &str) -> Vec<Effect> {
    desk.does(&format!("down {from}; move 333,777; move {to}; up"))
}

/// C2
#[test]
fn a_wire_is_dragged_from_an_output_to_an_input() {
    let mut desk = Desk::new(THREE);
    let (from, to) = (desk.at_output("a.image"), desk.at_input("b.image"));
    assert_eq!(
        labels(&drag(&mut desk, &from, &to)),
        ["Connect Load to Blur"]
    );
    assert_eq!(desk.wires(), ["a.image>b.image"]);
}

#[test]
fn a_wire_is_dragged_from_an_input_to_an_output() {
    let mut desk = Desk::new(THREE);
    let (from, to) = (desk.at_input("b.image"), desk.at_output("a.image"));
    assert_eq!(
        labels(&drag(&mut desk, &from, &to)),
        ["Connect Load to Blur"]
    );
    assert_eq!(desk.wires(), ["a.image>b.image"]);
}

#[test]
fn a_wire_dropped_near_a_port_snaps_to_it() {
    let mut desk = Desk::new(THREE);
    let from = desk.at_output("a.image");
    let port = desk.editor.input_at(&input("c.top")).unwrap();
    drag(
        &mut desk,
        &from,
        &format!("{},{}", port.x - 18.0, port.y + 4.0),
    );
    assert_eq!(desk.wires(), ["a.image>c.top"]);
}

#[test]
fn a_wire_dropped_on_a_body_takes_the_first_free_port_that_fits() {
    let mut desk = Desk::new("a:load@0,0 b:load@0,300 c:blend@800,0 a.image>c.base");
    let from = desk.at_output("b.image");
    drag(&mut desk, &from, "950,20");
    assert_eq!(desk.wires(), ["a.image>c.base", "b.image>c.top"]);
}

/// C7
#[test]
fn a_wire_dropped_on_nothing_asks_for_a_node() {
    let mut desk = Desk::new(THREE);
    let from = desk.at_output("a.image");
    let effects = drag(&mut desk, &from, "300,700");
    let wire = effects.iter().find_map(|effect| match effect {
        Effect::OpenSearch { wire, .. } => wire.clone(),
        _ => None,
    });
    assert_eq!(wire, Some(LooseWire::From(output("a.image"))));
    let from = desk.at_input("c.mask");
    let effects = drag(&mut desk, &from, "300,700");
    assert!(
        matches!(&effects[..], [Effect::OpenSearch { wire: Some(LooseWire::Into(to)), .. }] if *to == input("c.mask"))
    );
}

/// C7
#[test]
fn a_wrong_type_is_refused_in_words() {
    let mut desk = Desk::new("a:say@0,0 b:blur@400,0");
    let (from, to) = (desk.at_output("a.text"), desk.at_input("b.image"));
    let effects = drag(&mut desk, &from, &to);
    assert_eq!(desk.wires(), [""; 0]);
    assert!(
        matches!(&effects[..], [Effect::Say(words)] if words.contains(" gives ") && words.contains(" takes ")),
        "{effects:?}"
    );
    let effects = drag(&mut desk, &from, "500,20");
    assert!(
        matches!(&effects[..], [Effect::Say(words)] if words.contains("takes")),
        "{effects:?}"
    );
}

/// C7
#[test]
fn a_loop_is_refused_in_words() {
    let mut desk = Desk::new("a:blur@0,0 b:blur@400,0 a.image>b.image");
    let (from, to) = (desk.at_output("b.image"), desk.at_input("a.image"));
    let effects = drag(&mut desk, &from, &to);
    assert!(
        matches!(&effects[..], [Effect::Say(words)] if words.contains("loop")),
        "{effects:?}"
    );
    assert_eq!(desk.wires(), ["a.image>b.image"]);
}

#[test]
fn a_wire_is_picked_up_at_its_input_and_put_elsewhere() {
    let mut desk = Desk::new("a:load@0,0 c:blend@800,0 a.image>c.base");
    let (from, to) = (desk.at_input("c.base"), desk.at_input("c.top"));
    let effects = drag(&mut desk, &from, &to);
    assert_eq!(labels(&effects), ["Connect Load to Blend"]);
    assert_eq!(desk.wires(), ["a.image>c.top"]);
}

/// C2
#[test]
fn a_wire_picked_up_and_dropped_on_nothing_is_removed() {
    let mut desk = Desk::new("a:load@0,0 c:blend@800,0 a.image>c.base");
    let from = desk.at_input("c.base");
    let effects = drag(&mut desk, &from, "600,700");
    assert_eq!(labels(&effects), ["Disconnect Load from Blend"]);
    assert_eq!(desk.wires(), [""; 0]);
}

/// C3
#[test]
fn a_wire_put_back_or_let_go_by_escape_stays_as_it_was() {
    let mut desk = Desk::new("a:load@0,0 c:blend@800,0 a.image>c.base");
    let from = desk.at_input("c.base");
    assert_eq!(drag(&mut desk, &from, &from), []);
    assert_eq!(
        desk.does(&format!("down {from}; move 600,700; esc; up")),
        []
    );
    assert_eq!(desk.wires(), ["a.image>c.base"]);
}

#[test]
fn a_selected_wire_is_deleted() {
    let mut desk = Desk::new("a:load@0,0 b:blur@400,0 a.image>b.image");
    let (from, to) = (
        desk.editor.output_at(&output("a.image")).unwrap(),
        desk.editor.input_at(&input("b.image")).unwrap(),
    );
    desk.does(&format!(
        "click {},{}",
        (from.x + to.x) / 2.0,
        (from.y + to.y) / 2.0
    ));
    assert_eq!(desk.editor.selected_wire(), Some(&input("b.image")));
    assert_eq!(
        labels(&desk.act(CanvasAction::Delete)),
        ["Disconnect Load from Blur"]
    );
    assert_eq!(desk.wires(), [""; 0]);
    assert_eq!(desk.editor.selected_wire(), None);
}

#[test]
fn two_taps_wire_and_panning_between_them_doesn_t_matter() {
    let mut desk = Desk::touch(THREE);
    let from = desk.at_output("a.image");
    desk.does(&format!(
        "click {from}; down 300,700; move 250,700; wait 200; up"
    ));
    let to = desk.at_input("b.image");
    assert_eq!(
        labels(&desk.does(&format!("click {to}"))),
        ["Connect Load to Blur"]
    );
}

#[test]
fn parameter_ports_open_below_the_node_under_a_fitting_wire() {
    let mut desk = Desk::new("a:count@0,0 b:blur@400,0");
    let from = desk.at_output("a.number");
    let rect = desk.editor.node_rect(node("b")).unwrap();
    desk.does(&format!(
        "down {from}; move 450,{}; move 405,{}",
        rect.h - 20.0,
        rect.h + 14.0
    ));
    assert!(
        desk.editor
            .overlay()
            .to_string()
            .contains("text \"Radius\"")
    );
    assert_eq!(labels(&desk.does("up")), ["Connect Count to Blur"]);
    assert_eq!(desk.wires(), ["a.number>b.sigma"]);
    assert!(desk.editor.input_at(&input("b.sigma")).is_some());
}

/// C8
#[test]
fn a_colleague_who_removes_the_source_ends_the_wire_in_hand() {
    let mut desk = Desk::new(THREE);
    let from = desk.at_output("a.image");
    desk.does(&format!("down {from}; move 300,300"));
    desk.colleague(Command::RemoveNode { id: node("a") });
    assert_eq!(desk.does("move 900,60; up"), []);
}

#[test]
fn ports_that_fit_are_lit_and_the_rest_is_dimmed() {
    let mut desk = Desk::new("a:load@0,0 b:blur@400,0 c:say@400,400");
    let from = desk.at_output("a.image");
    desk.does(&format!("down {from}; move 300,600"));
    let overlay = desk.editor.overlay().to_string();
    assert_eq!(overlay.matches("port Circle").count(), 1, "{overlay}");
    assert_eq!(overlay.matches("fill #1414159e").count(), 1, "{overlay}");
}
