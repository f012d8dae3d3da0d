//! Laws every kernel keeps: tiles equal the whole, identity changes no bit, nothing outside the frame,
//! odd sizes and extreme parameters render.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/kernels.rs"]
mod kernels;

use std::sync::Arc;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::{
    Blend, BlendMode, BrushStroke, Cdl, Cells, Channels, Corners, Curves, Edges, Filter, Fit,
    Grain, Halftone, Hsl, Image, Inks, Key, KeyBy, Knot, Levels, Lut, MaskShape, Match, Operator,
    Orient, Picture, Pull, RadialBlur, Raw, Region, RenderError, SAME_CHANNELS, Shape, Sharpen,
    Sides, Style, StyleKind, Surround, Tile, Transform, Vignette, WhiteBalance, bilateral, blend,
    blur, box_blur, cdl, coarse, crop, curves, despill, directional_blur, displace, edges,
    gradient_map, grain, halftone, hsl, levels, linear_gradient, lut, mask_fill_holes, mask_grow,
    mask_key, mask_painted, mask_shape, mask_threshold, match_color, median, noise, orient, pad,
    perspective, pixelate, porter_duff, posterise, radial_blur, resize, resize_to, sharpen,
    shuffle, solid, style, transform, vignette, white_balance,
};
use kernels::every_kernel;
use proptest::prelude::{ProptestConfig, any, prop, proptest};
use proptest::sample::Index;

fn render(image: &Image, region: Region) -> Tile {
    image.render(region, &Pull::new()).expect("kernels render")
}

/// The bits of the pixels, so that a zero is told from a negative zero.
fn bits(tile: &Tile) -> Vec<u32> {
    tile.px.iter().map(|v| v.to_bits()).collect()
}

/// A kernel that follows another.
type Follow = fn(Image) -> Image;

/// A region by its rows, which come from the first on.
fn by_rows(image: &Image, region: Region) -> Tile {
    let mut px = Vec::new();
    let mut next = region.y;
    let pull = Pull::new();
    let rows = image.rows(region, &pull, &mut |y, row| {
        assert_eq!((y, row.len()), (next, region.w as usize * 4));
        next += 1;
        px.extend_from_slice(row);
        // Whoever takes a row may do with it what they like.
        row.fill(f32::NAN);
        Ok(())
    });
    rows.expect("kernels render");
    assert_eq!(next, region.bottom());
    Tile { region, px }
}

