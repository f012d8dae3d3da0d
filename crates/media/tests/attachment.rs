//! Texts that travel in picture files: what is put in comes out, pixels never notice, and bytes of any sort are survived.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::io::{Cursor, Write as _};

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::Pull;
use gesso_media::native::attachment::{self, KEYWORD, Piece};
use gesso_media::native::{Format, Limits, MediaError, decode, encode};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};

const MOST: usize = 1 << 20;
const AVIF: Format = Format::Avif {
    depth: 8,
    quality: 60,
    speed: 10,
};

fn written(w: u32, h: u32, opaque: bool, format: Format) -> Vec<u8> {
    let image = if opaque {
        hashed_opaque(w, h, 7)
    } else {
        hashed(w, h, 7)
    };
    let mut bytes = Cursor::new(Vec::new());
    encode(&image, format, &Pull::new(), &|_| {}, &mut bytes).expect("it is written");
    bytes.into_inner()
}

/// One file of every kind that is written; each WebP is of another form.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("png8", written(37, 21, false, Format::Png8)),
        ("png16", written(5, 90, true, Format::Png16)),
        ("jpeg", written(37, 21, true, Format::Jpeg { quality: 80 })),
        (
            "lossy webp",
            written(37, 21, true, Format::WebP { quality: 60 }),
        ),
        (
            "lossy webp with alpha",
            written(30, 21, false, Format::WebP { quality: 60 }),
        ),
        (
            "lossless webp",
            written(37, 20, true, Format::WebP { quality: 100 }),
        ),
        (
            "lossless webp with alpha",
            written(37, 21, false, Format::WebP { quality: 100 }),
        ),
        ("avif", written(37, 21, true, AVIF)),
        ("avif with alpha", written(24, 21, false, AVIF)),
        ("tiff16", written(37, 21, false, Format::Tiff16)),
        ("tiff32", written(31, 21, true, Format::Tiff32)),
    ]
}

fn assembled(file: &[u8], pieces: &[Piece]) -> Vec<u8> {
    let mut out = Vec::new();
    attachment::write(&mut Cursor::new(file), pieces, &mut out).expect("memory takes it");
    let bytes: u64 = pieces.iter().map(Piece::bytes).sum();
    assert_eq!(out.len() as u64, bytes);
    out
}

fn put(file: &[u8], text: &[u8]) -> Vec<u8> {
    let pieces = attachment::put(&mut Cursor::new(file), text).expect("there is room");
    assembled(file, &pieces)
}

fn removed(file: &[u8]) -> Vec<u8> {
    let pieces = attachment::remove(&mut Cursor::new(file)).expect("it is a picture");
    assembled(file, &pieces)
}

fn read(file: &[u8]) -> Option<Vec<u8>> {
    attachment::read(&mut Cursor::new(file), MOST).expect("memory can be read")
}

fn pixels(file: &[u8]) -> Vec<f32> {
    whole(&decode(file, &Limits::default()).expect("it is a picture")).px
}

/// Bytes that do not pack: many JPEG segments.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 1_u32;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(count)
    .collect()
}

#[test]
fn what_is_put_in_comes_out_and_no_pixel_changes() {
    for (name, file) in files() {
        let before = pixels(&file);
        for text in [
            &b""[..],
            b"{}",
            "Gr\u{fc}\u{df}e \u{1f58c}".as_bytes(),
            &noise(300_001),
        ] {
            let with = put(&file, text);
            assert_eq!(read(&with).as_deref(), Some(text), "{name}");
            assert!(pixels(&with) == before, "{name}");
        }
        assert_eq!(read(&file), None, "{name}");
    }
}

