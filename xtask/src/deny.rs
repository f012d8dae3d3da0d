//! `cargo xtask deny`: licences, duplicates and bans of `deny.toml`, by cargo-deny. Advisories need a database that is fetched, so
//! they are asked for only where that is there already.

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
    run(&mut cargo(
        "deny --all-features check bans licenses sources",
    ))
}
