//! `cargo xtask`: builds, serves, tests and tidies Gesso. A table of contents of its commands; each lives in a file of its own.
//! Every outside command is printed before it is run, and the first one that fails ends the whole.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod dev;
mod page;
mod place;
mod process;
mod server;
mod setup;
mod site;
mod style;

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
        Task::Build { release } => build(if release {
            Flavour::Release
        } else {
            Flavour::Dev
        }),
    }
}

/// Everything a running server needs, in the order in which a mistake shows soonest.
fn build(flavour: Flavour) -> Result<()> {
    setup::for_building(flavour)?;
    site::build(flavour)?;
    server::build(flavour)
}
