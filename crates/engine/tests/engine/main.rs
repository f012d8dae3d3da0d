//! The rules of `SPEC.md`, held to an engine on memory stores and real small pictures.

#![expect(clippy::unwrap_used, reason = "tests")]

mod batch;
mod cache;
mod choices;
mod contract;
mod crash;
mod extremes;
mod line;
mod pixels;
mod resume;
mod runs;
mod subgraphs;
mod support;
mod takes;
mod templates;
mod viewer;
