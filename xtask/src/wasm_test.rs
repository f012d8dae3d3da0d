//! Runs one test binary of cargo's in Chromium: wasm-bindgen makes a module of it, `end2end/wasm-test.mjs` loads that in a page
//! and prints what the test harness says. Cargo calls this as its runner for the wasm target.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::place;
use crate::process::{command, run};

/// Runs the tests of `binary` whose names contain the filter, when there is one.
pub(crate) fn run_binary(binary: &Path, arguments: &[OsString]) -> Result<()> {
    let name = binary.file_stem().context("cargo names a file")?;
    let folder = place::target().join("wasm-test").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    // The harness finds its tests among the exports of the module.
    Bindgen::new()
        .input_path(binary)
        .out_name("tests")
        .web(true)?
        .debug(true)
        .export_wasm(true)
        .emit_start(false)
        .typescript(false)
        .generate(&folder)?;
    run(command("node")
        .arg("end2end/wasm-test.mjs")
        .arg(&folder)
        .args(arguments))
}
