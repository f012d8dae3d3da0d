//! Every reader of files under mutation: whatever the bytes, there is a picture or an error in words, no panic, no hang, and
//! no more memory than allowed. The seeds are small valid files of every kind; a fixed generator damages them.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/reads.rs"]
mod reads;

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::native::{Colors, Encoding, Format, decode, encode, font, raw};
use gesso_media::{Image, Pull, Region};
use reads::LIMITS;

/// Damaged files for every seed.
const ROUNDS: u32 = 300;

/// What the whole test may take of memory at any time: the allowance several times over, as readers hold it in two forms.
const MOST_MEBIBYTES: u64 = 256;

/// The most memory that this process ever had, where the system says so.
fn peak_mebibytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024)
}

/// xorshift32: the same damage in every run.
struct Random(u32);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        self.next() as usize % most.max(1)
    }
}

fn written(image: &Image, encoding: impl Into<Encoding>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    encode(image, encoding, &Pull::new(), &|_| {}, &mut bytes).expect("it is written");
    bytes.into_inner()
}

fn animated_gif() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut file);
    for shade in [0, 90, 180] {
        let picture = image::RgbaImage::from_fn(12, 9, |x, y| {
            image::Rgba([
                shade,
                (x * 20) as u8,
                (y * 25) as u8,
                if x < 9 { 255 } else { 0 },
            ])
        });
        encoder
            .encode_frame(image::Frame::new(picture))
            .expect("a frame");
    }
    drop(encoder);
    file
}

/// A JPEG with an orientation, whose tags can be damaged.
fn turned_jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    encoder.add_exif_metadata(exif).expect("it fits");
    encoder
        .encode(&[120; 16 * 8 * 3], 16, 8, jpeg_encoder::ColorType::Rgb)
        .expect("it is written");
    bytes
}

fn tiled_tiff_like(compressed: bool) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut out)
        .expect("it begins")
        .with_compression(if compressed {
            tiff::encoder::Compression::Lzw
        } else {
            tiff::encoder::Compression::Packbits
        });
    let samples: Vec<u8> = (0..31 * 17 * 4).map(|i| (i % 251) as u8).collect();
    encoder
        .write_image::<tiff::encoder::colortype::RGBA8>(31, 17, &samples)
        .expect("it is written");
    out.into_inner()
}

fn exr_of(encoding: exr::prelude::Encoding) -> Vec<u8> {
    use exr::prelude::{Image, Layer, LayerAttributes, SpecificChannels, Vec2, WritableImage as _};
    let channels = SpecificChannels::rgba(|at: Vec2<usize>| {
        (at.x() as f32 * 0.1, at.y() as f32 * 0.2, 0.5_f32, 1.0_f32)
    });
    let layer = Layer::new((33, 21), LayerAttributes::named("a"), encoding, channels);
    let mut file = Cursor::new(Vec::new());
    Image::from_layer(layer)
        .write()
        .non_parallel()
        .to_buffered(&mut file)
        .expect("it is written");
    file.into_inner()
}

/// Small valid files of every kind and most of their flavours.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    use exr::prelude::{Blocks, Compression, Encoding as ExrEncoding, LineOrder, Vec2};
    let clear = hashed(23, 19, 4);
    let opaque = hashed_opaque(23, 19, 4);
    let wide = |format: Format| Encoding {
        colors: Colors::DisplayP3,
        ..format.into()
    };
    let avif = |depth| Format::Avif {
        depth,
        quality: 60,
        speed: 10,
    };
    let exr = |compression, blocks| {
        exr_of(ExrEncoding {
            compression,
            blocks,
            line_order: LineOrder::Increasing,
        })
    };
    vec![
        ("png", written(&clear, Format::Png8)),
        ("png with a profile", written(&opaque, wide(Format::Png16))),
        ("jpeg", written(&opaque, wide(Format::Jpeg { quality: 70 }))),
        ("jpeg with tags", turned_jpeg()),
        ("webp", written(&clear, Format::WebP { quality: 60 })),
        (
            "webp with a profile",
            written(&clear, wide(Format::WebP { quality: 100 })),
        ),
        ("avif", written(&opaque, avif(8))),
        ("avif with alpha", written(&clear, avif(10))),
        ("gif", animated_gif()),
        ("tiff", written(&clear, Format::Tiff16)),
        ("tiff of floats", written(&clear, Format::Tiff32)),
        ("tiff, lzw", tiled_tiff_like(true)),
        ("tiff, packbits", tiled_tiff_like(false)),
        ("exr", written(&clear, Format::Exr16)),
        ("exr, zip", written(&opaque, Format::Exr32)),
        ("exr, piz", exr(Compression::PIZ, Blocks::ScanLines)),
        (
            "exr, rle tiles",
            exr(Compression::RLE, Blocks::Tiles(Vec2(16, 16))),
        ),
        ("exr, pxr24", exr(Compression::PXR24, Blocks::ScanLines)),
        ("exr, b44", exr(Compression::B44, Blocks::ScanLines)),
    ]
}

