//! What a person does to a node itself: slides its numbers, resizes, collapses, pins, mutes and bypasses it.

use crate::desk::{Desk, input, labels, node, output};
use gesso_canvas::{CanvasAction, Effect};
use gesso_graph::{Command, Mode, Name, Size, Value};

const ONE: &str = "a:load@0,0 b:blur@400,0";
/// The row of `b`'s radius.
const ROW: &str = "500,97";

fn sigma(desk: &Desk) -> Option<f64> {
    match desk.document.nodes()[&node("b")].params.get("sigma") {
        Some(Value::Float(value)) => Some(*value),
        _ => None,
    }
}

/// C25
#[test]
fn a_number_slides_on_the_node_in_one_step() {
    let mut desk = Desk::new(ONE);
    let overlay = |desk: &Desk| desk.editor.overlay().to_string();
    // The row is 200 wide and its range 64: 50 to the right is 16 more than 4.
    desk.does(&format!("down {ROW}; move 520,99; move 550,120"));
    assert!(
        overlay(&desk).contains("text \"20 px\""),
        "{}",
        overlay(&desk)
    );
    assert_eq!(labels(&desk.does("up")), ["Set Radius of Blur"]);
    assert_eq!(sigma(&desk), Some(20.0));
    desk.does(&format!("down {ROW} shift; move 520,99; move 550,97; up"));
    assert_eq!(sigma(&desk), Some(21.6));
    assert_eq!(desk.position("b"), (400.0, 0.0));
}

/// C3 C25
#[test]
fn escape_puts_a_number_back_and_a_drag_down_moves_the_node() {
    let mut desk = Desk::new(ONE);
    assert_eq!(
        labels(&desk.does(&format!("down {ROW}; move 550,99; esc; up"))),
        [""; 0]
    );
    assert_eq!(sigma(&desk), None);
    let effects = desk.does(&format!("down {ROW}; move 502,140; move 502,197; up"));
    assert_eq!(labels(&effects), ["Move Blur"]);
}

/// C5 C25
#[test]
fn a_finger_slides_only_on_a_selected_node() {
    let mut desk = Desk::touch(ONE);
    assert_eq!(
        labels(&desk.does(&format!("down {ROW}; move 550,99; wait 200; up; wait 2000"))),
        [""; 0]
    );
    assert_eq!(sigma(&desk), None);
    desk.editor.set_camera(Default::default());
    let effects = desk.does(&format!(
        "click 450,20; wait 600; down {ROW}; move 550,99; up"
    ));
    assert_eq!(labels(&effects), ["Set Radius of Blur"]);
}

/// C25
#[test]
fn a_click_on_a_parameter_asks_to_type_it() {
    let mut desk = Desk::new(ONE);
    let effects = desk.does(&format!("click {ROW}"));
    let asked = effects.iter().any(|effect| matches!(effect, Effect::EditParam { name, at, .. } if name.as_str() == "sigma" && at.w == 200.0));
    assert!(asked, "{effects:?}");
}

/// C8 C25
#[test]
fn a_colleague_who_removes_the_node_takes_the_number_out_of_my_hand() {
    let mut desk = Desk::new(ONE);
    desk.does(&format!("down {ROW}; move 550,99"));
    desk.colleague(Command::RemoveNode { id: node("b") });
    assert_eq!(labels(&desk.does("move 560,99; up")), [""; 0]);
}

#[test]
fn a_wired_parameter_has_a_port_and_no_row() {
    let mut desk = Desk::new("a:count@0,0 b:blur@400,0 a.number>b.sigma");
    assert!(
        desk.editor
            .display()
            .to_string()
            .contains("text \"Radius\"")
    );
    let effects = desk.does(&format!("click {ROW}"));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::EditParam { .. }))
    );
}

/// C38
#[test]
fn of_many_inputs_those_up_to_the_first_free_one_show() {
    for (wires, shown) in [
        ("", "yes no no"),
        ("a.image>s.first", "yes yes no"),
        ("a.image>s.first a.image>s.second", "yes yes yes"),
        // What is wired stays, whatever came before it.
        ("a.image>s.third", "yes no yes"),
    ] {
        let desk = Desk::new(&format!("a:load@0,0 s:stack@400,0 {wires}"));
        let shows = || {
            ["first", "second", "third"].map(|port| {
                let at = desk.editor.input_at(&input(&format!("s.{port}")));
                if at.is_some() { "yes" } else { "no" }
            })
        };
        assert_eq!(shows().join(" "), shown, "{wires}");
    }
}

/// C38
#[test]
fn a_node_has_room_for_another_picture_as_soon_as_one_is_wired() {
    let mut desk = Desk::new("a:load@0,0 s:stack@400,0");
    let before = desk.editor.node_rect(node("s")).unwrap();
    for port in ["first", "second"] {
        let (from, to) = (
            desk.at_output("a.image"),
            desk.at_input(&format!("s.{port}")),
        );
        desk.does(&format!("down {from}; move {to}; up"));
    }
    assert_eq!(desk.wires(), ["a.image>s.first", "a.image>s.second"]);
    let after = desk.editor.node_rect(node("s")).unwrap();
    assert!(after.h > before.h, "{before:?}, {after:?}");
}

