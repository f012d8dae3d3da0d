//! `cargo xtask deny`: licences, duplicates, bans and sources of `deny.toml`, by cargo-deny, and advisories where their database
//! is on the machine already: nothing is fetched.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::process::{cargo, is_installed, run};

/// Runs cargo-deny, or says how to get it.
pub(crate) fn check() -> Result<()> {
    if !is_installed("cargo-deny") {
        eprintln!(
            "deny: not run, cargo-deny is not installed. To install it: cargo install cargo-deny"
        );
        return Ok(());
    }
    // Without the warnings: every duplicate would be shown with all that leads to it.
    run(&mut cargo(
        "deny --all-features --log-level error check bans licenses sources",
    ))?;
    if has_advisories() {
        return run(&mut cargo(
            "deny --all-features check --disable-fetch advisories",
        ));
    }
    eprintln!(
        "deny: advisories not asked for, their database is not on this machine. To get it: cargo deny fetch db"
    );
    Ok(())
}

/// cargo-deny keeps the database below cargo's home.
fn has_advisories() -> bool {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let databases = home.and_then(|home| fs::read_dir(home.join("advisory-dbs")).ok());
    databases.is_some_and(|mut databases| databases.next().is_some())
}
