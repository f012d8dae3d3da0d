//! The preview: what a run would make of a workflow, rendered in a worker of the browser while a parameter is in hand.
//! The same chains, kernels and fonts as on the server, on the server's own pixels of files and results, so the same bits.
//! Pure but for the module `worker`, which is the thin shell around it in WASM.

mod cache;
mod crew;
mod host;
mod preview;
mod store;
mod task;
#[cfg(target_family = "wasm")]
pub mod worker;

pub use crew::Crew;
pub use preview::{Limits, News, Preview};
