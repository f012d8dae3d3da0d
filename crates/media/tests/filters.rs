//! What filters mean, against plain loops over pixels and against what a smaller picture says.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::sync::Arc;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::{
    Corners, Edges, Filter, Grain, Halftone, Image, Inks, Key, KeyBy, Picture, Pull, RadialBlur,
    Region, RenderError, Style, StyleKind, TRACED, Tile, Vignette, bilateral, blend, blur,
    box_blur, directional_blur, displace, edges, grain, halftone, linear_gradient, mask_fill_holes,
    mask_grow, mask_key, mask_threshold, median, noise, perspective, pixelate, place, posterise,
    radial_blur, radial_gradient, resize, shuffle, solid, style, vignette,
};

fn far(a: &Tile, b: &Tile) -> f32 {
    assert_eq!(a.region, b.region);
    let apart = a.px.iter().zip(&b.px).map(|(a, b)| (a - b).abs());
    apart.fold(0.0, f32::max)
}

fn mean_apart(a: &Tile, b: &Tile) -> f32 {
    assert_eq!(a.region, b.region);
    let apart = a.px.iter().zip(&b.px).map(|(a, b)| (a - b).abs());
    apart.sum::<f32>() / a.px.len() as f32
}

/// A picture whose pixels are a function of their place.
struct Function<F>((u32, u32), F);

impl<F: Fn(i32, i32) -> [f32; 4] + Send + Sync> Picture for Function<F> {
    fn size(&self) -> (u32, u32) {
        self.0
    }

    fn render(&self, region: Region, _: &Pull) -> Result<Tile, RenderError> {
        let mut tile = Tile::clear(region);
        let inside = region.intersect(&Region::whole(self.0));
        for y in inside.y..inside.bottom() {
            for x in inside.x..inside.right() {
                let at = (x - region.x) as usize * 4;
                tile.row_mut(y)[at..at + 4].copy_from_slice(&(self.1)(x, y));
            }
        }
        Ok(tile)
    }
}

fn function(w: u32, h: u32, at: impl Fn(i32, i32) -> [f32; 4] + Send + Sync + 'static) -> Image {
    Arc::new(Function((w, h), at))
}

/// Each pixel from the pixels around it, edges repeated.
fn plain(input: &Image, radius: i32, value: impl Fn(&mut dyn Iterator<Item = f32>) -> f32) -> Tile {
    let from = whole(input);
    let (w, h) = (from.region.w as i32, from.region.h as i32);
    let mut out = Tile::clear(from.region);
    for y in 0..h {
        for x in 0..w {
            for c in 0..4 {
                let around = (-radius..=radius)
                    .flat_map(|v| (-radius..=radius).map(move |u| (u, v)))
                    .map(|(u, v)| from.pixel((x + u).clamp(0, w - 1), (y + v).clamp(0, h - 1))[c]);
                out.row_mut(y)[x as usize * 4 + c] = value(&mut { around });
            }
        }
    }
    out
}

#[test]
fn a_box_is_the_mean_of_its_square() {
    let input = hashed(33, 21, 1);
    for radius in [1, 2, 5, 16, 40] {
        let area = f64::from((2 * radius + 1) * (2 * radius + 1));
        let mean = plain(&input, radius, |around| {
            (around.map(f64::from).sum::<f64>() / area) as f32
        });
        let made = whole(&box_blur(Arc::clone(&input), radius as f32));
        assert!(far(&made, &mean) < 1e-5, "{radius}");
    }
}

#[test]
fn half_a_pixel_more_of_a_box_counts_half() {
    let step = function(21, 1, |x, _| [f32::from(u8::from(x >= 10)); 4]);
    let made = whole(&box_blur(step, 1.5));
    // Four pixels wide: half, one, one, one, half.
    for (x, expected) in [(7, 0.0), (8, 0.125), (9, 0.375), (10, 0.625), (12, 1.0)] {
        assert!((made.pixel(x, 0)[3] - expected).abs() < 1e-6, "{x}");
    }
}

