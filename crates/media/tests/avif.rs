//! AVIF in and out: what is written comes back within stated bounds, and what others may write is read as it is meant: turned, cut,
//! tiled, grey, of 12 bits, with half the colours, in a limited range.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/avif.rs"]
mod made;

use std::io::Cursor;
use std::sync::Arc;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::math::srgb_encode;
use gesso_media::native::{
    Av1, Colors, Encoding, Format, Limits, MediaError, Probe, decode, encode, probe,
};
use gesso_media::{
    Filter, Image, Orient, Picture, Pull, Region, RenderError, Tile, crop, orient, resize,
};
use made::{Av01, Avif, coded, property};

const LIMITS: Limits = Limits {
    max_pixels: 4_000_000,
    max_side: 40_000,
    max_bytes: 8_000_000,
    max_decoded_bytes: 64 << 20,
    av1: Av1::Here,
};

/// Soft colours, each pixel from its place.
struct Soft(u32, u32, bool);

impl Picture for Soft {
    fn size(&self) -> (u32, u32) {
        (self.0, self.1)
    }

    fn render(&self, region: Region, _: &Pull) -> Result<Tile, RenderError> {
        let mut tile = Tile::clear(region);
        let inside = region.intersect(&Region::whole(self.size()));
        for y in inside.y..inside.bottom() {
            for x in inside.x..inside.right() {
                let (across, down) = (x as f32 / self.0 as f32, y as f32 / self.1 as f32);
                let alpha = if self.2 { 1.0 } else { 1.0 - across * 0.7 };
                let at = (x - region.x) as usize * 4;
                let px = [
                    across * 0.8,
                    0.1 + down * 0.6,
                    0.7 - across * down * 0.6,
                    1.0,
                ];
                tile.row_mut(y)[at..at + 4].copy_from_slice(&px.map(|v| v * alpha));
            }
        }
        Ok(tile)
    }

    fn is_opaque(&self) -> bool {
        self.2
    }
}

/// One colour, in linear light.
struct Flat([f32; 3]);

impl Picture for Flat {
    fn size(&self) -> (u32, u32) {
        (32, 32)
    }

    fn render(&self, region: Region, _: &Pull) -> Result<Tile, RenderError> {
        let [r, g, b] = self.0;
        let mut tile = Tile::clear(region);
        for px in tile.px.chunks_exact_mut(4) {
            px.copy_from_slice(&[r, g, b, 1.0]);
        }
        Ok(tile)
    }

    fn is_opaque(&self) -> bool {
        true
    }
}

fn flat(r: f32, g: f32, b: f32) -> Image {
    Arc::new(Flat([r, g, b]))
}

fn soft(w: u32, h: u32) -> Image {
    Arc::new(Soft(w, h, true))
}

fn avif(depth: u8, quality: u8) -> Format {
    Format::Avif {
        depth,
        quality,
        speed: 9,
    }
}

fn written(image: &Image, encoding: impl Into<Encoding>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    encode(image, encoding, &Pull::new(), &|_| {}, &mut bytes).expect("it is written");
    bytes.into_inner()
}

fn read(bytes: &[u8]) -> Image {
    decode(bytes, &LIMITS).expect("it is read")
}

fn refused(bytes: &[u8]) -> MediaError {
    decode(bytes, &LIMITS).err().expect("it is refused")
}

/// How far two pictures are apart, in steps of 8 bits: on the mean and at most.
fn apart(a: &Image, b: &Image) -> (f32, f32) {
    assert_eq!(a.size(), b.size());
    let (a, b) = (whole(a).px, whole(b).px);
    let steps = |v: f32| srgb_encode(v.clamp(0.0, 1.0)) * 255.0;
    let each = a.iter().zip(&b).map(|(&a, &b)| (steps(a) - steps(b)).abs());
    let (sum, worst) = each.fold((0.0, 0.0_f32), |(sum, worst), v| (sum + v, worst.max(v)));
    (sum / a.len() as f32, worst)
}

#[track_caller]
fn near(a: &Image, b: &Image, mean: f32, worst: f32) {
    let found = apart(a, b);
    assert!(found.0 <= mean && found.1 <= worst, "{found:?}");
}

#[test]
fn a_picture_comes_back_within_bounds_that_follow_the_quality() {
    let picture = soft(130, 70);
    for (depth, quality, mean, worst) in [
        (8, 100, 0.6, 5.0),
        (10, 100, 0.4, 4.0),
        (8, 80, 2.0, 14.0),
        (10, 60, 3.0, 24.0),
        (8, 1, 20.0, 160.0),
    ] {
        let file = written(&picture, avif(depth, quality));
        near(&read(&file), &picture, mean, worst);
        let found = probe(&file, &LIMITS).expect("it is probed");
        let expected = Probe {
            width: 130,
            height: 70,
            media_type: "image/avif",
            orientation: 1,
            icc: false,
            bit_depth: if depth == 8 { 8 } else { 16 },
            alpha: false,
        };
        assert_eq!(found, expected);
    }
}

