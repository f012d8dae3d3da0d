//! The native figures, as a table.

use std::time::Instant;

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn main() {
    let began = Instant::now();
    let figures = bench_graph::run(|| began.elapsed().as_secs_f64() * 1_000.);
    println!(
        "{:<40} {:>14}",
        "native, 100 000 nodes, 184 000 wires", "milliseconds"
    );
    for (what, milliseconds) in figures {
        println!("{what:<40} {milliseconds:>14.5}");
    }
}
