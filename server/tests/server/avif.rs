//! AVIF in the program itself, which decodes it in a process of its own: what ends that process ends nothing else.

use crate::headless::{code, folder, gesso, single, stderr};
use crate::support::picture;
use gesso_media::native::{DECODE_AV1, Format, Limits, decode};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const AVIF: Format = Format::Avif {
    depth: 8,
    quality: 90,
    speed: 10,
};

fn run(here: &Path, file: &[u8]) -> Output {
    single(here);
    std::fs::write(here.join("cat.avif"), file).unwrap();
    let format = "save image.format=avif10";
    gesso(
        here,
        &[
            "--input",
            "cat.avif",
            "--set",
            format,
            "--set",
            "blur.sigma=0",
        ],
    )
}

#[test]
fn a_picture_comes_in_as_avif_and_leaves_as_avif() {
    let folder = folder();
    let here = folder.path();
    let file = picture(90, 60, AVIF);
    let output = run(here, &file);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let made = here.join("cat-soft.avif");
    let image = decode(made.as_path(), &Limits::default()).unwrap();
    assert_eq!(image.size(), (90, 60));
}

#[test]
fn a_picture_that_can_not_be_decoded_is_damaged_and_no_more() {
    let folder = folder();
    let mut file = picture(90, 60, AVIF);
    let middle = file.len() - 200;
    file[middle..].fill(0xa5);
    let output = run(folder.path(), &file);
    assert_ne!(code(&output), 0);
    let said = stderr(&output);
    assert!(said.contains("AV1"), "{said}");
}

/// What the process that decodes answers to these bytes when pictures may have so many pixels.
fn answered(pixels: &str, bytes: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gesso"))
        .args([DECODE_AV1, pixels, pixels])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It may have ended already.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    child.wait_with_output().unwrap()
}

#[test]
fn the_process_that_decodes_answers_nonsense_with_nothing() {
    let mut claims = u64::MAX.to_le_bytes().to_vec();
    claims.extend([0; 100]);
    let mut nonsense = 100_u64.to_le_bytes().to_vec();
    nonsense.extend([0x12; 100]);
    for bytes in [&claims, &nonsense, &vec![1, 2, 3]] {
        let output = answered("100", bytes);
        assert!(output.stdout.is_empty());
    }
    assert!(answered("100", &[]).status.success());
    assert!(!answered("100", &nonsense).status.success());
    // It can't even be started with limits that are none.
    assert!(!answered("many", &[]).status.success());
}
