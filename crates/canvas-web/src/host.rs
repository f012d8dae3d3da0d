//! The canvas mounted in an element: two stacked canvases, the listeners, and the frame loop.
//! A frame is drawn only when something changed or goes on by itself. The base canvas shows tiles, the overlay what moves.

mod frame;
mod pace;

use crate::bitmaps::{Bitmaps, context, create};
use crate::brush::{Brush, Stock};
use crate::listen::{Listener, pointer, wheel};
use crate::text::Letters;
use gesso_canvas::{Cover, DisplayList, Editor, Effect, Input, Modifiers, PointerKind, Theme};
use pace::Pace;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::{
    Document, Event, EventTarget, HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent,
    ResizeObserver, WheelEvent, Window,
};

/// A mounted canvas. Clones are handles of the same one; the last one to go unmounts it.
#[derive(Clone)]
pub struct CanvasHost {
    inner: Rc<Inner>,
}

struct Inner {
    window: Window,
    document: Document,
    container: HtmlElement,
    base: Layer,
    overlay: Layer,
    editor: RefCell<Editor>,
    on_effect: Box<dyn Fn(Effect)>,
    stock: Stock,
    bitmaps: RefCell<Bitmaps>,
    /// What the base canvas and the overlay show now.
    shown: RefCell<Cover>,
    above: RefCell<DisplayList>,
    extent: Cell<(f64, f64, f64)>,
    pace: RefCell<Pace>,
    /// Whether the last frame left nothing to paint, and its milliseconds: all of it, and of these painting tiles.
    settled: Cell<bool>,
    /// Everything in view has been shown once, and whether the page's timeline is to be told so.
    begun: Cell<bool>,
    tells: Cell<bool>,
    latest: Cell<[f64; 2]>,
    space: Cell<bool>,
    scheduled: Cell<Option<i32>>,
    on_frame: RefCell<Option<OnFrame>>,
    listeners: RefCell<Vec<Listener>>,
    observer: RefCell<Option<Observer>>,
}

type OnFrame = Closure<dyn Fn(f64)>;

/// Tells of the container's extent; the closure is what it calls.
struct Observer {
    observer: ResizeObserver,
    _resized: Closure<dyn Fn()>,
}

struct Layer {
    canvas: HtmlCanvasElement,
    brush: RefCell<Brush>,
}

impl Layer {
    fn new(document: &Document, container: &HtmlElement, opaque: bool) -> Result<Self, JsValue> {
        let canvas = create(document, 1, 1)?;
        canvas.set_attribute("aria-hidden", "true")?;
        let style = canvas.style();
        for (name, value) in [
            ("position", "absolute"),
            ("inset", "0"),
            ("width", "100%"),
            ("height", "100%"),
            ("touch-action", "none"),
            ("user-select", "none"),
        ] {
            style.set_property(name, value)?;
        }
        if !opaque {
            // It is taken away while it is empty, so what is below it listens.
            style.set_property("pointer-events", "none")?;
        }
        container.append_child(&canvas)?;
        let brush = RefCell::new(Brush::new(context(&canvas, opaque)?));
        Ok(Self { canvas, brush })
    }

    fn resize(&self, w: u32, h: u32) {
        self.canvas.set_width(w);
        self.canvas.set_height(h);
        self.brush.borrow_mut().reset();
    }
}

