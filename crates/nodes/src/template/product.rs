//! Product shots: one cut-out with its shadow and a logo, on a studio ground, in three sizes.

use super::sheet::{Sheet, choice, text};
use gesso_graph::{AssetRef, Document, NodeId, Point, Rect, Size, Value};

/// From the top of a row to the next.
const ROW: f64 = 340.0;
/// How wide the box of the logo is, in pixels; the words stand at its right.
const LOGO: i64 = 420;

/// One of the shots: its title, its size, and how large the product with its room is.
struct Shot {
    title: &'static str,
    size: (i64, i64),
    product: i64,
}

pub(super) fn build(photo: Option<AssetRef>) -> Document {
    let mut sheet = Sheet::default();
    let product = product(&mut sheet, photo);
    let logo = sheet.node(
        "text.render",
        Some("Logo"),
        2.0,
        2.0 * ROW,
        &[
            ("text", text("Gesso")),
            ("size", Value::Float(84.0)),
            ("align", choice("right")),
            ("box_width", Value::Int(LOGO)),
            ("color", Value::Color([0.16, 0.15, 0.14, 1.0])),
        ],
    );
    let shots = [
        ("Square", (1600, 1600), 1300),
        ("Portrait", (1440, 1800), 1300),
        ("Banner", (2000, 1000), 940),
    ];
    for (row, (title, size, product_size)) in (0_u8..).zip(shots) {
        let shot = Shot {
            title,
            size,
            product: product_size,
        };
        shoot(&mut sheet, f64::from(row) * 2.0 * ROW, &shot, product, logo);
    }
    sheet.note(
        "Load a photo of your product, cut out, and wire it into “Room” in place of this round piece. One run makes all three.",
        Point {
            x: 0.0,
            y: 2.0 * ROW,
        },
        Size { w: 380.0, h: 130.0 },
    );
    sheet.document()
}

/// What is shown: a round piece of the photo with room around it and a shadow below.
fn product(sheet: &mut Sheet, photo: Option<AssetRef>) -> NodeId {
    let load = sheet.photo("Photo", 0.0, 0.0, photo);
    let crop = sheet.node(
        "image.crop",
        Some("As wide as high"),
        1.0,
        0.0,
        &[("ratio", choice("1_1")), ("across", Value::Float(72.0))],
    );
    let small = sheet.node(
        "image.resize",
        None,
        2.0,
        0.0,
        &[
            ("mode", choice("fill")),
            ("width", Value::Int(1000)),
            ("height", Value::Int(1000)),
        ],
    );
    let round = sheet.node(
        "mask.shape",
        Some("Round"),
        3.0,
        ROW,
        &[
            ("shape_width", Value::Float(99.0)),
            ("shape_height", Value::Float(99.0)),
        ],
    );
    let cut = sheet.node("comp.channels", Some("Cut out"), 4.0, 0.0, &[]);
    let room = sheet.node(
        "image.pad",
        Some("Room"),
        5.0,
        0.0,
        &[
            ("left", Value::Int(150)),
            ("top", Value::Int(150)),
            ("right", Value::Int(150)),
            ("bottom", Value::Int(150)),
            ("transparent", Value::Bool(true)),
        ],
    );
    let shadow = sheet.node(
        "comp.style",
        Some("Shadow"),
        6.0,
        0.0,
        &[
            ("opacity", Value::Float(42.0)),
            ("size", Value::Float(0.0)),
            ("softness", Value::Float(70.0)),
            ("x", Value::Float(0.0)),
            ("y", Value::Float(46.0)),
        ],
    );
    sheet.chain(&[load, crop, small, cut, room, shadow]);
    sheet.wire(small, "image", round, "like");
    sheet.wire(round, "mask", cut, "alpha");
    sheet.frame(
        "The product",
        Rect {
            x: -24.0,
            y: -56.0,
            w: 1944.0,
            h: 2.0 * ROW - 40.0,
        },
        [0.45, 0.55, 0.75, 0.3],
    );
    shadow
}

/// One size: the ground, the product in its middle, the logo in the corner.
fn shoot(sheet: &mut Sheet, y: f64, shot: &Shot, product: NodeId, logo: NodeId) {
    let Shot {
        title,
        size: (w, h),
        product: side,
    } = *shot;
    let lower = title.to_lowercase();
    let ground = sheet.node(
        "image.generate",
        Some(&format!("Ground, {lower}")),
        7.0,
        y + ROW,
        &[
            ("width", Value::Int(w)),
            ("height", Value::Int(h)),
            ("kind", choice("radial")),
            ("color", Value::Color([0.985, 0.98, 0.965, 1.0])),
            ("color2", Value::Color([0.83, 0.81, 0.775, 1.0])),
        ],
    );
    let fitted = sheet.node(
        "image.resize",
        Some(&format!("Fit, {lower}")),
        7.0,
        y,
        &[
            ("mode", choice("fill")),
            ("width", Value::Int(side)),
            ("height", Value::Int(side)),
        ],
    );
    let middle = |whole: i64| Value::Float(((whole - side) / 2) as f64);
    let placed = sheet.node(
        "comp.blend",
        Some(title),
        8.0,
        y,
        &[("x", middle(w)), ("y", middle(h))],
    );
    let signed = sheet.node(
        "comp.blend",
        Some(&format!("With logo, {lower}")),
        9.0,
        y,
        &[
            ("x", Value::Float((w - LOGO - 84) as f64)),
            ("y", Value::Float((h - 176) as f64)),
        ],
    );
    let save = sheet.node(
        "image.save",
        Some(&format!("Save {lower}")),
        10.0,
        y,
        &[
            ("quality", Value::Int(92)),
            ("name", text(&format!("product-{lower}"))),
        ],
    );
    sheet.wire(product, "image", fitted, "image");
    sheet.wire(ground, "image", placed, "base");
    sheet.wire(fitted, "image", placed, "top");
    sheet.wire(placed, "image", signed, "base");
    sheet.wire(logo, "image", signed, "top");
    sheet.wire(signed, "image", save, "image");
}
