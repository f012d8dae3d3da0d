//! Soft focus: sharp where the eye should rest, soft and dark around it.

use super::sheet::{Sheet, choice, text};
use gesso_graph::{AssetRef, Document, Point, Size, Value};

pub(super) fn build(photo: Option<AssetRef>) -> Document {
    let mut sheet = Sheet::default();
    let load = sheet.photo("Photo", 0.0, 0.0, photo);
    let crop = sheet.node(
        "image.crop",
        Some("Upright"),
        1.0,
        0.0,
        // The sun of the sample stands right of the middle.
        &[("ratio", choice("4_5")), ("across", Value::Float(80.0))],
    );
    let resize = sheet.node(
        "image.resize",
        None,
        2.0,
        0.0,
        // A crop of whole pixels is a hair off its proportions; filling makes it exact.
        &[
            ("mode", choice("fill")),
            ("width", Value::Int(1440)),
            ("height", Value::Int(1800)),
        ],
    );
    let around = sheet.node(
        "mask.shape",
        Some("Where to look"),
        3.0,
        330.0,
        &[
            ("center_y", Value::Float(42.0)),
            ("shape_width", Value::Float(78.0)),
            ("shape_height", Value::Float(78.0)),
            ("feather", Value::Float(420.0)),
            ("invert", Value::Bool(true)),
        ],
    );
    let sharpen = sheet.node(
        "filter.sharpen",
        None,
        3.0,
        0.0,
        &[("amount", Value::Float(60.0))],
    );
    let soften = sheet.node(
        "filter.blur",
        Some("Softer"),
        4.0,
        0.0,
        &[("sigma", Value::Float(18.0))],
    );
    let dark = sheet.node(
        "color.levels",
        Some("Darker"),
        5.0,
        330.0,
        &[("gamma", Value::Float(0.55))],
    );
    let vignette = sheet.node("comp.blend", Some("Vignette"), 6.0, 0.0, &[]);
    let save = sheet.node(
        "image.save",
        Some("Save picture"),
        7.0,
        0.0,
        &[("name", text("soft-focus"))],
    );

    sheet.chain(&[load, crop, resize, sharpen, soften, dark]);
    sheet.wire(resize, "image", around, "like");
    sheet.wire(around, "mask", soften, "mask");
    sheet.wire(soften, "image", vignette, "base");
    sheet.wire(dark, "image", vignette, "top");
    sheet.wire(around, "mask", vignette, "mask");
    sheet.wire(vignette, "image", save, "image");
    sheet.note(
        "Sharp at the sun, soft and dark around it. With a photo of yours, move the ellipse in “Where to look” until it fits, as onto a face.",
        Point { x: 0.0, y: -200.0 },
        Size { w: 320.0, h: 120.0 },
    );
    sheet.document()
}
