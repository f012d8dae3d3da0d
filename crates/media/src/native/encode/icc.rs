//! A colour profile as files carry it (ICC.1:2022, version 4): three primaries, one curve. Every tag begins at a multiple of four and the
//! illuminant is D50 to the last bit, or libpng and libvips pass over the profile; the date is fixed, so that the same picture gives
//! the same file.

/// Before the tags.
const HEADER: usize = 128;
/// A tag in the table of tags: its name, its place, its length.
const ENTRY: usize = 12;
/// The white of all profiles, 7.2.16: 0.9642, 1, 0.8249.
const D50: [u32; 3] = [0xf6d6, 0x1_0000, 0xd32d];
/// From the light of D65 to that of D50, by Bradford.
const ADAPTATION: [f64; 9] = [
    1.047_88, 0.022_92, -0.050_22, 0.029_59, 0.990_48, -0.017_07, -0.009_25, 0.015_08, 0.751_68,
];
/// The curve of sRGB as five numbers, 10.18: the power, then a, b, c and d.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// The profile of a screen with these primaries (XYZ of red, green and blue, adapted to D50) and the curve of sRGB.
pub(super) fn profile(name: &str, primaries: [[f64; 3]; 3]) -> Vec<u8> {
    let [red, green, blue] = primaries.map(|xyz| content(b"XYZ ", xyz.map(fixed)));
    let white = content(b"XYZ ", D50);
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    curve.extend(CURVE.map(fixed).into_iter().flat_map(u32::to_be_bytes));
    let tags: [(&[&[u8; 4]], Vec<u8>); 8] = [
        (&[b"desc"], words(name)),
        (&[b"cprt"], words("Public Domain")),
        (&[b"wtpt"], white),
        (&[b"chad"], content(b"sf32", ADAPTATION.map(fixed))),
        (&[b"rXYZ"], red),
        (&[b"gXYZ"], green),
        (&[b"bXYZ"], blue),
        // One curve for all.
        (&[b"rTRC", b"gTRC", b"bTRC"], curve),
    ];
    let count: usize = tags.iter().map(|(names, _)| names.len()).sum();
    let first = HEADER + 4 + count * ENTRY;
    let (mut table, mut contents) = ((count as u32).to_be_bytes().to_vec(), Vec::new());
    for (names, content) in tags {
        for name in names {
            table.extend_from_slice(*name);
            table.extend(((first + contents.len()) as u32).to_be_bytes());
            table.extend((content.len() as u32).to_be_bytes());
        }
        contents.extend(content);
        contents.resize(contents.len().next_multiple_of(4), 0);
    }
    [header(first + contents.len()), table, contents].concat()
}

fn header(size: usize) -> Vec<u8> {
    let mut header = (size as u32).to_be_bytes().to_vec();
    // No preferred program, version 4.3, a screen, RGB, towards XYZ.
    header.extend(b"\0\0\0\0\x04\x30\0\0mntrRGB XYZ ");
    // The first of January 2000.
    header.extend(
        [2000_u16, 1, 1, 0, 0, 0]
            .into_iter()
            .flat_map(u16::to_be_bytes),
    );
    header.extend(b"acsp");
    // No platform, flags, maker, model and attributes; perceptual.
    header.resize(68, 0);
    header.extend(D50.into_iter().flat_map(u32::to_be_bytes));
    header.resize(HEADER, 0);
    header
}

/// A number with 16 bits behind the point.
fn fixed(number: f64) -> u32 {
    (number * 65_536.0).round() as i32 as u32
}

/// What a tag holds: a kind and numbers.
fn content<const N: usize>(kind: &[u8; 4], numbers: [u32; N]) -> Vec<u8> {
    let mut content = kind.to_vec();
    content.extend([0; 4]);
    content.extend(numbers.into_iter().flat_map(u32::to_be_bytes));
    content
}

/// Words in one language, 10.15.
fn words(text: &str) -> Vec<u8> {
    let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut content = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    content.extend((letters.len() as u32).to_be_bytes());
    content.extend(28_u32.to_be_bytes());
    content.extend(letters);
    content
}
