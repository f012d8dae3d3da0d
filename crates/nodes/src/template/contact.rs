//! A contact sheet: as many pictures as are chosen, row by row with their names.

use super::sheet::{Sheet, text};
use gesso_graph::{AssetRef, Document, Point, Size, Value};
use std::sync::Arc;

/// How many the sheet begins with when there is one photo.
const COPIES: usize = 6;

pub(super) fn build(photo: Option<AssetRef>) -> Document {
    let mut sheet = Sheet::default();
    let named = |photo: &AssetRef, number: usize| AssetRef {
        name: format!("hills-{number}.jpg").as_str().into(),
        ..photo.clone()
    };
    let files: Option<Arc<[AssetRef]>> =
        photo.map(|photo| (1..=COPIES).map(|number| named(&photo, number)).collect());
    let files: Vec<(&str, Value)> = files
        .map(|files| ("files", Value::Assets(files)))
        .into_iter()
        .collect();
    let folder = sheet.node("list.from_assets", Some("Folder"), 0.0, 0.0, &files);
    let load = sheet.node("image.load", Some("Each picture"), 1.0, 0.0, &[]);
    let grid = sheet.node(
        "image.grid",
        Some("Sheet"),
        2.0,
        0.0,
        &[
            ("columns", Value::Int(3)),
            ("cell", Value::Int(560)),
            ("gap", Value::Int(48)),
            ("background", Value::Color([0.965, 0.96, 0.945, 1.0])),
            ("label_size", Value::Float(5.0)),
            ("label_color", Value::Color([0.28, 0.27, 0.26, 1.0])),
        ],
    );
    let save = sheet.node(
        "image.save",
        Some("Save sheet"),
        3.0,
        0.0,
        &[("name", text("contact-sheet"))],
    );
    sheet.wire(folder, "files", load, "file");
    sheet.wire(load, "image", grid, "images");
    sheet.wire(folder, "names", grid, "labels");
    sheet.wire(grid, "image", save, "image");
    sheet.note(
        "Choose Folder and bring all pictures of a folder at once. Whatever you put between “Each picture” and “Sheet” is done to each.",
        Point { x: 0.0, y: -200.0 },
        Size { w: 380.0, h: 120.0 },
    );
    sheet.document()
}
