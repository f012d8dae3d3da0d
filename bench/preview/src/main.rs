//! The native figures as JSON, or with `--bits` the digests of what every node makes.

use std::time::Instant;

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn main() {
    if std::env::args().any(|argument| argument == "--bits") {
        println!("{}", bench_preview::bits::lines().join("\n"));
        return;
    }
    // The part of a line after `--only`.
    let mut rest = std::env::args().skip_while(|argument| argument != "--only");
    let only = rest.nth(1).unwrap_or_default();
    let began = Instant::now();
    let now = || began.elapsed().as_secs_f64() * 1_000.0;
    let figures = bench_preview::figures(&now, &only);
    let text = serde_json::to_string(&figures).expect("figures are texts and numbers");
    println!("{text}");
}
