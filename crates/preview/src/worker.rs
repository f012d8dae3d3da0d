//! The preview as a module of the browser's worker. `worker.js` calls it, fetches what it wants and posts what it made.

use crate::preview::{Limits, Preview};
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "threads")]
pub use hands::{help, lost};

#[cfg(feature = "threads")]
mod hands {
    use crate::crew::Crew;
    use std::sync::{Arc, LazyLock};
    use wasm_bindgen::prelude::wasm_bindgen;

    pub(super) static CREW: LazyLock<Arc<Crew>> = LazyLock::new(Crew::new);

    /// Lends the worker that calls it, which hears nothing from then on.
    #[wasm_bindgen]
    pub fn help() {
        console_error_panic_hook::set_once();
        CREW.help();
    }

    /// To be called when a hand can't go on: the others stop, and the preview does all by itself.
    #[wasm_bindgen]
    pub fn lost() {
        CREW.close();
    }
}

/// The preview, for JavaScript.
#[wasm_bindgen]
pub struct Worker {
    preview: Preview,
    wanted: Vec<String>,
    pixels: Vec<u8>,
}

#[wasm_bindgen]
impl Worker {
    /// A worker that does nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        console_error_panic_hook::set_once();
        let preview = Preview::new(Limits::default());
        #[cfg(feature = "threads")]
        let preview = preview.with_crew(std::sync::Arc::clone(&hands::CREW));
        Self {
            preview,
            wanted: Vec::new(),
            pixels: Vec::new(),
        }
    }

    /// Takes a wish; says whether it could be read.
    pub fn ask(&mut self, text: &str) -> bool {
        let ask = serde_json::from_str(text);
        ask.map(|ask| self.preview.ask(ask)).is_ok()
    }

    /// Does one piece of work and gives what there is to say about it, as JSON.
    pub fn work(&mut self) -> Option<String> {
        let news = self.preview.work()?;
        self.pixels = news.pixels;
        // News are numbers, keys and words: all of them have a serial form.
        serde_json::to_string(&news.said).ok()
    }

    /// Where in the module's memory the pixels of what was said last are. They stay there until the next piece of work.
    pub fn pixels(&self) -> *const u8 {
        self.pixels.as_ptr()
    }

    /// How many bytes that is.
    pub fn pixels_length(&self) -> usize {
        self.pixels.len()
    }

    /// The next address to be fetched.
    pub fn wanted(&mut self) -> Option<String> {
        if self.wanted.is_empty() {
            self.wanted = self.preview.wanted();
            self.wanted.reverse();
        }
        self.wanted.pop()
    }

    /// What came from an address; nothing when it could not be had.
    pub fn arrived(&mut self, address: &str, bytes: Option<Vec<u8>>) {
        self.preview.arrived(address, bytes.as_deref());
    }
}
