//! The workflows to begin with are whole, tidy and the same every time.

use gesso_graph::{AssetRef, Targets, plan, problems};
use gesso_nodes::{catalogue, postcard, templates};

fn photo() -> AssetRef {
    AssetRef {
        hash: "a".repeat(64).as_str().into(),
        name: "photo.jpg".into(),
        media_type: "image/jpeg".into(),
    }
}

#[test]
fn every_template_runs_as_it_is() {
    for template in templates() {
        let document = template.document(Some(photo()));
        assert_eq!(problems(&document, catalogue()), [], "{}", template.id);
        let plan = plan(&document, catalogue(), &Targets::Everything);
        assert!(plan.blocked.is_empty(), "{}", template.id);
        assert_eq!(plan.steps.len(), document.nodes().len(), "{}", template.id);
        assert!(
            plan.steps
                .iter()
                .any(|step| step.kind.as_str() == "image.save"),
            "{}",
            template.id
        );
        assert!(
            !document.notes().is_empty(),
            "{}: a template explains itself",
            template.id
        );
        assert_eq!(
            document,
            template.document(Some(photo())),
            "{}",
            template.id
        );
    }
}

#[test]
fn nodes_of_a_template_do_not_overlap() {
    for template in templates() {
        let document = template.document(Some(photo()));
        let places: Vec<_> = document
            .nodes()
            .iter()
            .map(|(_, node)| node.position)
            .collect();
        for (index, a) in places.iter().enumerate() {
            for b in &places[index + 1..] {
                assert!(
                    (a.x - b.x).abs() >= 240.0 || (a.y - b.y).abs() >= 300.0,
                    "{}: {a:?} and {b:?}",
                    template.id
                );
            }
        }
    }
}

#[test]
fn wires_run_from_left_to_right_or_are_led_to_the_next_row() {
    for template in templates() {
        let document = template.document(None);
        for (to, from) in document.wires() {
            let x = |node| document.nodes().get(&node).map(|node| node.position.x);
            assert!(
                x(from.node) < x(to.node) || document.bends().contains_key(to),
                "{}: {from:?} to {to:?}",
                template.id
            );
        }
    }
}

#[test]
fn the_postcard_has_its_photo_a_frame_and_a_note() {
    let document = postcard(photo());
    assert_eq!(document.frames().len(), 1);
    assert_eq!(document.notes().len(), 1);
    let has_photo = document.nodes().iter().any(|(_, node)| {
        node.params
            .values()
            .any(|value| matches!(value, gesso_graph::Value::Asset(asset) if *asset == photo()))
    });
    assert!(has_photo);
}
