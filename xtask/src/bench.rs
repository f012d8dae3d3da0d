//! `cargo xtask bench <name>`: what lies in `bench/<name>`, on optimised builds. Speed is never a test: it is measured here, beside
//! another program or another size in the same run. A bench is a crate (its program is run), a crate with `wasm.mjs` beside it (its
//! library is run in Chromium as well, beside the program), a page with `measure.mjs` that opens it beside the pages of others, or a
//! script `compare.py` that drives the example `treat`.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::place::{self, Flavour};
use crate::process::{cargo, command, run};
use crate::{page, setup};

/// Runs a bench, or says which there are.
pub(crate) fn run_one(name: &str, arguments: &[OsString]) -> Result<()> {
    let folder = place::root().join("bench").join(name);
    if !folder.is_dir() {
        bail!(
            "there is no bench `{name}`; there are: {}",
            names()?.join(", ")
        );
    }
    if folder.join("measure.mjs").is_file() && folder.join("package.json").is_file() {
        return beside_others(&folder, arguments);
    }
    if folder.join("Cargo.toml").is_file() && name == "preview" {
        run(&mut cargo("build --release --package bench-preview"))?;
    } else if folder.join("Cargo.toml").is_file() {
        run(cargo("run --release --package")
            .arg(format!("bench-{name}"))
            .arg("--")
            .args(arguments))?;
    }
    if folder.join("wasm.mjs").is_file() {
        in_chromium(name, &folder.join("wasm.mjs"), arguments)?;
    }
    if folder.join("compare.py").is_file() {
        setup::for_comparing()?;
        run(&mut cargo(
            "build --release --package gesso-media --example treat --example measure",
        ))?;
        let treat = place::target().join("release/examples/treat");
        run(command(setup::python())
            .arg(folder.join("compare.py"))
            .arg("--treat")
            .arg(treat)
            .args(arguments))?;
    }
    Ok(())
}

/// A page beside those of others, all in Chromium.
fn beside_others(folder: &Path, arguments: &[OsString]) -> Result<()> {
    setup::for_building(Flavour::Release)?;
    setup::for_chromium()?;
    setup::npm(folder)?;
    let page = page::build_bench(Flavour::Release)?;
    run(command("node")
        .arg(folder.join("measure.mjs"))
        .arg("--page")
        .arg(page.folder.join(page.js))
        .args(arguments))
}

/// The same code as the page would run it.
fn in_chromium(name: &str, script: &Path, arguments: &[OsString]) -> Result<()> {
    setup::for_chromium()?;
    // What the worker runs is compiled for speed, what the page runs for size.
    let is_fast = name == "preview";
    let profile = match is_fast {
        true => page::FAST_PROFILE,
        false => Flavour::Release.wasm_profile(),
    };
    let mut build = cargo("build --lib --target wasm32-unknown-unknown --profile");
    build
        .arg(profile)
        .arg("--package")
        .arg(format!("bench-{name}"));
    if is_fast {
        build.env("RUSTFLAGS", page::fast_flags());
    }
    run(&mut build)?;
    let built = place::target().join("wasm32-unknown-unknown").join(profile);
    let folder = place::target().join("wasm-bench").join(name);
    Bindgen::new()
        .input_path(built.join(format!("bench_{name}.wasm")))
        .web(true)?
        .typescript(false)
        .generate(&folder)?;
    run(command("node").arg(script).arg(folder).args(arguments))
}

fn names() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(place::root().join("bench"))? {
        let entry = entry?;
        if entry.path().is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
