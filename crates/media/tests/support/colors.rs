//! One of every kernel that grades and maps colours, and what is painted.

use std::sync::Arc;

use gesso_media::{
    BrushStroke, Cdl, Curves, Dither, GradientStop, Hsl, Knot, Lut, Match, WhiteBalance, cdl,
    curves, gradient_map, hsl, lut, mask_painted, match_color, quantize, white_balance,
};

use super::{BLUE, Named, RED, named};
use crate::fixtures::{hashed, hashed_opaque};

/// All of them, on inputs of about `w` × `h`.
pub(super) fn all(w: u32, h: u32) -> Vec<Named> {
    [graded(w, h), mapped(w, h), painted(w, h)].concat()
}

/// A curve that lifts the middle.
pub(crate) fn lifted() -> Vec<Knot> {
    [(0.0, 0.0, 2.0), (0.4, 0.6, 1.0), (1.0, 0.9, 0.2)]
        .map(|(x, y, slope)| Knot { x, y, slope })
        .to_vec()
}

/// A grade that changes everything.
pub(crate) const GRADE: Cdl = Cdl {
    slope: [1.2, 0.9, 1.0],
    offset: [-0.05, 0.02, 0.1],
    power: [0.8, 1.3, 1.0],
    saturation: 1.4,
};

/// The text of a lattice of `side` points whose colours are `of` the lattice's.
pub(crate) fn cube(side: u32, of: impl Fn([f32; 3]) -> [f32; 3]) -> String {
    let part = |i: u32| i as f32 / (side - 1) as f32;
    let mut text = format!("TITLE \"test\"\nLUT_3D_SIZE {side}\n");
    for b in 0..side {
        for g in 0..side {
            for r in 0..side {
                let [r, g, b] = of([part(r), part(g), part(b)]);
                text.push_str(&format!("{r} {g} {b}\n"));
            }
        }
    }
    text
}

fn graded(w: u32, h: u32) -> Vec<Named> {
    let input = || hashed(w, h, 1);
    let bent = Curves {
        all: lifted(),
        channels: [Vec::new(), lifted(), Vec::new()],
    };
    let warm = WhiteBalance {
        kelvin: 9000.0,
        tint: 0.2,
    };
    let cold = WhiteBalance {
        kelvin: 2500.0,
        tint: -0.5,
    };
    let stepped = Hsl {
        desaturate: true,
        steps: 5,
        ..Hsl::default()
    };
    vec![
        named("curves", curves(input(), &bent)),
        named("cdl", cdl(input(), &GRADE)),
        named("white_balance_warm", white_balance(input(), &warm)),
        named("white_balance_cold", white_balance(input(), &cold)),
        named("hsl_stepped", hsl(input(), &stepped)),
    ]
}

fn mapped(w: u32, h: u32) -> Vec<Named> {
    let input = || hashed(w, h, 1);
    let stops = [(0.1, RED), (0.5, BLUE), (0.5, RED), (1.0, BLUE)]
        .map(|(at, color)| GradientStop { at, color });
    let bent = cube(4, |[r, g, b]| [b * b, r, 1.0 - g]);
    let lattice = Arc::new(Lut::from_cube(&bent).expect("it is sound"));
    let line = "LUT_1D_SIZE 3\n0 0 0\n0.7 0.5 0.2\n1 1 0.8\n";
    let line = Arc::new(Lut::from_cube(line).expect("it is sound"));
    let matched = |lightness| {
        let p = Match {
            strength: 0.8,
            lightness,
        };
        match_color(input(), hashed_opaque(w, h, 7), p)
    };
    let few = |dither| quantize(input(), 5, dither, (w, h));
    vec![
        named("gradient_map", gradient_map(input(), &stops)),
        named("lut_lattice", lut(input(), lattice, 0.7)),
        named("lut_line", lut(input(), line, 1.0)),
        named("match_color", matched(true)),
        named("match_color_only", matched(false)),
        named("quantize", few(Dither::None).image),
        named("quantize_dithered", few(Dither::Ordered).image),
        named("quantize_palette", few(Dither::None).palette),
    ]
}

/// Two strokes of a soft brush and what an eraser leaves of them.
pub(crate) fn strokes(w: u32, h: u32) -> Vec<BrushStroke> {
    let (w, h) = (w as f32, h as f32);
    let stroke = |size, hardness, erases, path: &[[f32; 3]]| BrushStroke {
        size,
        hardness,
        erases,
        path: path.to_vec(),
    };
    vec![
        stroke(
            14.0,
            0.3,
            false,
            &[
                [w * 0.1, h * 0.2, 0.4],
                [w * 0.6, h * 0.5, 1.0],
                [w * 0.9, h * 0.3, 0.7],
            ],
        ),
        stroke(9.0, 1.0, false, &[[w * 0.3, h * 0.7, 1.0]]),
        stroke(5.0, 0.8, true, &[[w * 0.5, 0.0, 1.0], [w * 0.5, h, 1.0]]),
    ]
}

fn painted(w: u32, h: u32) -> Vec<Named> {
    [false, true]
        .map(|invert| {
            let name = if invert {
                "mask_painted_inverted"
            } else {
                "mask_painted"
            };
            named(name, mask_painted(w, h, strokes(w, h), invert))
        })
        .to_vec()
}
