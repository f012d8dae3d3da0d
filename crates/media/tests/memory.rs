//! Memory of large pictures is used again, and nobody sees in it what was there before.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::io::Cursor;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::native::{Format, Limits, decode, encode, let_go};
use gesso_media::{Image, Pull};

fn written(image: &Image) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    encode(image, Format::Png8, &Pull::new(), &|_| {}, &mut bytes).expect("it is written");
    bytes.into_inner()
}

#[test]
fn a_picture_in_the_memory_of_another_is_as_in_its_own() {
    // Each has more than the eight megabytes from which memory is kept, the second a little less than the first.
    let files = [hashed_opaque(2200, 1500, 1), hashed(1600, 1500, 2)].map(|image| written(&image));
    let limits = Limits::default();
    let read = |file: &Vec<u8>| whole(&decode(file, &limits).expect("it is read"));
    let alone = files.each_ref().map(|file| {
        let_go();
        read(file)
    });
    let_go();
    let in_turn = [0, 1, 0].map(|at| read(&files[at]));
    assert_eq!(in_turn[0].px, alone[0].px);
    assert_eq!(in_turn[1].px, alone[1].px);
    assert_eq!(in_turn[2].px, alone[0].px);
    // A file that ends in the middle is refused, not filled with what was there.
    let half = &files[0][..files[0].len() / 2];
    assert!(decode(half, &limits).is_err());
}
