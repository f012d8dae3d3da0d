//! Panics unless every kernel computes the bits of `tests/bits.txt`. Runs natively and, through `bits.mjs`, in WASM,
//! where a panic is a trap: the exit code of `main` does not get out there.

#[path = "../tests/support/digests.rs"]
mod digests;
#[path = "../tests/support/fixtures.rs"]
mod fixtures;
#[path = "../tests/support/kernels.rs"]
mod kernels;

fn main() {
    let lines = digests::lines();
    assert!(
        lines.iter().eq(digests::EXPECTED.lines()),
        "other bits than tests/bits.txt: {lines:?}"
    );
}