impl CanvasHost {
    /// Puts the canvas into `container`, which gets the keyboard's focus when it is clicked. `on_effect` gets what input
    /// brings about, except cursor and redraw, which are done here.
    ///
    /// # Errors
    /// When the browser can't make a 2D canvas.
    pub fn mount(
        container: HtmlElement,
        mut editor: Editor,
        on_effect: impl Fn(Effect) + 'static,
    ) -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or("there is no window")?;
        let document = window.document().ok_or("there is no document")?;
        let family = font_family(&window, &container);
        let pen = context(&create(&document, 1, 1)?, false)?;
        editor.set_measure(Box::new(Letters::new(pen, family.clone())));
        if !container.has_attribute("tabindex") {
            container.set_attribute("tabindex", "0")?;
        }
        let inner = Rc::new(Inner {
            base: Layer::new(&document, &container, true)?,
            overlay: Layer::new(&document, &container, false)?,
            window,
            document,
            container,
            editor: RefCell::new(editor),
            on_effect: Box::new(on_effect),
            stock: Stock::new(family),
            bitmaps: RefCell::default(),
            shown: RefCell::default(),
            above: RefCell::default(),
            extent: Cell::new((0.0, 0.0, 0.0)),
            pace: RefCell::default(),
            settled: Cell::new(false),
            begun: Cell::new(false),
            tells: Cell::new(false),
            latest: Cell::new([0.0; 2]),
            space: Cell::new(false),
            scheduled: Cell::new(None),
            on_frame: RefCell::new(None),
            listeners: RefCell::default(),
            observer: RefCell::new(None),
        });
        inner.clone().connect()?;
        inner.measure();
        inner.schedule();
        Ok(Self { inner })
    }

    /// Takes a picture that the page has made; its address begins with [`gesso_canvas::PREVIEW`], and nodes show it by that.
    pub fn put_picture(&self, url: &str, bitmap: web_sys::ImageBitmap) {
        self.inner.stock.pictures.put(url, bitmap);
    }

    /// A picture that was given, if it is still there.
    pub fn picture(&self, url: &str) -> Option<web_sys::ImageBitmap> {
        self.inner.stock.pictures.given(url)
    }

    /// Lets go of a picture that was given.
    pub fn forget_picture(&self, url: &str) {
        self.inner.stock.pictures.forget(url);
    }

    /// Works with the editor, then draws. Effects that its methods return are the caller's to handle.
    pub fn with<R>(&self, work: impl FnOnce(&mut Editor) -> R) -> R {
        let result = work(&mut self.inner.editor.borrow_mut());
        self.inner.schedule();
        result
    }

    /// Asks the editor something; nothing is drawn.
    pub fn ask<R>(&self, ask: impl FnOnce(&Editor) -> R) -> R {
        ask(&self.inner.editor.borrow())
    }

    /// Draws with another look.
    pub fn set_theme(&self, theme: Theme) {
        self.with(|editor| editor.set_theme(theme));
    }

    /// Gives the canvas the keyboard.
    pub fn focus(&self) {
        self.inner.focus();
    }
}

/// The font that the page gives the canvas's element.
fn font_family(window: &Window, container: &HtmlElement) -> String {
    let style = window.get_computed_style(container).ok().flatten();
    let family = style.and_then(|style| style.get_property_value("font-family").ok());
    family
        .filter(|family| !family.is_empty())
        .unwrap_or_else(|| "system-ui, sans-serif".to_owned())
}

