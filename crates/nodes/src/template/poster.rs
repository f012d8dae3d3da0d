//! Poster from nothing: gradient, grain and type.

use super::sheet::{Sheet, choice, text};
use gesso_graph::{AssetRef, Document, NodeId, Point, Rect, Size, Value};

pub(super) fn build(_photo: Option<AssetRef>) -> Document {
    let mut sheet = Sheet::default();
    let ground = ground(&mut sheet);
    let lettered = lettering(&mut sheet, ground);
    let save = sheet.node(
        "image.save",
        Some("Save poster"),
        5.0,
        0.0,
        &[("format", choice("png8")), ("name", text("poster"))],
    );
    sheet.wire(lettered, "image", save, "image");
    sheet.note(
        "Nothing is loaded here: change a colour or the words and press Run.",
        Point {
            x: 560.0,
            y: -200.0,
        },
        Size { w: 300.0, h: 100.0 },
    );
    sheet.document()
}

/// Parameters: the size of the poster and more.
fn sized(more: &[(&'static str, Value)]) -> Vec<(&'static str, Value)> {
    let size = [("width", Value::Int(1600)), ("height", Value::Int(2000))];
    [&size[..], more].concat()
}

/// A generated picture of the poster's size in two colours.
fn generated(
    sheet: &mut Sheet,
    title: &str,
    (column, y): (f64, f64),
    kind: (&str, (&'static str, f64)),
    colors: [[f32; 4]; 2],
) -> NodeId {
    let (kind, (param, value)) = kind;
    let params = sized(&[
        ("kind", choice(kind)),
        (param, Value::Float(value)),
        ("color", Value::Color(colors[0])),
        ("color2", Value::Color(colors[1])),
    ]);
    sheet.node("image.generate", Some(title), column, y, &params)
}

/// Dusk with a low sun, and grain over both.
fn ground(sheet: &mut Sheet) -> NodeId {
    let dusk = generated(
        sheet,
        "Dusk",
        (0.0, 0.0),
        ("linear", ("angle", 80.0)),
        [[0.11, 0.1, 0.28, 1.0], [0.96, 0.5, 0.36, 1.0]],
    );
    let glow = generated(
        sheet,
        "Sunlight",
        (0.0, -330.0),
        ("linear", ("angle", 90.0)),
        [[1.0, 0.93, 0.66, 1.0], [0.98, 0.42, 0.42, 1.0]],
    );
    let round = sized(&[
        ("center_y", Value::Float(60.0)),
        ("shape_width", Value::Float(50.0)),
        ("shape_height", Value::Float(40.0)),
        ("feather", Value::Float(6.0)),
    ]);
    let sun = sheet.node("mask.shape", Some("Sun"), 0.0, 330.0, &round);
    let sky = sheet.node("comp.blend", Some("Sun in the sky"), 1.0, 0.0, &[]);
    let printed = sheet.node(
        "filter.grain_vignette",
        Some("Printed"),
        2.0,
        0.0,
        &[
            ("grain", Value::Float(9.0)),
            ("size", Value::Float(2.0)),
            ("vignette", Value::Float(26.0)),
        ],
    );
    sheet.wire(dusk, "image", sky, "base");
    sheet.wire(glow, "image", sky, "top");
    sheet.wire(sun, "mask", sky, "mask");
    sheet.wire(sky, "image", printed, "image");
    sheet.frame(
        "Ground",
        Rect {
            x: -24.0,
            y: -386.0,
            w: 544.0,
            h: 1024.0,
        },
        [0.85, 0.5, 0.36, 0.3],
    );
    printed
}

/// The title and the line below, each laid over what was there.
fn lettering(sheet: &mut Sheet, ground: NodeId) -> NodeId {
    let title = sheet.node(
        "text.render",
        Some("Title"),
        2.0,
        330.0,
        &[
            ("text", text("Slow\nlight")),
            ("size", Value::Float(310.0)),
            ("line_height", Value::Float(112.0)),
            ("box_width", Value::Int(1360)),
            ("color", Value::Color([1.0, 0.96, 0.88, 1.0])),
        ],
    );
    let titled = sheet.node(
        "comp.blend",
        Some("With title"),
        3.0,
        0.0,
        &[("x", Value::Float(120.0)), ("y", Value::Float(110.0))],
    );
    let line = sheet.node(
        "text.render",
        Some("Line below"),
        3.0,
        330.0,
        &[
            (
                "text",
                text("Evenings of pictures and sound, all of September"),
            ),
            ("size", Value::Float(52.0)),
            ("box_width", Value::Int(1344)),
            ("weight", choice("regular")),
            ("color", Value::Color([0.13, 0.09, 0.22, 1.0])),
        ],
    );
    let lined = sheet.node(
        "comp.blend",
        Some("With line"),
        4.0,
        0.0,
        &[("x", Value::Float(128.0)), ("y", Value::Float(1830.0))],
    );
    sheet.wire(ground, "image", titled, "base");
    sheet.wire(title, "image", titled, "top");
    sheet.wire(titled, "image", lined, "base");
    sheet.wire(line, "image", lined, "top");
    lined
}
