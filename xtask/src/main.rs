//! `cargo xtask`: builds, serves, tests and tidies Gesso. A table of contents of its commands; each lives in a file of its own.
//! Every outside command is printed before it is run, and the first one that fails ends the whole.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod bench;
mod book;
mod deny;
mod dev;
mod fuzz;
mod page;
mod place;
mod process;
mod server;
mod setup;
mod site;
mod split;
mod test;
mod wasm_test;

use place::Flavour;

/// Builds, serves, tests and tidies Gesso.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Makes an optimised build, starts the server and prints its address.
    Serve {
        /// Settings for the server, for example `--listen 127.0.0.1:8080`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Like `serve`, for developing: a debug build that is made again, with a reload of the page, whenever a file changes.
    Dev {
        /// Settings for the server.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Builds the page, the documents and the server, and starts nothing.
    Build {
        /// The optimised build instead of the debug one.
        #[arg(long)]
        release: bool,
    },
    /// Runs everything that has to hold, or the parts named.
    Test {
        /// The parts; all of them when none is named.
        parts: Vec<test::Part>,
        /// Arguments for the runners of these parts, after `--`.
        #[arg(last = true)]
        rest: Vec<OsString>,
    },
    /// Checks the nevers and habits alone.
    Tidy,
    /// Measures what lies in `bench/<name>`.
    Bench {
        /// The folder in `bench/`.
        name: String,
        /// Arguments for the bench.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Feeds damaged input to one of the readers in `fuzz/targets` for a while; needs cargo-fuzz and a nightly compiler.
    Fuzz {
        /// The target.
        name: String,
        /// For how long.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Builds the documents alone.
    Docs,
    /// Checks licences, duplicates and bans of dependencies with cargo-deny.
    Deny,
    /// Runs one test binary in Chromium; cargo calls this.
    #[command(hide = true)]
    WasmTest {
        binary: PathBuf,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    match perform(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    match task {
        Task::Serve { args } => {
            build(Flavour::Release)?;
            server::replace_this_process(Flavour::Release, &args)
        }
        Task::Dev { args } => dev::run(&args),
        Task::Build { release: true } => {
            build(Flavour::Release)?;
            site::weigh(Flavour::Release)
        }
        Task::Build { release: false } => build(Flavour::Dev),
        Task::Test { parts, rest } => test::run_parts(&parts, &rest),
        Task::Tidy => test::tidy(),
        Task::Bench { name, args } => bench::run_one(&name, &args),
        Task::Fuzz { name, seconds } => fuzz::run_one(&name, seconds),
        Task::Docs => book::build(Flavour::Dev),
        Task::Deny => deny::check(),
        Task::WasmTest { binary, args } => wasm_test::run_binary(&binary, &args),
    }
}

/// Everything a running server needs, in the order in which a mistake shows soonest.
fn build(flavour: Flavour) -> Result<()> {
    setup::for_building(flavour)?;
    site::build(flavour)?;
    server::build(flavour)?;
    book::build(flavour)
}
