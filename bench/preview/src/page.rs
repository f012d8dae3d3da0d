//! The bench for a page: JavaScript brings the clock and takes the figures.

use wasm_bindgen::prelude::wasm_bindgen;

/// Measures with `now`, which gives milliseconds; the figures as JSON.
#[wasm_bindgen]
pub fn run(now: &js_sys::Function, only: &str) -> String {
    let now = || {
        let time = now.call0(&wasm_bindgen::JsValue::NULL);
        time.ok().and_then(|time| time.as_f64()).unwrap_or(f64::NAN)
    };
    serde_json::to_string(&crate::figures(&now, only)).expect("figures are texts and numbers")
}

/// What every node makes, in digests.
#[wasm_bindgen]
pub fn bits() -> String {
    crate::bits::lines().join("\n")
}
