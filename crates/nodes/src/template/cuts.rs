//! Social cuts: one photo, three proportions, three files.

use super::sheet::{Sheet, choice, text};
use gesso_graph::{AssetRef, Document, Point, Size, Value};

pub(super) fn build(photo: Option<AssetRef>) -> Document {
    let mut sheet = Sheet::default();
    let load = sheet.photo("Photo", 0.0, 330.0, photo);
    let grade = sheet.node(
        "color.hsl",
        Some("Grade for all"),
        1.0,
        330.0,
        &[("vibrance", Value::Float(20.0))],
    );
    sheet.chain(&[load, grade]);
    for (row, (title, ratio, size)) in [
        ("Square", "1_1", (1080, 1080)),
        ("Story", "9_16", (1080, 1920)),
        ("Wide", "16_9", (1920, 1080)),
    ]
    .into_iter()
    .enumerate()
    {
        let y = row as f64 * 330.0;
        let crop = sheet.node(
            "image.crop",
            Some(title),
            2.0,
            y,
            &[("ratio", choice(ratio))],
        );
        let lower = title.to_lowercase();
        let resize = sheet.node(
            "image.resize",
            Some(&format!("Size of {lower}")),
            3.0,
            y,
            &[
                ("mode", choice("fill")),
                ("width", Value::Int(size.0)),
                ("height", Value::Int(size.1)),
            ],
        );
        let sharpen = sheet.node(
            "filter.sharpen",
            Some(&format!("Sharpen {lower}")),
            4.0,
            y,
            &[("amount", Value::Float(50.0))],
        );
        let save = sheet.node(
            "image.save",
            Some(&format!("Save {lower}")),
            5.0,
            y,
            &[
                ("quality", Value::Int(85)),
                ("name", text(&format!("{lower}-{{width}}"))),
            ],
        );
        sheet.chain(&[grade, crop, resize, sharpen, save]);
    }
    sheet.note(
        "One run makes all three. “Across” and “Down” on each crop choose what is kept.",
        Point { x: 0.0, y: 130.0 },
        Size { w: 320.0, h: 110.0 },
    );
    sheet.document()
}
