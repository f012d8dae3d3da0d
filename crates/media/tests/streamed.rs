//! Files that are read while they are rendered: the same bits as the whole, however they are asked for, and no more of the
//! file than is needed.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/tiles.rs"]
mod tiles;

use std::fs::{self, OpenOptions};
use std::io::Cursor;
use std::path::PathBuf;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::native::{
    Av1, Format, Limits, check as read_on, decode, encode, materialise_in_order, probe,
    render_rows, stream, thumbnail, thumbnail_of,
};
use gesso_media::{
    Image, Levels, Pull, Region, RenderError, Sharpen, Tile, blur, levels, resize, sharpen,
};
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{ExtendedColorType, ImageEncoder as _};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use moxcms::ColorProfile;
use tempfile::TempDir;
use tiles::{Chunks, laid};

const LIMITS: Limits = Limits {
    max_pixels: 4_000_000,
    max_side: 40_000,
    max_bytes: 64_000_000,
    max_decoded_bytes: 64 << 20,
    av1: Av1::Here,
};

/// Sizes with one row, one column, whole blocks and parts of them.
const SIZES: [(u16, u16); 6] = [(1, 1), (16, 16), (17, 33), (3, 200), (200, 3), (129, 257)];
/// Those that are long.
const LONG: [(u16, u16); 2] = [(30_000, 10), (10, 30_000)];
const SAMPLINGS: [SamplingFactor; 6] = [
    SamplingFactor::F_1_1,
    SamplingFactor::F_2_1,
    SamplingFactor::F_1_2,
    SamplingFactor::F_2_2,
    SamplingFactor::F_4_1,
    SamplingFactor::F_4_2,
];

/// A file in a folder that goes with it.
struct Kept {
    path: PathBuf,
    _folder: TempDir,
}

fn kept(bytes: &[u8]) -> Kept {
    let folder = TempDir::new().expect("there is room");
    let path = folder.path().join("picture");
    fs::write(&path, bytes).expect("it is written");
    Kept {
        path,
        _folder: folder,
    }
}

fn written(image: &Image, format: Format) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    encode(image, format, &Pull::new(), &|_| {}, &mut bytes).expect("it is written");
    bytes.into_inner()
}

fn in_strips(image: &Image) -> Tile {
    let mut all = Tile::clear(Region::whole(image.size()));
    render_rows(image, &Pull::new(), &|_| {}, |strip| {
        all.paste(&strip);
        Ok::<_, RenderError>(())
    })
    .expect("it renders");
    all
}

/// Reads a file both ways and compares: in strips on all cores, twice, then backwards in pieces.
fn check(what: &str, bytes: &[u8]) {
    let file = kept(bytes);
    let expected = whole(&decode(bytes, &LIMITS).expect(what));
    let image = stream(&file.path, &LIMITS).expect(what);
    let (w, h) = image.size();
    assert_eq!((w, h), (expected.region.w, expected.region.h), "{what}");
    let probed =
        [probe(&file.path, &LIMITS), probe(bytes, &LIMITS)].map(|found| found.expect(what));
    assert_eq!(probed[0], probed[1], "{what}");
    read_on(&file.path, &LIMITS).expect(what);
    for pass in ["first", "second"] {
        assert!(in_strips(&image) == expected, "{what}, {pass} pass");
    }
    let image = stream(&file.path, &LIMITS).expect(what);
    let mut pieces = Tile::clear(expected.region);
    for y in (0..h).step_by(7).rev() {
        for x in (0..w).step_by(1999) {
            let region = Region::new(x as i32 - 1, y as i32 - 1, 2001, 9);
            pieces.paste(&image.render(region, &Pull::new()).expect(what));
        }
    }
    assert!(pieces == expected, "{what}, backwards");
}

fn noise(w: u16, h: u16, channels: usize, seed: u32) -> Vec<u8> {
    let mut state = seed | 1;
    let count = usize::from(w) * usize::from(h) * channels;
    let next = |i: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        // Gradients with noise upon them: coefficients of all sizes.
        let calm =
            (i / channels % usize::from(w)) as u32 + (i / channels / usize::from(w)) as u32 * 3;
        (calm / 2 + state % (1 + seed % 90)) as u8
    };
    (0..count).map(next).collect()
}

