//! PNG files in seven passes (Adam7): they show what the same pixels show row by row, whichever way they are read.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use gesso_media::native::{Av1, Limits, check, decode, probe, stream};
use gesso_media::{Image, Pull, Region, Tile};

const LIMITS: Limits = Limits {
    max_pixels: 4_000_000,
    max_side: 40_000,
    max_bytes: 8_000_000,
    max_decoded_bytes: 64 << 20,
    av1: Av1::Here,
};

/// Where each pass begins, and how far its pixels are apart: across, down.
const PASSES: [((usize, usize), (usize, usize)); 7] = [
    ((0, 0), (8, 8)),
    ((4, 0), (8, 8)),
    ((0, 4), (4, 8)),
    ((2, 0), (4, 4)),
    ((0, 2), (2, 4)),
    ((1, 0), (2, 2)),
    ((0, 1), (1, 2)),
];

/// What a pixel is made of.
#[derive(Debug, Clone, Copy)]
struct Kind {
    /// The number in the file: 0 grey, 2 colours, 4 and 6 with alpha.
    color: u8,
    depth: u8,
}

impl Kind {
    fn bytes(self) -> usize {
        let channels = match self.color {
            0 => 1,
            4 => 2,
            2 => 3,
            _ => 4,
        };
        channels * usize::from(self.depth / 8)
    }
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(data);
    out.extend((data.len() as u32).to_be_bytes());
    out.extend(name);
    out.extend(data);
    out.extend(sum.sum().to_be_bytes());
}

/// The file of some pixels, in passes or row by row.
fn png((w, h): (usize, usize), kind: Kind, px: &[u8], interlaced: bool) -> Vec<u8> {
    let rows = [((0, 0), (1, 1))];
    let passes = if interlaced { &PASSES[..] } else { &rows[..] };
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    for ((left, top), (across, down)) in passes.iter().copied().filter(|((left, _), _)| *left < w) {
        for y in (top..h).step_by(down) {
            let mut row = vec![0];
            for x in (left..w).step_by(across) {
                let at = (y * w + x) * kind.bytes();
                row.extend(&px[at..at + kind.bytes()]);
            }
            packer.write_all(&row).expect("memory takes it");
        }
    }
    let mut head = [w as u32, h as u32].map(u32::to_be_bytes).concat();
    head.extend([kind.depth, kind.color, 0, 0, u8::from(interlaced)]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut out, b"IHDR", &head);
    chunk(
        &mut out,
        b"IDAT",
        &packer.finish().expect("memory takes it"),
    );
    chunk(&mut out, b"IEND", &[]);
    out
}

fn whole(image: &Image) -> Tile {
    let all = Region::whole(image.size());
    image.render(all, &Pull::new()).expect("it renders")
}

fn noise(count: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn a_png_in_passes_is_the_picture_that_it_is_row_by_row() {
    for (color, depth) in [
        (0, 8),
        (2, 8),
        (4, 8),
        (6, 8),
        (0, 16),
        (2, 16),
        (4, 16),
        (6, 16),
    ] {
        let kind = Kind { color, depth };
        for (w, h) in [(1, 1), (3, 2), (5, 9), (8, 8), (33, 18)] {
            let said = format!("{kind:?}, {w} × {h}");
            let px = noise(w * h * kind.bytes());
            let [rows, passes] = [false, true].map(|passes| png((w, h), kind, &px, passes));
            let found = probe(&passes[..], &LIMITS).expect("it is known");
            assert_eq!((found.width, found.height), (w as u32, h as u32), "{said}");
            assert_eq!(found.bit_depth, depth, "{said}");
            let expected = whole(&decode(&rows[..], &LIMITS).expect("it is read"));
            let read = whole(&decode(&passes[..], &LIMITS).expect("it is read"));
            assert!(read == expected, "{said}");

            let folder = tempfile::tempdir().expect("there is room");
            let path = folder.path().join("passes.png");
            std::fs::write(&path, &passes).expect("there is room");
            let streamed = whole(&stream(&path, &LIMITS).expect("it is read"));
            assert!(streamed == expected, "{said}, streamed");
            check(&path, &LIMITS).expect("it is whole");
        }
    }
}

#[test]
fn a_png_in_passes_that_is_cut_short_says_so() {
    let kind = Kind { color: 6, depth: 8 };
    let px = noise(40 * 30 * kind.bytes());
    let mut bytes = png((40, 30), kind, &px, true);
    bytes.truncate(bytes.len() / 2);
    assert!(decode(&bytes[..], &LIMITS).is_err());
}
