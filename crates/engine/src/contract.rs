//! What every implementation of the engine's stores must do, as suites to run on it: the ones here and the server's.
//! Each function gets a fresh, empty implementation and panics when a promise is broken.

#![expect(
    clippy::unwrap_used,
    reason = "these are tests that live beside what they test"
)]

mod blobs;
mod queue_store;
mod run_store;
mod take_store;

pub use blobs::blobs;
pub use queue_store::queue_store;
pub use run_store::run_store;
pub use take_store::take_store;
