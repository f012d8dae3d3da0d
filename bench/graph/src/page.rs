//! The bench for a page: JavaScript brings the clock and takes the figures.

use wasm_bindgen::prelude::wasm_bindgen;

/// Measures everything with `now`, which gives milliseconds; returns `[["what", milliseconds], …]` as JSON.
#[wasm_bindgen(js_name = run)]
pub fn run_in_page(now: &js_sys::Function) -> String {
    let now = || {
        let time = now.call0(&wasm_bindgen::JsValue::NULL);
        time.ok().and_then(|time| time.as_f64()).unwrap_or(f64::NAN)
    };
    serde_json::to_string(&crate::run(now)).expect("figures are texts and numbers")
}
