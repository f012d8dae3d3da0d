//! The server: built, then started in place of xtask or beside it.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::place::Flavour;
use crate::process::{cargo, command, run};

/// Builds the binary `gesso`.
pub(crate) fn build(flavour: Flavour) -> Result<()> {
    let mut build = cargo("build --package gesso-server --bin gesso");
    if flavour == Flavour::Release {
        build.arg("--release");
    }
    run(&mut build)
}

/// `gesso serve` with the site of this flavour.
pub(crate) fn serve(flavour: Flavour, args: &[String]) -> Command {
    let mut serve = command(flavour.server());
    serve
        .args(["serve", "--site"])
        .arg(flavour.site())
        .args(args);
    serve
}

/// Becomes the server, so that a signal meant for it reaches it. Returns only on failure.
pub(crate) fn replace_this_process(flavour: Flavour, args: &[String]) -> Result<()> {
    let failure = serve(flavour, args).exec();
    Err(failure).with_context(|| format!("could not start {}", flavour.server().display()))
}
