//! Where one looks when a workflow opens: at all of it, or, where that would be too small to read, at where it begins.

use crate::browser;
use crate::editor::desk::Desk;
use gesso_canvas::{Camera, CanvasAction};
use gesso_graph::{Document, Point};

/// The least zoom at which a small screen begins: titles and pictures can be made out.
const READABLE: f64 = 0.62;
/// What is left free at the left of what comes first, in CSS pixels.
const LEFT: f64 = 20.0;
/// What is left free above it: less on a phone on its side, which has no room to spare.
const ABOVE: f64 = 96.0;
const ABOVE_PART: f64 = 0.1;

/// Shows the workflow for the first time.
pub(super) fn first_look(desk: Desk, document: &Document) {
    desk.canvas(CanvasAction::FitAll);
    let seen = desk
        .stage
        .with(|editor| (editor.destination().zoom, editor.viewport().h));
    let Some((zoom, height)) = seen else {
        return;
    };
    if !browser::is_small() || zoom >= READABLE {
        return;
    }
    let Some(first) = beginning(document) else {
        return;
    };
    let camera = Camera {
        zoom: READABLE,
        x: LEFT - first.x * READABLE,
        y: ABOVE.min(height * ABOVE_PART) - first.y * READABLE,
    };
    desk.stage.perform(desk, |editor| editor.set_camera(camera));
}

/// The place of what comes first as one reads, from the top left corner: a node, a note or a frame.
fn beginning(document: &Document) -> Option<Point> {
    let nodes = document.nodes().values().map(|node| node.position);
    let notes = document.notes().values().map(|note| note.position);
    let frames = document
        .frames()
        .values()
        .map(|frame| Point::new(frame.rect.x, frame.rect.y));
    let places = nodes.chain(notes).chain(frames);
    places.min_by(|a, b| (a.x + a.y).total_cmp(&(b.x + b.y)))
}
