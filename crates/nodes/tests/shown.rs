//! The reference shows every node with a picture that the node itself made.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

use gesso_media::native::embedded_fonts;
use gesso_media::{Pull, Region};
use gesso_nodes::{catalogue, reference, shown};
use std::collections::BTreeMap;

#[test]
fn every_node_is_shown_in_the_reference_by_what_it_makes() {
    let shown: BTreeMap<_, _> = shown(&embedded_fonts()).unwrap().into_iter().collect();
    let pages: String = reference().into_iter().map(|(_, page)| page).collect();
    for spec in catalogue().all() {
        let id = spec.schema.id;
        let is_named = pages.contains(&format!("(pictures/{id}.png)"));
        assert!(is_named, "{id}");
        let image = shown.get(id).expect(id);
        let (w, h) = image.size();
        let tile = image.render(Region::new(0, 0, w, h), &Pull::new()).unwrap();
        let first = tile.pixel(0, 0);
        let pixels = (0..h as i32).flat_map(|y| (0..w as i32).map(move |x| (x, y)));
        let differs = pixels.into_iter().any(|(x, y)| tile.pixel(x, y) != first);
        assert!(differs, "nothing is seen of {id}");
    }
}
