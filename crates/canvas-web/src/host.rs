//! The canvas mounted in an element: two stacked canvases, the listeners, and the frame loop.

use gesso_canvas::{Editor, Effect, Theme};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// A mounted canvas. Clones are handles of the same one; the last one to go unmounts it.
#[derive(Clone)]
pub struct CanvasHost {
    inner: Rc<Inner>,
}

struct Inner {
    container: HtmlElement,
    editor: RefCell<Editor>,
    on_effect: Box<dyn Fn(Effect)>,
}

impl CanvasHost {
    /// Puts the canvas into `container`. `on_effect` gets what input brings about.
    ///
    /// # Errors
    /// When the browser can't make a 2D canvas.
    pub fn mount(
        container: HtmlElement,
        editor: Editor,
        on_effect: impl Fn(Effect) + 'static,
    ) -> Result<Self, JsValue> {
        Ok(Self {
            inner: Rc::new(Inner {
                container,
                editor: RefCell::new(editor),
                on_effect: Box::new(on_effect),
            }),
        })
    }

    /// Works with the editor, then draws. Effects that its methods return are the caller's to handle.
    pub fn with<R>(&self, work: impl FnOnce(&mut Editor) -> R) -> R {
        let result = work(&mut self.inner.editor.borrow_mut());
        (self.inner.on_effect)(Effect::Redraw);
        result
    }

    /// Draws with another look.
    pub fn set_theme(&self, theme: Theme) {
        self.with(|editor| editor.set_theme(theme));
    }

    /// Gives the canvas the keyboard.
    pub fn focus(&self) {
        // An element that can't be focused leaves the focus where it is.
        drop(self.inner.container.focus());
    }
}