#[test]
fn transparency_comes_back() {
    let picture: Image = Arc::new(Soft(61, 47, false));
    for depth in [8, 10] {
        let file = written(&picture, avif(depth, 100));
        assert!(probe(&file, &LIMITS).expect("it is probed").alpha);
        let back = read(&file);
        assert!(!back.is_opaque());
        near(&back, &picture, 0.6, 4.0);
    }
    // Hard edges of transparency too.
    near(
        &read(&written(&hashed(40, 30, 3), avif(8, 100))),
        &hashed(40, 30, 3),
        2.0,
        40.0,
    );
}

#[test]
fn every_size_is_written_and_read() {
    for (w, h) in [
        (1, 1),
        (1, 9),
        (2, 1),
        (3, 2),
        (17, 3),
        (1, 300),
        (600, 2),
        (64, 65),
    ] {
        for quality in [100, 50] {
            let back = read(&written(&soft(w, h), avif(8, quality)));
            assert_eq!(back.size(), (w, h));
        }
    }
}

#[test]
fn colours_beyond_srgb_come_back_in_display_p3() {
    let strong: Image = flat(1.05, -0.03, -0.01);
    let encoding = Encoding {
        colors: Colors::DisplayP3,
        ..avif(10, 100).into()
    };
    let px = whole(&read(&written(&strong, encoding))).px;
    for (found, expected) in px.iter().zip([1.05, -0.03, -0.01, 1.0]) {
        assert!((found - expected).abs() < 0.012, "{found} for {expected}");
    }
    let cut = whole(&read(&written(&strong, avif(10, 100)))).px;
    assert!((cut[0] - 1.0).abs() < 0.01 && cut[1].abs() < 0.01);
}

#[test]
fn a_file_does_not_hang_on_the_number_of_cores() {
    let picture = soft(1300, 900);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().expect("a pool");
        pool.install(|| written(&picture, avif(8, 70)))
    };
    assert!(with(1) == with(3));
}

#[test]
fn slower_files_are_smaller() {
    let picture = resize(hashed_opaque(60, 60, 1), 240, 240, Filter::Bicubic);
    let at = |speed| {
        let format = Format::Avif {
            depth: 8,
            quality: 70,
            speed,
        };
        written(&picture, format).len()
    };
    assert!(at(4) < at(10));
}

#[test]
fn turns_and_mirrors_are_honoured() {
    let picture = soft(40, 24);
    let tile = coded(&picture, Av01::default());
    let upright = read(&Avif::of(&tile).file());
    for quarters in 0..4 {
        for mirror in [None, Some(0), Some(1)] {
            let mut file = Avif::of(&tile);
            file.properties.push(property(b"irot", &[quarters]));
            file.properties
                .extend(mirror.map(|axis| property(b"imir", &[axis])));
            let turn = Orient {
                flip_across: false,
                flip_down: false,
                quarter_turns: (4 - quarters) % 4,
            };
            let flip = Orient {
                flip_across: mirror == Some(1),
                flip_down: mirror == Some(0),
                quarter_turns: 0,
            };
            let expected = orient(orient(Arc::clone(&upright), &turn), &flip);
            let found = read(&file.file());
            assert!(whole(&found) == whole(&expected), "{quarters} {mirror:?}");
        }
    }
}

#[test]
fn a_clean_aperture_cuts() {
    let tile = coded(&soft(40, 24), Av01::default());
    let all = read(&Avif::of(&tile).file());
    let cut = |numbers: [i32; 8]| {
        let mut file = Avif::of(&tile);
        let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_be_bytes()).collect();
        file.properties.push(property(b"clap", &bytes));
        file.file()
    };
    // 20 × 10 around a centre that lies 4 to the right and 3 above the picture's.
    let found = read(&cut([20, 1, 10, 1, 4, 1, -6, 2]));
    let expected = crop(all, Region::new(14, 4, 20, 10));
    assert!(whole(&found).px == whole(&expected).px);
    for beyond in [
        [41, 1, 10, 1, 0, 1, 0, 1],
        [20, 0, 10, 1, 0, 1, 0, 1],
        [20, 1, 10, 1, 99, 1, 0, 1],
    ] {
        assert!(matches!(refused(&cut(beyond)), MediaError::Broken(_)));
    }
}