/// Changes, repeats, swaps or cuts some bytes; numbers of the header more often than pixels.
fn damage(file: &[u8], random: &mut Random) -> Vec<u8> {
    const EXTREMES: [u8; 6] = [0, 1, 0x7f, 0x80, 0xfe, 0xff];
    let mut bytes = file.to_vec();
    for _ in 0..=random.below(4) {
        let len = bytes.len();
        if len < 8 {
            break;
        }
        let reach = if random.below(2) == 0 {
            len.min(400)
        } else {
            len
        };
        let at = random.below(reach);
        match random.below(6) {
            0 => bytes[at] = random.next() as u8,
            1 => bytes[at] ^= 1 << random.below(8),
            2 => bytes[at] = EXTREMES[random.below(EXTREMES.len())],
            3 => {
                let end = (at + 4).min(len);
                let fill = EXTREMES[random.below(EXTREMES.len())];
                bytes[at..end].fill(fill);
            }
            4 => {
                let end = (at + 1 + random.below(32)).min(len);
                let piece = bytes[at..end].to_vec();
                let to = random.below(len);
                bytes.splice(to..to, piece);
            }
            _ => bytes.truncate(len - random.below(len / 2)),
        }
    }
    bytes
}

/// A PNG whose checksums are right again, so that the damage is met by what reads the chunks.
fn mended(mut bytes: Vec<u8>) -> Vec<u8> {
    let mut at = 8;
    while let Some(length) = bytes.get(at..at + 4) {
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let end = at + 8 + length;
        let Some(content) = bytes.get(at + 4..end) else {
            break;
        };
        let mut sum = flate2::Crc::new();
        sum.update(content);
        let sum = sum.sum().to_be_bytes();
        match bytes.get_mut(end..end + 4) {
            Some(stored) => stored.copy_from_slice(&sum),
            None => break,
        }
        at = end + 4;
    }
    bytes
}

#[test]
fn damaged_files_of_every_kind_give_a_picture_or_an_error() {
    // What a reader panics with is no business of whoever reads the test's output.
    std::panic::set_hook(Box::new(|info| {
        if info
            .location()
            .is_some_and(|at| at.file().contains("tests/"))
        {
            eprintln!("{info}");
        }
    }));
    for (index, (name, seed)) in (1_u32..).zip(seeds()) {
        let image = decode(&seed, &LIMITS).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(whole(&image).px.iter().all(|v| v.is_finite()), "{name}");
        let mut random = Random(0x9e37_79b9 ^ index);
        let pictures = AtomicU64::new(0);
        for round in 0..ROUNDS {
            let mut bytes = damage(&seed, &mut random);
            if name.starts_with("png") && round % 4 != 0 {
                bytes = mended(bytes);
            }
            let done = std::panic::catch_unwind(|| {
                let found = reads::picture(&bytes);
                pictures.fetch_add(u64::from(found), Ordering::Relaxed);
            });
            assert!(done.is_ok(), "{name}, round {round}: {bytes:?}");
        }
        let taken = peak_mebibytes();
        assert!(taken < Some(MOST_MEBIBYTES), "{name}: {taken:?} MiB");
        // Else the damage is too much to reach the pixels at all.
        assert!(pictures.into_inner() > 0, "{name}");
    }
}

/// The names of what lies in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).expect("it is there");
    let path = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").path();
    let stem = |path: PathBuf| path.file_stem().map(|name| name.to_string_lossy().into());
    entries.filter_map(|entry| stem(path(entry))).collect()
}

#[test]
fn every_seed_of_the_fuzzers_is_still_read_or_refused_in_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let targets = names(&folder.join("targets"));
    assert_eq!(targets, names(&folder.join("seeds")), "targets and seeds");
    // What was found by fuzzing, and what is not read.
    let refused = ["avif/no-bytes", "tiff/palette"];
    for kind in ["png", "jpeg", "webp", "gif", "tiff", "exr", "avif"] {
        for entry in std::fs::read_dir(folder.join("seeds").join(kind)).expect("seeds") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            let name = format!("{kind}/{name}");
            let found = reads::picture(&std::fs::read(&path).expect("it is read"));
            assert_eq!(found, !refused.contains(&&*name), "{name}");
        }
    }
    let mut kinds = BTreeSet::new();
    for entry in std::fs::read_dir(folder.join("seeds/font")).expect("seeds") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("it is read");
        assert!(font::examine(&bytes).is_ok());
        kinds.insert(bytes[..4].to_vec());
    }
    let all = [&b"\0\x01\0\0"[..], b"OTTO", b"ttcf"];
    assert!(all.iter().all(|kind| kinds.contains(*kind)), "{kinds:?}");
}

#[test]
fn damaged_fonts_are_refused_or_set_words() {
    let seeds: [&[u8]; 2] = [
        include_bytes!("../fonts/CourierPrime-Regular.otf"),
        include_bytes!("../fonts/Caladea-Regular.ttf"),
    ];
    let mut random = Random(99);
    // A collection that claims four thousand million faces, one that claims more than it has room for.
    for head in [
        &b"ttcf\0\x01\0\0\xff\xff\xff\xff"[..],
        b"ttcf\0\x01\0\0\0\0\0\x20",
    ] {
        assert!(font::examine(head).is_err());
    }
    for seed in seeds {
        assert!(font::examine(seed).is_ok());
        for _ in 0..ROUNDS / 4 {
            let bytes = damage(seed, &mut random);
            if let Err(said) = font::examine(&bytes) {
                assert!(said.to_string().len() > 10);
            }
        }
    }
}

#[test]
fn damaged_kept_pictures_give_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kept.raw");
    let image = hashed(300, 40, 6);
    raw::write(&path, &image, &Pull::new(), &|_| {}).expect("it is written");
    let seed = std::fs::read(&path).expect("it is there");
    let mut random = Random(77);
    for _ in 0..ROUNDS {
        std::fs::write(&path, damage(&seed, &mut random)).expect("it is written");
        let Ok(image) = raw::open(&path) else {
            continue;
        };
        let (w, h) = image.size();
        assert_eq!((w, h), (300, 40), "the header has a checksum");
        let _ = image.render(Region::new(0, 0, w, h), &Pull::new());
    }
}