#[test]
fn a_median_is_the_middle_of_its_square() {
    let input = hashed(29, 18, 2);
    for radius in [1, 2, 3, 6] {
        let middle = plain(&input, radius, |around| {
            let mut all: Vec<f32> = around.collect();
            all.sort_by(f32::total_cmp);
            all[all.len() / 2]
        });
        let made = whole(&median(Arc::clone(&input), radius as f32));
        // Counted ones lie half a step of 4096 away at most, which is steepest in the lights.
        let allowed = if radius <= 2 { 0.0 } else { 0.0004 };
        assert!(far(&made, &middle) <= allowed, "{radius}");
    }
}

#[test]
fn a_level_line_is_a_mean_of_its_row() {
    let input = hashed(40, 9, 3);
    let from = whole(&input);
    let made = whole(&directional_blur(input, 7.0, 0.0));
    let turned = whole(&directional_blur(hashed(40, 9, 3), 7.0, 180.0));
    assert!(far(&made, &turned) < 1e-6);
    for (x, y) in [(0, 0), (5, 4), (20, 8), (39, 2)] {
        let row = (-3..=3).map(|d| from.pixel((x + d).clamp(0, 39), y)[0]);
        let mean = row.sum::<f32>() / 7.0;
        assert!((made.pixel(x, y)[0] - mean).abs() < 1e-6);
    }
}

#[test]
fn spin_keeps_what_is_round_and_zoom_what_is_striped() {
    let p = RadialBlur {
        spin_degrees: 60.0,
        zoom: 0.0,
        center: (40.0, 40.0),
    };
    let round = radial_gradient(80, 80, [1.0, 0.8, 0.2, 1.0], [0.1, 0.2, 0.5, 1.0]);
    let inner = Region::new(15, 15, 50, 50);
    let part = |image: &Image| image.render(inner, &Pull::new()).expect("it renders");
    assert!(far(&part(&radial_blur(Arc::clone(&round), &p)), &part(&round)) < 0.005);
    let halves = function(80, 80, |_, y| [f32::from(u8::from(y < 40)); 4]);
    let zoomed = RadialBlur {
        spin_degrees: 0.0,
        zoom: 0.5,
        ..p
    };
    assert!(
        far(
            &part(&radial_blur(Arc::clone(&halves), &zoomed)),
            &part(&halves)
        ) < 0.07
    );
    assert!(far(&part(&radial_blur(Arc::clone(&halves), &p)), &part(&halves)) > 0.1);
}

#[test]
fn bilateral_smoothing_keeps_a_step_and_takes_noise() {
    let noisy = noise(64, 64, [0.4, 0.4, 0.4, 1.0], [0.5, 0.5, 0.5, 1.0], 3, 1.0);
    let spread = |image: &Image| {
        let tile = whole(image);
        let values = tile.px.iter().step_by(4);
        let mean = values.clone().sum::<f32>() / 4096.0;
        (values.map(|v| (v - mean).powi(2)).sum::<f32>() / 4096.0).sqrt()
    };
    assert!(spread(&bilateral(Arc::clone(&noisy), 4.0, 0.3)) < spread(&noisy) * 0.25);
    let step = function(40, 12, |x, _| {
        let v = if x < 20 { 0.05 } else { 0.8 };
        [v, v, v, 1.0]
    });
    let made = whole(&bilateral(Arc::clone(&step), 5.0, 0.08));
    assert!(far(&made, &whole(&step)) < 0.01);
}

#[test]
fn sobel_is_one_at_a_step_from_black_to_white() {
    let step = function(20, 10, |x, _| {
        let v = f32::from(u8::from(x >= 10));
        [v, v, v, 1.0]
    });
    let made = whole(&edges(step, Edges::Sobel { strength: 1.0 }));
    for x in 0..20 {
        let expected = if x == 9 || x == 10 { 1.0 } else { 0.0 };
        assert!((made.pixel(x, 5)[0] - expected).abs() < 1e-5, "{x}");
    }
}

