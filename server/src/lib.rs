//! The server of Gesso: routes, websocket, stores, uploads. [`app`] is the whole of it as one service, for the binary
//! and for tests alike.

// The view of a whole page is one deeply nested type.
#![recursion_limit = "256"]

mod afresh;
mod backend;
mod bench;
mod carried;
pub mod cli;
mod clock;
pub mod config;
mod export;
mod files;
mod first_visit;
mod fonts;
pub mod headless;
mod hub;
mod installed;
mod language;
mod pages;
mod picture;
mod pixels;
mod rooms;
mod security;
mod server;
mod sheet;
mod shutdown;
mod site;
pub mod store;
mod thumbnails;
mod upload;
mod ws;
mod zip;

pub use server::{Server, StartError, app};
pub use shutdown::run;
