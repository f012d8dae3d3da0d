//! The server of Gesso: routes, websocket, stores, uploads. [`app`] is the whole of it as one service, for the binary
//! and for tests alike.

mod backend;
mod blobs;
pub mod cli;
mod clock;
pub mod config;
mod first_visit;
mod pages;
mod security;
mod server;
mod shutdown;
mod site;
pub mod store;

pub use server::{Server, StartError, app};
pub use shutdown::run;
