//! What is drawn reaches the kernels: curves, gradients, outlines, strokes, and what is no such thing counts as the default.
#![cfg(feature = "run")]
#![expect(clippy::unwrap_used, reason = "tests")]

use gesso_graph::numbers::{Stroke, Touch, of_strokes};
use gesso_graph::{Name, Value};
use gesso_media::native::embedded_fonts;
use gesso_media::{Pull, Region, solid};
use gesso_nodes::{Call, Data, Outputs, Run, Scaled, catalogue};

fn run(kind: &str, scale: f32, params: &[(&str, Value)]) -> Outputs {
    let side = |n: f32| (n * scale).round() as u32;
    let grey = Scaled {
        image: solid(side(600.0), side(400.0), [0.5, 0.5, 0.5, 1.0]),
        full: (600, 400),
    };
    let port = if kind == "mask.shape" {
        "like"
    } else {
        "image"
    };
    let call = Call {
        scale,
        inputs: [(Name::from(port), Data::Picture(grey))].into(),
        params: params
            .iter()
            .map(|(name, value)| (Name::from(*name), value.clone()))
            .collect(),
        fonts: embedded_fonts(),
    };
    let Run::Kernel(kernel) = catalogue().spec(kind).unwrap().run else {
        panic!("{kind} is no kernel");
    };
    kernel(&call).unwrap()
}

/// The pixel at a part of the picture's width and height.
fn at(outputs: &Outputs, x: f32, y: f32) -> [f32; 4] {
    let image = &outputs.values().find_map(Data::picture).unwrap().image;
    let (w, h) = image.size();
    let (x, y) = ((x * w as f32) as i32, (y * h as f32) as i32);
    let tile = image.render(Region::new(x, y, 1, 1), &Pull::new()).unwrap();
    tile.pixel(x, y)
}

fn numbers(all: &[f64]) -> Value {
    Value::Numbers(all.into())
}

fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

#[test]
fn a_curve_bends_and_one_that_turns_back_is_the_default() {
    let grey = at(&run("color.curves", 1.0, &[]), 0.5, 0.5);
    let dark = run(
        "color.curves",
        1.0,
        &[("curve", numbers(&[0.0, 0.0, 1.0, 0.5]))],
    );
    assert!(at(&dark, 0.5, 0.5)[0] < grey[0] * 0.5);
    let red = run(
        "color.curves",
        1.0,
        &[("red", numbers(&[0.0, 1.0, 1.0, 0.9]))],
    );
    let [r, g, ..] = at(&red, 0.5, 0.5);
    assert!(r > 0.8 && (g - grey[1]).abs() < 1e-5);
    for broken in [&[1.0, 0.0, 0.0, 1.0][..], &[0.5], &[]] {
        let kept = run("color.curves", 1.0, &[("curve", numbers(broken))]);
        assert_eq!(at(&kept, 0.5, 0.5), grey, "{broken:?}");
    }
}

#[test]
fn a_gradient_gives_its_colours() {
    let red = [0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0];
    let mapped = run("color.gradient_map", 1.0, &[("gradient", numbers(&red))]);
    let [r, g, b, a] = at(&mapped, 0.3, 0.3);
    assert!(
        r > 0.9999 && g == 0.0 && b == 0.0 && a == 1.0,
        "{r} {g} {b} {a}"
    );
}

#[test]
fn an_outline_covers_what_it_goes_round_at_every_scale() {
    let outline = numbers(&[0.1, 0.1, 0.6, 0.1, 0.1, 0.9]);
    let params = [("shape", choice("points")), ("points", outline)];
    for scale in [1.0, 0.3] {
        let made = run("mask.shape", scale, &params);
        assert_eq!(at(&made, 0.2, 0.3)[0], 1.0);
        assert_eq!(at(&made, 0.6, 0.8)[0], 0.0);
    }
}

#[test]
fn strokes_lie_in_pixels_of_the_full_size() {
    let touch = |x, y| Touch {
        x,
        y,
        pressure: 1.0,
    };
    let stroke = Stroke {
        size: 60.0,
        hardness: 1.0,
        erases: false,
        path: vec![touch(100.0, 200.0), touch(500.0, 200.0)],
    };
    let painted = Value::Numbers(of_strokes(&[stroke]));
    let params = [("shape", choice("painted")), ("strokes", painted)];
    for scale in [1.0, 0.25] {
        let made = run("mask.shape", scale, &params);
        assert_eq!(at(&made, 0.5, 0.5)[0], 1.0, "{scale}");
        assert_eq!(at(&made, 0.5, 0.44)[0], 1.0, "{scale}");
        assert_eq!(at(&made, 0.5, 0.6)[0], 0.0, "{scale}");
        assert_eq!(at(&made, 0.05, 0.5)[0], 0.0, "{scale}");
    }
    let empty = run("mask.shape", 1.0, &[("shape", choice("painted"))]);
    assert_eq!(at(&empty, 0.5, 0.5)[0], 0.0);
}

#[test]
fn the_palette_is_a_row_of_squares() {
    let made = run("color.quantize", 0.5, &[("colors", Value::Int(4))]);
    let palette = made["palette"].picture().unwrap();
    assert_eq!(palette.full, (256, 64));
    assert_eq!(palette.image.size(), (128, 32));
}