#[test]
fn canny_draws_one_pixel_wide_lines() {
    let disc = function(60, 60, |x, y| {
        let v = f32::from(u8::from((x - 30).pow(2) + (y - 30).pow(2) < 400));
        [v, v, v, 1.0]
    });
    let how = Edges::Canny {
        sigma: 1.0,
        low: 0.05,
        high: 0.2,
    };
    let made = whole(&edges(disc, how));
    for x in 0..60 {
        let row = (0..60).filter(|y| made.pixel(x, *y)[0] > 0.5);
        assert!(
            x != 30 || row.clone().count() == 2,
            "{:?}",
            row.collect::<Vec<_>>()
        );
    }
    let all = made.px.iter().step_by(4).filter(|v| **v > 0.5).count();
    // Between the outlines that step over corners and those that do not.
    assert!((110..=165).contains(&all), "{all}");
}

#[test]
fn a_weak_line_is_followed_as_far_as_is_said() {
    // An edge across the picture that fades: above the high threshold up to column 37.
    let line = function(200, 20, |x, y| {
        let fades = 0.5 * 0.95_f32.powi(x);
        let v = if y < 10 { 0.0 } else { fades.max(0.01) };
        [v, v, v, 1.0]
    });
    let how = Edges::Canny {
        sigma: 0.0,
        low: 0.05,
        high: 0.3,
    };
    let made = whole(&edges(line, how));
    let last = (0..200).filter(|&x| (8..12).any(|y| made.pixel(x, y)[0] > 0.5));
    let last = last.max().unwrap_or(0) - TRACED as i32;
    assert!((35..=40).contains(&last), "{last}");
}

#[test]
fn coarse_pixels_have_the_mean_of_what_they_cover() {
    let input = hashed(50, 30, 5);
    let from = whole(&input);
    let made = whole(&pixelate(input, 8.0));
    for (x, y, w, h) in [(0, 0, 8, 8), (16, 8, 8, 8), (48, 24, 2, 6)] {
        let cell = (y..y + h).flat_map(|y| (x..x + w).map(move |x| (x, y)));
        let mean = cell.clone().map(|(x, y)| from.pixel(x, y)[1]).sum::<f32>() / (w * h) as f32;
        assert!(
            cell.clone()
                .all(|(x, y)| (made.pixel(x, y)[1] - mean).abs() < 1e-6)
        );
    }
}

#[test]
fn dots_cover_as_much_as_the_picture_is_dark() {
    for dark in [0.0_f32, 0.1, 0.35, 0.5, 0.8, 1.0] {
        let light = 1.0 - dark;
        let flat = function(120, 120, move |_, _| [light, light, light, 1.0]);
        let black_on_white = Inks::One {
            ink: [0.0, 0.0, 0.0, 1.0],
            paper: [1.0; 4],
        };
        for inks in [black_on_white, Inks::Three] {
            let p = Halftone {
                cell: 10.0,
                angle_degrees: 45.0,
                inks,
            };
            let made = whole(&halftone(Arc::clone(&flat), &p));
            let mean = made.px.iter().step_by(4).sum::<f32>() / 14_400.0;
            assert!((mean - light).abs() < 0.015, "{mean} for {light}");
        }
    }
}

#[test]
fn posterised_colours_have_as_many_steps_as_asked() {
    let ramp = linear_gradient(256, 1, [0.0, 0.0, 0.0, 1.0], [1.0; 4], 0.0);
    let made = whole(&posterise(ramp, 5));
    let mut seen: Vec<u32> = made.px.iter().step_by(4).map(|v| v.to_bits()).collect();
    seen.dedup();
    assert_eq!(seen.len(), 5);
}

