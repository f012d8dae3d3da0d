//! TIFF, EXR, animations, profiles on the way out, and dithering: nothing is lost that the format can hold.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::native::{
    Av1, Colors, Encoding, Format, Frame, Limits, MediaError, decode, delays, encode, frames, probe,
};
use gesso_media::{Image, Picture, Pull, Region, RenderError, Tile, solid};
use image::codecs::{gif::GifEncoder, png::PngDecoder};
use image::{Delay, ImageDecoder as _, RgbaImage};
use moxcms::ColorProfile;

const LIMITS: Limits = Limits {
    max_pixels: 4_000_000,
    max_side: 40_000,
    max_bytes: 8_000_000,
    max_decoded_bytes: 64 << 20,
    av1: Av1::Here,
};

fn written(image: &Image, encoding: impl Into<Encoding>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    encode(image, encoding, &Pull::new(), &|_| {}, &mut bytes).expect("it is written");
    bytes.into_inner()
}

fn read(bytes: &[u8]) -> Image {
    decode(bytes, &LIMITS).expect("it is read")
}

/// Given pixels, and whether they are to be taken for opaque.
struct Given(Tile, bool);

impl Picture for Given {
    fn size(&self) -> (u32, u32) {
        (self.0.region.w, self.0.region.h)
    }

    fn render(&self, region: Region, _: &Pull) -> Result<Tile, RenderError> {
        let mut tile = Tile::clear(region);
        tile.paste(&self.0);
        Ok(tile)
    }

    fn is_opaque(&self) -> bool {
        self.1
    }
}

fn given(w: u32, h: u32, px: Vec<f32>, opaque: bool) -> Image {
    let region = Region::new(0, 0, w, h);
    Arc::new(Given(Tile { region, px }, opaque))
}

/// Numbers of all sizes: dark, beyond white, negative, tiny.
fn wide_range(w: u32, h: u32, opaque: bool) -> Image {
    let noise = whole(&if opaque {
        hashed_opaque(w, h, 5)
    } else {
        hashed(w, h, 5)
    });
    let stretch = |(i, v): (usize, f32)| match (i % 4, i % 7) {
        (3, _) => v,
        (_, 0) => v * 40_000.0,
        (_, 1) => -v,
        (_, 2) => v * 1e-20,
        _ => v,
    };
    let px = noise.px.into_iter().enumerate().map(stretch).collect();
    given(w, h, px, opaque)
}

#[test]
fn floats_come_back_bit_for_bit_from_tiff_and_exr() {
    for (w, h) in [(1, 1), (37, 41), (300, 33), (3000, 2)] {
        for opaque in [true, false] {
            let image = wide_range(w, h, opaque);
            for format in [Format::Tiff32, Format::Exr32] {
                let bytes = written(&image, format);
                let back = read(&bytes);
                assert_eq!(back.is_opaque(), opaque, "{format:?}");
                assert!(whole(&back) == whole(&image), "{format:?} of {w} × {h}");
                let probed = probe(&bytes, &LIMITS).expect("it is probed");
                assert_eq!((probed.width, probed.height), (w, h));
                assert_eq!((probed.bit_depth, probed.alpha), (32, !opaque));
                assert_eq!(probed.media_type, format.media_type());
            }
        }
    }
}

#[test]
fn half_floats_keep_three_digits_and_the_largest_instead_of_infinity() {
    let px = vec![1.0, 0.333_333, -2.5, 1.0, 1e9, 0.0, 1e-3, 1.0];
    let bytes = written(&given(2, 1, px, true), Format::Exr16);
    let back = whole(&read(&bytes)).px;
    assert_eq!(back[0], 1.0);
    assert!((back[1] - 0.333_333).abs() < 2e-4);
    assert_eq!(back[2], -2.5);
    assert_eq!(back[4], 65_504.0);
    assert_eq!(probe(&bytes, &LIMITS).expect("probed").bit_depth, 16);
}