fn jpeg(w: u16, h: u16, color: ColorType, set: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let channels = match color {
        ColorType::Luma => 1,
        ColorType::Rgb => 3,
        _ => 4,
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    set(&mut encoder);
    let px = noise(w, h, channels, u32::from(w) * 31 + u32::from(h));
    encoder.encode(&px, w, h, color).expect("it is written");
    bytes
}

fn png(w: u16, h: u16, color: ExtendedColorType, profile: Option<&ColorProfile>) -> Vec<u8> {
    let px = noise(w, h, usize::from(color.bits_per_pixel() / 8), 77);
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    if let Some(profile) = profile {
        let profile = profile.encode().expect("profiles encode");
        encoder.set_icc_profile(profile).expect("PNG holds it");
    }
    let (w, h) = (u32::from(w), u32::from(h));
    encoder
        .write_image(&px, w, h, color)
        .expect("it is written");
    bytes
}

/// Whether rows come out while the rest of the file is gone.
fn comes_in_rows(bytes: &[u8]) -> bool {
    let file = kept(bytes);
    let image = stream(&file.path, &LIMITS).expect("it is opened");
    let (w, h) = image.size();
    let open = OpenOptions::new().write(true).open(&file.path);
    let half = bytes.len() as u64 / 2;
    open.and_then(|file| file.set_len(half)).expect("it is cut");
    let rows = |y| image.render(Region::new(0, y, w, 1), &Pull::new());
    let expected = decode(bytes, &LIMITS).expect("it is whole");
    let first = expected.render(Region::new(0, 0, w, 1), &Pull::new());
    assert_eq!(rows(0), first);
    rows(h as i32 - 1).is_err()
}

#[test]
fn a_jpeg_is_the_same_with_every_sampling_and_size() {
    for (w, h) in SIZES {
        for sampling in SAMPLINGS {
            let file = jpeg(w, h, ColorType::Rgb, |to| to.set_sampling_factor(sampling));
            check(&format!("{sampling:?} of {w} × {h}"), &file);
        }
        check("grey", &jpeg(w, h, ColorType::Luma, |_| {}));
    }
    for (w, h) in LONG {
        let sampling = SamplingFactor::F_2_2;
        let file = jpeg(w, h, ColorType::Rgb, |to| to.set_sampling_factor(sampling));
        check(&format!("{w} × {h}"), &file);
    }
}

#[test]
fn a_jpeg_is_the_same_with_every_quality_and_kind_of_coding() {
    for quality in [1, 20, 50, 75, 92, 98, 100] {
        let file = jpeg(150, 90, ColorType::Rgb, |to| to.set_quality(quality));
        check(&format!("quality {quality}"), &file);
    }
    for interval in [1, 3, 8, 19, 1000] {
        for sampling in SAMPLINGS {
            let file = jpeg(150, 90, ColorType::Rgb, |to| {
                to.set_restart_interval(interval);
                to.set_sampling_factor(sampling);
            });
            check(&format!("{sampling:?}, anew after {interval}"), &file);
        }
    }
    let file = jpeg(333, 201, ColorType::Rgb, |to| {
        to.set_optimized_huffman_tables(true)
    });
    check("codes of its own", &file);
    check(
        "progressive",
        &jpeg(150, 90, ColorType::Rgb, |to| to.set_progressive(true)),
    );
    check("inks", &jpeg(150, 90, ColorType::Cmyk, |_| {}));
    check(
        "inks as colours",
        &jpeg(150, 90, ColorType::CmykAsYcck, |_| {}),
    );
    let profile = ColorProfile::new_display_p3().encode().expect("it encodes");
    let file = jpeg(150, 90, ColorType::Rgb, |to| {
        to.add_icc_profile(&profile).expect("it fits");
    });
    check("with a profile", &file);
}

#[test]
fn a_turned_jpeg_is_turned() {
    for turned in 1..=8_u8 {
        let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([turned, 0, 0, 0, 0, 0, 0]);
        let file = jpeg(70, 40, ColorType::Rgb, |to| {
            to.add_exif_metadata(&exif).expect("it fits");
        });
        assert_eq!(
            Orientation::from_exif_chunk(&exif).map(Orientation::to_exif),
            Some(turned)
        );
        check(&format!("orientation {turned}"), &file);
    }
}

#[test]
fn a_png_is_the_same_in_every_kind() {
    use ExtendedColorType::{L8, L16, La8, La16, Rgb8, Rgb16, Rgba8, Rgba16};
    for (w, h) in SIZES {
        for color in [L8, L16, La8, La16, Rgb8, Rgb16, Rgba8, Rgba16] {
            check(&format!("{color:?} of {w} × {h}"), &png(w, h, color, None));
        }
    }
    for (w, h) in LONG {
        check(&format!("{w} × {h}"), &png(w, h, Rgba16, None));
    }
    for profile in [ColorProfile::new_display_p3(), ColorProfile::new_bt2020()] {
        check("with a profile", &png(150, 90, Rgb8, Some(&profile)));
        check("with a profile", &png(150, 90, Rgba16, Some(&profile)));
    }
}

#[test]
fn a_png_of_few_colours_and_bits_is_the_same() {
    for (color, depth, bits) in [
        (png::ColorType::Grayscale, png::BitDepth::One, 1),
        (png::ColorType::Grayscale, png::BitDepth::Four, 4),
        (png::ColorType::Indexed, png::BitDepth::Two, 2),
        (png::ColorType::Indexed, png::BitDepth::Eight, 8),
    ] {
        for transparent in [false, true] {
            let (w, h) = (61_u32, 45);
            let mut bytes = Vec::new();
            let mut encoder = png::Encoder::new(&mut bytes, w, h);
            encoder.set_color(color);
            encoder.set_depth(depth);
            if color == png::ColorType::Indexed {
                encoder.set_palette(noise(256, 1, 3, 5));
                if transparent {
                    encoder.set_trns(noise(256, 1, 1, 9));
                }
            }
            let row = (w * bits).div_ceil(8) as u16;
            let mut writer = encoder.write_header().expect("it is begun");
            let px = noise(row, h as u16, 1, 3);
            writer.write_image_data(&px).expect("it is written");
            writer.finish().expect("it is ended");
            check(&format!("{color:?} of {bits} bits"), &bytes);
        }
    }
}

#[test]
fn a_tiff_is_the_same_in_every_kind() {
    for (w, h) in SIZES {
        let (w, h) = (u32::from(w), u32::from(h));
        for image in [hashed(w, h, 4), hashed_opaque(w, h, 4)] {
            for format in [Format::Tiff16, Format::Tiff32] {
                check(
                    &format!("{format:?} of {w} × {h}"),
                    &written(&image, format),
                );
            }
        }
    }
    for (w, h) in LONG {
        let file = written(&hashed(w.into(), h.into(), 4), Format::Tiff16);
        check(&format!("{w} × {h}"), &file);
    }
    for channels in [1, 3, 4] {
        for bits in [8, 16] {
            for chunks in [Chunks::Strips(1), Chunks::Strips(7), Chunks::Tiles(32, 16)] {
                let (w, h) = (75_u16, 53_u16);
                let px = noise(w, h, channels * bits / 8, 21);
                let size = (u32::from(w), u32::from(h));
                let file = laid(size, channels, bits, chunks, &px);
                check(&format!("{channels} × {bits} bits in {chunks:?}"), &file);
            }
        }
    }
}

#[test]
fn rows_come_out_before_the_rest_is_read() {
    let (w, h) = (700, 1900);
    for sampling in SAMPLINGS.into_iter().take(4) {
        assert!(comes_in_rows(
            &jpeg(w, h, ColorType::Rgb, |to| to.set_sampling_factor(sampling))
        ));
    }
    assert!(comes_in_rows(&jpeg(w, h, ColorType::Luma, |_| {})));
    assert!(comes_in_rows(&png(w, h, ExtendedColorType::Rgb8, None)));
    assert!(comes_in_rows(&png(w, h, ExtendedColorType::Rgba16, None)));
    let image = hashed(w.into(), h.into(), 8);
    assert!(comes_in_rows(&written(&image, Format::Tiff16)));
    assert!(comes_in_rows(&written(&image, Format::Tiff32)));
    let px = noise(w, h, 3, 2);
    for chunks in [Chunks::Strips(5), Chunks::Tiles(64, 64)] {
        assert!(comes_in_rows(&laid(
            (w.into(), h.into()),
            3,
            8,
            chunks,
            &px
        )));
    }
    assert!(!comes_in_rows(
        &jpeg(w, h, ColorType::Rgb, |to| to.set_progressive(true))
    ));
    assert!(!comes_in_rows(&written(&image, Format::Exr32)));
}

#[test]
fn chains_of_kernels_give_the_same_whether_they_go_on_or_back() {
    let file = kept(&jpeg(260, 700, ColorType::Rgb, |_| {}));
    let bend = Levels {
        gamma: 1.2,
        ..Levels::default()
    };
    let edge = Sharpen {
        amount: 0.8,
        radius: 1.5,
        threshold: 0.0,
    };
    let chains: [&dyn Fn(Image) -> Image; 5] = [
        &|image| levels(levels(image, &bend), &bend),
        &|image| sharpen(levels(image, &bend), &edge),
        &|image| blur(image, 2.0),
        &|image| blur(image, 60.0),
        &|image| resize(image, 90, 240, gesso_media::Filter::Lanczos),
    ];
    for (number, chain) in chains.iter().enumerate() {
        let open = |image: Result<Image, _>| in_strips(&chain(image.expect("it is read")));
        let streamed = open(stream(&file.path, &LIMITS));
        assert!(
            streamed == open(decode(&file.path, &LIMITS)),
            "chain {number}"
        );
    }
}

#[test]
fn a_small_picture_of_a_large_file_is_made_on_the_way() {
    let bytes = jpeg(500, 2000, ColorType::Rgb, |_| {});
    let file = kept(&bytes);
    let small = |image| resize(image, 50, 200, gesso_media::Filter::Bilinear);
    let image = small(stream(&file.path, &LIMITS).expect("it is opened"));
    fs::remove_file(&file.path).expect("it is there");
    // Nobody could read it once more.
    let made = materialise_in_order(&image, &Pull::new()).expect("it is made");
    let whole_one = small(decode(&bytes, &LIMITS).expect("it is read"));
    assert!(*made.tile() == whole(&whole_one));
    let file = kept(&bytes);
    let found = thumbnail_of(&file.path, 200, &LIMITS, &Pull::new()).expect("it is made");
    let image = decode(&bytes, &LIMITS).expect("it is read");
    let expected = thumbnail(&image, 200, &Pull::new()).expect("it is made");
    assert_eq!((found.width, found.height), (50, 200));
    assert_eq!(found.bytes, expected.bytes);
}

#[test]
fn who_stops_is_heard_and_who_goes_on_gets_the_rest() {
    let bytes = jpeg(200, 900, ColorType::Rgb, |_| {});
    let file = kept(&bytes);
    let image = stream(&file.path, &LIMITS).expect("it is opened");
    let stopped = Pull::new();
    let mut rows = 0;
    let result = render_rows(&image, &stopped, &|_| {}, |strip| {
        rows += strip.region.h;
        stopped.cancel();
        Ok::<_, RenderError>(())
    });
    assert_eq!(result, Err(RenderError::Cancelled));
    assert!(rows < 900);
    assert!(in_strips(&image) == whole(&decode(&bytes, &LIMITS).expect("it is read")));
}

/// What people read, or the pixels.
fn outcome(image: Result<Image, impl std::fmt::Display>) -> Result<Tile, String> {
    let image = image.map_err(|error| error.to_string())?;
    let all = Region::whole(image.size());
    image
        .render(all, &Pull::new())
        .map_err(|error| error.to_string())
}

#[test]
fn a_file_cut_short_or_too_large_says_the_same() {
    let image = hashed_opaque(120, 90, 3);
    let files = [
        jpeg(120, 90, ColorType::Rgb, |_| {}),
        written(&image, Format::Png8),
        written(&image, Format::Png16),
        written(&image, Format::Tiff16),
        laid(
            (120, 90),
            3,
            8,
            Chunks::Tiles(16, 16),
            &noise(120, 90, 3, 1),
        ),
    ];
    let small = Limits {
        max_pixels: 1000,
        ..LIMITS
    };
    let little = Limits {
        max_decoded_bytes: 1000,
        ..LIMITS
    };
    let short = Limits {
        max_bytes: 100,
        ..LIMITS
    };
    for bytes in files {
        for part in 0..40 {
            let cut = &bytes[..bytes.len() * part / 40];
            let file = kept(cut);
            let expected = outcome(decode(cut, &LIMITS));
            assert!(expected.is_err());
            assert_eq!(
                stream(&file.path, &LIMITS).err().map(|e| e.to_string()),
                expected.err()
            );
        }
        let file = kept(&bytes);
        for limits in [small, little, short] {
            let said = |image: Result<Image, gesso_media::native::MediaError>| {
                image.err().map(|error| error.to_string())
            };
            let expected = said(decode(&bytes, &limits));
            assert!(expected.is_some());
            assert_eq!(said(stream(&file.path, &limits)), expected);
        }
    }
}

#[test]
fn a_jpeg_that_lacks_a_part_says_from_where_on() {
    let whole = jpeg(90, 170, ColorType::Rgb, |to| {
        to.set_sampling_factor(SamplingFactor::F_2_2)
    });
    let turned = {
        let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let mut file = whole[..2].to_vec();
        file.extend([0xff, 0xe1, 0, exif.len() as u8 + 2]);
        file.extend(exif);
        file.extend(&whole[2..]);
        file
    };
    for file in [whole, turned] {
        let scan = file
            .windows(2)
            .position(|two| two == [0xff, 0xda])
            .expect("it has a scan")
            + 14;
        let middle = scan + (file.len() - scan) / 2;
        let cut = [&file[..middle], &[0xff, 0xd9]].concat();
        let mut wiped = file.clone();
        wiped[middle..middle + 400].fill(0);
        let mut ended = file.clone();
        ended[middle..middle + 2].copy_from_slice(&[0xff, 0xd9]);
        for damaged in [cut, wiped, ended] {
            let error = decode(&damaged, &LIMITS).err().expect("it is refused");
            let error = error.to_string();
            let from = error.split(' ').find_map(|word| word.parse::<u32>().ok());
            let from = from.expect("it says the row");
            assert!((49..=161).contains(&from), "{error}");
            let kept = kept(&damaged);
            let said =
                gesso_media::native::check(&kept.path, &LIMITS).map_err(|said| said.to_string());
            assert_eq!(said, Err(error));
        }
        // A few bytes without a meaning harm nothing.
        let end = file.len() - 2;
        let filled = [&file[..end], &[0; 20], &file[end..]].concat();
        let size = |bytes: &[u8]| decode(bytes, &LIMITS).map(|image| image.size()).ok();
        assert!(size(&filled).is_some() && size(&filled) == size(&file));
    }
}

#[test]
fn a_damaged_file_gives_what_it_gives_as_a_whole() {
    let image = hashed_opaque(90, 70, 3);
    let files = [
        jpeg(90, 70, ColorType::Rgb, |to| {
            to.set_sampling_factor(SamplingFactor::F_2_2)
        }),
        jpeg(90, 70, ColorType::Rgb, |to| to.set_restart_interval(2)),
        jpeg(90, 70, ColorType::Luma, |to| {
            to.set_optimized_huffman_tables(true)
        }),
        written(&image, Format::Png8),
        written(&image, Format::Tiff16),
        laid((90, 70), 3, 8, Chunks::Strips(9), &noise(90, 70, 3, 1)),
    ];
    let mut state = 12_345_u32;
    let mut random = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for (kind, bytes) in files.iter().enumerate() {
        for round in 0..200 {
            let mut bytes = bytes.clone();
            for _ in 0..1 + round % 3 {
                let at = random(bytes.len());
                bytes[at] = match round % 4 {
                    0 => 0xff,
                    1 => 0,
                    _ => random(256) as u8,
                };
            }
            let file = kept(&bytes);
            let expected = outcome(decode(&bytes, &LIMITS));
            let found = outcome(stream(&file.path, &LIMITS));
            assert!(found == expected, "file {kind}, round {round}");
            let read = read_on(&file.path, &LIMITS).map_err(|error| error.to_string());
            assert!(read == expected.map(drop), "file {kind}, round {round}");
        }
    }
}
