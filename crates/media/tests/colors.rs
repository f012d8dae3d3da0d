//! What the colour kernels promise: their formulas, known colours, tables from files, palettes, painted masks.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::sync::Arc;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::color::oklab;
use gesso_media::math::{cbrt, srgb_decode, srgb_decode_exact, srgb_encode};
use gesso_media::{
    BrushStroke, Cdl, Channels, Curves, Dither, GradientStop, Hsl, Image, Knot, Levels, Lut,
    LutError, Match, Pull, Raw, Region, Tile, WhiteBalance, cdl, curves, gradient_map, hsl, levels,
    linear_gradient, lut, mask_painted, match_color, palette_of, place, quantize, quantize_to,
    solid, white_balance,
};
use proptest::prelude::{any, prop, prop_assert, proptest};

fn encode(v: f64) -> f64 {
    let v = v.clamp(0.0, 1.0);
    if v <= 0.003_130_8 {
        v * 12.92
    } else {
        1.055 * v.powf(1.0 / 2.4) - 0.055
    }
}

/// The encoded straight colour of the first pixel.
fn color(image: &Image) -> [f64; 4] {
    let px = &whole(image).px[..4];
    let alpha = f64::from(px[3]);
    let part = |i: usize| encode(f64::from(px[i]) / alpha);
    [part(0), part(1), part(2), alpha]
}

fn near(found: [f64; 4], expected: [f64; 4], within: f64) {
    let apart = found.iter().zip(expected).map(|(a, b)| (a - b).abs());
    assert!(
        apart.fold(0.0, f64::max) <= within,
        "{found:?} is not {expected:?}"
    );
}

fn patch(r: f32, g: f32, b: f32) -> Image {
    solid(3, 2, [r, g, b, 1.0])
}

#[test]
fn the_cube_root_is_one() {
    for i in 1..4000 {
        let x = (i as f32 * 0.37).powi(3) * 1e-6;
        let relative = (f64::from(cbrt(x)) / f64::from(x).cbrt() - 1.0).abs();
        assert!(relative < 3e-7, "{x}: {relative}");
    }
    assert_eq!([cbrt(0.0), cbrt(-3.0), cbrt(f32::NAN)], [0.0; 3]);
    assert!(cbrt(f32::MAX).is_finite());
}

#[test]
fn the_curve_of_srgb_is_its_formula_and_comes_back() {
    let mut before = 0.0;
    for i in 0..=2_000_000 {
        // Closer together in the dark, as the curve is steeper there.
        let light = (f64::from(i) / 2e6).powi(2) as f32;
        let encoded = srgb_encode(light);
        let error = (f64::from(encoded) - encode(f64::from(light))).abs();
        assert!(error < 6e-7, "{light}: {error}");
        assert!(encoded >= before - 1e-7, "{light} falls below {before}");
        before = encoded;
        let again = encode(f64::from(srgb_decode(encoded)));
        let error = (again - f64::from(encoded)).abs();
        assert!(error < 1.8e-6, "{encoded}: {error}");
    }
    let ends = [0.0, 1.0, 7.0, f32::INFINITY, -3.0, f32::NAN, 1e-30];
    let expected = [0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0];
    assert_eq!(ends.map(srgb_encode), expected);
    assert_eq!(ends.map(srgb_decode)[..6], expected[..6]);
}

#[test]
fn oklab_has_the_values_of_its_author_and_comes_back() {
    // CSS Color 4 gives these for the primaries.
    for (rgb, lab) in [
        ([1.0, 1.0, 1.0], [1.0, 0.0, 0.0]),
        ([1.0, 0.0, 0.0], [0.627_955, 0.224_863, 0.125_846]),
        ([0.0, 1.0, 0.0], [0.866_44, -0.233_888, 0.179_498]),
        ([0.0, 0.0, 1.0], [0.452_014, -0.032_457, -0.311_528]),
    ] {
        let found = oklab::from_linear(rgb);
        let apart = found
            .iter()
            .zip(lab)
            .map(|(a, b): (&f32, f32)| (a - b).abs());
        assert!(apart.fold(0.0, f32::max) < 1e-4, "{rgb:?}: {found:?}");
        let back = oklab::to_linear(found);
        assert!(
            back.iter().zip(rgb).all(|(a, b)| (a - b).abs() < 2e-5),
            "{back:?}"
        );
    }
}

