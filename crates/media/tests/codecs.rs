//! Files in and out: round trips, orientation, profiles, limits, and what people read when a file is bad.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::io::Cursor;
use std::sync::Arc;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::native::{
    Av1, Format, Limits, MediaError, decode, decode_at_scale, encode, materialise, probe,
    render_rows, thumbnail, tile_png,
};
use gesso_media::{Image, Picture, Pull, Region, RenderError, Tile, resize, solid};
use image::codecs::{png::PngEncoder, tiff::TiffEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageEncoder};
use moxcms::ColorProfile;
use proptest::prelude::{ProptestConfig, any, proptest};

const LIMITS: Limits = Limits {
    max_pixels: 4_000_000,
    max_side: 40_000,
    max_bytes: 8_000_000,
    max_decoded_bytes: 64 << 20,
    av1: Av1::Here,
};

fn written(image: &Image, format: Format) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    encode(image, format, &Pull::new(), &|_| {}, &mut bytes).expect("it is written");
    bytes.into_inner()
}

fn png(px: &[u8], w: u32, h: u32, color: ExtendedColorType, icc: Option<&ColorProfile>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    if let Some(profile) = icc {
        encoder
            .set_icc_profile(profile.encode().expect("profiles encode"))
            .expect("PNG holds profiles");
    }
    encoder.write_image(px, w, h, color).expect("it is written");
    bytes
}

fn read_back(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("another reader reads it")
}

/// EXIF with nothing but an orientation.
fn exif(orientation: u8) -> Vec<u8> {
    [
        &b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..],
        &[orientation],
        &b"\0\0\0\0\0\0"[..],
    ]
    .concat()
}

