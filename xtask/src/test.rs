//! `cargo xtask test`: everything that has to hold, in the order in which it fails soonest. Each part can be asked for by
//! name. All parts run even when one fails; the end names those that failed, and how long each took.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use wasm_bindgen_cli_support::Bindgen;
use xtask::tidy;

use crate::place::{self, Flavour};
use crate::process::{cargo, command, is_installed, output, run};
use crate::{build, deny, page, setup};

/// One part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Is every file formatted?
    Format,
    /// Do the nevers and habits hold?
    Tidy,
    /// Do compiler and clippy have nothing to say, for the server and for the page?
    Lint,
    /// Are the dependencies' licences and sources allowed? Only where cargo-deny is installed.
    Deny,
    /// Unit tests, laws, contract suites.
    Unit,
    /// Examples in the documentation of the code.
    Doc,
    /// Tests in WASM, in Chromium.
    Wasm,
    /// Kernels against Pillow and ImageMagick.
    Reference,
    /// Stories of people, in Chromium.
    End2end,
}

/// Runs the parts asked for, or all.
///
/// # Errors
/// When one part fails; what failed was printed by its own runner.
pub(crate) fn run_parts(parts: &[Part], rest: &[OsString]) -> Result<()> {
    let parts = if parts.is_empty() {
        Part::value_variants()
    } else {
        parts
    };
    setup::for_testing(parts)?;
    // Asked now: testing the whole workspace puts another build of this program in its place.
    let this_program = std::env::current_exe()?;
    let mut failed = Vec::new();
    let mut summary = Vec::new();
    for &part in parts {
        let name = part
            .to_possible_value()
            .expect("no part is hidden")
            .get_name()
            .to_owned();
        eprintln!("\n── {name}");
        let begun = Instant::now();
        let outcome = run_part(part, rest, &this_program);
        let word = if outcome.is_ok() { "ok" } else { "failed" };
        if let Err(error) = outcome {
            eprintln!("error: {error:#}");
            failed.push(name.clone());
        }
        summary.push(format!(
            "{name:<10} {word:<6} {:>4} s",
            begun.elapsed().as_secs()
        ));
    }
    eprintln!("\n{}", summary.join("\n"));
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

fn run_part(part: Part, rest: &[OsString], this_program: &Path) -> Result<()> {
    match part {
        Part::Format => run(&mut cargo("fmt --all --check")),
        Part::Tidy => tidy(),
        Part::Lint => lint(),
        Part::Deny => deny::check(),
        Part::Unit => unit(rest),
        Part::Doc => run(&mut cargo("test --workspace --doc")),
        Part::Wasm => wasm(rest, this_program),
        Part::Reference => reference(rest),
        Part::End2end => end2end(rest),
    }
}

/// The nevers, over every file that git knows or would take.
pub(crate) fn tidy() -> Result<()> {
    let names =
        output(command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))
            .context("git ls-files failed: is this a git checkout?")?;
    let mut files = Vec::new();
    for path in names.lines() {
        // A deleted file may still be in the index; a picture counts as a place for links, not as text.
        let Ok(bytes) = fs::read(place::root().join(path)) else {
            continue;
        };
        files.push(tidy::File {
            path: path.to_owned(),
            text: String::from_utf8(bytes).unwrap_or_default(),
        });
    }
    let faults = tidy::check(&files);
    for fault in &faults {
        eprintln!("{}:{}: {}", fault.path, fault.line, fault.message);
    }
    eprintln!("tidy: {} files, {} faults", files.len(), faults.len());
    if !faults.is_empty() {
        bail!("{} faults", faults.len());
    }
    Ok(())
}

fn lint() -> Result<()> {
    run(&mut cargo(
        "clippy --workspace --all-targets -- --deny warnings",
    ))?;
    run(&mut cargo(
        "clippy --package gesso-app --lib --no-default-features --features hydrate --target wasm32-unknown-unknown --profile wasm-dev -- --deny warnings",
    ))
}

