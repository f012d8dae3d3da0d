//! Every kernel computes the bits written in `bits.txt`, here and, through the example `bits`, in WASM.

#[path = "support/digests.rs"]
mod digests;
#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/kernels.rs"]
mod kernels;

#[test]
fn every_kernel_computes_the_bits_that_are_written_down() {
    let lines = digests::lines();
    let expected: Vec<&str> = digests::EXPECTED.lines().collect();
    assert_eq!(
        lines,
        expected,
        "if the change is meant, tests/bits.txt becomes:\n{}\n",
        lines.join("\n")
    );
}

#[test]
fn the_same_kernel_computes_the_same_bits_again() {
    assert_eq!(digests::lines(), digests::lines());
}