/// C26
#[test]
fn a_node_is_resized_by_its_corner_and_its_picture_fills_it() {
    for mut desk in [Desk::new(ONE), Desk::touch(ONE)] {
        let rect = desk.editor.node_rect(node("b")).unwrap();
        let (x, y) = (rect.right() - 4.0, rect.bottom() - 4.0);
        desk.does("click 450,20; wait 600");
        let effects = desk.does(&format!(
            "down {x},{y}; move {},{}; up",
            x + 100.0,
            y + 60.0
        ));
        assert_eq!(labels(&effects), ["Resize Blur"]);
        let size = Some(Size::new(rect.w + 100.0, rect.h + 60.0));
        assert_eq!(desk.document.nodes()[&node("b")].size, size);
        let now = desk.editor.node_rect(node("b")).unwrap();
        let port = desk.editor.output_at(&output("b.image")).unwrap();
        assert_eq!((now.w, port.x), (rect.w + 100.0, now.right()));
    }
}

/// C26
#[test]
fn a_node_is_never_too_small_for_what_is_on_it_and_a_double_click_resets_it() {
    let mut desk = Desk::new(ONE);
    let rect = desk.editor.node_rect(node("b")).unwrap();
    let (x, y) = (rect.right() - 4.0, rect.bottom() - 4.0);
    desk.does(&format!("down {x},{y}; move 410,10; up"));
    let small = desk.editor.node_rect(node("b")).unwrap();
    assert!(
        small.w >= 100.0 && small.h > 120.0 && small.h < rect.h,
        "{small:?}"
    );
    let (x, y) = (small.right() - 4.0, small.bottom() - 4.0);
    let effects = desk.does(&format!("wait 1000; double {x},{y}"));
    assert_eq!(labels(&effects), ["Resize Blur"]);
    assert_eq!(desk.editor.node_rect(node("b")), Some(rect));
}

/// C27
#[test]
fn a_collapsed_node_is_its_header_with_ports_gathered_and_offers_them_below() {
    let mut desk = Desk::new("a:load@0,0 c:blend@400,0 a.image>c.base");
    desk.colleague(Command::SetCollapsed {
        id: node("c"),
        collapsed: true,
    });
    let rect = desk.editor.node_rect(node("c")).unwrap();
    assert!(rect.h < 50.0);
    let (base, top) = (
        desk.editor.input_at(&input("c.base")),
        desk.editor.input_at(&input("c.top")),
    );
    assert_eq!(base, top);
    let from = desk.at_output("a.image");
    desk.does(&format!(
        "down {from}; move 450,20; move 402,{}",
        rect.h + 38.0
    ));
    assert!(desk.editor.overlay().to_string().contains("text \"Top\""));
    desk.does("up");
    assert_eq!(desk.wires(), ["a.image>c.base", "a.image>c.top"]);
}

/// C28
#[test]
fn a_pinned_node_stays_and_says_why() {
    let mut desk = Desk::new(ONE);
    desk.colleague(Command::SetPinned {
        id: node("b"),
        pinned: true,
    });
    let effects = desk.does("down 450,20; move 450,220; up");
    assert_eq!(labels(&effects), [""; 0]);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Say(words) if words.contains("pinned")))
    );
    desk.act(CanvasAction::SelectAll);
    desk.does("down 100,20; move 100,220; up");
    assert_eq!((desk.position("a").1, desk.position("b").1), (200.0, 0.0));
    desk.act(CanvasAction::Nudge { dx: 8.0, dy: 0.0 });
    assert_eq!((desk.position("a").0, desk.position("b").0), (8.0, 400.0));
}

/// C12
#[test]
fn modes_and_a_colour_can_be_seen() {
    let plain = Desk::new(ONE).editor.display().ops.len();
    // The line through a bypassed node stands for the names of the two ports it joins.
    for (mode, more) in [(Mode::Muted, 2), (Mode::Bypassed, 1)] {
        let mut desk = Desk::new(ONE);
        desk.colleague(Command::SetMode {
            id: node("b"),
            mode,
        });
        assert_eq!(desk.editor.display().ops.len(), plain + more, "{mode:?}");
    }
    let mut desk = Desk::new(ONE);
    desk.colleague(Command::SetNodeColor {
        id: node("b"),
        color: Some([1.0, 0.0, 0.0, 1.0]),
    });
    assert!(desk.editor.display().to_string().contains("#ff0000"));
    assert!(
        desk.document.nodes()[&node("b")]
            .params
            .get(&Name::from("sigma"))
            .is_none()
    );
}

/// C25
#[test]
fn a_click_on_a_switch_flips_it_and_a_colour_asks_to_be_chosen() {
    let mut desk = Desk::new("a:paint@0,0");
    let round = |desk: &Desk| {
        desk.document.nodes()[&node("a")]
            .params
            .get("round")
            .cloned()
    };
    let effects = desk.does("click 100,95");
    assert_eq!(labels(&effects), ["Set Round of Paint"]);
    assert_eq!(round(&desk), Some(gesso_graph::Value::Bool(true)));
    desk.does("wait 600; click 100,95");
    assert_eq!(round(&desk), None);
    let effects = desk.does("wait 600; click 100,118");
    let asks = |effect: &Effect| matches!(effect, Effect::EditParam { name, .. } if name.as_str() == "ink");
    assert!(effects.iter().any(asks), "{effects:?}");
}