#[test]
fn another_reader_takes_the_picture_as_well() {
    // Who else reads AVIF is asked by the comparison with Pillow.
    for (name, file) in files()
        .into_iter()
        .filter(|(name, _)| !name.starts_with("avif"))
    {
        let with = put(&file, &noise(200_000));
        let (before, after) = (
            image::load_from_memory(&file).expect("it is a picture"),
            image::load_from_memory(&with).expect("it still is"),
        );
        assert!(before == after, "{name}");
        if name.contains("webp") {
            let (before, after) = (webp::Decoder::new(&file), webp::Decoder::new(&with));
            let (before, after) = (before.decode().expect(name), after.decode().expect(name));
            assert!(*before == *after, "{name}");
        }
    }
}

#[test]
fn a_second_text_takes_the_place_of_the_first() {
    for (name, file) in files() {
        let twice = put(&put(&file, &noise(150_000)), b"second");
        assert_eq!(twice, put(&file, b"second"), "{name}");
    }
}

#[test]
fn what_is_removed_is_gone_without_a_trace() {
    for (name, file) in files() {
        let bare = removed(&put(&file, &noise(150_000)));
        assert_eq!(read(&bare), None, "{name}");
        assert!(pixels(&bare) == pixels(&file), "{name}");
        // WebP keeps the extended form.
        if name.contains("webp") {
            assert_eq!(removed(&bare), bare, "{name}");
        } else {
            assert_eq!(bare, file, "{name}");
        }
    }
}

#[test]
fn a_webp_says_truly_what_it_holds() {
    for (name, file) in files() {
        if !name.contains("webp") {
            continue;
        }
        let with = put(&file, b"odd");
        let size = u32::from_le_bytes([with[4], with[5], with[6], with[7]]);
        assert_eq!(size as usize + 8, with.len(), "{name}");
        assert_eq!(&with[12..16], b"VP8X", "{name}");
        assert_eq!(with[20] & 0x10 != 0, name.contains("alpha"), "{name}");
        let decoded = decode(&file, &Limits::default()).expect("it is a picture");
        let side = |at: usize| u32::from_le_bytes([with[at], with[at + 1], with[at + 2], 0]) + 1;
        assert_eq!((side(24), side(27)), decoded.size(), "{name}");
    }
}

#[test]
fn a_jpeg_keeps_its_first_segment_first() {
    let file = written(9, 9, true, Format::Jpeg { quality: 80 });
    let with = put(&file, &noise(200_000));
    assert_eq!(with[..20], file[..20], "the JFIF segment");
    let segments = with.windows(2).filter(|pair| *pair == [0xff, 0xe9]).count();
    assert!(segments >= 4, "{segments}");
}

/// A PNG chunk, with a check sum nobody asks for.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("test chunks are short");
    [&length.to_be_bytes()[..], kind, data, &[0; 4]].concat()
}

