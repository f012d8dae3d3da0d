//! The canvas in a browser: DOM events become input, display lists become pixels.
//! The only crate besides the application's browser module that knows web-sys.

mod host;

pub use host::CanvasHost;
