//! The binary `gesso`: reads the settings, starts the server, stops it in good order. Everything else is the library's.

use gesso_server::{cli, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let config = match cli::read() {
        Ok(config) => config,
        Err(refusal) => return refusal.print(),
    };
    match run(config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}