fn with_chunk(chunk: &[u8]) -> Vec<u8> {
    let file = written(4, 4, true, Format::Png8);
    [&file[..33], chunk, &file[33..]].concat()
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

#[test]
fn texts_of_other_programs_are_not_taken_for_ours() {
    for foreign in [
        chunk(b"tEXt", b"workflow\0{\"nodes\": []}"),
        chunk(b"tEXt", b"prompt\0{\"3\": {}}"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>"),
        chunk(b"tEXt", format!("{KEYWORD}s\0x").as_bytes()),
        chunk(b"tEXt", KEYWORD.as_bytes()),
        chunk(b"tIME", format!("{KEYWORD}\0x").as_bytes()),
    ] {
        let file = with_chunk(&foreign);
        assert_eq!(read(&file), None);
        assert_eq!(read(&put(&file, b"ours")).as_deref(), Some(&b"ours"[..]));
        assert_eq!(removed(&put(&file, b"ours")), file, "others' texts stay");
    }
}

#[test]
fn a_text_that_another_program_wrote_again_is_still_read() {
    let keyword = |rest: &[u8]| [KEYWORD.as_bytes(), b"\0", rest].concat();
    for (kind, rest) in [
        (b"tEXt", b"the text".to_vec()),
        (b"zTXt", [&b"\0"[..], &packed(b"the text")].concat()),
        (b"iTXt", b"\0\0en\0workflow\0the text".to_vec()),
        (b"iTXt", [&b"\x01\0\0\0"[..], &packed(b"the text")].concat()),
    ] {
        let chunk = chunk(kind, &keyword(&rest));
        let file = written(4, 4, true, Format::Png8);
        let at_end = [&file[..file.len() - 12], &chunk, &file[file.len() - 12..]].concat();
        for file in [with_chunk(&chunk), at_end] {
            assert_eq!(read(&file).as_deref(), Some(&b"the text"[..]), "{kind:?}");
        }
    }
}

#[test]
fn a_text_that_unpacks_to_too_much_is_none() {
    let zeros = vec![0; MOST + 1];
    for (name, file) in files() {
        let with = put(&file, &zeros);
        assert_eq!(read(&with), None, "{name}");
        let most = attachment::read(&mut Cursor::new(&with), MOST + 1).expect("it can be read");
        assert_eq!(most, Some(zeros.clone()), "{name}");
    }
}

#[test]
fn what_has_no_room_is_refused_in_words() {
    for (bytes, said) in [
        (
            &b"\x76\x2f\x31\x01 an EXR of some length"[..],
            "Only PNG, JPEG, WebP, AVIF and TIFF",
        ),
        (
            b"a letter to nobody in particular",
            "Only PNG, JPEG, WebP, AVIF and TIFF",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", "ends too early"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIDAT and so on", "is damaged"),
        (b"\xff\xd8\xff\xe0\0\x01 and so on", "is damaged"),
        (b"RIFF\xff\xff\0\0WEBPVP8 ", "ends too early"),
        (b"II*\0\x08\0\0\0\xff\xff and so on", "ends too early"),
        (b"", "ends too early"),
    ] {
        let error = attachment::put(&mut Cursor::new(bytes), b"x").expect_err("no room");
        assert!(!matches!(error, MediaError::Io(_)), "{error:?}");
        assert!(error.to_string().contains(said), "{error}");
        assert_eq!(read(bytes), None);
    }
}

/// Something that looks like a picture file for a while.
fn any_file() -> impl Strategy<Value = Vec<u8>> {
    let start = prop_oneof![
        Just(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec()),
        Just(
            [
                &b"\xff\xd8\xff\xe9\0\x15"[..],
                KEYWORD.as_bytes(),
                b"\0\0\x01\0\x01"
            ]
            .concat()
        ),
        Just(b"RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0".to_vec()),
        Just(b"RIFF\x40\0\0\0WEBPGSSO".to_vec()),
        Just(Vec::new()),
    ];
    (start, vec(any::<u8>(), 0..300)).prop_map(|(start, rest)| [start, rest].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_kind_of_file_comes_out_again(text in vec(any::<u8>(), 0..5000), which in 0..7_usize) {
        let (name, file) = files().swap_remove(which);
        let with = put(&file, &text);
        assert_eq!(read(&with), Some(text), "{name}");
        assert_eq!(removed(&with).len(), removed(&put(&file, b"")).len(), "{name}");
    }

    #[test]
    fn any_bytes_can_be_looked_into(file in any_file()) {
        let text = read(&file);
        assert!(text.is_none_or(|text| text.len() <= MOST));
        if let Ok(pieces) = attachment::put(&mut Cursor::new(&file), b"text") {
            assert_eq!(read(&assembled(&file, &pieces)).as_deref(), Some(&b"text"[..]));
        }
    }

    #[test]
    fn a_damaged_file_gives_the_text_or_nothing(
        which in 0..7_usize, at in any::<proptest::sample::Index>(), byte in any::<u8>(), cut in any::<proptest::sample::Index>(),
    ) {
        let (_, file) = files().swap_remove(which);
        let mut with = put(&file, b"the text that was put in, the text that was put in");
        let place = at.index(with.len());
        with[place] = byte;
        let _ = read(&with);
        let _ = attachment::put(&mut Cursor::new(&with), b"another");
        with.truncate(cut.index(with.len()));
        let _ = read(&with);
        let _ = attachment::remove(&mut Cursor::new(&with));
    }
}
