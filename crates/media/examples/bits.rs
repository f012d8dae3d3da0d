//! Ends well when every kernel computes the bits of `tests/bits.txt`. Runs natively and, through `bits.mjs`, in WASM.

#[path = "../tests/support/digests.rs"]
mod digests;
#[path = "../tests/support/fixtures.rs"]
mod fixtures;
#[path = "../tests/support/kernels.rs"]
mod kernels;

use std::process::ExitCode;

fn main() -> ExitCode {
    if digests::lines().iter().eq(digests::EXPECTED.lines()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