/// The part of `tile` that `region` covers.
fn cut(tile: &Tile, region: Region) -> Tile {
    let mut out = Tile::clear(region);
    out.paste(tile);
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_region_of_any_kernel_equals_that_part_of_the_whole(
        x in -12_i32..70, y in -12_i32..70, w in 1_u32..50, h in 1_u32..50, which in any::<Index>(),
    ) {
        let kernels = every_kernel(61, 47);
        let (name, image) = which.get(&kernels);
        let region = Region::new(x, y, w, h);
        let expected = cut(&whole(image), region);
        assert_eq!(bits(&render(image, region)), bits(&expected), "{name} at {region:?}");
    }

    #[test]
    fn rows_of_any_kernel_and_of_what_follows_it_equal_those_of_the_whole(
        (x, y) in (0_i32..60, 0_i32..60), w in 1_u32..60, h in 1_u32..60, which in any::<Index>(),
    ) {
        let kernels = every_kernel(61, 47);
        let (name, image) = which.get(&kernels);
        let (all_w, all_h) = image.size();
        let region = Region::new(x % all_w as i32, y % all_h as i32, w, h).intersect(&Region::whole((all_w, all_h)));
        let follows: [(&str, Follow); 4] = [
            ("itself", |image| image),
            ("levels", |image| levels(image, &Levels { gamma: 1.7, ..Levels::default() })),
            ("blur", |image| blur(image, 5.0)),
            ("blend", |image| {
                let p = Blend { mode: BlendMode::Multiply, x: 7, y: 9, ..Blend::default() };
                blend(image, hashed(31, 17, 3), Some(hashed(61, 47, 4)), &p)
            }),
        ];
        for (what, follow) in follows {
            // What follows pixels that are kept is not made with them.
            let kept: Image = Arc::new(Raw::new(Arc::new(whole(image)), image.is_opaque()));
            let expected = cut(&whole(&follow(kept)), region);
            let made = follow(Arc::clone(image));
            assert_eq!(bits(&by_rows(&made, region)), bits(&expected), "rows of {name}, {what}, at {region:?}");
            assert_eq!(bits(&render(&made, region)), bits(&expected), "{name}, {what}, at {region:?}");
        }
    }

    #[test]
    fn tiles_in_any_order_and_split_make_the_whole(
        tile in 5_u32..40, order in prop::collection::vec(any::<Index>(), 1..20), which in any::<Index>(),
    ) {
        let (name, image) = which.get(&every_kernel(50, 50)).clone();
        // A picture that has rendered nothing yet, so that what a kernel keeps is made in this order too.
        let again = every_kernel(50, 50).into_iter().find(|(other, _)| *other == name).expect("same list").1;
        let (w, h) = image.size();
        let mut regions: Vec<Region> = (0..h.div_ceil(tile))
            .flat_map(|r| (0..w.div_ceil(tile)).map(move |c| (c * tile, r * tile)))
            .map(|(x, y)| Region::new(x as i32, y as i32, tile.min(w - x), tile.min(h - y)))
            .collect();
        for (i, to) in order.iter().enumerate() {
            let (from, to) = (i % regions.len(), to.index(regions.len()));
            regions.swap(from, to);
        }
        let mut made = Tile::clear(Region::whole((w, h)));
        for region in regions {
            made.paste(&render(&again, region));
        }
        assert_eq!(bits(&made), bits(&whole(&image)), "{name} in tiles of {tile}");
    }

    #[test]
    fn parameters_at_and_beyond_their_limits_give_finite_pixels(
        number in prop::collection::vec(prop::sample::select(vec![
            -1e9_f32, -360.0, -1.0, -0.001, 0.0, 1e-6, 0.5, 1.0, 64.0, 1e4, 1e9,
        ]), 8),
        mode in any::<Index>(),
    ) {
        let n = |i: usize| number[i];
        let input = || hashed(19, 13, 4);
        let filter = [Filter::Nearest, Filter::Bilinear, Filter::Bicubic, Filter::Lanczos][mode.index(4)];
        let pictures = [
            levels(input(), &Levels {
                channels: Channels::Rgb, in_black: n(0), in_white: n(1), gamma: n(2), out_black: n(3), out_white: n(4),
            }),
            hsl(input(), &Hsl { hue_degrees: n(0), saturation: n(1), vibrance: n(2), lightness: n(3), invert: true, ..Hsl::default() }),
            hsl(input(), &Hsl { desaturate: n(0) > 0.0, steps: n(1) as u32, ..Hsl::default() }),
            cdl(input(), &Cdl { slope: [n(0), n(1), n(2)], offset: [n(3); 3], power: [n(4), n(5), n(6)], saturation: n(7) }),
            white_balance(input(), &WhiteBalance { kelvin: n(0), tint: n(1) }),
            match_color(input(), hashed(9, 9, 5), Match { strength: n(0), lightness: n(1) > 0.0 }),
            mask_painted(19, 13, vec![BrushStroke {
                size: n(0), hardness: n(1), erases: false, path: vec![[n(2), n(3), n(4)], [n(5), n(6), n(7)]],
            }], false),
            sharpen(input(), &Sharpen { amount: n(0), radius: n(1).min(64.0), threshold: n(2) }),
            blur(input(), n(3).min(2000.0)),
            blend(input(), hashed(9, 9, 5), None, &Blend {
                mode: *mode.get(&BlendMode::ALL), opacity: n(0), x: n(1) as i32, y: n(2) as i32, clip: n(3) > 0.0,
            }),
            transform(input(), &Transform {
                dx: n(0), dy: n(1), rotate_degrees: n(2), scale_x: n(3), scale_y: n(4), pivot: (n(5), n(6)), filter,
            }),
            mask_shape(19, 13, &MaskShape {
                shape: Shape::Rectangle { radius: n(0) }, center: (n(1), n(2)), size: (n(3), n(4)),
                rotate_degrees: n(5), feather: n(6), invert: false,
            }),
            mask_shape(19, 13, &MaskShape {
                shape: Shape::Ellipse, center: (n(1), n(2)), size: (n(3), n(4)),
                rotate_degrees: n(5), feather: n(6), invert: true,
            }),
            porter_duff(input(), hashed(9, 9, 5), *mode.get(&Operator::ALL), (n(0) as i32, n(1) as i32)),
            style(input(), &Style {
                kind: StyleKind::StrokeCenter, size: n(0).min(64.0), softness: n(1).min(64.0),
                offset: (n(2) as i32, n(3) as i32), color: [n(4); 4],
            }),
            mask_grow(input(), n(0).clamp(-64.0, 64.0)),
            mask_threshold(input(), n(0), n(1)),
            mask_fill_holes(input(), n(0)),
            mask_key(input(), &Key { by: KeyBy::Chroma, color: [n(0); 4], tolerance: n(1), softness: n(2) }),
            despill(input(), [n(0), n(1), n(2), n(3)], n(4)),
            box_blur(input(), n(0).min(300.0)),
            directional_blur(input(), n(0).min(300.0), n(1)),
            radial_blur(input(), &RadialBlur { spin_degrees: n(0), zoom: n(1), center: (n(2), n(3)) }),
            median(input(), n(0).min(64.0)),
            bilateral(input(), n(0), n(1)),
            edges(input(), Edges::Canny { sigma: n(0).min(64.0), low: n(1), high: n(2) }),
            edges(input(), Edges::Emboss { strength: n(0), angle_degrees: n(1) }),
            pixelate(input(), n(0)),
            halftone(input(), &Halftone { cell: n(0).min(300.0), angle_degrees: n(1), inks: Inks::Three }),
            posterise(input(), n(0).max(0.0) as u32),
            grain(input(), &Grain { amount: n(0), size: n(1), colored: n(2) > 0.0, seed: 3 }),
            vignette(input(), &Vignette { amount: n(0), start: n(1) }),
            displace(input(), hashed(19, 13, 8), (n(0).min(300.0), n(1).max(-300.0))),
            perspective(input(), &Corners {
                top_left: (n(0), n(1)), top_right: (n(2), n(3)), bottom_right: (n(4), n(5)), bottom_left: (n(6), n(7)),
            }, filter),
            linear_gradient(19, 13, [n(0); 4], [n(1); 4], n(2)),
            noise(19, 13, [n(0); 4], [n(1); 4], 7, n(2)),
        ];
        for (i, picture) in pictures.iter().enumerate() {
            assert!(whole(picture).px.iter().all(|v| v.is_finite()), "picture {i} with {number:?}");
        }
    }
}

