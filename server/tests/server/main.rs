//! The server as its users meet it: each test has a fresh data folder; most need no socket.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod afresh;
mod avif;
mod batches;
mod carried;
mod files;
mod flow;
mod fonts;
mod headless;
mod history;
mod installed;
mod language;
mod line;
mod pages;
mod pixels;
mod rooms;
mod rows;
mod runs;
mod settings;
mod stores;
mod subgraphs;
mod support;
mod uploads;
mod workflows;
