//! What every implementation of the engine's stores must do, as suites to run on it: the ones here and the server's.
//! Each function gets a fresh, empty implementation and panics when a promise is broken.

#![expect(
    clippy::unwrap_used,
    reason = "these are tests that live beside what they test"
)]

mod blobs;
mod run_store;

pub use blobs::blobs;
pub use run_store::run_store;
