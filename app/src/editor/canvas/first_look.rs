//! Where one looks when a workflow opens: at all of it, or, where that would be too small to read, at where it begins.

use crate::browser;
use crate::editor::desk::Desk;
use gesso_canvas::{Camera, CanvasAction};
use gesso_graph::{Document, Point};

/// The least zoom at which a small screen begins: titles and pictures can be made out.
const READABLE: f64 = 0.62;
/// What is left free at the left of what comes first and above it, in CSS pixels.
const LEFT: f64 = 20.0;
const ABOVE: f64 = 96.0;

/// Shows the workflow for the first time.
pub(super) fn first_look(desk: Desk, document: &Document) {
    desk.canvas(CanvasAction::FitAll);
    let zoom = desk.stage.with(|editor| editor.destination().zoom);
    if !browser::is_small() || zoom.is_none_or(|zoom| zoom >= READABLE) {
        return;
    }
    let Some(first) = beginning(document) else {
        return;
    };
    let camera = Camera {
        zoom: READABLE,
        x: LEFT - first.x * READABLE,
        y: ABOVE - first.y * READABLE,
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