#[test]
fn grain_spreads_as_asked_around_the_picture() {
    let flat = solid(200, 200, [0.5, 0.5, 0.5, 1.0]);
    for (size, expected) in [(1.0, 0.1), (0.5, 0.05)] {
        let p = Grain {
            amount: 0.1,
            size,
            colored: false,
            seed: 5,
        };
        let made = whole(&grain(Arc::clone(&flat), &p));
        let values: Vec<f32> = made
            .px
            .iter()
            .step_by(4)
            .map(|v| gesso_media::math::srgb_encode(*v))
            .collect();
        let mean = values.iter().sum::<f32>() / 40_000.0;
        let spread = values.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / 40_000.0;
        assert!((mean - 0.5).abs() < 0.002, "{mean}");
        assert!(
            (spread.sqrt() - expected).abs() < expected * 0.05,
            "{spread}"
        );
    }
}

#[test]
fn a_vignette_leaves_the_middle_and_takes_the_corners() {
    let white = solid(101, 51, [1.0; 4]);
    let p = Vignette {
        amount: 1.0,
        start: 0.2,
    };
    let made = whole(&vignette(white, &p));
    assert_eq!(made.pixel(50, 25), [1.0; 4]);
    assert!(made.pixel(0, 0)[0] < 0.01 && made.pixel(0, 0)[3] == 1.0);
}

#[test]
fn a_map_pushes_by_its_brightness() {
    let input = hashed(40, 30, 6);
    let map = |color| solid(40, 30, color);
    let pushed = |color| whole(&displace(Arc::clone(&input), map(color), (6.0, 4.0)));
    assert!(far(&pushed([0.5, 0.5, 0.5, 1.0]), &whole(&input)) < 1e-4);
    assert_eq!(pushed([1.0, 0.5, 0.0, 0.0]), whole(&input));
    let right = pushed([1.0, 0.0, 0.0, 1.0]);
    for (x, y) in [(0, 10), (20, 20), (33, 29)] {
        let from = whole(&input).pixel(x + 6, y - 4);
        let apart = std::iter::zip(right.pixel(x, y), from).map(|(a, b)| (a - b).abs());
        assert!(apart.fold(0.0, f32::max) < 1e-4);
    }
}

#[test]
fn corners_that_are_moved_evenly_move_the_picture() {
    let input = hashed(40, 30, 7);
    let moved = |dx: f32, dy: f32| {
        let of = |x: f32, y: f32| (x + dx, y + dy);
        Corners {
            top_left: of(0.0, 0.0),
            top_right: of(40.0, 0.0),
            bottom_right: of(40.0, 30.0),
            bottom_left: of(0.0, 30.0),
        }
    };
    for filter in [Filter::Nearest, Filter::Bilinear, Filter::Lanczos] {
        let made = whole(&perspective(Arc::clone(&input), &moved(7.0, -4.0), filter));
        let placed = whole(&place(Arc::clone(&input), 40, 30, 7, -4));
        assert!(far(&made, &placed) < 1e-4, "{filter:?}");
    }
}

#[test]
fn corners_lie_where_they_are_put_and_folded_ones_show_nothing() {
    let corners = Corners {
        top_left: (30.0, 20.0),
        top_right: (150.0, 40.0),
        bottom_right: (170.0, 100.0),
        bottom_left: (10.0, 110.0),
    };
    let quarters = function(200, 120, |x, y| {
        [
            f32::from(u8::from(x < 100)),
            f32::from(u8::from(y < 60)),
            0.0,
            1.0,
        ]
    });
    let made = whole(&perspective(
        Arc::clone(&quarters),
        &corners,
        Filter::Bilinear,
    ));
    for (x, y, expected) in [
        (34, 25, [1.0, 1.0, 0.0, 1.0]),
        (145, 42, [0.0, 1.0, 0.0, 1.0]),
        (164, 96, [0.0, 0.0, 0.0, 1.0]),
        (15, 105, [1.0, 0.0, 0.0, 1.0]),
        (5, 5, [0.0; 4]),
        (180, 60, [0.0; 4]),
    ] {
        let apart =
            std::iter::zip(made.pixel(x, y), expected).map(|(a, b): (f32, f32)| (a - b).abs());
        assert!(apart.fold(0.0, f32::max) < 1e-5, "{x} {y}");
    }
    let folded = Corners {
        top_right: corners.bottom_left,
        bottom_left: corners.top_right,
        bottom_right: (60.0, 40.0),
        ..corners
    };
    let none = whole(&perspective(quarters, &folded, Filter::Bilinear));
    assert!(none.px.iter().all(|v| *v == 0.0));
}

