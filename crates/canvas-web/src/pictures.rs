//! Pictures by address: asked for when first drawn, or given by the page; kept while they are used.
//! An address that can't be loaded stays empty; its node shows the checkerboard.

use gesso_canvas::PREVIEW;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlImageElement, ImageBitmap};

/// Pictures kept.
const MOST: usize = 600;

type Loaded = Rc<dyn Fn(&str)>;

struct Entry {
    pixels: Pixels,
    ready: Rc<Cell<bool>>,
    used: u64,
}

/// What is drawn.
#[derive(Clone)]
enum Pixels {
    /// Loaded from its address; the element calls the closure then.
    Loaded {
        image: HtmlImageElement,
        _on_load: Rc<Closure<dyn Fn()>>,
    },
    /// Made by the page.
    Given(ImageBitmap),
}

/// A picture that can be drawn.
pub(crate) struct Drawable(Pixels);

impl Drawable {
    /// Draws all of it into a rectangle.
    pub(crate) fn draw(
        &self,
        pen: &CanvasRenderingContext2d,
        [x, y, w, h]: [f64; 4],
    ) -> Result<(), JsValue> {
        match &self.0 {
            Pixels::Loaded { image, .. } => {
                pen.draw_image_with_html_image_element_and_dw_and_dh(image, x, y, w, h)
            }
            Pixels::Given(bitmap) => {
                pen.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, x, y, w, h)
            }
        }
    }
}

/// The pictures.
pub(crate) struct Pictures {
    entries: RefCell<HashMap<Rc<str>, Entry>>,
    clock: Cell<u64>,
    loaded: RefCell<Option<Loaded>>,
}

impl Pictures {
    pub(crate) fn new() -> Self {
        Self {
            entries: RefCell::default(),
            clock: Cell::new(0),
            loaded: RefCell::new(None),
        }
    }

    /// Who is told that a picture can be drawn now.
    pub(crate) fn on_loaded(&self, loaded: impl Fn(&str) + 'static) {
        *self.loaded.borrow_mut() = Some(Rc::new(loaded));
    }

    /// Takes a picture that the page has made.
    pub(crate) fn put(&self, url: &str, bitmap: ImageBitmap) {
        let entry = Entry {
            pixels: Pixels::Given(bitmap),
            ready: Rc::new(Cell::new(true)),
            used: self.tick(),
        };
        self.entries.borrow_mut().insert(url.into(), entry);
    }

    /// The picture that the page has given, if it is still there.
    pub(crate) fn given(&self, url: &str) -> Option<ImageBitmap> {
        match &self.entries.borrow().get(url)?.pixels {
            Pixels::Given(bitmap) => Some(bitmap.clone()),
            Pixels::Loaded { .. } => None,
        }
    }

    /// Lets go of a picture.
    pub(crate) fn forget(&self, url: &str) {
        self.entries.borrow_mut().remove(url);
    }

    /// The picture, if it is there; otherwise it is on its way.
    pub(crate) fn get(&self, url: &str) -> Option<Drawable> {
        let now = self.tick();
        let mut entries = self.entries.borrow_mut();
        if let Some(entry) = entries.get_mut(url) {
            entry.used = now;
            return entry.ready.get().then(|| Drawable(entry.pixels.clone()));
        }
        if url.starts_with(PREVIEW) {
            return None;
        }
        if entries.len() >= MOST {
            forget_oldest(&mut entries);
        }
        let url: Rc<str> = url.into();
        if let Some(entry) = self.fetch(&url, now) {
            entries.insert(url, entry);
        }
        None
    }

    fn tick(&self) -> u64 {
        let now = self.clock.get() + 1;
        self.clock.set(now);
        now
    }

    fn fetch(&self, url: &Rc<str>, used: u64) -> Option<Entry> {
        let image = HtmlImageElement::new().ok()?;
        let ready = Rc::new(Cell::new(false));
        let loaded = self.loaded.borrow().clone();
        let on_load = Closure::<dyn Fn()>::new({
            let (ready, url) = (ready.clone(), url.clone());
            move || {
                ready.set(true);
                if let Some(loaded) = &loaded {
                    loaded(&url);
                }
            }
        });
        image.set_onload(Some(on_load.as_ref().unchecked_ref()));
        image.set_src(url);
        let pixels = Pixels::Loaded {
            image,
            _on_load: Rc::new(on_load),
        };
        Some(Entry {
            pixels,
            ready,
            used,
        })
    }
}

/// Makes room for some more at once, so that a full cache isn't searched for every new picture.
fn forget_oldest(entries: &mut HashMap<Rc<str>, Entry>) {
    let mut ages: Vec<u64> = entries.values().map(|entry| entry.used).collect();
    ages.sort_unstable();
    let limit = ages[ages.len() / 8];
    entries.retain(|_, entry| entry.used > limit);
}

impl Drop for Entry {
    fn drop(&mut self) {
        match &self.pixels {
            // The closure goes with the entry; the element must not call it afterwards.
            Pixels::Loaded { image, .. } => image.set_onload(None),
            // Its memory is not the page's, which would free it late.
            Pixels::Given(bitmap) => bitmap.close(),
        }
    }
}