#[test]
fn identity_parameters_give_the_input_itself() {
    let input = hashed(31, 17, 9);
    let turned = Lut::from_cube("LUT_1D_SIZE 2\n1 1 1\n0 0 0\n").expect("it is sound");
    let made = [
        levels(Arc::clone(&input), &Levels::default()),
        hsl(Arc::clone(&input), &Hsl::default()),
        cdl(Arc::clone(&input), &Cdl::default()),
        curves(Arc::clone(&input), &Curves::default()),
        curves(
            Arc::clone(&input),
            &Curves {
                all: vec![
                    Knot {
                        x: 0.0,
                        y: 0.0,
                        slope: 1.0,
                    },
                    Knot {
                        x: 1.0,
                        y: 1.0,
                        slope: 1.0,
                    },
                ],
                ..Curves::default()
            },
        ),
        white_balance(Arc::clone(&input), &WhiteBalance::default()),
        lut(Arc::clone(&input), Arc::new(turned), 0.0),
        gradient_map(Arc::clone(&input), &[]),
        match_color(
            Arc::clone(&input),
            hashed(5, 5, 2),
            Match {
                strength: 0.0,
                lightness: true,
            },
        ),
        blur(Arc::clone(&input), 0.0),
        sharpen(
            Arc::clone(&input),
            &Sharpen {
                amount: 0.0,
                radius: 2.0,
                threshold: 0.0,
            },
        ),
        resize(Arc::clone(&input), 31, 17, Filter::Lanczos),
        resize_to(Arc::clone(&input), 31, 99, Fit::Fit, Filter::Lanczos),
        crop(Arc::clone(&input), Region::new(0, 0, 31, 17)),
        transform(Arc::clone(&input), &Transform::default()),
        blend(
            Arc::clone(&input),
            hashed(31, 17, 1),
            None,
            &Blend {
                opacity: 0.0,
                ..Blend::default()
            },
        ),
    ];
    for (i, image) in made.iter().enumerate() {
        assert_eq!(bits(&whole(image)), bits(&whole(&input)), "kernel {i}");
    }
}