/// nextest where it is installed: it runs the binaries of all crates at once, and each test in a process of its own. Without it
/// tests follow one another: pages that are rendered on the runtimes of several tests in one process have been seen to wait for ever.
fn unit(rest: &[OsString]) -> Result<()> {
    let mut tests = if is_installed("cargo-nextest") {
        cargo(
            "nextest run --workspace --no-fail-fast --status-level fail --final-status-level fail --show-progress none",
        )
    } else {
        let mut tests = cargo("test --workspace --tests --bins --no-fail-fast --quiet");
        tests.env("RUST_TEST_THREADS", "1");
        tests
    };
    run(tests.args(rest))
}

/// The kernels' bits and those of every node in Node, and every crate's `tests/wasm.rs` in Chromium, run by this program (see `wasm_test`).
fn wasm(rest: &[OsString], this_program: &Path) -> Result<()> {
    // With the instructions that the preview is compiled for, and without.
    kernel_bits(Some(page::fast_flags()))?;
    kernel_bits(None)?;
    preview_bits()?;
    for entry in fs::read_dir(place::root().join("crates"))? {
        let folder = entry?.path();
        if !folder.join("tests/wasm.rs").is_file() {
            continue;
        }
        let mut tests = cargo(
            "test --target wasm32-unknown-unknown --profile wasm-dev --test wasm --manifest-path",
        );
        tests.arg(folder.join("Cargo.toml")).args(rest);
        tests.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            format!("{} wasm-test", this_program.display()),
        );
        run(&mut tests)?;
    }
    Ok(())
}

/// Every kernel makes the bits that are written down, in WASM compiled with these flags or the usual ones.
fn kernel_bits(flags: Option<String>) -> Result<()> {
    let mut build = cargo(
        "build --package gesso-media --no-default-features --target wasm32-unknown-unknown --profile wasm-dev --example bits",
    );
    build.envs(flags.map(|flags| ("RUSTFLAGS", flags)));
    run(&mut build)?;
    let built = place::target().join("wasm32-unknown-unknown/wasm-dev/examples/bits.wasm");
    run(command("node")
        .arg("crates/media/examples/bits.mjs")
        .arg(built))
}

/// Every node that the preview can do makes the same bits natively and in WASM with the instructions it is compiled for.
fn preview_bits() -> Result<()> {
    run(&mut cargo("build --package bench-preview"))?;
    run(cargo(
        "build --package bench-preview --lib --target wasm32-unknown-unknown --profile wasm-dev",
    )
    .env("RUSTFLAGS", page::fast_flags()))?;
    let folder = place::target().join("wasm-test/preview-bits");
    Bindgen::new()
        .input_path(place::target().join("wasm32-unknown-unknown/wasm-dev/bench_preview.wasm"))
        .nodejs(true)?
        .typescript(false)
        .generate(&folder)?;
    run(command("node")
        .arg("bench/preview/bits.mjs")
        .arg(folder)
        .arg(place::target().join("debug/bench-preview")))
}

/// The kernels and codecs against programs that others wrote; `--write` puts what is found into the documents.
fn reference(rest: &[OsString]) -> Result<()> {
    run(&mut cargo("build --package gesso-media --example treat"))?;
    let treat = place::target().join("debug/examples/treat");
    run(command(setup::python())
        .arg("bench/media/reference.py")
        .arg("--treat")
        .arg(treat)
        .args(rest))
}

/// Stories against the debug build: it is there already after the unit tests, and says more when something breaks.
fn end2end(rest: &[OsString]) -> Result<()> {
    build(Flavour::Dev)?;
    let playwright = Path::new("node_modules/@playwright/test/cli.js");
    run(command("node")
        .arg(playwright)
        .arg("test")
        .args(rest)
        .current_dir(place::root().join("end2end"))
        .env("E2E_PROGRAM", Flavour::Dev.server())
        .env("E2E_SITE", Flavour::Dev.site()))
}
