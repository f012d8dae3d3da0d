//! `cargo xtask fuzz NAME`: feeds damaged input to one of the readers in `fuzz/targets` for a while, by cargo-fuzz and a nightly
//! compiler, under caps of time and memory. It begins with the small files in `fuzz/seeds`; what it learns and what it finds is
//! kept in the target folder. A finding goes into `fuzz/seeds` with its cure.

use std::fs;

use anyhow::{Result, bail};

use crate::place;
use crate::process::{command, is_installed, run};

/// One input may take no longer, in seconds, nor need more memory, in mebibytes.
const LONGEST: u32 = 10;
const MOST_MEMORY: u32 = 1024;
/// Longer inputs are not tried, in bytes.
const LARGEST: u32 = 64 << 10;

/// Fuzzes one target for so many seconds, or says which there are.
pub(crate) fn run_one(name: &str, seconds: u32) -> Result<()> {
    let folder = place::root().join("fuzz");
    if !folder.join("targets").join(format!("{name}.rs")).is_file() {
        bail!(
            "there is no fuzz target `{name}`; there are: {}",
            names()?.join(", ")
        );
    }
    if !is_installed("cargo-fuzz") {
        bail!("cargo-fuzz is not installed. To install it: cargo install cargo-fuzz");
    }
    // The versions of the product itself.
    fs::copy(place::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let kept = place::target().join("fuzz");
    let corpus = kept.join("corpus").join(name);
    let found = kept.join("found").join(name);
    for folder in [&corpus, &found] {
        fs::create_dir_all(folder)?;
    }
    let mut fuzz = command("rustup");
    fuzz.args(["run", "nightly", "cargo", "fuzz", "run", "--fuzz-dir"])
        .arg(&folder)
        .arg("--target-dir")
        .arg(kept.join("build"))
        .arg(name)
        .arg(corpus);
    if name == "avif" {
        // The decoder of AV1 keeps some fifty bytes of each picture for ever; it has a process of its own for every file.
        fuzz.env("ASAN_OPTIONS", "detect_leaks=0");
    }
    let seeds = folder.join("seeds").join(name);
    if seeds.is_dir() {
        fuzz.arg(seeds);
    }
    run(fuzz.arg("--").args([
        format!("-max_total_time={seconds}"),
        format!("-timeout={LONGEST}"),
        format!("-rss_limit_mb={MOST_MEMORY}"),
        format!("-max_len={LARGEST}"),
        format!("-artifact_prefix={}/", found.display()),
    ]))
}

fn names() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(place::root().join("fuzz/targets"))? {
        let path = entry?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into()));
    }
    names.sort();
    Ok(names)
}