#[test]
fn filters_masks_and_frames_that_do_nothing_give_the_input_itself() {
    let input = hashed(31, 17, 9);
    let made = [
        shuffle(Arc::clone(&input), SAME_CHANNELS, [None, None, None, None]),
        porter_duff(
            hashed(31, 17, 1),
            Arc::clone(&input),
            Operator::Destination,
            (0, 0),
        ),
        pad(Arc::clone(&input), Sides::default(), Surround::Mirror),
        orient(Arc::clone(&input), &Orient::default()),
        mask_grow(Arc::clone(&input), 0.0),
        box_blur(Arc::clone(&input), 0.0),
        directional_blur(Arc::clone(&input), 1.0, 30.0),
        radial_blur(
            Arc::clone(&input),
            &RadialBlur {
                spin_degrees: 0.0,
                zoom: 0.0,
                center: (3.0, 4.0),
            },
        ),
        median(Arc::clone(&input), 0.4),
        bilateral(Arc::clone(&input), 0.0, 0.5),
        pixelate(Arc::clone(&input), 1.0),
        displace(Arc::clone(&input), hashed(31, 17, 2), (0.0, 0.0)),
        perspective(Arc::clone(&input), &Corners::of((31, 17)), Filter::Lanczos),
        grain(
            Arc::clone(&input),
            &Grain {
                amount: 0.0,
                size: 1.0,
                colored: true,
                seed: 1,
            },
        ),
        vignette(
            Arc::clone(&input),
            &Vignette {
                amount: 0.0,
                start: 0.5,
            },
        ),
        mask_threshold(Arc::clone(&input), 0.5, 1.0),
        mask_fill_holes(Arc::clone(&input), 0.0),
        despill(Arc::clone(&input), [0.2, 0.9, 0.3, 1.0], 0.0),
    ];
    for (i, image) in made.iter().enumerate() {
        assert_eq!(bits(&whole(image)), bits(&whole(&input)), "kernel {i}");
    }
}

#[test]
fn outside_its_frame_every_picture_is_transparent() {
    for (name, image) in every_kernel(23, 21) {
        let (w, h) = image.size();
        for region in [
            Region::new(-50, -50, 20, 20),
            Region::new(w as i32, 0, 5, 5),
            Region::new(0, h as i32, 5, 5),
            Region::new(i32::MAX - 10, i32::MAX - 10, 5, 5),
            Region::new(0, 0, 0, 0),
        ] {
            assert!(
                render(&image, region).px.iter().all(|&v| v == 0.0),
                "{name} at {region:?}"
            );
        }
    }
}

#[test]
fn a_single_pixel_goes_through_every_kernel() {
    for (name, image) in every_kernel(1, 1) {
        let (w, h) = image.size();
        let tile = whole(&image);
        assert_eq!(tile.px.len(), w as usize * h as usize * 4, "{name}");
        assert!(tile.px.iter().all(|v| v.is_finite()), "{name}");
    }
}