/// A smooth scene with an outline.
fn scene(w: u32, h: u32) -> Image {
    let sky = linear_gradient(w, h, [0.2, 0.4, 0.9, 1.0], [0.9, 0.7, 0.3, 1.0], 60.0);
    let (cx, cy) = (w as f32 * 0.4, h as f32 * 0.5);
    let r = h as f32 * 0.3;
    let disc = function(w, h, move |x, y| {
        let (dx, dy) = (x as f32 + 0.5 - cx, y as f32 + 0.5 - cy);
        let inside = (r - (dx * dx + dy * dy).sqrt() + 0.5).clamp(0.0, 1.0);
        [0.7 * inside, 0.1 * inside, 0.1 * inside, inside]
    });
    blend(sky, disc, None, &gesso_media::Blend::default())
}

#[test]
fn a_proxy_shows_what_the_full_picture_will() {
    let (w, h) = (480, 320);
    let disc = |scale: f32| {
        let (cx, cy, r) = (190.0 * scale, 160.0 * scale, 90.0 * scale);
        let size = ((480.0 * scale) as u32, (320.0 * scale) as u32);
        function(size.0, size.1, move |x, y| {
            let (dx, dy) = (x as f32 + 0.5 - cx, y as f32 + 0.5 - cy);
            [(r - (dx * dx + dy * dy).sqrt() + 0.5).clamp(0.0, 1.0); 4]
        })
    };
    type Made<'a> = &'a dyn Fn(Image, Image, f32) -> Image;
    let kernels: [(&str, f32, Made<'_>); 14] = [
        ("box", 0.004, &|i, _, s| box_blur(i, 13.0 * s)),
        ("directional", 0.004, &|i, _, s| {
            directional_blur(i, 41.0 * s, 30.0)
        }),
        ("radial", 0.004, &|i, _, s| {
            let center = (240.0 * s, 100.0 * s);
            radial_blur(
                i,
                &RadialBlur {
                    spin_degrees: 15.0,
                    zoom: 0.1,
                    center,
                },
            )
        }),
        ("median", 0.004, &|i, _, s| median(i, 12.0 * s)),
        ("bilateral", 0.006, &|i, _, s| bilateral(i, 10.0 * s, 0.1)),
        ("pixelate", 0.002, &|i, _, s| pixelate(i, 32.0 * s)),
        ("vignette", 0.002, &|i, _, _| {
            vignette(
                i,
                &Vignette {
                    amount: 0.8,
                    start: 0.1,
                },
            )
        }),
        ("displace", 0.004, &|i, m, s| {
            displace(i, m, (24.0 * s, -16.0 * s))
        }),
        ("perspective", 0.004, &|i, _, s| {
            let of = |x: f32, y: f32| (x * s, y * s);
            let corners = Corners {
                top_left: of(60.0, 20.0),
                top_right: of(400.0, 70.0),
                bottom_right: of(470.0, 300.0),
                bottom_left: of(10.0, 280.0),
            };
            perspective(i, &corners, Filter::Bicubic)
        }),
        ("grow", 0.004, &|_, m, s| mask_grow(m, 20.0 * s)),
        ("shrink", 0.004, &|_, m, s| mask_grow(m, -20.0 * s)),
        ("holes", 0.002, &|_, m, s| mask_fill_holes(m, 40.0 * s)),
        ("style", 0.004, &|_, m, s| {
            style(
                m,
                &Style {
                    kind: StyleKind::Shadow,
                    size: 8.0 * s,
                    softness: 12.0 * s,
                    offset: ((16.0 * s) as i32, (8.0 * s) as i32),
                    color: [0.0, 0.0, 0.0, 0.7],
                },
            )
        }),
        ("stroke", 0.006, &|_, m, s| {
            style(
                m,
                &Style {
                    kind: StyleKind::StrokeCenter,
                    size: 12.0 * s,
                    softness: 0.0,
                    offset: (0, 0),
                    color: [1.0, 0.2, 0.1, 1.0],
                },
            )
        }),
    ];
    for (name, allowed, make) in kernels {
        let full = make(scene(w, h), disc(1.0), 1.0);
        let small = |image| resize(image, w / 4, h / 4, Filter::Bilinear);
        let proxy = make(small(scene(w, h)), disc(0.25), 0.25);
        let apart = mean_apart(&whole(&small(full)), &whole(&proxy));
        assert!(apart < allowed, "{name}: {apart}");
    }
}

#[test]
fn pixels_that_are_no_numbers_neither_panic_nor_spread_for_ever() {
    let broken = || {
        function(23, 17, |x, y| match (x + y * 5) % 7 {
            0 => [f32::NAN; 4],
            1 => [f32::INFINITY, -1.0, 1e30, 1.0],
            2 => [f32::NEG_INFINITY, 0.2, f32::NAN, 0.5],
            3 => [0.3, 0.2, 0.1, f32::NAN],
            _ => [0.3, 0.4, 0.5, 1.0],
        })
    };
    let canny = Edges::Canny {
        sigma: 1.0,
        low: 0.1,
        high: 0.2,
    };
    let key = Key {
        by: KeyBy::Chroma,
        color: [0.1, 0.9, 0.2, 1.0],
        tolerance: 0.1,
        softness: 0.1,
    };
    let stroke = Style {
        kind: StyleKind::StrokeCenter,
        size: 3.0,
        softness: 0.0,
        offset: (1, 1),
        color: [1.0; 4],
    };
    let none = || [None, None, None, Some(broken())];
    let corners = Corners {
        top_left: (2.0, 1.0),
        ..Corners::of((23, 17))
    };
    let spin = RadialBlur {
        spin_degrees: 9.0,
        zoom: 0.1,
        center: (f32::NAN, 3.0),
    };
    let dots = Halftone {
        cell: 4.0,
        angle_degrees: f32::NAN,
        inks: Inks::Three,
    };
    let made = [
        box_blur(broken(), 2.5),
        directional_blur(broken(), 9.0, 20.0),
        radial_blur(broken(), &spin),
        median(broken(), 2.0),
        median(broken(), 4.0),
        bilateral(broken(), 2.0, 0.2),
        edges(broken(), canny),
        edges(broken(), Edges::Sobel { strength: f32::NAN }),
        pixelate(broken(), 4.5),
        halftone(broken(), &dots),
        displace(broken(), broken(), (5.0, 5.0)),
        perspective(broken(), &corners, Filter::Lanczos),
        blur(broken(), 2.0),
    ];
    for image in &made {
        whole(image);
    }
    // Masks and what is held to the visible range come out as numbers.
    let numbers = [
        mask_grow(broken(), 2.5),
        mask_grow(broken(), -2.0),
        mask_fill_holes(broken(), 5.0),
        mask_threshold(broken(), 0.3, 0.2),
        mask_key(broken(), &key),
        edges(broken(), Edges::Sobel { strength: 1.0 }),
        shuffle(hashed_opaque(23, 17, 1), gesso_media::SAME_CHANNELS, none()),
        style(hashed(23, 17, 1), &stroke),
    ];
    for (i, image) in numbers.iter().enumerate() {
        assert!(whole(image).px.iter().all(|v| v.is_finite()), "kernel {i}");
    }
}