impl Inner {
    fn focus(&self) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that can't be focused leaves the focus where it is.
        drop(self.container.focus_with_options(&options));
    }

    fn connect(self: Rc<Self>) -> Result<(), JsValue> {
        let weak = Rc::downgrade(&self);
        *self.on_frame.borrow_mut() = Some(Closure::new({
            let weak = weak.clone();
            move |time_ms| {
                if let Some(inner) = weak.upgrade() {
                    inner.scheduled.set(None);
                    inner.frame(time_ms);
                }
            }
        }));
        self.stock.pictures.on_loaded({
            let weak = weak.clone();
            move |url| {
                if let Some(inner) = weak.upgrade() {
                    inner.editor.borrow_mut().picture_loaded(url);
                    inner.schedule();
                }
            }
        });
        let resized = Closure::<dyn Fn()>::new({
            let weak = weak.clone();
            move || {
                if let Some(inner) = weak.upgrade() {
                    inner.measure();
                    // Resizing emptied the canvases; this is still before the page is painted.
                    inner.frame(inner.now());
                }
            }
        });
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        observer.observe(&self.container);
        *self.observer.borrow_mut() = Some(Observer {
            observer,
            _resized: resized,
        });
        self.listen_pointers(&weak)?;
        self.listen_keys(&weak)
    }

    fn listen_pointers(&self, weak: &Weak<Self>) -> Result<(), JsValue> {
        let canvas = &self.base.canvas;
        let kinds = [
            ("pointerdown", PointerKind::Down),
            ("pointermove", PointerKind::Move),
            ("pointerup", PointerKind::Up),
            ("pointercancel", PointerKind::Cancel),
            ("pointerleave", PointerKind::Leave),
        ];
        let mut listeners = self.listeners.borrow_mut();
        for (name, kind) in kinds {
            let weak = weak.clone();
            listeners.push(Listener::new(canvas, name, move |event: PointerEvent| {
                if let Some(inner) = weak.upgrade() {
                    inner.pointer(&event, kind);
                }
            })?);
        }
        let inner = weak.clone();
        listeners.push(Listener::new(canvas, "wheel", move |event: WheelEvent| {
            event.prevent_default();
            if let Some(inner) = inner.upgrade() {
                inner.input(Input::Wheel(wheel(
                    &event,
                    &inner.base.canvas,
                    inner.space.get(),
                )));
            }
        })?);
        // The canvas opens its own menu, a long press must not select text, and a tap must not click what it has opened.
        for name in ["contextmenu", "touchstart"] {
            listeners.push(Listener::new(canvas, name, |event: Event| {
                event.prevent_default()
            })?);
        }
        Ok(())
    }

    fn listen_keys(&self, weak: &Weak<Self>) -> Result<(), JsValue> {
        let mut listeners = self.listeners.borrow_mut();
        let inner = weak.clone();
        listeners.push(Listener::new(
            &self.container,
            "keydown",
            move |event: KeyboardEvent| {
                let Some(inner) = inner.upgrade() else { return };
                let container: &EventTarget = &inner.container;
                let own = event.target().is_some_and(|target| target == *container);
                if event.code() == "Space" && own {
                    event.prevent_default();
                    inner.hold_space(true);
                }
            },
        )?);
        let inner = weak.clone();
        listeners.push(Listener::new(
            &self.window,
            "keyup",
            move |event: KeyboardEvent| {
                if let Some(inner) = inner.upgrade().filter(|_| event.code() == "Space") {
                    inner.hold_space(false);
                }
            },
        )?);
        let inner = weak.clone();
        listeners.push(Listener::new(&self.window, "blur", move |_: Event| {
            if let Some(inner) = inner.upgrade() {
                inner.space.set(false);
                inner.input(Input::Blur);
            }
        })?);
        Ok(())
    }

    fn hold_space(&self, held: bool) {
        if self.space.replace(held) != held {
            self.input(Input::Held(Modifiers {
                space: held,
                ..Modifiers::default()
            }));
        }
    }

    fn pointer(&self, event: &PointerEvent, kind: PointerKind) {
        let canvas = &self.base.canvas;
        if kind == PointerKind::Down {
            // Middle click would begin the browser's own scrolling.
            event.prevent_default();
            self.focus();
            // A pointer that is gone already can't be captured, and needn't be.
            drop(canvas.set_pointer_capture(event.pointer_id()));
        }
        self.input(Input::Pointer(pointer(
            event,
            kind,
            canvas,
            self.space.get(),
        )));
    }

    fn input(&self, input: Input) {
        let effects = self.editor.borrow_mut().input(input);
        self.perform(effects);
    }

    /// Does what is the host's to do and hands on the rest. The editor is not borrowed while others are called.
    fn perform(&self, effects: Vec<Effect>) {
        self.schedule();
        for effect in effects {
            match effect {
                Effect::Redraw | Effect::WantTick => {}
                Effect::Cursor(cursor) => {
                    // Only an unknown property is refused.
                    drop(self.base.canvas.style().set_property("cursor", cursor));
                }
                effect => (self.on_effect)(effect),
            }
        }
    }

    fn schedule(&self) {
        if self.scheduled.get().is_some() {
            return;
        }
        if let Some(on_frame) = &*self.on_frame.borrow() {
            let callback = on_frame.as_ref().unchecked_ref();
            self.scheduled
                .set(self.window.request_animation_frame(callback).ok());
        }
    }

    /// Takes over the container's extent and the screen's density.
    fn measure(&self) {
        let rect = self.container.get_bounding_client_rect();
        let extent = (
            rect.width().max(1.0),
            rect.height().max(1.0),
            self.window.device_pixel_ratio(),
        );
        if self.extent.replace(extent) == extent {
            return;
        }
        let (w, h, dpr) = extent;
        let density = self.pace.borrow().draft().unwrap_or(dpr);
        self.resize_surfaces(w, h, density);
        self.editor.borrow_mut().input(Input::Resize { w, h, dpr });
    }

    /// Gives both canvases their pixels, which empties them.
    fn resize_surfaces(&self, w: f64, h: f64, density: f64) {
        let pixels = |css: f64| (css * density).round().clamp(1.0, 16_384.0) as u32;
        self.base.resize(pixels(w), pixels(h));
        self.overlay.resize(pixels(w), pixels(h));
        // Stretched tiles are seen for moments only, and taking the nearest pixel costs a fifth of mixing four.
        let pen = self.base.brush.borrow().pen.clone();
        pen.set_image_smoothing_enabled(false);
        self.shown.take();
        self.above.take();
    }

    fn frame(&self, time_ms: f64) {
        if self.window.device_pixel_ratio() != self.extent.get().2 {
            self.measure();
        }
        if self.editor.borrow().wants_tick() {
            self.input(Input::Tick { time_ms });
        }
        // Only a lost context fails; the browser gives it back with the next resize or reload.
        let again = self.draw(time_ms).unwrap_or(false);
        if again || self.editor.borrow().wants_tick() {
            self.schedule();
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(handle) = self.scheduled.take() {
            // A frame that has been called already can't be cancelled, and needn't be.
            drop(self.window.cancel_animation_frame(handle));
        }
        if let Some(observed) = self.observer.take() {
            observed.observer.disconnect();
        }
        self.base.canvas.remove();
        self.overlay.canvas.remove();
    }
}
