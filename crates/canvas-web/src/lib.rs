//! The canvas in a browser: DOM events become input, display lists become pixels.
//! The only crate besides the application's browser module that knows web-sys.

mod bitmaps;
mod brush;
mod host;
mod listen;
mod pictures;
mod text;

pub use host::CanvasHost;

/// Milliseconds since the page began; 0 where there is no page.
pub fn now_ms() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}