#[test]
fn a_grid_is_put_together() {
    let picture = soft(100, 70);
    let part = |x, y| crop(Arc::clone(&picture), Region::new(x, y, 64, 64));
    for av01 in [
        Av01::default(),
        Av01 {
            half: (1, 1),
            ..Av01::default()
        },
    ] {
        let tiles: Vec<_> = [(0, 0), (64, 0), (0, 64), (64, 64)]
            .map(|(x, y)| coded(&part(x, y), av01))
            .into();
        let file = Avif::grid(&tiles, 2, (100, 70));
        near(&read(&file.file()), &picture, 0.8, 16.0);
        assert!(matches!(
            refused(&Avif::grid(&tiles, 4, (100, 70)).file()),
            MediaError::Broken(_)
        ));
        assert!(matches!(
            refused(&Avif::grid(&tiles[..3], 2, (100, 70)).file()),
            MediaError::Broken(_)
        ));
        assert!(matches!(
            refused(&Avif::grid(&tiles, 2, (130, 70)).file()),
            MediaError::Broken(_)
        ));
    }
}

#[test]
fn the_tiles_of_a_grid_may_have_an_alpha_each() {
    let (colors, veil) = (soft(100, 64), soft(100, 64));
    let part = |image: &Image, x| crop(Arc::clone(image), Region::new(x, 0, 64, 64));
    let grey = Av01 {
        grey: true,
        ..Av01::default()
    };
    let tiles = [0, 64].map(|x| coded(&part(&colors, x), Av01::default()));
    let alphas = [0, 64].map(|x| coded(&part(&veil, x), grey));
    let mut apart = Avif::grid(&tiles, 2, (100, 64));
    apart.tile_alpha = alphas.to_vec();
    for premultiplied in [false, true] {
        apart.premultiplied = premultiplied;
        let found = whole(&read(&apart.file()));
        for (at, (tile, alpha)) in tiles.iter().zip(&alphas).enumerate() {
            let mut alone = Avif::of(tile);
            alone.alpha = Some(alpha.clone());
            alone.premultiplied = premultiplied;
            let alone = whole(&read(&alone.file()));
            let (left, w) = (at as i32 * 64, [64, 36][at]);
            for (x, y) in (0..w).flat_map(|x| (0..64).map(move |y| (x, y))) {
                assert_eq!(found.pixel(left + x, y), alone.pixel(x, y), "{at}: {x} {y}");
            }
            assert!(alone.px.chunks_exact(4).any(|px| px[3] < 0.9));
        }
    }
    // A grid with a tile that has none has none.
    apart.tile_alpha.truncate(1);
    assert!(
        whole(&read(&apart.file()))
            .px
            .chunks_exact(4)
            .all(|px| px[3] == 1.0)
    );
    apart.tile_alpha = vec![
        alphas[0].clone(),
        coded(&crop(veil, Region::new(0, 0, 32, 64)), grey),
    ];
    assert!(matches!(refused(&apart.file()), MediaError::Broken(_)));
}

#[test]
fn all_depths_layouts_and_ranges_are_read() {
    let picture = soft(50, 33);
    for depth in [8, 10, 12] {
        for half in [(0, 0), (1, 0), (1, 1)] {
            for full in [true, false] {
                let av01 = Av01 {
                    depth,
                    half,
                    full,
                    ..Av01::default()
                };
                let tile = coded(&picture, av01);
                near(&read(&Avif::of(&tile).file()), &picture, 1.0, 24.0);
                // The stream says it as well.
                let mut silent = Avif::of(&tile);
                silent.properties.retain(|property| {
                    !property.ends_with(&[full_bit(full)]) || property.get(4..8) != Some(b"colr")
                });
                near(&read(&silent.file()), &picture, 1.0, 24.0);
            }
        }
        let grey = Av01 {
            depth,
            grey: true,
            ..Av01::default()
        };
        let found = read(&Avif::of(&coded(&picture, grey)).file());
        assert!(found.is_opaque());
        let px = whole(&found).px;
        assert!(
            px.chunks_exact(4)
                .all(|px| px[0] == px[1] && px[1] == px[2])
        );
    }
}

const fn full_bit(full: bool) -> u8 {
    if full { 0x80 } else { 0 }
}