/// A JPEG with an EXIF orientation: red, green, blue and white quarters, as stored.
fn quarters(orientation: u8) -> Vec<u8> {
    let (w, h) = (64_u16, 32_u16);
    let mut px = Vec::new();
    for y in 0..h {
        for x in 0..w {
            px.extend(match (x < w / 2, y < h / 2) {
                (true, true) => [255_u8, 0, 0],
                (false, true) => [0, 255, 0],
                (true, false) => [0, 0, 255],
                (false, false) => [255; 3],
            });
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder
        .add_exif_metadata(&exif(orientation))
        .expect("it fits");
    encoder
        .encode(&px, w, h, jpeg_encoder::ColorType::Rgb)
        .expect("it is written");
    bytes
}

fn message(bytes: &[u8]) -> String {
    match decode(bytes, &LIMITS) {
        Ok(_) => "read".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_8_bit_value_comes_back_from_decode_and_encode() {
    let px: Vec<u8> = (0..=255_u8).flat_map(|v| [v, 255 - v, v ^ 0x55]).collect();
    let image =
        decode(&png(&px, 256, 1, ExtendedColorType::Rgb8, None), &LIMITS).expect("it is read");
    let back = read_back(&written(&image, Format::Png8));
    assert_eq!(back.color(), image::ColorType::Rgb8);
    assert_eq!(back.as_bytes(), px);
}

#[test]
fn every_8_bit_value_with_every_alpha_but_zero_comes_back() {
    let px: Vec<u8> = (1..=255_u8)
        .flat_map(|a| (0..=255_u8).flat_map(move |v| [v, 255 - v, v / 2, a]))
        .collect();
    let image =
        decode(&png(&px, 256, 255, ExtendedColorType::Rgba8, None), &LIMITS).expect("it is read");
    assert_eq!(
        read_back(&written(&image, Format::Png8))
            .into_rgba8()
            .into_raw(),
        px
    );
    assert_eq!(
        read_back(&written(&image, Format::WebP { quality: 100 }))
            .into_rgba8()
            .into_raw(),
        px
    );
}

#[test]
fn every_16_bit_value_comes_back_from_decode_and_encode() {
    let words: Vec<u16> = (0..=65_535_u16)
        .flat_map(|v| [v, 65_535 - v, v.rotate_left(8)])
        .collect();
    let bytes: Vec<u8> = words.iter().flat_map(|v| v.to_ne_bytes()).collect();
    let image = decode(
        &png(&bytes, 256, 256, ExtendedColorType::Rgb16, None),
        &LIMITS,
    )
    .expect("it is read");
    let back = read_back(&written(&image, Format::Png16))
        .into_rgb16()
        .into_raw();
    assert_eq!(back, words);
}

#[test]
fn lossy_formats_come_back_close() {
    let smooth =
        gesso_media::linear_gradient(203, 117, [0.1, 0.2, 0.9, 1.0], [0.9, 0.8, 0.1, 1.0], 30.0);
    let exact = read_back(&written(&smooth, Format::Png8)).into_rgb8();
    for format in [
        Format::Jpeg { quality: 92 },
        Format::Jpeg { quality: 70 },
        Format::WebP { quality: 90 },
    ] {
        let back = read_back(&written(&smooth, format)).into_rgb8();
        assert_eq!(back.dimensions(), (203, 117));
        let worst = exact
            .iter()
            .zip(back.iter())
            .map(|(a, b)| a.abs_diff(*b))
            .max();
        assert!(worst <= Some(8), "{format:?} is off by {worst:?}");
    }
}

#[test]
fn a_jpeg_of_a_transparent_picture_shows_white() {
    let clear = solid(9, 9, [1.0, 0.0, 0.0, 0.0]);
    let back = read_back(&written(&clear, Format::Jpeg { quality: 90 })).into_rgb8();
    assert!(back.iter().all(|&v| v >= 254));
}

#[test]
fn grey_palette_and_float_files_are_read() {
    let grey = png(&[0, 128, 255, 64], 2, 2, ExtendedColorType::L8, None);
    let tile = whole(&decode(&grey, &LIMITS).expect("grey"));
    assert!(
        tile.px
            .chunks_exact(4)
            .all(|px| px[0] == px[1] && px[1] == px[2] && px[3] == 1.0)
    );
    let with_alpha = png(&[200, 0, 200, 255], 2, 1, ExtendedColorType::La8, None);
    assert_eq!(
        whole(&decode(&with_alpha, &LIMITS).expect("grey with alpha")).px[..4],
        [0.0; 4]
    );
    let mut tiff = Cursor::new(Vec::new());
    let floats: Vec<u8> = [0.25_f32, 1.5, f32::NAN]
        .iter()
        .flat_map(|v| v.to_ne_bytes())
        .collect();
    TiffEncoder::new(&mut tiff)
        .write_image(&floats, 1, 1, ExtendedColorType::Rgb32F)
        .expect("it is written");
    let tile = whole(&decode(&tiff.into_inner(), &LIMITS).expect("floats"));
    assert_eq!(tile.px, [0.25, 1.5, 0.0, 1.0]);
}

#[test]
fn tiff_and_webp_give_the_pixels_of_the_png() {
    let px: Vec<u8> = (0..40 * 30 * 4).map(|i| (i * 7 % 256) as u8 | 1).collect();
    let expected =
        whole(&decode(&png(&px, 40, 30, ExtendedColorType::Rgba8, None), &LIMITS).expect("png"));
    let mut tiff = Cursor::new(Vec::new());
    TiffEncoder::new(&mut tiff)
        .write_image(&px, 40, 30, ExtendedColorType::Rgba8)
        .expect("it is written");
    assert_eq!(
        whole(&decode(&tiff.into_inner(), &LIMITS).expect("tiff")),
        expected
    );
    let mut webp = Vec::new();
    image::codecs::webp::WebPEncoder::new_lossless(&mut webp)
        .write_image(&px, 40, 30, ExtendedColorType::Rgba8)
        .expect("it is written");
    assert_eq!(whole(&decode(&webp, &LIMITS).expect("webp")), expected);
}

#[test]
fn all_eight_orientations_are_turned_upright() {
    // The colours at top left and top right once upright, by the EXIF standard's table.
    let (red, green, blue, white) = ("red", "green", "blue", "white");
    let expected = [
        (red, green),
        (green, red),
        (white, blue),
        (blue, white),
        (red, blue),
        (blue, red),
        (white, green),
        (green, white),
    ];
    for (orientation, expected) in (1_u8..).zip(expected) {
        let bytes = quarters(orientation);
        let image = decode(&bytes, &LIMITS).expect("it is read");
        let (w, h) = image.size();
        assert_eq!(
            (w, h),
            if orientation < 5 { (64, 32) } else { (32, 64) },
            "orientation {orientation}"
        );
        let tile = whole(&image);
        let name = |x: u32, y: u32| match tile.pixel(x as i32, y as i32).map(|v| v > 0.5) {
            [true, false, false, _] => red,
            [false, true, false, _] => green,
            [false, false, true, _] => blue,
            _ => white,
        };
        assert_eq!(
            (name(w / 4, h / 4), name(w * 3 / 4, h / 4)),
            expected,
            "orientation {orientation}"
        );
        // A region alone gives the same pixels as the whole.
        let part = image
            .render(Region::new(5, 9, 11, 13), &Pull::new())
            .expect("it renders");
        assert!(
            (9..22).all(|y| (5..16).all(|x| part.pixel(x, y) == tile.pixel(x, y))),
            "orientation {orientation}"
        );
        let probed = probe(&bytes, &LIMITS).expect("a header");
        assert_eq!(
            (probed.width, probed.height, probed.orientation),
            (w, h, orientation)
        );
    }
}

#[test]
fn a_png_and_a_webp_are_turned_upright_like_a_jpeg() {
    let (w, h) = (5, 3);
    let px: Vec<u8> = (0..w * h * 3).map(|i| (i * 5) as u8).collect();
    let stored = image::RgbImage::from_raw(w, h, px.clone()).expect("as many bytes as pixels");
    for orientation in 1..=8_u8 {
        let (mut png, mut webp) = (Vec::new(), Vec::new());
        let mut to_png = PngEncoder::new(&mut png);
        let mut to_webp = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
        to_png
            .set_exif_metadata(exif(orientation))
            .expect("PNG holds EXIF");
        to_webp
            .set_exif_metadata(exif(orientation))
            .expect("WebP holds EXIF");
        to_png
            .write_image(&px, w, h, ExtendedColorType::Rgb8)
            .expect("it is written");
        to_webp
            .write_image(&px, w, h, ExtendedColorType::Rgb8)
            .expect("it is written");
        let mut upright = DynamicImage::from(stored.clone());
        upright.apply_orientation(Orientation::from_exif(orientation).expect("one of eight"));
        for (name, bytes) in [("PNG", png), ("WebP", webp)] {
            let image = decode(&bytes, &LIMITS).expect("it is read");
            let found = read_back(&written(&image, Format::Png8)).into_rgb8();
            assert!(
                found == upright.to_rgb8(),
                "{name}, orientation {orientation}"
            );
            let probed = probe(&bytes, &LIMITS).expect("a header");
            assert_eq!(probed.orientation, orientation, "{name}");
            assert_eq!((probed.width, probed.height), found.dimensions(), "{name}");
        }
    }
}

/// Pixel values under a profile, as linear sRGB.
fn through(profile: &ColorProfile, px: &[u8], color: ExtendedColorType) -> Vec<f32> {
    let channels = if color == ExtendedColorType::L8 { 1 } else { 3 };
    let bytes = png(px, (px.len() / channels) as u32, 1, color, Some(profile));
    assert!(probe(&bytes, &LIMITS).expect("a header").icc);
    whole(&decode(&bytes, &LIMITS).expect("it is read")).px
}

fn near(found: &[f32], expected: &[f32], tolerance: f32) {
    assert!(
        found
            .iter()
            .zip(expected)
            .all(|(a, b)| (a - b).abs() <= tolerance),
        "{found:?} is not {expected:?}"
    );
}

#[test]
fn display_p3_is_converted_and_colours_outside_srgb_are_kept() {
    let found = through(
        &ColorProfile::new_display_p3(),
        &[255, 0, 0, 0, 255, 0, 128, 128, 128],
        ExtendedColorType::Rgb8,
    );
    // P3 primaries in linear sRGB, from the primaries' chromaticities (CSS Color 4, sample code).
    near(&found[..3], &[1.2249, -0.0420, -0.0196], 2e-3);
    near(&found[4..7], &[-0.2249, 1.0420, -0.0786], 2e-3);
    near(&found[8..11], &[0.21586; 3], 1e-3);
}

#[test]
fn adobe_rgb_is_converted() {
    let found = through(
        &ColorProfile::new_adobe_rgb(),
        &[0, 255, 0, 255, 255, 255, 128, 128, 128],
        ExtendedColorType::Rgb8,
    );
    near(&found[..3], &[-0.3984, 1.0, -0.0429], 3e-3);
    near(&found[4..7], &[1.0; 3], 1e-3);
    // 128/255 to the power 2.19921875.
    near(&found[8..11], &[0.21957; 3], 1e-3);
}

#[test]
fn a_grey_profile_bends_grey_samples() {
    let found = through(
        &ColorProfile::new_gray_with_gamma(1.8),
        &[128],
        ExtendedColorType::L8,
    );
    near(&found[..3], &[0.28911; 3], 1e-3);
}

#[test]
fn a_file_with_the_srgb_profile_is_read_exactly_as_one_without() {
    let px: Vec<u8> = (0..=255).flat_map(|v| [v, v, 255 - v]).collect();
    let plain = whole(
        &decode(&png(&px, 256, 1, ExtendedColorType::Rgb8, None), &LIMITS).expect("it is read"),
    );
    assert_eq!(
        through(&ColorProfile::new_srgb(), &px, ExtendedColorType::Rgb8),
        plain.px
    );
}

#[test]
fn a_broken_profile_is_left_aside() {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder
        .set_icc_profile(b"this is no profile".to_vec())
        .expect("PNG holds anything");
    encoder
        .write_image(&[10, 20, 30], 1, 1, ExtendedColorType::Rgb8)
        .expect("it is written");
    let plain = whole(
        &decode(
            &png(&[10, 20, 30], 1, 1, ExtendedColorType::Rgb8, None),
            &LIMITS,
        )
        .expect("plain"),
    );
    assert_eq!(whole(&decode(&bytes, &LIMITS).expect("it is read")), plain);
}

/// A TIFF of `w` × `h` bytes of `bits` and three channels; every strip is the same `rows` rows, so that it stays small.
fn repeated_tiff(w: u32, h: u32, bits: u16, rows: u32) -> Vec<u8> {
    let strips = h / rows;
    let strip_bytes = w * rows * 3 * u32::from(bits / 8);
    let data = 8 + 2 + 10 * 12 + 4;
    let (offsets, counts) = (data + strip_bytes, data + strip_bytes + strips * 4);
    let bits_at = counts + strips * 4;
    let mut file = b"II*\0\x08\0\0\0\x0a\0".to_vec();
    for (tag, kind, count, value) in [
        (256_u16, 4_u16, 1, w),
        (257, 4, 1, h),
        (258, 3, 3, bits_at),
        (259, 3, 1, 1),
        (262, 3, 1, 2),
        (273, 4, strips, offsets),
        (277, 3, 1, 3),
        (278, 4, 1, rows),
        (279, 4, strips, counts),
        (284, 3, 1, 1),
    ] {
        file.extend(tag.to_le_bytes());
        file.extend(kind.to_le_bytes());
        file.extend(count.to_le_bytes());
        file.extend(value.to_le_bytes());
    }
    file.extend([0; 4]);
    file.resize((data + strip_bytes) as usize, 128);
    (0..strips).for_each(|_| file.extend(data.to_le_bytes()));
    (0..strips).for_each(|_| file.extend(strip_bytes.to_le_bytes()));
    (0..3).for_each(|_| file.extend(bits.to_le_bytes()));
    file
}

#[test]
fn a_tiff_of_more_than_256_mebibytes_is_read() {
    let file = repeated_tiff(10_000, 10_000, 8, 100);
    let limits = Limits {
        max_pixels: 100_000_000,
        max_decoded_bytes: 300_000_000,
        ..LIMITS
    };
    let image = decode(&file, &limits).expect("it is within the limits");
    let last = Region::new(9_999, 9_999, 1, 1);
    let tile = image.render(last, &Pull::new()).expect("it renders");
    assert!((tile.px[0] - 0.2158).abs() < 1e-3, "{:?}", tile.px);
}

#[test]
fn a_picture_that_takes_more_memory_than_allowed_is_refused_with_the_limit() {
    let limits = Limits {
        max_decoded_bytes: 5 << 20,
        ..LIMITS
    };
    for (bits, expected) in [
        (8, None),
        (16, Some("takes 6 MiB of memory; at most 5 MiB")),
    ] {
        let file = repeated_tiff(1_000, 1_000, bits, 100);
        let said = decode(&file, &limits).err().map(|error| error.to_string());
        let probed = probe(&file, &limits).err().map(|error| error.to_string());
        assert_eq!(said, probed);
        match (said, expected) {
            (None, None) => {}
            (Some(said), Some(expected)) => assert!(said.contains(expected), "{said}"),
            (said, _) => panic!("{bits} bits: {said:?}"),
        }
    }
}

#[test]
fn a_small_file_that_claims_a_huge_picture_is_refused_with_the_limit() {
    let mut bytes = png(&[1, 2, 3], 1, 1, ExtendedColorType::Rgb8, None);
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    assert!(bytes.len() < 150);
    let said = message(&bytes);
    assert!(
        said.contains("60000 × 60000") && said.contains("at most 4 megapixels"),
        "{said}"
    );
    assert!(matches!(
        probe(&bytes, &LIMITS),
        Err(MediaError::TooLarge { .. })
    ));
}

#[test]
fn a_file_with_too_many_bytes_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("big.png");
    std::fs::File::create(&path)
        .and_then(|file| file.set_len(9_000_000))
        .expect("a sparse file");
    let said = decode(&path, &LIMITS).err().expect("refused").to_string();
    assert!(said.contains("9000000 bytes"), "{said}");
}

#[test]
fn what_is_no_picture_is_named() {
    for (bytes, expected) in [
        (
            &b"Dear all,\nplease find attached"[..],
            "This is a text file, not a picture",
        ),
        (b"", "an empty file"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"%PDF-1.7", "a PDF document"),
        (b"<!doctype html><title>x", "a web page"),
        (b"<svg xmlns=''/>", "an SVG drawing"),
        (b"8BPS", "a Photoshop document"),
        (b"\x00\x00\x00\x18ftypheic", "a HEIC photo"),
        (b"\x00\x01\x02\x03\xfe\xff", "a file of unknown kind"),
    ] {
        let said = message(bytes);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_file_that_ends_too_early_says_so() {
    let image = hashed_opaque(80, 60, 3);
    for format in [
        Format::Png8,
        Format::Jpeg { quality: 80 },
        Format::WebP { quality: 80 },
    ] {
        let bytes = written(&image, format);
        let said = message(&bytes[..bytes.len() * 2 / 3]);
        assert!(
            said.contains("The file ends too early"),
            "{format:?}: {said}"
        );
    }
}

#[test]
fn what_a_reader_says_of_a_damaged_file_stands_behind_our_words() {
    let image = hashed_opaque(80, 60, 3);
    let mut png = written(&image, Format::Png8);
    let data = png.windows(4).position(|name| name == b"IDAT");
    let data = data.expect("it has pixels") + 4;
    png[data..data + 8].fill(0xa5);
    // Its reader says so as if the file system had.
    let mut tiff = Cursor::new(Vec::new());
    tiff::encoder::TiffEncoder::new(&mut tiff)
        .expect("a TIFF")
        .with_compression(tiff::encoder::Compression::Lzw)
        .write_image::<tiff::encoder::colortype::Gray8>(80, 60, &png[png.len() - 4800..])
        .expect("it is written");
    let mut tiff = tiff.into_inner();
    tiff[200..300].fill(0xff);
    for bytes in [png, tiff] {
        let said = message(&bytes);
        let ours = "The picture is damaged: what is coded in it can't be decoded (";
        assert!(said.starts_with(ours), "{said}");
        let end = "). Open and save it again in another program.";
        assert!(said.ends_with(end), "{said}");
        assert!(!said.contains("Format error"), "{said}");
    }
}

#[test]
fn a_kind_of_jpeg_that_is_not_read_is_named() {
    let bytes = written(&hashed_opaque(80, 60, 3), Format::Jpeg { quality: 80 });
    let frame = bytes.windows(2).position(|two| two == [0xff, 0xc0]);
    let frame = frame.expect("it has a frame");
    for (at, value, kind) in [
        (frame + 4, 12, "a JPEG with 12 bits a channel"),
        (frame + 1, 0xc3, "a JPEG without loss or with arithmetic"),
        (frame + 1, 0xc9, "a JPEG without loss or with arithmetic"),
    ] {
        let mut bytes = bytes.clone();
        bytes[at] = value;
        let said = message(&bytes);
        let expected = format!("This kind of picture is not read: {kind}");
        assert!(said.starts_with(&expected), "{said}");
    }
}

#[test]
fn no_prefix_of_a_file_makes_the_reader_panic() {
    let image = hashed(24, 18, 3);
    let mut tiff = Cursor::new(Vec::new());
    TiffEncoder::new(&mut tiff)
        .write_image(&[9; 24 * 18 * 3], 24, 18, ExtendedColorType::Rgb8)
        .expect("it is written");
    let mut files = vec![tiff.into_inner()];
    files.extend(
        [
            Format::Png8,
            Format::Jpeg { quality: 80 },
            Format::WebP { quality: 80 },
        ]
        .map(|f| written(&image, f)),
    );
    for file in files {
        for end in (0..file.len() - 12).step_by(7) {
            assert!(
                decode(&file[..end], &LIMITS).is_err(),
                "{end} of {}",
                file.len()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_files_never_panic(at in any::<proptest::sample::Index>(), value in any::<u8>(), which in 0_usize..4) {
        let image = hashed(20, 14, 8);
        let format = [Format::Png8, Format::Jpeg { quality: 60 }, Format::WebP { quality: 60 }, Format::Png16][which];
        let mut bytes = written(&image, format);
        let at = at.index(bytes.len());
        bytes[at] = value;
        if let Ok(read) = decode(&bytes, &LIMITS) {
            whole(&read);
        }
    }
}

/// Fails below a row.
struct Broken;

impl Picture for Broken {
    fn size(&self) -> (u32, u32) {
        (64, 4000)
    }

    fn render(&self, region: Region, _: &Pull) -> Result<Tile, RenderError> {
        if region.bottom() > 2000 {
            Err(RenderError::Failed("the tape is torn".into()))
        } else {
            Ok(Tile::clear(region))
        }
    }
}

#[test]
fn an_error_while_rendering_comes_out_of_every_encoder() {
    let image: Image = Arc::new(Broken);
    for format in [
        Format::Png8,
        Format::Png16,
        Format::Jpeg { quality: 80 },
        Format::WebP { quality: 80 },
    ] {
        let error = encode(
            &image,
            format,
            &Pull::new(),
            &|_| {},
            &mut Cursor::new(Vec::new()),
        )
        .expect_err("it fails");
        assert_eq!(error.to_string(), "the tape is torn", "{format:?}");
    }
}

#[test]
fn stopping_a_pull_stops_every_encoder() {
    for format in [
        Format::Png8,
        Format::Jpeg { quality: 80 },
        Format::WebP { quality: 80 },
    ] {
        let pull = Pull::new();
        let stop = |done: f32| {
            if done > 0.2 {
                pull.cancel()
            }
        };
        let error = encode(
            &hashed(64, 3000, 1),
            format,
            &pull,
            &stop,
            &mut Cursor::new(Vec::new()),
        )
        .expect_err("it stops");
        assert!(error.is_cancelled(), "{format:?}: {error}");
    }
}

#[test]
fn encoders_work_from_inside_the_pool_that_renders() {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a pool");
    let image = hashed_opaque(50, 700, 1);
    for format in [
        Format::Png8,
        Format::Jpeg { quality: 80 },
        Format::WebP { quality: 100 },
    ] {
        assert_eq!(
            pool.install(|| written(&image, format)),
            written(&image, format),
            "{format:?}"
        );
    }
}

#[test]
fn strips_come_in_order_cover_the_picture_and_progress_ends_at_one() {
    let image = hashed(37, 1111, 5);
    let heard = std::sync::Mutex::new(Vec::new());
    let mut next = 0;
    let progress = |done: f32| heard.lock().expect("nobody panicked").push(done);
    render_rows(&image, &Pull::new(), &progress, |strip| {
        assert_eq!((strip.region.y, strip.region.w), (next, 37));
        next = strip.region.bottom();
        Ok::<_, RenderError>(())
    })
    .expect("it renders");
    assert_eq!(next, 1111);
    let heard = heard.into_inner().expect("nobody panicked");
    assert!(
        heard.windows(2).all(|pair| pair[0] < pair[1]) && heard.last() == Some(&1.0),
        "{heard:?}"
    );
}

#[test]
fn a_thumbnail_has_the_longest_side_asked_for_and_is_never_enlarged() {
    let pull = Pull::new();
    for (size, longest, expected) in [
        ((300, 100), 60, (60, 20)),
        ((10, 40), 60, (10, 40)),
        ((5000, 1), 50, (50, 1)),
    ] {
        let small = thumbnail(&hashed(size.0, size.1, 2), longest, &pull).expect("a thumbnail");
        assert_eq!((small.width, small.height), expected);
        assert_eq!(read_back(&small.bytes).width(), expected.0);
    }
}

#[test]
fn a_proxy_is_the_picture_resized() {
    let file = written(&hashed_opaque(200, 100, 2), Format::Png8);
    let full = decode(&file, &LIMITS).expect("it is read");
    let proxy = decode_at_scale(&file, &LIMITS, 0.25, &Pull::new()).expect("a proxy");
    assert_eq!(proxy.size(), (50, 25));
    let resized = resize(full, 50, 25, gesso_media::Filter::Bilinear);
    assert_eq!(whole(&proxy), whole(&resized));
}

#[test]
fn kept_pixels_and_viewer_tiles_are_those_of_the_picture() {
    let image = hashed(90, 70, 4);
    let kept = materialise(&image, &Pull::new(), &|_| {}).expect("it renders");
    assert_eq!(kept.tile(), &whole(&image));
    let tile = image
        .render(Region::new(10, 20, 30, 40), &Pull::new())
        .expect("it renders");
    assert_eq!(
        read_back(&tile_png(&tile).expect("a PNG"))
            .into_rgba8()
            .dimensions(),
        (30, 40)
    );
}

#[test]
fn sizes_a_format_cannot_hold_are_refused_in_words() {
    let wide = solid(70_000, 1, [1.0; 4]);
    for (format, words) in [
        (Format::Jpeg { quality: 80 }, "65535"),
        (Format::WebP { quality: 80 }, "16383"),
    ] {
        let error = encode(
            &wide,
            format,
            &Pull::new(),
            &|_| {},
            &mut Cursor::new(Vec::new()),
        )
        .expect_err("too wide");
        assert!(error.to_string().contains(words), "{error}");
    }
    let empty = solid(0, 5, [1.0; 4]);
    assert!(
        encode(
            &empty,
            Format::Png8,
            &Pull::new(),
            &|_| {},
            &mut Cursor::new(Vec::new())
        )
        .is_err()
    );
}