#[test]
fn every_16_bit_value_comes_back_from_tiff_as_from_png() {
    for channels in [3_usize, 4] {
        let words: Vec<u16> = (0..=65_535_u16)
            .flat_map(|v| {
                // A colour under little alpha has no 65 536 steps left.
                let alpha = if v % 3 == 0 { 65_535 } else { v | 0xc000 };
                [v, 65_535 - v, v.rotate_left(8), alpha]
                    .into_iter()
                    .take(channels)
            })
            .collect();
        let color = if channels == 3 {
            image::ExtendedColorType::Rgb16
        } else {
            image::ExtendedColorType::Rgba16
        };
        let bytes: Vec<u8> = words.iter().flat_map(|v| v.to_ne_bytes()).collect();
        let mut png = Vec::new();
        image::ImageEncoder::write_image(
            image::codecs::png::PngEncoder::new(&mut png),
            &bytes,
            256,
            256,
            color,
        )
        .expect("it is written");
        let first = read(&png);
        for format in [Format::Tiff16, Format::Png16] {
            let file = written(&first, format);
            let other = image::load_from_memory(&file).expect("another reader reads it");
            let found = if channels == 3 {
                other.into_rgb16().into_raw()
            } else {
                other.into_rgba16().into_raw()
            };
            assert!(found == words, "{format:?} with {channels} channels");
            assert!(whole(&read(&file)) == whole(&first), "{format:?}");
        }
    }
}

/// A TIFF written by the crate `tiff`, with more tags.
fn tiff_of<C: tiff::encoder::colortype::ColorType>(
    w: u32,
    h: u32,
    samples: &[C::Inner],
    tags: &[(u16, u16)],
) -> Vec<u8>
where
    [C::Inner]: tiff::encoder::TiffValue,
{
    let mut out = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut out).expect("it begins");
    let mut image = encoder.new_image::<C>(w, h).expect("a page");
    for &(tag, value) in tags {
        image
            .encoder()
            .write_tag(tiff::tags::Tag::from_u16_exhaustive(tag), value)
            .expect("a tag");
    }
    image.write_data(samples).expect("it is written");
    out.into_inner()
}

#[test]
fn a_tiff_is_turned_upright() {
    use tiff::encoder::colortype::Gray8;
    let stored = [0_u8, 50, 100, 150, 200, 250];
    for (orientation, size, first) in [
        (1, (3, 2), 0),
        (3, (3, 2), 250),
        (6, (2, 3), 150),
        (8, (2, 3), 100),
    ] {
        let file = tiff_of::<Gray8>(3, 2, &stored, &[(274, orientation)]);
        let probed = probe(&file, &LIMITS).expect("it is probed");
        assert_eq!((probed.width, probed.height), size);
        let image = read(&file);
        assert_eq!(image.size(), size);
        let expected = gesso_media::math::srgb_decode_exact(f64::from(first) / 255.0) as f32;
        assert_eq!(whole(&image).px[0], expected, "orientation {orientation}");
    }
}

