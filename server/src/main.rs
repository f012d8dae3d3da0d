//! The binary `gesso`: reads what it is asked for, serves or runs a file, and ends in good order. Everything else is the
//! library's.

use gesso_server::cli::{self, Asked};
use gesso_server::{headless, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::read() {
        Err(refusal) => refusal.print(),
        Ok(Asked::Run(order)) => headless::run(&order),
        Ok(Asked::DecodeAv1 { largest, all }) => cli::decode_av1(largest, all),
        Ok(Asked::Serve(config)) => match run(config) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                cli::complain(&error.to_string());
                ExitCode::FAILURE
            }
        },
    }
}