#[test]
fn a_grade_is_the_formula_of_the_asc() {
    let p = Cdl {
        slope: [1.2, 0.9, 1.0],
        offset: [-0.05, 0.02, 0.1],
        power: [0.8, 1.3, 1.0],
        saturation: 1.4,
    };
    let input = [0.3, 0.55, 0.7];
    let sop: Vec<f64> = (0..3)
        .map(|i| {
            let held = input[i] * f64::from(p.slope[i]) + f64::from(p.offset[i]);
            held.clamp(0.0, 1.0).powf(f64::from(p.power[i]))
        })
        .collect();
    let luma = 0.2126 * sop[0] + 0.7152 * sop[1] + 0.0722 * sop[2];
    let out = |i: usize| (luma + 1.4 * (sop[i] - luma)).clamp(0.0, 1.0);
    let found = color(&cdl(patch(0.3, 0.55, 0.7), &p));
    near(found, [out(0), out(1), out(2), 1.0], 2e-4);
}

fn knots(points: &[(f64, f64, f64)]) -> Vec<Knot> {
    points
        .iter()
        .map(|&(x, y, slope)| Knot { x, y, slope })
        .collect()
}

#[test]
fn a_curve_goes_through_its_points_and_is_flat_beyond_them() {
    let p = Curves {
        all: knots(&[(0.2, 0.1, 1.0), (0.5, 0.8, 0.5), (0.9, 0.85, 0.0)]),
        ..Curves::default()
    };
    for (v, expected) in [
        (0.05, 0.1),
        (0.2, 0.1),
        (0.5, 0.8),
        (0.9, 0.85),
        (1.0, 0.85),
    ] {
        let found = color(&curves(patch(v, v, v), &p));
        near(found, [expected, expected, expected, 1.0], 1e-3);
    }
    let red = Curves {
        channels: [knots(&[(0.0, 1.0, -1.0), (1.0, 0.0, -1.0)]), vec![], vec![]],
        ..Curves::default()
    };
    near(
        color(&curves(patch(0.3, 0.4, 0.5), &red)),
        [0.7, 0.4, 0.5, 1.0],
        1e-4,
    );
}

#[test]
fn levels_are_nearer_to_their_formula_than_13_bits_show() {
    const COUNT: u32 = 20_000;
    let mut ramp = Tile::clear(Region::new(0, 0, COUNT, 1));
    for (i, px) in ramp.px.chunks_exact_mut(4).enumerate() {
        // Even steps of what is seen, from light of less than a step of 16 bits on.
        let v = srgb_decode_exact(i as f64 / f64::from(COUNT - 1)) as f32;
        let alpha = if i % 2 == 0 { 1.0 } else { 0.5 };
        px.copy_from_slice(&[v * alpha, v * alpha, v * alpha, alpha]);
    }
    let image: Image = Arc::new(Raw::new(Arc::new(ramp.clone()), false));
    for (gamma, in_black, in_white, out_black, out_white) in [
        (1.2, 0.0, 1.0, 0.0, 1.0),
        (0.4, 0.1, 0.9, 0.2, 0.7),
        (2.2, 0.05, 0.6, 0.0, 1.0),
        (1.0, 0.0, 1.0, 1.0, 0.0),
    ] {
        let p = Levels {
            channels: Channels::Green,
            gamma,
            in_black,
            in_white,
            out_black,
            out_white,
        };
        let made = whole(&levels(Arc::clone(&image), &p));
        for (was, px) in ramp.px.chunks_exact(4).zip(made.px.chunks_exact(4)) {
            let seen = encode(f64::from(was[1]) / f64::from(was[3]));
            let span = f64::from(in_white - in_black);
            let t = ((seen - f64::from(in_black)) / span).clamp(0.0, 1.0);
            let bent = t.powf(1.0 / f64::from(gamma));
            let expected = f64::from(out_black) + f64::from(out_white - out_black) * bent;
            let apart = (encode(f64::from(px[1]) / f64::from(px[3])) - expected).abs();
            // Where a gamma above 1 begins, the formula is infinitely steep, and the steps of the table show.
            let within = if gamma > 1.0 && t < 3e-3 { 1e-2 } else { 8e-5 };
            assert!(apart < within, "{p:?} of {seen}: {apart}");
            let kept = [was[0], was[2], was[3]].map(f32::to_bits);
            assert_eq!([px[0], px[2], px[3]].map(f32::to_bits), kept);
        }
    }
}

