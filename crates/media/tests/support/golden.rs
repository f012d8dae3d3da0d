//! Comparing a picture with the one in the golden folder that was found good by looking at it. A channel may differ by 1 of
//! 255, for a later compiler. Where they differ, what was made and the difference, sixteen times as strong, are left in the
//! target folder to look at. `GESSO_BLESS=1` writes the golden pictures anew.

use std::io::Cursor;
use std::path::Path;

use gesso_media::native::{Encoding, Format, Limits, decode, encode};
use gesso_media::{Blend, BlendMode, Image, Levels, Pull, Region, blend, levels, rgba8};

const TOLERANCE: u8 = 1;

/// Holds `image` against `name.png` in this folder.
pub(crate) fn check(folder: &Path, name: &str, image: &Image) {
    let path = folder.join(format!("{name}.png"));
    let file = written(image);
    if std::env::var_os("GESSO_BLESS").is_some() {
        std::fs::write(&path, &file).expect("the golden folder is writable");
    }
    let limits = Limits::default();
    let golden = decode(&*path, &limits).unwrap_or_else(|error| panic!("{name}: {error}"));
    let found = decode(&*file, &limits).expect("it is read");
    let apart = match found.size() == golden.size() {
        true => worst(&found, &golden),
        false => u8::MAX,
    };
    if apart > TOLERANCE {
        let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
        std::fs::create_dir_all(&seen).expect("the target folder is writable");
        let left = |what: &str, bytes: Vec<u8>| {
            std::fs::write(seen.join(format!("{name}.{what}.png")), bytes).expect("it is written");
        };
        left("difference", written(&difference(found, golden)));
        left("actual", file);
        panic!("{name} differs by {apart}: look into {}", seen.display());
    }
}

fn written(image: &Image) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let plain = Encoding {
        dither: false,
        ..Format::Png8.into()
    };
    encode(image, plain, &Pull::new(), &|_| {}, &mut file).expect("it is written");
    file.into_inner()
}

fn worst(a: &Image, b: &Image) -> u8 {
    let bytes = |image: &Image| {
        let whole = image.render(Region::whole(image.size()), &Pull::new());
        rgba8(&whole.expect("it renders"))
    };
    let apart = bytes(a)
        .into_iter()
        .zip(bytes(b))
        .map(|(a, b)| a.abs_diff(b));
    apart.max().unwrap_or(0)
}

fn difference(found: Image, golden: Image) -> Image {
    let p = Blend {
        mode: BlendMode::Difference,
        ..Blend::default()
    };
    let stronger = Levels {
        in_white: 1.0 / 16.0,
        ..Levels::default()
    };
    levels(blend(found, golden, None, &p), &stronger)
}
