//! `cargo xtask bench <name>`: what lies in `bench/<name>`, on optimised builds. Speed is never a test: it is measured here, beside
//! another program or another size in the same run.

use std::ffi::OsString;
use std::fs;

use anyhow::{Result, bail};

use crate::place;
use crate::process::{cargo, command, run};
use crate::setup;

/// Runs a bench: its script `chain.py` or `run.mjs`, else its crate's program.
pub(crate) fn run_one(name: &str, arguments: &[OsString]) -> Result<()> {
    let folder = place::root().join("bench").join(name);
    if !folder.is_dir() {
        let mut names = Vec::new();
        for entry in fs::read_dir(place::root().join("bench"))? {
            let entry = entry?;
            if entry.path().is_dir() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        bail!(
            "there is no bench `{name}`; there are: {}",
            names.join(", ")
        );
    }
    setup::for_benches()?;
    let package = folder.join("Cargo.toml");
    if package.is_file() {
        run(cargo("run --release --manifest-path")
            .arg(&package)
            .arg("--")
            .args(arguments))?;
    }
    let script = folder.join("chain.py");
    if script.is_file() {
        run(command(setup::python()).arg(script).args(arguments))?;
    }
    Ok(())
}
