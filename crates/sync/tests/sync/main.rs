//! The rules of `SPEC.md`, seen through the public API: tabs and a room that talk through queues of text.

mod codec;
mod laws;
mod replica;
mod room;
mod undo;
mod world;