#[test]
fn a_straight_curve_is_what_levels_are() {
    let input = hashed(40, 30, 3);
    let straight = Curves {
        all: knots(&[(0.0, 0.1, 0.7), (1.0, 0.8, 0.7)]),
        ..Curves::default()
    };
    let bent = Levels {
        out_black: 0.1,
        out_white: 0.8,
        ..Levels::default()
    };
    let (a, b) = (curves(input.clone(), &straight), levels(input, &bent));
    let apart = whole(&a)
        .px
        .into_iter()
        .zip(whole(&b).px)
        .map(|(a, b)| (a - b).abs());
    assert!(apart.fold(0.0, f32::max) < 1e-6);
}

/// Encoded colour of a light of chromaticity x, y, at half of white.
fn lit(x: f64, y: f64) -> [f32; 3] {
    let [cx, cy, cz] = [x / y * 0.4, 0.4, (1.0 - x - y) / y * 0.4];
    [
        3.240_969_94 * cx - 1.537_383_18 * cy - 0.498_610_76 * cz,
        -0.969_243_64 * cx + 1.875_967_5 * cy + 0.041_555_06 * cz,
        0.055_630_08 * cx - 0.203_976_96 * cy + 1.056_971_51 * cz,
    ]
    .map(|v| encode(v) as f32)
}

#[test]
fn a_grey_card_in_the_light_of_a_lamp_becomes_grey() {
    // Illuminant A of the CIE is a black body of 2856 K, which lies on the locus that a tint of −0.096 reaches.
    let [r, g, b] = lit(0.447_57, 0.407_45);
    assert!(r > b * 1.5, "a lamp is warm: {r} {g} {b}");
    let p = WhiteBalance {
        kelvin: 2856.0,
        tint: -0.096,
    };
    let [r, g, b, _] = color(&white_balance(patch(r, g, b), &p));
    let even = (r - g).abs().max((g - b).abs());
    assert!(even < 0.006, "{r} {g} {b}");
}

#[test]
fn a_higher_temperature_is_warmer_and_a_tint_more_magenta() {
    let balanced = |kelvin, tint| {
        let [r, g, b, _] = color(&white_balance(
            patch(0.5, 0.5, 0.5),
            &WhiteBalance { kelvin, tint },
        ));
        [r, g, b]
    };
    let [r, _, b] = balanced(9000.0, 0.0);
    assert!(r > 0.52 && b < 0.48, "{r} {b}");
    let [r, _, b] = balanced(4000.0, 0.0);
    assert!(r < 0.48 && b > 0.52, "{r} {b}");
    let [r, g, b] = balanced(6500.0, 0.5);
    assert!(r > g && b > g, "{r} {g} {b}");
}

#[test]
fn a_gradient_gives_its_colours_by_brightness() {
    let stop = |at, color| GradientStop { at, color };
    let stops = [
        stop(0.0, [0.0, 0.0, 0.4, 1.0]),
        stop(0.5, [1.0, 0.0, 0.0, 1.0]),
        stop(1.0, [1.0, 1.0, 0.0, 0.5]),
    ];
    let mapped = |v: f32| color(&gradient_map(patch(v, v, v), &stops));
    near(mapped(0.0), [0.0, 0.0, 0.4, 1.0], 1e-3);
    near(mapped(0.25), [0.5, 0.0, 0.2, 1.0], 2e-3);
    near(mapped(0.5), [1.0, 0.0, 0.0, 1.0], 2e-3);
    near(mapped(1.0), [1.0, 1.0, 0.0, 0.5], 1e-3);
    let flipped = [
        stop(0.0, [1.0, 1.0, 1.0, 1.0]),
        stop(1.0, [0.0, 0.0, 0.0, 1.0]),
    ];
    near(
        color(&gradient_map(patch(0.2, 0.2, 0.2), &flipped)),
        [0.8, 0.8, 0.8, 1.0],
        1e-3,
    );
}

#[test]
fn grey_is_as_bright_as_the_colour_and_steps_are_even() {
    let grey = Hsl {
        desaturate: true,
        ..Hsl::default()
    };
    let light = 0.2126 * srgb_decode_exact(0.9)
        + 0.7152 * srgb_decode_exact(0.2)
        + 0.0722 * srgb_decode_exact(0.4);
    let v = encode(light);
    near(
        color(&hsl(patch(0.9, 0.2, 0.4), &grey)),
        [v, v, v, 1.0],
        1e-4,
    );
    let stepped = Hsl {
        steps: 4,
        ..Hsl::default()
    };
    for (v, expected) in [
        (0.0, 0.0),
        (0.24, 0.0),
        (0.26, 1.0 / 3.0),
        (0.7, 2.0 / 3.0),
        (1.0, 1.0),
    ] {
        near(
            color(&hsl(patch(v, v, v), &stepped)),
            [expected, expected, expected, 1.0],
            1e-4,
        );
    }
}

