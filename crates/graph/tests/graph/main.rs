//! The rules of `SPEC.md`, seen through the public API: cases by example, laws with proptest.

mod apply;
mod arbitrary;
mod catalog;
mod diff;
mod edit;
mod file;
mod fixture;
mod geometry;
mod laws;
mod limits;
mod plan;
mod problem;
