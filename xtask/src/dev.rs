//! `cargo xtask dev`: build, start, and again whenever a file changes. A build that fails leaves the running server alone.
//! Files are looked at twice a second: as quick as a person notices, and the same on every file system.

use std::fs;
use std::path::PathBuf;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::place::{self, Flavour};
use crate::site::files_below;
use crate::{build, server};

const LOOK_EVERY: Duration = Duration::from_millis(500);
const WATCHED: [&str; 7] = [
    "Cargo.toml",
    "app",
    "crates",
    "docs",
    "public",
    "server",
    "style",
];

/// Runs until it is interrupted.
#[expect(
    clippy::disallowed_methods,
    reason = "looking twice a second is what it does"
)]
pub(crate) fn run(args: &[String]) -> Result<()> {
    let mut running: Option<Child> = None;
    let mut built = None;
    loop {
        let now = state()?;
        if built.as_ref() != Some(&now) {
            built = Some(now);
            match build(Flavour::Dev) {
                Ok(()) => {
                    if let Some(mut old) = running.take() {
                        stop(&mut old)?;
                    }
                    let child = server::serve(Flavour::Dev, args).spawn();
                    running = Some(child.context("could not start the server")?);
                }
                Err(error) => eprintln!("{error:#}\nwaiting for a change…"),
            }
        }
        sleep(LOOK_EVERY);
    }
}

/// Asks the server to end and waits until its data is closed.
fn stop(child: &mut Child) -> Result<()> {
    crate::process::run(crate::process::command("kill").arg(child.id().to_string()))?;
    child.wait()?;
    Ok(())
}

/// The watched files with the time of their last change.
fn state() -> Result<Vec<(PathBuf, SystemTime)>> {
    let mut state = Vec::new();
    for name in WATCHED {
        let path = place::root().join(name);
        let files = if path.is_dir() {
            files_below(&path)?
        } else {
            vec![path]
        };
        for file in files {
            // A file that an editor has just swapped away is seen at the next look.
            if let Ok(changed) = fs::metadata(&file).and_then(|m| m.modified()) {
                state.push((file, changed));
            }
        }
    }
    Ok(state)
}