#[test]
fn a_matched_picture_has_the_mean_and_the_deviation_of_the_reference() {
    let statistics = |image: &Image| {
        let labs: Vec<[f32; 3]> = whole(image)
            .px
            .chunks_exact(4)
            .map(|px| oklab::from_linear([px[0], px[1], px[2]]))
            .collect();
        [0, 1, 2].map(|axis| {
            let mean = labs.iter().map(|lab| lab[axis]).sum::<f32>() / labs.len() as f32;
            let square = labs
                .iter()
                .map(|lab| (lab[axis] - mean).powi(2))
                .sum::<f32>();
            [mean, (square / labs.len() as f32).sqrt()]
        })
    };
    let dull = linear_gradient(120, 80, [0.3, 0.28, 0.45, 1.0], [0.5, 0.45, 0.5, 1.0], 20.0);
    let warm = linear_gradient(90, 90, [0.6, 0.4, 0.25, 1.0], [0.75, 0.6, 0.3, 1.0], 70.0);
    let whole_match = Match {
        strength: 1.0,
        lightness: true,
    };
    let made = match_color(dull.clone(), warm.clone(), whole_match);
    let (found, wanted) = (statistics(&made), statistics(&warm));
    for (found, wanted) in found.iter().flatten().zip(wanted.iter().flatten()) {
        assert!((found - wanted).abs() < 0.004, "{found} {wanted}");
    }
    let colors = Match {
        lightness: false,
        ..whole_match
    };
    let kept = statistics(&match_color(dull.clone(), warm.clone(), colors));
    assert!((kept[0][0] - statistics(&dull)[0][0]).abs() < 0.004);
    let itself = match_color(dull.clone(), dull.clone(), whole_match);
    let apart = whole(&itself)
        .px
        .into_iter()
        .zip(whole(&dull).px)
        .map(|(a, b)| (a - b).abs());
    assert!(apart.fold(0.0, f32::max) < 1e-4);
    assert!(match_color(hashed_opaque(9, 9, 1), warm.clone(), whole_match).is_opaque());
    // What nothing is known of changes nothing.
    let nothing = match_color(dull.clone(), solid(5, 5, [0.0; 4]), whole_match);
    assert!(
        whole(&nothing)
            .px
            .iter()
            .zip(whole(&dull).px)
            .all(|(a, b)| (a - b).abs() < 1e-4)
    );
}

