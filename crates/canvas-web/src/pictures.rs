//! Pictures by address: asked for when first drawn, kept while they are used.
//! An address that can't be loaded stays empty; its node shows the checkerboard.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::HtmlImageElement;

/// Pictures kept.
const MOST: usize = 600;

type Loaded = Rc<dyn Fn(&str)>;

struct Entry {
    image: HtmlImageElement,
    ready: Rc<Cell<bool>>,
    used: u64,
    on_load: Closure<dyn Fn()>,
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

    /// The picture, if it is there; otherwise it is on its way.
    pub(crate) fn get(&self, url: &str) -> Option<HtmlImageElement> {
        let now = self.clock.get() + 1;
        self.clock.set(now);
        let mut entries = self.entries.borrow_mut();
        if let Some(entry) = entries.get_mut(url) {
            entry.used = now;
            return entry.ready.get().then(|| entry.image.clone());
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

    fn fetch(&self, url: &Rc<str>, now: u64) -> Option<Entry> {
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
        Some(Entry {
            image,
            ready,
            used: now,
            on_load,
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
        // The closure goes with the entry; the element must not call it afterwards.
        self.image.set_onload(None);
        let _ = &self.on_load;
    }
}
