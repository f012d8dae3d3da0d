//! The rules of `SPEC.md`, seen through the public API: cases by example, laws with proptest.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod afresh;
mod apply;
mod arbitrary;
mod arrange;
mod catalog;
mod diff;
mod edit;
mod file;
mod fixture;
mod flat;
mod geometry;
mod laws;
mod layout;
mod limits;
mod numbers;
mod picking;
mod plan;
mod ports;
mod problem;
mod rewire;
mod subgraph;
mod take;
mod written;