#[test]
fn every_way_of_mixing_gives_the_same_colours() {
    let picture = soft(50, 33);
    for matrix in [0, 1, 2, 5, 6, 7, 8, 9, 12] {
        let av01 = Av01 {
            depth: 10,
            matrix,
            ..Av01::default()
        };
        near(
            &read(&Avif::of(&coded(&picture, av01)).file()),
            &picture,
            0.6,
            5.0,
        );
    }
    let unknown = Av01 {
        matrix: 14,
        ..Av01::default()
    };
    let said = refused(&Avif::of(&coded(&picture, unknown)).file()).to_string();
    assert!(said.contains("colour matrix 14"), "{said}");
}

#[test]
fn curves_and_primaries_are_honoured() {
    let value = |primaries, transfer| {
        let grey = flat(0.214, 0.214, 0.214);
        let av01 = Av01 {
            depth: 10,
            primaries,
            transfer,
            ..Av01::default()
        };
        whole(&read(&Avif::of(&coded(&grey, av01)).file())).px[1]
    };
    // The stored number is a half.
    for (transfer, light) in [
        (13, 0.214),
        (1, 0.26),
        (4, 0.2176),
        (8, 0.5),
        (16, 0.455),
        (18, 0.249),
    ] {
        let found = value(1, transfer);
        assert!((found - light).abs() < 0.006, "{transfer}: {found}");
    }
    // White stays white whatever red, green and blue are.
    for primaries in [1, 4, 5, 6, 7, 8, 9, 11, 12, 22, 2, 99] {
        assert!((value(primaries, 13) - 0.214).abs() < 0.004, "{primaries}");
    }
}

#[test]
fn colours_that_are_multiplied_by_alpha_are_divided_again() {
    let colors = flat(0.05, 0.1, 0.2);
    let half = flat(0.214, 0.214, 0.214);
    let color = coded(
        &colors,
        Av01 {
            depth: 10,
            ..Av01::default()
        },
    );
    let alpha = coded(
        &half,
        Av01 {
            depth: 10,
            grey: true,
            ..Av01::default()
        },
    );
    let mut file = Avif::of(&color);
    file.alpha = Some(alpha);
    let straight = whole(&read(&file.file())).px;
    file.premultiplied = true;
    let multiplied = whole(&read(&file.file())).px;
    assert!((straight[3] - 0.5).abs() < 0.004 && (multiplied[3] - 0.5).abs() < 0.004);
    for channel in 0..3 {
        let stored = srgb_encode(straight[channel] * 2.0);
        let divided = srgb_encode(multiplied[channel] * 2.0);
        assert!(
            (divided - (stored * 2.0).min(1.0)).abs() < 0.01,
            "{stored} {divided}"
        );
    }
}

#[test]
fn claims_beyond_the_limits_are_refused_before_anything_is_decoded() {
    let tile = coded(&soft(20, 10), Av01::default());
    let mut file = Avif::of(&tile);
    file.properties[0] = property(b"ispe", &[0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    assert!(matches!(
        refused(&file.file()),
        MediaError::TooLarge { width: 0x4000, .. }
    ));
    // A picture that is larger than the boxes say.
    file.properties[0] = property(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4]);
    assert!(matches!(refused(&file.file()), MediaError::Broken(_)));
    let large = written(&soft(400, 400), avif(10, 50));
    let small = Limits {
        max_decoded_bytes: 400 * 400 * 6 - 1,
        ..LIMITS
    };
    let error = decode(&large, &small).err().expect("it is refused");
    assert!(matches!(error, MediaError::TooMuchMemory { .. }));
}

#[test]
fn what_is_cut_or_not_known_is_said() {
    let file = written(&soft(60, 40), avif(8, 80));
    for end in [12, 40, 200, file.len() - 3] {
        let error = refused(&file[..end]);
        assert!(matches!(error, MediaError::Truncated), "{end}: {error}");
    }
    // A picture that is said to be there, of which it is not said where.
    let mut nowhere = file.clone();
    let place = nowhere.windows(4).position(|name| name == b"iloc");
    nowhere[place.expect("it has places") + 3] = b'*';
    assert!(matches!(refused(&nowhere), MediaError::Truncated));
    let tile = coded(&soft(20, 10), Av01::default());
    let mut odd = Avif::of(&tile);
    odd.properties.push(property(b"wxyz", &[]));
    assert!(
        refused(&odd.file())
            .to_string()
            .contains("an AVIF with the property wxyz")
    );
    let mut other = Avif::of(&tile);
    other.kind = *b"hvc1";
    assert!(
        refused(&other.file())
            .to_string()
            .contains("of the kind hvc1")
    );
    let mut nonsense = tile;
    nonsense.stream.truncate(nonsense.stream.len() / 2);
    assert!(matches!(
        refused(&Avif::of(&nonsense).file()),
        MediaError::Broken(_) | MediaError::Truncated
    ));
}
