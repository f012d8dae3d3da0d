//! The reference shows every node with a picture that the node itself made.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

use gesso_graph::{GRAPH_INPUT, GRAPH_OUTPUT};
use gesso_media::native::embedded_fonts;
use gesso_media::{Pull, Region};
use gesso_nodes::{catalogue, reference, shown};
use std::collections::BTreeMap;

/// What does nothing outside of a subgraph or without takes.
const WITHOUT: [&str; 3] = [GRAPH_INPUT, GRAPH_OUTPUT, "take.pick"];

#[test]
fn every_node_that_works_alone_is_shown_in_the_reference_by_what_it_makes() {
    let shown: BTreeMap<_, _> = shown(&embedded_fonts()).unwrap().into_iter().collect();
    let pages: String = reference().into_iter().map(|(_, page)| page).collect();
    for spec in catalogue().all() {
        let id = spec.schema.id;
        let is_named = pages.contains(&format!("(pictures/{id}.png)"));
        let image = shown.get(id);
        assert_eq!(image.is_some(), !WITHOUT.contains(&id), "{id}");
        assert_eq!(image.is_some(), is_named, "{id}");
        let Some(image) = image else { continue };
        let (w, h) = image.size();
        let tile = image.render(Region::new(0, 0, w, h), &Pull::new()).unwrap();
        let first = tile.pixel(0, 0);
        let pixels = (0..h as i32).flat_map(|y| (0..w as i32).map(move |x| (x, y)));
        let differs = pixels.into_iter().any(|(x, y)| tile.pixel(x, y) != first);
        assert!(differs, "nothing is seen of {id}");
    }
}
