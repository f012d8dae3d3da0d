//! Kept pixels on disk: bit-exact, and a short or damaged file is an error.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::path::PathBuf;

use fixtures::{hashed, hashed_opaque, whole};
use gesso_media::native::{MediaError, raw};
use gesso_media::{Image, Pull, Region, RenderError, Tile};
use tempfile::TempDir;

/// The bits of the pixels, so that a zero is told from a negative zero.
fn bits(tile: &Tile) -> Vec<u32> {
    tile.px.iter().map(|v| v.to_bits()).collect()
}

fn kept(image: &Image) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kept.raw");
    raw::write(&path, image, &Pull::new(), &|_| {}).expect("it is written");
    (folder, path)
}

#[test]
fn kept_pixels_come_back_bit_for_bit() {
    for (w, h) in [
        (1, 1),
        (256, 256),
        (257, 511),
        (700, 300),
        (3, 2000),
        (1300, 5),
    ] {
        let image = hashed(w, h, 7);
        let (_folder, path) = kept(&image);
        let again = raw::open(&path).expect("it opens");
        assert_eq!(again.size(), (w, h));
        assert_eq!(bits(&whole(&again)), bits(&whole(&image)), "{w} × {h}");
    }
}

#[test]
fn any_region_of_kept_pixels_is_that_part_of_the_picture() {
    let image = hashed(600, 530, 3);
    let (_folder, path) = kept(&image);
    let again = raw::open(&path).expect("it opens");
    for region in [
        Region::new(250, 250, 20, 20),
        Region::new(-5, 500, 700, 60),
        Region::new(599, 529, 1, 1),
        Region::new(600, 0, 4, 4),
    ] {
        let expected: Tile = image.render(region, &Pull::new()).expect("it renders");
        assert_eq!(
            again.render(region, &Pull::new()).expect("it renders"),
            expected,
            "{region:?}"
        );
    }
}

#[test]
fn whether_a_picture_is_opaque_is_kept() {
    for (image, expected) in [(hashed_opaque(9, 9, 1), true), (hashed(9, 9, 1), false)] {
        let (_folder, path) = kept(&image);
        assert_eq!(raw::open(&path).expect("it opens").is_opaque(), expected);
    }
}

#[test]
fn a_short_file_is_an_error_at_every_length() {
    let (_folder, path) = kept(&hashed(300, 40, 2));
    let bytes = std::fs::read(&path).expect("it is there");
    for length in (0..bytes.len()).step_by(bytes.len() / 97) {
        std::fs::write(&path, &bytes[..length]).expect("it is writable");
        let error = raw::open(&path).err();
        assert!(
            matches!(error, Some(MediaError::Truncated | MediaError::Broken(_))),
            "{length}: {error:?}"
        );
    }
}

#[test]
fn a_changed_byte_is_an_error_and_never_other_pixels() {
    let image = hashed(300, 40, 2);
    let (_folder, path) = kept(&image);
    let bytes = std::fs::read(&path).expect("it is there");
    for at in (0..bytes.len()).step_by(bytes.len() / 89) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        std::fs::write(&path, &damaged).expect("it is writable");
        let read = raw::open(&path)
            .map_err(|error| error.to_string())
            .and_then(|again| {
                again
                    .render(Region::whole(image.size()), &Pull::new())
                    .map_err(|error| error.to_string())
            });
        assert!(read.is_err(), "byte {at}");
    }
}

#[test]
fn stopping_while_keeping_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let pull = Pull::new();
    pull.cancel();
    let error = raw::write(&folder.path().join("x"), &hashed(50, 50, 1), &pull, &|_| {})
        .expect_err("it stops");
    assert!(matches!(error, MediaError::Render(RenderError::Cancelled)));
}
