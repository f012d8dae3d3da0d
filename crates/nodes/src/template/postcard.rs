//! Postcard: photo, grade, paper edge, title.

use super::sheet::{Sheet, choice, text};
use gesso_graph::{AssetRef, Document, Point, Rect, Size, Value};

/// The workflow of the first visit, with this photo.
pub fn postcard(photo: AssetRef) -> Document {
    build(Some(photo))
}

pub(super) fn build(photo: Option<AssetRef>) -> Document {
    let mut sheet = Sheet::default();
    let load = sheet.photo("Photo", 0.0, 0.0, photo);
    let fill = sheet.node(
        "image.resize",
        Some("Fill the card"),
        1.0,
        0.0,
        &[
            ("mode", choice("fill")),
            ("width", Value::Int(1680)),
            ("height", Value::Int(1120)),
        ],
    );
    let levels = sheet.node(
        "color.levels",
        None,
        2.0,
        0.0,
        &[
            ("black", Value::Float(3.0)),
            ("white", Value::Float(96.0)),
            ("gamma", Value::Float(1.06)),
        ],
    );
    let colour = sheet.node(
        "color.hsl",
        Some("Warmer colours"),
        3.0,
        0.0,
        &[
            ("vibrance", Value::Float(28.0)),
            ("hue", Value::Float(-3.0)),
        ],
    );
    let paper = sheet.node(
        "image.generate",
        Some("Paper"),
        3.0,
        -330.0,
        &[
            ("width", Value::Int(1800)),
            ("height", Value::Int(1240)),
            ("color", Value::Color([0.98, 0.965, 0.93, 1.0])),
        ],
    );
    let card = sheet.node(
        "comp.blend",
        Some("On paper"),
        4.0,
        0.0,
        &[("x", Value::Float(60.0)), ("y", Value::Float(60.0))],
    );
    let title = sheet.node(
        "text.render",
        Some("Title"),
        3.0,
        430.0,
        &[
            ("text", text("Greetings from\nthe hills")),
            ("size", Value::Float(148.0)),
            ("line_height", Value::Float(108.0)),
            ("color", Value::Color([1.0, 0.985, 0.95, 1.0])),
        ],
    );
    let lettered = sheet.node(
        "comp.blend",
        Some("Lettering"),
        5.0,
        0.0,
        &[("x", Value::Float(128.0)), ("y", Value::Float(120.0))],
    );
    let save = sheet.node("image.save", None, 6.0, 0.0, &[("name", text("postcard"))]);

    sheet.chain(&[load, fill, levels, colour]);
    sheet.wire(paper, "image", card, "base");
    sheet.wire(colour, "image", card, "top");
    sheet.wire(card, "image", lettered, "base");
    sheet.wire(title, "image", lettered, "top");
    sheet.wire(lettered, "image", save, "image");
    sheet.frame(
        "Grade",
        Rect {
            x: 570.0,
            y: -60.0,
            w: 580.0,
            h: 380.0,
        },
        [0.36, 0.55, 0.85, 0.35],
    );
    sheet.note(
        "A first picture.\n\nPress Run (Ctrl+Enter) and watch it grow from left to right. \
         Then choose Title and write something else: only what comes after it is made again. \
         Drop a photo of yours on the canvas and wire it in place of this one.",
        Point { x: 0.0, y: -330.0 },
        Size { w: 340.0, h: 240.0 },
    );
    sheet.document()
}
