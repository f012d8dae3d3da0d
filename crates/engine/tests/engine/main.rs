//! The rules of `SPEC.md`, held to an engine on memory stores and real small pictures.

#![expect(clippy::unwrap_used, reason = "tests")]

mod cache;
mod contract;
mod crash;
mod runs;
mod subgraphs;
mod support;
mod templates;
mod viewer;