fn distinct(image: &Image) -> Vec<[u8; 3]> {
    let byte = |v: f32| (encode(f64::from(v)) * 255.0).round() as u8;
    let px = whole(image).px;
    let mut all: Vec<[u8; 3]> = px
        .chunks_exact(4)
        .filter(|px| px[3] > 0.0)
        .map(|px| [byte(px[0]), byte(px[1]), byte(px[2])])
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn few_colours_are_at_most_so_many_and_all_of_the_palette() {
    let input = linear_gradient(300, 200, [0.9, 0.2, 0.1, 1.0], [0.1, 0.6, 0.9, 1.0], 30.0);
    for count in [2, 7, 64, 256] {
        for dither in [Dither::None, Dither::Ordered] {
            let made = quantize(input.clone(), count, dither, (512, 8));
            let (colors, palette) = (distinct(&made.image), distinct(&made.palette));
            assert!(palette.len() <= count as usize && palette.len() > count as usize / 2);
            assert!(
                colors.iter().all(|color| palette.contains(color)),
                "{count} {dither:?}"
            );
        }
    }
}

#[test]
fn a_picture_of_few_colours_keeps_them_to_the_bit() {
    let (red, blue) = ([200, 30, 40], [20, 60, 190]);
    let flat = |[r, g, b]: [u8; 3]| {
        let part = |v: u8| f32::from(v) / 255.0;
        solid(20, 20, [part(r), part(g), part(b), 1.0])
    };
    let both = gesso_media::blend(
        flat(red),
        place(flat(blue), 20, 20, 7, 3),
        None,
        &gesso_media::Blend::default(),
    );
    let made = quantize(both.clone(), 8, Dither::None, (80, 10));
    assert_eq!(distinct(&made.image), [blue, red]);
    assert_eq!(distinct(&made.palette), [blue, red]);
    let found = palette_of(&both, 8, &Pull::new()).expect("it renders");
    let blue_part = f64::from(13 * 17) / 400.0;
    assert_eq!(
        found.iter().map(|swatch| swatch.rgb).collect::<Vec<_>>(),
        [blue, red]
    );
    assert!(
        (found[0].share - blue_part).abs() < 1e-9
            && (found[1].share + blue_part - 1.0).abs() < 1e-9
    );
    // Painted with the colours that were found before, it is the same picture.
    let again = quantize_to(both, &[red, blue], 8, Dither::None, (80, 10));
    assert_eq!(whole(&again.image), whole(&made.image));
    assert_eq!(whole(&again.palette), whole(&made.palette));
    let nothing = solid(4, 4, [0.0; 4]);
    assert!(
        palette_of(&nothing, 8, &Pull::new())
            .expect("it renders")
            .is_empty()
    );
}

#[test]
fn a_pattern_of_two_colours_is_as_bright_as_the_grey_between() {
    let input = linear_gradient(256, 64, [0.0, 0.0, 0.0, 1.0], [1.0, 1.0, 1.0, 1.0], 0.0);
    let made = quantize(input, 2, Dither::Ordered, (2, 1)).image;
    let dark = |from: usize| {
        let tile = whole(&made);
        let strip = tile
            .px
            .chunks_exact(4)
            .enumerate()
            .filter(|(i, _)| (from..from + 32).contains(&(i % 256)));
        strip.map(|(_, px)| f64::from(px[0])).sum::<f64>()
    };
    let sums = [dark(32), dark(80), dark(128), dark(176)];
    assert!(sums.windows(2).all(|two| two[0] < two[1]), "{sums:?}");
}

fn cube(text: &str) -> Result<Lut, LutError> {
    Lut::from_cube(text)
}

#[test]
fn a_lattice_of_the_colours_themselves_changes_nothing() {
    let mut text = String::from(
        "# as programs write it\r\nTITLE \"same\"\r\nLUT_3D_SIZE 5\r\nDOMAIN_MIN 0 0 0\r\nDOMAIN_MAX 1 1 1\r\n",
    );
    for i in 0..125 {
        let part = |n: i32| f64::from(n % 5) / 4.0;
        text.push_str(&format!("{} {} {}\r\n", part(i), part(i / 5), part(i / 25)));
    }
    let same = Arc::new(cube(&text).expect("it is sound"));
    for [r, g, b] in [
        [0.1, 0.5, 0.9],
        [0.9, 0.1, 0.5],
        [0.33, 0.33, 0.34],
        [1.0, 0.0, 1.0],
        [0.2, 0.8, 0.1],
        [0.6, 0.3, 0.7],
    ] {
        let found = color(&lut(patch(r, g, b), Arc::clone(&same), 1.0));
        near(found, [f64::from(r), f64::from(g), f64::from(b), 1.0], 1e-4);
    }
    let turned = Arc::new(cube("LUT_1D_SIZE 2\n1 1 1\n0 0 0\n").expect("it is sound"));
    near(
        color(&lut(patch(0.2, 0.4, 0.9), Arc::clone(&turned), 1.0)),
        [0.8, 0.6, 0.1, 1.0],
        1e-4,
    );
    near(
        color(&lut(patch(0.2, 0.4, 0.9), turned, 0.5)),
        [0.5, 0.5, 0.5, 1.0],
        1e-4,
    );
    let wide = Arc::new(
        cube("DOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\nLUT_1D_SIZE 3\n0 0 0\n0.5 0.5 0.5\n1 1 1\n")
            .expect("it is sound"),
    );
    near(
        color(&lut(patch(0.8, 0.4, 0.0), wide, 1.0)),
        [0.4, 0.2, 0.0, 1.0],
        1e-4,
    );
}

#[test]
fn what_is_no_table_is_refused_with_the_line() {
    for (text, expected) in [
        ("", LutError::NoSize),
        ("0 0 0\n", LutError::NoSize),
        ("LUT_3D_SIZE 1\n", LutError::BadSize { line: 1 }),
        ("LUT_3D_SIZE 4000000\n", LutError::BadSize { line: 1 }),
        ("LUT_1D_SIZE -2\n", LutError::BadSize { line: 1 }),
        (
            "LUT_1D_SIZE 2\nLUT_3D_SIZE 2\n",
            LutError::BadSize { line: 2 },
        ),
        ("LUT_1D_SIZE 2\n0 0 0\n0 0\n", LutError::BadLine { line: 3 }),
        (
            "LUT_1D_SIZE 2\n0 0 0\nnan 0 0\n",
            LutError::BadLine { line: 3 },
        ),
        ("LUT_1D_SIZE 2\n0 0 0 0\n", LutError::BadLine { line: 2 }),
        (
            "LUT_1D_SIZE 2\n0 0 0\n",
            LutError::Count {
                found: 1,
                wanted: 2,
            },
        ),
        (
            "LUT_1D_SIZE 2\n0 0 0\n0 0 0\n0 0 0\n",
            LutError::Count {
                found: 3,
                wanted: 2,
            },
        ),
        (
            "LUT_1D_SIZE 2\nDOMAIN_MAX 0 1 1\n0 0 0\n0 0 0\n",
            LutError::BadDomain,
        ),
    ] {
        assert_eq!(cube(text), Err(expected), "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_of_tables_panic(
        lines in prop::collection::vec(prop::sample::select(vec![
            "LUT_1D_SIZE 2", "LUT_3D_SIZE 2", "LUT_3D_SIZE 99999999999999999999", "DOMAIN_MIN 0 0 0", "DOMAIN_MAX 1e38 1e38 1e38",
            "DOMAIN_MIN -1e38 0 0", "LUT_1D_INPUT_RANGE 0 1", "TITLE", "0 0 0", "1 1 1", "1e9 -1e9 0", "inf 0 0", "# 1", "", "\u{feff}TITLE x", "€ ä",
        ]), 0..14),
        noise in any::<String>(),
    ) {
        let text = lines.join("\n");
        for text in [format!("{text}\n{noise}"), text, noise] {
            if let Ok(table) = cube(&text) {
                let made = lut(hashed(5, 4, 1), Arc::new(table), 1.0);
                prop_assert!(whole(&made).px.iter().all(|v| v.is_finite()));
            }
        }
    }
}

fn stroke(size: f32, hardness: f32, erases: bool, path: &[[f32; 3]]) -> BrushStroke {
    BrushStroke {
        size,
        hardness,
        erases,
        path: path.to_vec(),
    }
}

#[test]
fn a_brush_covers_its_way_by_its_width_and_pressure() {
    let line = |pressure| [[10.0, 20.0, pressure], [50.0, 20.0, pressure]];
    let at = |strokes: Vec<BrushStroke>, x: i32, y: i32| {
        whole(&mask_painted(60, 40, strokes, false)).pixel(x, y)[0]
    };
    let hard = |pressure| vec![stroke(10.0, 1.0, false, &line(pressure))];
    assert_eq!(at(hard(1.0), 30, 20), 1.0);
    assert_eq!(at(hard(1.0), 30, 16), 1.0);
    assert_eq!(at(hard(1.0), 30, 26), 0.0);
    assert_eq!(
        at(hard(0.5), 30, 16),
        0.0,
        "half the pressure is half the width"
    );
    assert_eq!(at(hard(0.0), 30, 20), 0.0);
    let soft = vec![stroke(20.0, 0.0, false, &line(1.0))];
    let (middle, edge) = (at(soft.clone(), 30, 20), at(soft, 30, 26));
    assert!(middle > 0.95 && edge > 0.1 && edge < 0.6, "{middle} {edge}");
    let dot = vec![stroke(10.0, 1.0, false, &[[30.0, 20.0, 1.0]])];
    assert_eq!((at(dot.clone(), 30, 20), at(dot, 38, 20)), (1.0, 0.0));
}

#[test]
fn an_eraser_takes_away_what_was_painted_before_it_only() {
    let way = [[10.0, 20.0, 1.0], [50.0, 20.0, 1.0]];
    let (paint, erase) = (
        stroke(10.0, 1.0, false, &way),
        stroke(10.0, 1.0, true, &way),
    );
    let at =
        |strokes: Vec<BrushStroke>| whole(&mask_painted(60, 40, strokes, false)).pixel(30, 20)[0];
    assert_eq!(at(vec![paint.clone(), erase.clone()]), 0.0);
    assert_eq!(at(vec![erase, paint.clone()]), 1.0);
    // Going over the same place within one stroke adds nothing.
    let there_and_back = stroke(20.0, 0.2, false, &[way[0], way[1], way[0]]);
    let there = stroke(20.0, 0.2, false, &way);
    assert_eq!(
        whole(&mask_painted(60, 40, vec![there], false)),
        whole(&mask_painted(60, 40, vec![there_and_back], false)),
    );
    let empty = mask_painted(6, 4, Vec::new(), true);
    assert!(whole(&empty).px.iter().all(|&v| v == 1.0));
}