#[test]
fn a_very_wide_picture_goes_through_every_kernel() {
    for (name, image) in every_kernel(30_000, 10) {
        let last = Region::new(29_990, 0, 10, 10);
        assert!(
            render(&image, last).px.iter().all(|v| v.is_finite()),
            "{name}"
        );
    }
}

#[test]
fn a_stopped_pull_stops_every_kernel_that_works_on_a_picture() {
    let pull = Pull::new();
    pull.cancel();
    for (name, image) in every_kernel(40, 40) {
        let stopped = image.render(Region::whole(image.size()), &pull);
        assert_eq!(stopped.err(), Some(RenderError::Cancelled), "{name}");
    }
}

#[test]
fn opaque_pictures_stay_exactly_opaque_where_they_promise_it() {
    let opaque = fixtures::hashed_opaque(40, 30, 6);
    let made = [
        blur(Arc::clone(&opaque), 2.0),
        blur(Arc::clone(&opaque), 9.0),
        resize(Arc::clone(&opaque), 17, 11, Filter::Lanczos),
        resize(Arc::clone(&opaque), 90, 70, Filter::Bicubic),
        levels(
            Arc::clone(&opaque),
            &Levels {
                gamma: 2.0,
                ..Levels::default()
            },
        ),
        hsl(
            Arc::clone(&opaque),
            &Hsl {
                hue_degrees: 10.0,
                ..Hsl::default()
            },
        ),
        blend(
            Arc::clone(&opaque),
            hashed(40, 30, 3),
            None,
            &Blend::default(),
        ),
    ];
    for (i, image) in made.iter().enumerate() {
        assert!(image.is_opaque(), "kernel {i}");
        assert!(
            whole(image)
                .px
                .chunks_exact(4)
                .all(|px| (px[3] - 1.0).abs() < 1e-5),
            "kernel {i}"
        );
    }
}

#[test]
fn a_flat_colour_stays_flat_under_blur_resize_and_sharpen() {
    let flat = solid(64, 48, [0.3, 0.6, 0.9, 1.0]);
    let expected = whole(&flat).px[..4].to_vec();
    for image in [
        blur(Arc::clone(&flat), 1.3),
        blur(Arc::clone(&flat), 25.0),
        resize(Arc::clone(&flat), 33, 77, Filter::Lanczos),
        sharpen(
            Arc::clone(&flat),
            &Sharpen {
                amount: 2.0,
                radius: 3.0,
                threshold: 0.0,
            },
        ),
    ] {
        for px in whole(&image).px.chunks_exact(4) {
            assert!(
                px.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 2e-5),
                "{px:?} {expected:?}"
            );
        }
    }
}

#[test]
fn turning_weighs_as_turning_with_the_least_shrinking() {
    for filter in [Filter::Bilinear, Filter::Bicubic, Filter::Lanczos] {
        let turned = |scale: f32| {
            let p = Transform {
                rotate_degrees: 17.0,
                scale_x: scale,
                scale_y: scale,
                dx: 0.4,
                filter,
                ..Transform::default()
            };
            whole(&transform(hashed(61, 47, 3), &p))
        };
        let (kept, shrunk) = (turned(1.0), turned(0.999_999));
        for (a, b) in kept.px.iter().zip(&shrunk.px) {
            assert!((a - b).abs() < 2e-3, "{filter:?}: {a} {b}");
        }
    }
}

#[test]
fn the_far_end_of_a_very_long_picture_is_moved_too() {
    let color = [0.3, 0.6, 0.9, 1.0];
    let wanted = whole(&solid(1, 1, color)).px;
    for width in [3_900_000, 3_900_001, 5_000_000] {
        let moved = transform(
            solid(width, 4, color),
            &Transform {
                dx: 0.5,
                filter: Filter::Bilinear,
                ..Transform::default()
            },
        );
        let end = render(&moved, Region::new(width as i32 - 9, 1, 8, 2));
        for px in end.px.chunks_exact(4) {
            for (found, wanted) in px.iter().zip(&wanted) {
                assert!((found - wanted).abs() < 1e-6, "{width} wide: {px:?}");
            }
        }
    }
}

