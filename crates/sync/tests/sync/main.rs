//! The rules of `SPEC.md`, seen through the public API: tabs and a room that talk through queues of text.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod codec;
mod laws;
mod nesting;
mod person;
mod replica;
mod room;
mod run;
mod undo;
mod world;