#[test]
fn grey_floats_and_whole_numbers_of_32_bits_are_read() {
    use tiff::encoder::colortype::{Gray32, Gray32Float};
    let file = tiff_of::<Gray32Float>(2, 1, &[0.25, f32::INFINITY], &[]);
    let tile = whole(&read(&file));
    assert_eq!(
        tile.px,
        [0.25, 0.25, 0.25, 1.0, 65_504.0, 65_504.0, 65_504.0, 1.0]
    );
    let file = tiff_of::<Gray32>(2, 1, &[0, u32::MAX], &[]);
    let tile = whole(&read(&file));
    assert_eq!(tile.px, [0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
}

#[test]
fn noise_in_a_tiff_takes_no_more_room_than_zlib_promises() {
    let (w, h) = (300, 40);
    let noise = hashed_opaque(w, h, 3);
    for (format, bytes) in [(Format::Tiff16, 2), (Format::Tiff32, 4)] {
        let file = written(&noise, format);
        let mut tiff = tiff::decoder::Decoder::new(Cursor::new(&file)).expect("it opens");
        let tag = tiff::tags::Tag::StripByteCounts;
        let counts = tiff.get_tag_u64_vec(tag).expect("strips");
        let rows = tiff.chunk_dimensions().1;
        let strip = u64::from(w * rows * 3 * bytes);
        // As `compressBound` reckons.
        let most = strip + (strip >> 12) + (strip >> 14) + 13;
        assert!(
            counts.iter().all(|count| *count <= most),
            "{format:?}: {counts:?} of {strip}"
        );
        let back = whole(&read(&file)).px;
        let expected = whole(&noise).px;
        let near = |(a, b): (&f32, &f32)| (a - b).abs() < 1e-4;
        assert!(back.iter().zip(&expected).all(near), "{format:?}");
    }
}

/// A little-endian TIFF of these entries; what is longer than four bytes stands behind the directory, `data` after that at
/// the place that entry 273 gets.
fn raw_tiff(entries: &[(u16, u16, &[u16])], data: &[u8]) -> Vec<u8> {
    let mut file = b"II*\0\x08\0\0\0".to_vec();
    let count = entries.len() + 2;
    let mut behind = Vec::new();
    let first = 8 + 2 + count * 12 + 4;
    let mut all: Vec<(u16, u16, Vec<u16>)> = entries
        .iter()
        .map(|(tag, kind, values)| (*tag, *kind, values.to_vec()))
        .collect();
    all.push((273, 3, vec![0]));
    all.push((279, 3, vec![data.len() as u16]));
    all.sort_by_key(|(tag, _, _)| *tag);
    let longer: usize = all
        .iter()
        .filter(|(_, _, v)| v.len() > 2)
        .map(|(_, _, v)| v.len() * 2)
        .sum();
    file.extend((count as u16).to_le_bytes());
    for (tag, kind, values) in all {
        file.extend(tag.to_le_bytes());
        file.extend(kind.to_le_bytes());
        file.extend((values.len() as u32).to_le_bytes());
        let bytes: Vec<u8> = match tag {
            273 => ((first + longer) as u16).to_le_bytes().to_vec(),
            _ => values.iter().flat_map(|v| v.to_le_bytes()).collect(),
        };
        if bytes.len() > 4 {
            file.extend(((first + behind.len()) as u32).to_le_bytes());
            behind.extend(bytes);
        } else {
            let mut four = bytes;
            four.resize(4, 0);
            file.extend(four);
        }
    }
    file.extend([0; 4]);
    file.extend(behind);
    file.extend(data);
    file
}

#[test]
fn single_bits_inks_and_alpha_that_is_multiplied_in_are_read() {
    let bits = raw_tiff(
        &[
            (256, 3, &[10]),
            (257, 3, &[1]),
            (258, 3, &[1]),
            (262, 3, &[1]),
            (277, 3, &[1]),
            (278, 3, &[1]),
        ],
        &[0b1010_0000, 0b0100_0000],
    );
    let greys: Vec<f32> = whole(&read(&bits))
        .px
        .chunks_exact(4)
        .map(|px| px[0])
        .collect();
    assert_eq!(greys, [1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    let inks = raw_tiff(
        &[
            (256, 3, &[2]),
            (257, 3, &[1]),
            (258, 3, &[8; 4]),
            (262, 3, &[5]),
            (277, 3, &[4]),
            (278, 3, &[1]),
        ],
        &[0, 255, 255, 0, 0, 0, 0, 255],
    );
    assert_eq!(
        whole(&read(&inks)).px,
        [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]
    );
    let multiplied = raw_tiff(
        &[
            (256, 3, &[1]),
            (257, 3, &[1]),
            (258, 3, &[8; 4]),
            (262, 3, &[2]),
            (277, 3, &[4]),
            (278, 3, &[1]),
            (338, 3, &[1]),
        ],
        &[128, 64, 0, 128],
    );
    let tile = whole(&read(&multiplied)).px;
    let alpha = 128.0 / 255.0;
    let half = gesso_media::math::srgb_decode_exact(128.0 / 255.0) as f32;
    for (found, expected) in tile.iter().zip([alpha, half * alpha, 0.0, alpha]) {
        assert!((found - expected).abs() < 3e-3, "{tile:?}");
    }
}

#[test]
fn a_tiff_with_a_palette_is_refused_in_words() {
    let file = raw_tiff(
        &[
            (256, 3, &[2]),
            (257, 3, &[1]),
            (258, 3, &[8]),
            (262, 3, &[3]),
            (277, 3, &[1]),
            (278, 3, &[1]),
            (320, 3, &[0; 768]),
        ],
        &[0, 1],
    );
    let said = decode(&file, &LIMITS).err().expect("refused").to_string();
    assert!(said.contains("a TIFF with a palette"), "{said}");
}

#[test]
fn planes_that_lie_apart_give_the_same_picture() {
    let file = |planar: u16, data: &[u8]| {
        // One strip for each plane.
        let mut file = raw_tiff(
            &[
                (256, 3, &[2]),
                (257, 3, &[1]),
                (258, 3, &[8; 3]),
                (262, 3, &[2]),
                (277, 3, &[3]),
                (278, 3, &[1]),
                (284, 3, &[planar]),
            ],
            data,
        );
        if planar == 2 {
            let data_at = file.len() - data.len();
            let strips: Vec<u16> = (0..3).map(|i| (data_at + 12 + i * 2) as u16).collect();
            let count = usize::from(u16::from_le_bytes([file[8], file[9]]));
            let lists = data_at as u32;
            for i in 0..count {
                let entry = 10 + i * 12;
                let tag = u16::from_le_bytes([file[entry], file[entry + 1]]);
                let place = match tag {
                    273 => lists,
                    279 => lists + 6,
                    _ => continue,
                };
                file[entry + 4..entry + 8].copy_from_slice(&3_u32.to_le_bytes());
                file[entry + 8..entry + 12].copy_from_slice(&place.to_le_bytes());
            }
            file.truncate(data_at);
            strips.iter().for_each(|v| file.extend(v.to_le_bytes()));
            (0..3).for_each(|_| file.extend(2_u16.to_le_bytes()));
            file.extend(data);
        }
        file
    };
    let together = read(&file(1, &[10, 20, 30, 40, 50, 60]));
    let apart = read(&file(2, &[10, 40, 20, 50, 30, 60]));
    assert_eq!(whole(&apart), whole(&together));
}

#[test]
fn an_exr_shows_its_display_window_and_is_clear_where_it_has_no_data() {
    use exr::prelude::{
        Encoding as ExrEncoding, IntegerBounds, Layer, LayerAttributes, SpecificChannels, Vec2,
        WritableImage as _,
    };
    let channels =
        SpecificChannels::rgb(|at: Vec2<usize>| (at.x() as f32 + 1.0, f32::NAN, f32::NEG_INFINITY));
    let attributes = LayerAttributes::named("shot").with_position(Vec2(-1, 1));
    let layer = Layer::new((3, 1), attributes, ExrEncoding::FAST_LOSSLESS, channels);
    let mut image = exr::prelude::Image::from_layer(layer);
    image.attributes.display_window = IntegerBounds::new((0, 0), (3, 2));
    let mut file = Cursor::new(Vec::new());
    image.write().to_buffered(&mut file).expect("it is written");
    let tile = whole(&read(&file.into_inner()));
    assert_eq!((tile.region.w, tile.region.h), (3, 2));
    assert_eq!(tile.px[..12], [0.0; 12]);
    // What has no value is black, what has no end the largest of a half float.
    assert_eq!(
        tile.px[12..],
        [
            2.0, 0.0, -65_504.0, 1.0, 3.0, 0.0, -65_504.0, 1.0, 0.0, 0.0, 0.0, 0.0
        ]
    );
}

#[test]
fn an_exr_with_other_primaries_becomes_srgb() {
    use exr::meta::attribute::Chromaticities;
    use exr::prelude::{SpecificChannels, Vec2, WritableImage as _};
    let channels = SpecificChannels::rgb(|_: Vec2<usize>| (0.5_f32, 0.5_f32, 0.5_f32));
    let mut image = exr::prelude::Image::from_channels((1, 1), channels);
    // ACES AP0.
    image.attributes.chromaticities = Some(Chromaticities {
        red: Vec2(0.7347, 0.2653),
        green: Vec2(0.0, 1.0),
        blue: Vec2(0.0001, -0.077),
        white: Vec2(0.321_68, 0.337_67),
    });
    let mut file = Cursor::new(Vec::new());
    image.write().to_buffered(&mut file).expect("it is written");
    // Grey stays grey whatever the white was.
    let px = whole(&read(&file.into_inner())).px;
    assert!(px[..3].iter().all(|v| (v - 0.5).abs() < 2e-3), "{px:?}");
}

#[test]
fn the_profile_asked_for_is_inside_and_brings_the_same_colours_back() {
    // A green that sRGB does not have, as light of its primaries.
    let green = [-0.2_f32, 0.9, 0.1, 1.0];
    let image = given(8, 8, green.repeat(64), true);
    for format in [
        Format::Png8,
        Format::Png16,
        Format::Jpeg { quality: 100 },
        Format::WebP { quality: 100 },
        Format::WebP { quality: 90 },
        Format::Tiff16,
    ] {
        let wide = Encoding {
            colors: Colors::DisplayP3,
            ..format.into()
        };
        let bytes = written(&image, wide);
        assert!(
            probe(&bytes, &LIMITS).expect("it is probed").icc,
            "{format:?}"
        );
        let px = whole(&read(&bytes)).px;
        for (found, expected) in px.iter().zip(green) {
            assert!(
                (found - expected).abs() < 0.02,
                "{format:?}: {:?}",
                &px[..4]
            );
        }
        let narrow = whole(&read(&written(&image, format))).px;
        assert!(narrow[0].abs() < 0.01, "{format:?}: {:?}", &narrow[..4]);
    }
    let profile = ColorProfile::new_display_p3();
    assert!(profile.is_matrix_shaper());
}

#[test]
fn a_profile_is_one_that_strict_programs_take() {
    // libpng and libvips pass over a profile that is not so.
    let image = given(1, 1, vec![0.5, 0.5, 0.5, 1.0], true);
    for colors in [Colors::Srgb, Colors::DisplayP3] {
        let encoding = Encoding {
            colors,
            ..Format::Tiff16.into()
        };
        let bytes = written(&image, encoding);
        let signature = bytes.windows(4).position(|four| four == b"acsp");
        let profile = &bytes[signature.expect("a profile") - 36..];
        let long = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().expect("four"));
        let size = long(0) as usize;
        assert!(size.is_multiple_of(4) && size <= profile.len(), "{size}");
        assert_eq!([68, 72, 76].map(long), [0xf6d6, 0x1_0000, 0xd32d], "D50");
        // The same picture gives the same file whenever it is written.
        assert_eq!(profile[24..36], *b"\x07\xd0\0\x01\0\x01\0\0\0\0\0\0");
        for tag in 0..long(128) as usize {
            let entry = 132 + tag * 12;
            let (at, length) = (long(entry + 4) as usize, long(entry + 8) as usize);
            assert!(at.is_multiple_of(4) && at + length <= size, "tag {tag}");
        }
        let read = ColorProfile::new_from_slice(&profile[..size]).expect("it is read");
        assert!(read.is_matrix_shaper());
        let sum = [read.red_colorant, read.green_colorant, read.blue_colorant]
            .map(|xyz| [xyz.x, xyz.y, xyz.z])
            .into_iter()
            .fold([0.0; 3], |sum, xyz| [0, 1, 2].map(|i| sum[i] + xyz[i]));
        for (sum, white) in sum.iter().zip([0.9642, 1.0, 0.8249]) {
            assert!((sum - white).abs() < 5e-4, "{sum} of {white}");
        }
    }
}

#[test]
fn a_transparent_webp_keeps_its_alpha_beside_a_profile() {
    let image = hashed(40, 30, 9);
    let plain = written(&image, Format::WebP { quality: 100 });
    let wide = Encoding {
        colors: Colors::DisplayP3,
        ..Format::WebP { quality: 100 }.into()
    };
    let alphas = |bytes: &[u8]| -> Vec<f32> {
        whole(&read(bytes))
            .px
            .chunks_exact(4)
            .map(|px| px[3])
            .collect()
    };
    assert_eq!(alphas(&written(&image, wide)), alphas(&plain));
}

/// The profile in a file, as other programs find it.
fn profile_in(file: &[u8]) -> Option<ColorProfile> {
    if file.starts_with(b"\x89PNG") {
        let mut png = PngDecoder::new(Cursor::new(file)).expect("a PNG");
        let profile = png.icc_profile().expect("chunks are read")?;
        return Some(ColorProfile::new_from_slice(&profile).expect("a profile"));
    }
    let signature = file.windows(4).position(|four| four == b"acsp")?;
    let profile = &file[signature - 36..];
    let size = u32::from_be_bytes(profile[..4].try_into().expect("four bytes"));
    let profile = ColorProfile::new_from_slice(&profile[..size as usize]);
    Some(profile.expect("a profile"))
}

#[test]
fn every_file_says_what_its_colours_are() {
    let image = given(8, 8, [0.2, 0.5, 0.1, 1.0].repeat(64), true);
    let has = |file: &[u8], chunk: &[u8; 4]| file.windows(4).any(|four| four == chunk);
    for format in [
        Format::Png8,
        Format::Png16,
        Format::Jpeg { quality: 90 },
        Format::WebP { quality: 100 },
        Format::WebP { quality: 90 },
        Format::Tiff16,
    ] {
        let with = |colors| Encoding {
            colors,
            ..format.into()
        };
        let wide = written(&image, with(Colors::DisplayP3));
        let near = |a: f64, b: f64| (a - b).abs() < 0.002;
        // The X of the red primary, adapted to D50: 0.515 in Display P3, 0.436 in sRGB.
        let found = profile_in(&wide).expect("it is marked");
        assert!(near(found.red_colorant.x, 0.515), "{format:?}");
        let narrow = written(&image, with(Colors::Srgb));
        match (format, profile_in(&narrow)) {
            // A chunk of four letters says it all.
            (Format::Png8 | Format::Png16, found) => {
                assert!(found.is_none() && has(&narrow, b"sRGB"));
                assert!(has(&wide, b"cICP") && !has(&wide, b"sRGB"));
            }
            // Without a profile it is sRGB: the format says so.
            (Format::WebP { .. }, found) => assert!(found.is_none() && !has(&narrow, b"ICCP")),
            (_, found) => {
                let found = found.expect("it is marked");
                assert!(near(found.red_colorant.x, 0.436), "{format:?}");
            }
        }
        // Whatever the mark, the colours that both have are the same when read.
        let (a, b) = (whole(&read(&wide)), whole(&read(&narrow)));
        for (a, b) in a.px.iter().zip(&b.px) {
            assert!((a - b).abs() < 0.02, "{format:?}");
        }
    }
}

/// The bytes of a file with 8 bits a channel.
fn bytes_of(image: &Image, format: Format, dither: bool) -> Vec<u8> {
    let encoding = Encoding {
        dither,
        ..format.into()
    };
    let file = written(image, encoding);
    let read = image::load_from_memory(&file).expect("it is read");
    read.into_rgb8().into_raw()
}

/// A picture of one grey, in steps of 8 bits.
fn step(step: f64) -> Image {
    let light = gesso_media::math::srgb_decode_exact(step / 255.0) as f32;
    given(64, 64, [light, light, light, 1.0].repeat(64 * 64), true)
}

#[test]
fn dithering_leaves_whole_values_and_hides_the_steps_of_gradients() {
    // Between two steps of 8 bits: with the pattern a quarter of the pixels takes the upper one.
    let count = |bytes: &[u8], value: u8| bytes.iter().filter(|&&v| v == value).count();
    for format in [Format::Png8, Format::WebP { quality: 100 }] {
        let dithered = bytes_of(&step(100.25), format, true);
        let upper = count(&dithered, 101);
        assert_eq!(count(&dithered, 100) + upper, dithered.len(), "{format:?}");
        let part = upper as f32 / dithered.len() as f32;
        assert!((part - 0.25).abs() < 0.03, "{format:?}: {part}");
        let mut pixels = dithered.chunks_exact(3);
        assert!(pixels.all(|px| px[0] == px[1] && px[1] == px[2]));
        let plain = bytes_of(&step(100.25), format, false);
        assert_eq!(count(&plain, 100), plain.len(), "{format:?}");
        for whole in [0.0, 1.0, 128.0, 254.0, 255.0] {
            let bytes = bytes_of(&step(whole), format, true);
            assert_eq!(count(&bytes, whole as u8), bytes.len(), "{format:?}");
        }
    }
}

#[test]
fn formats_that_round_anew_are_not_dithered() {
    let image = step(100.25);
    for format in [Format::Jpeg { quality: 100 }, Format::WebP { quality: 99 }] {
        let file = |dither| {
            let encoding = Encoding {
                dither,
                ..format.into()
            };
            written(&image, encoding)
        };
        assert!(file(true) == file(false), "{format:?}");
    }
}

#[test]
fn dithering_does_not_depend_on_how_the_picture_is_cut() {
    // Many strips against one: the pattern follows the place in the picture.
    let tall = hashed_opaque(700, 2000, 3);
    let whole_picture = written(&tall, Format::Png8);
    let all = image::load_from_memory(&whole_picture)
        .expect("it is read")
        .into_rgb8();
    for top in [0, 777, 1990] {
        let part = gesso_media::crop(Arc::clone(&tall), Region::new(0, top, 700, 10));
        let plain = Encoding {
            dither: false,
            ..Format::Png8.into()
        };
        let part = image::load_from_memory(&written(&part, plain))
            .expect("it is read")
            .into_rgb8();
        let apart = part
            .enumerate_pixels()
            .map(|(x, y, px)| all.get_pixel(x, y + top as u32).0[0].abs_diff(px.0[0]))
            .max();
        assert!(apart <= Some(1));
    }
    let again = written(&tall, Format::Png8);
    assert!(again == whole_picture);
}

fn animation() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new(&mut file);
    for (shade, ms) in [(0_u8, 100), (120, 50), (255, 200)] {
        let picture = RgbaImage::from_pixel(5, 4, image::Rgba([shade, shade, shade, 255]));
        let delay = Delay::from_numer_denom_ms(ms, 1);
        encoder
            .encode_frame(image::Frame::from_parts(picture, 0, 0, delay))
            .expect("a frame");
    }
    drop(encoder);
    file
}

#[test]
fn an_animation_gives_its_frames_in_order_and_its_first_as_the_picture() {
    let file = animation();
    let found = frames(&file, 0, u64::MAX / 2, &LIMITS, &Pull::new()).expect("frames");
    let times: Vec<Duration> = [100, 50, 200].map(Duration::from_millis).to_vec();
    assert_eq!(
        found.iter().map(|frame| frame.delay).collect::<Vec<_>>(),
        times
    );
    assert_eq!(delays(&file, &LIMITS, &Pull::new()).expect("delays"), times);
    let shades: Vec<f32> = found
        .iter()
        .map(|frame| whole(&frame.image).px[0])
        .collect();
    assert!(
        shades[0] < 0.01 && (shades[1] - 0.19).abs() < 0.02 && shades[2] > 0.99,
        "{shades:?}"
    );
    assert_eq!(whole(&read(&file)), whole(&found[0].image));
    assert_eq!(
        probe(&file, &LIMITS).expect("probed").media_type,
        "image/gif"
    );
}

#[test]
fn pictures_of_an_animation_are_taken_from_any_on_as_far_as_there_is_room() {
    let file = animation();
    let all = frames(&file, 0, u64::MAX / 2, &LIMITS, &Pull::new()).expect("frames");
    let one = 5 * 4 * 4;
    for (first, room, wanted) in [
        (0, 2 * one, 0..2),
        (1, 0, 1..2),
        (1, 9 * one, 1..3),
        (2, one, 2..3),
        (3, one, 3..3),
    ] {
        let found = frames(&file, first, room, &LIMITS, &Pull::new()).expect("frames");
        let pixels = |frames: &[Frame]| -> Vec<_> {
            frames.iter().map(|frame| whole(&frame.image)).collect()
        };
        assert_eq!(pixels(&found), pixels(&all[wanted]), "{first} {room}");
    }
    let still = written(&hashed(3, 2, 1), Format::Png8);
    let none = frames(&still, 1, one, &LIMITS, &Pull::new()).expect("frames");
    assert!(none.is_empty());
}

#[test]
fn a_file_with_one_picture_has_one_frame() {
    let image = hashed(9, 7, 1);
    for format in [
        Format::Png8,
        Format::WebP { quality: 100 },
        Format::Exr32,
        Format::Jpeg { quality: 90 },
    ] {
        let file = written(&image, format);
        let found = frames(&file, 0, u64::MAX / 2, &LIMITS, &Pull::new()).expect("frames");
        assert_eq!(found.len(), 1, "{format:?}");
        assert_eq!(whole(&found[0].image), whole(&read(&file)));
        assert_eq!(
            delays(&file, &LIMITS, &Pull::new()).expect("delays"),
            [Duration::ZERO]
        );
    }
}

#[test]
fn an_animation_that_takes_more_memory_than_allowed_is_refused_and_a_stopped_one_stops() {
    let file = animation();
    let small = Limits {
        max_decoded_bytes: 5 * 4 * 4 - 1,
        ..LIMITS
    };
    assert!(matches!(
        frames(&file, 0, u64::MAX / 2, &small, &Pull::new()),
        Err(MediaError::TooMuchMemory { .. })
    ));
    let pull = Pull::new();
    pull.cancel();
    assert!(
        frames(&file, 0, u64::MAX / 2, &LIMITS, &pull)
            .err()
            .expect("stopped")
            .is_cancelled()
    );
}

#[test]
fn the_smallest_and_the_longest_pictures_go_through_every_format() {
    for image in [
        solid(1, 1, [0.5, 0.2, 0.9, 0.0]),
        hashed(30_000, 10, 2),
        hashed_opaque(10, 30_000, 3),
    ] {
        let (w, h) = image.size();
        for format in [
            Format::Png8,
            Format::Png16,
            Format::Jpeg { quality: 80 },
            Format::WebP { quality: 80 },
            Format::Tiff16,
            Format::Tiff32,
            Format::Exr16,
            Format::Exr32,
        ] {
            let mut file = Cursor::new(Vec::new());
            let done = encode(&image, format, &Pull::new(), &|_| {}, &mut file);
            if matches!(format, Format::WebP { .. }) && w.max(h) > 16_383 {
                let said = done.expect_err("it does not fit").to_string();
                assert!(said.contains("16383"), "{said}");
                continue;
            }
            done.expect("it is written");
            assert_eq!(read(&file.into_inner()).size(), (w, h), "{format:?}");
        }
    }
}

#[test]
fn a_file_cut_short_says_so_in_the_new_formats_too() {
    let image = hashed(80, 60, 3);
    for format in [Format::Tiff16, Format::Tiff32, Format::Exr16, Format::Exr32] {
        let bytes = written(&image, format);
        let said = decode(&bytes[..bytes.len() * 2 / 3], &LIMITS)
            .err()
            .expect("it is cut")
            .to_string();
        assert!(
            said.contains("The file ends too early"),
            "{format:?}: {said}"
        );
    }
}
