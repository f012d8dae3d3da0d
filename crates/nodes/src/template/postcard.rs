//! Postcard: photo, grade, paper edge, title.

use super::sheet::{Sheet, choice, text};
use gesso_graph::{AssetRef, Document, NodeId, Point, Rect, Size, Value};

/// The workflow of the first visit, with this photo.
pub fn postcard(photo: AssetRef) -> Document {
    build(Some(photo))
}

/// From the top of a row to the next: the wire from the end of one to the beginning of the next has room between them.
const ROW: f64 = 350.0;

/// Two rows to read like lines of text, and the title below where it joins them.
pub(super) fn build(photo: Option<AssetRef>) -> Document {
    let mut sheet = Sheet::default();
    let graded = graded(&mut sheet, photo);
    let paper = sheet.node(
        "image.generate",
        Some("Paper"),
        0.0,
        ROW,
        &[
            ("width", Value::Int(1800)),
            ("height", Value::Int(1240)),
            ("color", Value::Color([0.98, 0.965, 0.93, 1.0])),
        ],
    );
    let card = sheet.node(
        "comp.blend",
        Some("On paper"),
        1.0,
        ROW,
        &[("x", Value::Float(60.0)), ("y", Value::Float(60.0))],
    );
    let title = sheet.node(
        "text.render",
        Some("Title"),
        1.0,
        2.0 * ROW,
        &[
            ("text", text("Greetings from\nthe hills")),
            ("size", Value::Float(148.0)),
            ("line_height", Value::Float(108.0)),
            // The card less the same room on the right as the title has on the left.
            ("box_width", Value::Int(1544)),
            ("color", Value::Color([1.0, 0.985, 0.95, 1.0])),
        ],
    );
    let lettered = sheet.node(
        "comp.blend",
        Some("Lettering"),
        2.0,
        ROW,
        &[("x", Value::Float(128.0)), ("y", Value::Float(120.0))],
    );
    let save = sheet.node(
        "image.save",
        Some("Save postcard"),
        3.0,
        ROW,
        &[("name", text("postcard"))],
    );
    sheet.wire(paper, "image", card, "base");
    sheet.wire(graded, "image", card, "top");
    sheet.bend(
        card,
        "top",
        &[
            Point {
                x: 1076.0,
                y: 318.0,
            },
            Point { x: 258.0, y: 318.0 },
        ],
    );
    sheet.wire(card, "image", lettered, "base");
    sheet.wire(title, "image", lettered, "top");
    sheet.wire(lettered, "image", save, "image");
    sheet.note(
        "A first picture.\n\nPress Run (Ctrl+Enter) and watch it grow. \
         Then choose Title and write something else: only what comes after it is made again. \
         Drop a photo of yours on the canvas and wire it in place of this one.",
        Point {
            x: 560.0,
            y: 2.0 * ROW,
        },
        Size { w: 496.0, h: 200.0 },
    );
    sheet.document()
}

/// The first row: the photo, cut to the card and graded.
fn graded(sheet: &mut Sheet, photo: Option<AssetRef>) -> NodeId {
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
    sheet.chain(&[load, fill, levels, colour]);
    sheet.frame(
        "Grade",
        Rect {
            x: 536.0,
            y: -56.0,
            w: 544.0,
            h: 340.0,
        },
        [0.36, 0.55, 0.85, 0.35],
    );
    colour
}
