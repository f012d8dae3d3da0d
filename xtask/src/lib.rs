//! The parts of xtask that are worth testing by themselves: the nevers that `cargo xtask tidy` holds up, and the style bundler.

pub mod style;
pub mod tidy;
