//! The map of the whole graph.

use crate::desk::{Desk, item, labels};
use gesso_canvas::Input;
use gesso_graph::{Command, Node, NodeId, Point, apply_all};

fn mapped() -> Desk {
    let mut desk = Desk::new("a:load@0,0 b:blur@9000,6000");
    desk.editor.set_minimap(true);
    desk.editor.frame(1000.0);
    desk
}

/// C31
#[test]
fn a_press_on_the_map_looks_there_and_a_drag_goes_on() {
    let mut desk = mapped();
    let map = desk.editor.minimap_rect().unwrap();
    let corner = format!("{},{}", map.x + map.w - 20.0, map.y + map.h - 16.0);
    let effects = desk.does(&format!("click {corner}"));
    assert_eq!(labels(&effects), [""; 0]);
    assert_eq!(desk.selected(), "");
    let rect = desk.editor.screen_rect(item("b")).unwrap();
    assert!(
        rect.x > 0.0 && rect.x < 1200.0 && rect.y > 0.0 && rect.y < 800.0,
        "{rect:?}"
    );
    desk.does(&format!(
        "down {corner}; move {},{}; up",
        map.x + 20.0,
        map.y + 16.0
    ));
    let rect = desk.editor.screen_rect(item("a")).unwrap();
    assert!(rect.x > 0.0 && rect.x < 1200.0, "{rect:?}");
    assert!(!desk.editor.is_busy());
}

/// C31
#[test]
fn the_map_follows_the_document_and_shows_what_is_in_view() {
    let mut desk = mapped();
    let overlay = |desk: &Desk| desk.editor.overlay().to_string();
    let two = overlay(&desk);
    assert!(two.contains("#5c9dff1a"), "{two}");
    desk.colleague(crate::desk::commands("c:blur@4000,3000").remove(0));
    assert!(desk.editor.wants_tick());
    desk.editor.frame(1016.0);
    assert_ne!(two, overlay(&desk));
    assert!(!desk.editor.wants_tick());
}

/// C31
#[test]
fn a_narrow_canvas_has_no_map_in_its_way() {
    let mut desk = mapped();
    desk.takes(Input::Resize {
        w: 412.0,
        h: 915.0,
        dpr: 2.0,
    });
    assert!(desk.editor.minimap_rect().is_none());
    assert!(!desk.editor.overlay().to_string().contains("#5c9dff1a"));
    desk.editor.set_minimap(false);
    assert!(!desk.editor.has_minimap());
}

/// C31
#[test]
fn a_large_map_is_drawn_over_several_frames_and_shows_the_old_one_meanwhile() {
    let mut desk = mapped();
    let boxes = |desk: &Desk| {
        let list = desk.editor.overlay().to_string();
        let mut kept = list.lines().skip_while(|line| !line.starts_with("kept"));
        let counts = kept
            .by_ref()
            .skip(1)
            .take_while(|line| line.starts_with("  "));
        let count = |line: &str| {
            line.split('×')
                .nth(1)?
                .split(' ')
                .next()?
                .parse::<usize>()
                .ok()
        };
        counts.filter_map(count).sum::<usize>()
    };
    assert_eq!(boxes(&desk), 2);
    let many: Vec<Command> = (0..9_000_u64)
        .map(|at| {
            let node = Node {
                kind: "blur".into(),
                position: Point::new((at % 100) as f64 * 90.0, (at / 100) as f64 * 66.0),
                ..Node::default()
            };
            let id = NodeId(1000 + at);
            Command::AddNode { id, node }
        })
        .collect();
    let document = apply_all(&desk.document, &many).document;
    desk.editor.set_document(&document);
    desk.editor.frame(9_000.0);
    assert_eq!(boxes(&desk), 2);
    assert!(desk.editor.wants_tick());
    for step in 1..4 {
        desk.editor.frame(9_000.0 + f64::from(step) * 16.0);
    }
    assert!(boxes(&desk) > 4_000, "{}", boxes(&desk));
    assert!(!desk.editor.wants_tick());
}
