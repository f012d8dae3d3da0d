//! The canvas in a browser: DOM events become input, display lists become pixels.
//! The only crate besides the application's browser module that knows web-sys.

mod bitmaps;
mod brush;
mod host;
mod listen;
mod pictures;
mod text;

pub use host::CanvasHost;