#[test]
fn cells_give_the_rows_of_any_region_they_hold() {
    let image = hashed(70, 50, 5);
    let cell = |x: i32, y: i32| {
        let region = Region::new(x, y, 32, 32).intersect(&Region::whole((70, 50)));
        Arc::new(render(&image, region))
    };
    let rows = [0, 32].map(|y| [0, 32, 64].map(|x| cell(x, y)).to_vec());
    let cells = Cells(rows.to_vec());
    for region in [
        Region::new(0, 0, 70, 50),
        Region::new(31, 31, 2, 2),
        Region::new(5, 40, 60, 10),
        Region::new(64, 0, 1, 1),
    ] {
        let tile = Tile::of_rows(region, |take| cells.rows(region, take));
        let tile = tile.expect("nothing fails");
        assert_eq!(bits(&tile), bits(&render(&image, region)), "{region:?}");
    }
}

/// A picture whose coarse ones are kept, as floats.
struct Prepared(Image);

impl Picture for Prepared {
    fn size(&self) -> (u32, u32) {
        self.0.size()
    }

    fn render(&self, region: Region, _: &Pull) -> Result<Tile, RenderError> {
        panic!("{region:?} was asked for: the coarse picture should do");
    }

    fn coarse(&self, halvings: usize) -> Option<Image> {
        let image = coarse(Arc::clone(&self.0), halvings);
        Some(Arc::new(Raw::new(Arc::new(whole(&image)), false)))
    }
}

#[test]
fn a_blur_of_what_is_kept_coarse_has_the_same_bits() {
    for (w, h) in [(70, 51), (64, 64), (1, 1), (300, 3)] {
        let image = hashed(w, h, 9);
        let prepared: Image = Arc::new(Prepared(Arc::clone(&image)));
        for sigma in [4.5, 9.0, 33.0, 4_000.0] {
            let (plain, made) = (
                blur(Arc::clone(&image), sigma),
                blur(Arc::clone(&prepared), sigma),
            );
            assert_eq!(
                bits(&whole(&made)),
                bits(&whole(&plain)),
                "{w} × {h}, sigma {sigma}"
            );
        }
    }
}

#[test]
fn what_is_said_to_be_opaque_has_an_alpha_of_exactly_one() {
    let photo = || hashed_opaque(61, 47, 6);
    let more = [
        ("blur", blur(photo(), 1.0)),
        ("wider blur", blur(photo(), 3.7)),
        ("wide blur", blur(photo(), 9.0)),
        ("box", box_blur(photo(), 3.3)),
        ("streaks", directional_blur(photo(), 7.7, 33.0)),
        (
            "radial",
            radial_blur(
                photo(),
                &RadialBlur {
                    spin_degrees: 9.0,
                    zoom: 0.1,
                    center: (30.0, 20.0),
                },
            ),
        ),
        ("smaller", resize(photo(), 33, 29, Filter::Lanczos)),
        ("larger", resize(photo(), 133, 129, Filter::Bicubic)),
        (
            "sharpened",
            sharpen(
                photo(),
                &Sharpen {
                    radius: 2.0,
                    amount: 1.5,
                    threshold: 0.0,
                },
            ),
        ),
    ];
    let more = more.map(|(name, image)| (name.to_owned(), image));
    for (name, image) in every_kernel(61, 47).into_iter().chain(more) {
        if image.is_opaque() {
            let alphas = whole(&image).px.into_iter().skip(3).step_by(4);
            let off = alphas.filter(|alpha| *alpha != 1.0).count();
            assert_eq!(off, 0, "{name}");
        }
    }
    let turned = transform(
        hashed_opaque(300, 200, 2),
        &Transform {
            rotate_degrees: 4.0,
            filter: Filter::Bicubic,
            ..Transform::default()
        },
    );
    let inside = render(&turned, Region::new(60, 60, 180, 80));
    assert!(inside.px.chunks_exact(4).all(|px| px[3] == 1.0));
}
