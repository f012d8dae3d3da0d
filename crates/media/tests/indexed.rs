//! Kernels that mix no channels treat what the bytes of a file mean instead of its pixels, and nobody can tell.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::sync::Arc;

use gesso_media::native::{Format, Limits, decode, encode};
use gesso_media::{
    Cdl, Channels, Curves, Image, Knot, Levels, Picture, Pull, Region, RenderError, Tile, blur,
    cdl, curves, levels, noise, posterise,
};

/// A picture that does not say that it is one of bytes.
struct Silent(Image);

impl Picture for Silent {
    fn size(&self) -> (u32, u32) {
        self.0.size()
    }

    fn render(&self, region: Region, pull: &Pull) -> Result<Tile, RenderError> {
        self.0.render(region, pull)
    }

    fn is_opaque(&self) -> bool {
        self.0.is_opaque()
    }
}

fn file(from: [f32; 4], to: [f32; 4]) -> Image {
    let picture = noise(70, 40, from, to, 3, 2.0);
    let mut bytes = std::io::Cursor::new(Vec::new());
    encode(&picture, Format::Png8, &Pull::new(), &|_| {}, &mut bytes).unwrap();
    decode(&bytes.into_inner(), &Limits::default()).unwrap()
}

fn opaque() -> Image {
    file([0.0, 0.2, 1.0, 1.0], [1.0, 0.9, 0.0, 1.0])
}

fn bend(channels: Channels) -> Levels {
    Levels {
        channels,
        in_black: 0.1,
        gamma: 1.7,
        out_white: 0.9,
        ..Levels::default()
    }
}

fn grade(saturation: f32) -> Cdl {
    Cdl {
        slope: [1.2, 0.9, 1.1],
        power: [0.8, 1.0, 1.3],
        saturation,
        ..Cdl::default()
    }
}

fn bow() -> Curves {
    let knot = |x, y, slope| Knot { x, y, slope };
    Curves {
        all: vec![knot(0.0, 0.0, 1.5), knot(1.0, 1.0, 0.5)],
        channels: [
            vec![knot(0.0, 0.2, 1.0), knot(1.0, 0.8, 1.0)],
            Vec::new(),
            Vec::new(),
        ],
    }
}

/// Ten of them, one on the other.
fn chain(input: Image) -> Image {
    let once = |image| {
        let bent = levels(levels(image, &bend(Channels::Rgb)), &bend(Channels::Green));
        posterise(cdl(curves(bent, &bow()), &grade(1.0)), 90)
    };
    once(once(input))
}

fn whole(image: &Image) -> Tile {
    // Beyond the edges as well.
    let (w, h) = image.size();
    let region = Region::new(-3, -2, w + 5, h + 4);
    image.render(region, &Pull::new()).unwrap()
}

#[test]
fn a_chain_over_bytes_has_the_bits_of_one_over_pixels() {
    for source in [opaque(), file([0.3, 0.3, 0.3, 1.0], [0.8, 0.8, 0.8, 1.0])] {
        let silent: Image = Arc::new(Silent(Arc::clone(&source)));
        let (quick, plain) = (chain(source), chain(silent));
        assert!(quick.indexed().is_some(), "the chain is still bytes");
        assert!(plain.indexed().is_none());
        let (quick, plain) = (whole(&quick), whole(&plain));
        let bits = |tile: &Tile| tile.px.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&quick), bits(&plain));
    }
}

#[test]
fn a_chain_over_a_large_picture_of_16_bits_has_the_bits_of_one_over_pixels() {
    let file = |side: u32| {
        let words = (0..side * side * 3).map(|i| (i.wrapping_mul(2_654_435_761) >> 9) as u16);
        let bytes: Vec<u8> = words.flat_map(u16::to_ne_bytes).collect();
        let mut file = Vec::new();
        let encoder = image::codecs::png::PngEncoder::new(&mut file);
        let color = image::ExtendedColorType::Rgb16;
        image::ImageEncoder::write_image(encoder, &bytes, side, side, color).unwrap();
        decode(&file, &Limits::default()).unwrap()
    };
    let source = file(1024);
    let silent: Image = Arc::new(Silent(Arc::clone(&source)));
    let (quick, plain) = (chain(source), chain(silent));
    assert!(quick.indexed().is_some() && plain.indexed().is_none());
    let part = Region::new(-3, 1000, 1030, 30);
    let bits = |image: &Image| {
        let tile = image.render(part, &Pull::new()).unwrap();
        tile.px.iter().map(|v| v.to_bits()).collect::<Vec<_>>()
    };
    assert_eq!(bits(&quick), bits(&plain));
    // Of a small one the table would be larger than the picture.
    assert!(chain(file(64)).indexed().is_none());
}

#[test]
fn what_mixes_channels_or_pixels_is_no_table() {
    assert!(cdl(opaque(), &grade(0.5)).indexed().is_none());
    assert!(blur(opaque(), 1.0).indexed().is_none());
    let clear = file([0.0, 0.2, 1.0, 0.0], [1.0, 0.9, 0.0, 1.0]);
    assert!(!clear.is_opaque() && clear.indexed().is_none());
    assert!(chain(clear).indexed().is_none());
}

/// An RGB TIFF, in strips of two rows.
fn tiff(compression: tiff::encoder::Compression, samples: &[u8]) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut out)
        .unwrap()
        .with_compression(compression);
    let mut image = encoder
        .new_image::<tiff::encoder::colortype::RGB8>(6, 5)
        .unwrap();
    image.rows_per_strip(2).unwrap();
    image.write_data(samples).unwrap();
    out.into_inner()
}

#[test]
fn an_uncompressed_tiff_is_read_where_it_lies() {
    let samples: Vec<u8> = (0..90).map(|i| i * 2 + 1).collect();
    let (plain, packed) = (
        tiff(tiff::encoder::Compression::Uncompressed, &samples),
        tiff(tiff::encoder::Compression::Lzw, &samples),
    );
    let read = |file: &[u8]| whole(&decode(file, &Limits::default()).unwrap());
    assert_eq!(read(&plain), read(&packed));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plain.tif");
    std::fs::write(&path, &plain).unwrap();
    let on_disk = decode(path.as_path(), &Limits::default()).unwrap();
    assert_eq!(whole(&on_disk), read(&packed));

    let cut = &plain[..60];
    assert!(decode(cut, &Limits::default()).is_err());
}

#[test]
fn strips_of_a_tiff_that_lie_elsewhere_are_followed() {
    let samples: Vec<u8> = (0..90).map(|i| i * 2 + 1).collect();
    let mut file = tiff(tiff::encoder::Compression::Uncompressed, &samples);
    let expected = decode(&file[..], &Limits::default()).unwrap();
    // The second strip, 36 bytes, moves behind the end, and where it lay is something else.
    let at = file
        .windows(36)
        .position(|part| part == &samples[36..72])
        .unwrap();
    let behind = file.len() as u32;
    file.extend_from_slice(&samples[36..72]);
    file[at..at + 36].fill(0);
    let old = (at as u32).to_le_bytes();
    let entry = file.windows(4).position(|four| four == old).unwrap();
    file[entry..entry + 4].copy_from_slice(&behind.to_le_bytes());
    let found = decode(&file[..], &Limits::default()).unwrap();
    assert_eq!(whole(&found), whole(&expected));
}
