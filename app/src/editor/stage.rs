//! The canvas as the rest of the editor reaches it: nothing on the server and before it is mounted, then a `CanvasHost`.
//! Whoever calls the canvas handles the effects it returns, so they all end in `effect`.

use crate::browser::preview::Bitmap;
use crate::editor::canvas;
use crate::editor::desk::Desk;
use gesso_canvas::{Editor, Effect, Px};
use gesso_graph::{GraphId, Point};
use leptos::html;
use leptos::prelude::*;

/// A handle of the mounted canvas, if it is.
#[derive(Clone, Copy)]
pub(crate) struct Stage {
    /// The element the canvas is mounted in.
    pub(crate) container: NodeRef<html::Div>,
    #[cfg(feature = "hydrate")]
    host: StoredValue<Option<gesso_canvas_web::CanvasHost>, LocalStorage>,
}

impl Stage {
    /// Nothing is mounted yet.
    pub(crate) fn new() -> Self {
        Self {
            container: NodeRef::new(),
            #[cfg(feature = "hydrate")]
            host: StoredValue::new_local(None),
        }
    }

    /// Works with the canvas and then draws it; nothing when there is none.
    pub(crate) fn with<R>(self, work: impl FnOnce(&mut Editor) -> R) -> Option<R> {
        #[cfg(feature = "hydrate")]
        {
            // The handle is taken out first: what the canvas does may come back here.
            let host = self.host.try_get_value().flatten()?;
            Some(host.with(work))
        }
        #[cfg(not(feature = "hydrate"))]
        {
            drop(work);
            None
        }
    }

    /// Lets the canvas do something and handles what comes of it.
    pub(crate) fn perform(self, desk: Desk, work: impl FnOnce(&mut Editor) -> Vec<Effect>) {
        for effect in self.with(work).unwrap_or_default() {
            canvas::handle(desk, effect);
        }
    }

    /// The place in the document that is in the middle of what is seen.
    pub(crate) fn middle(self) -> Point {
        let Some(container) = self.container.get_untracked() else {
            return Point::default();
        };
        let middle = Px::new(
            f64::from(container.offset_width()) / 2.0,
            f64::from(container.offset_height()) / 2.0,
        );
        self.with(|editor| editor.to_world(middle))
            .unwrap_or_default()
    }

    /// The graph that is shown; what is added belongs there.
    pub(crate) fn graph(self) -> GraphId {
        self.with(|editor| editor.graph()).unwrap_or_default()
    }

    /// Takes a picture that was made in the browser.
    pub(crate) fn put_picture(self, url: &str, bitmap: Bitmap) {
        #[cfg(feature = "hydrate")]
        if let Some(host) = self.host.try_get_value().flatten() {
            host.put_picture(url, bitmap.take());
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (self, url, bitmap);
    }

    /// Such a picture.
    pub(crate) fn picture(self, url: &str) -> Option<Bitmap> {
        #[cfg(feature = "hydrate")]
        {
            let host = self.host.try_get_value().flatten()?;
            host.picture(url).map(Bitmap::from)
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = (self, url);
            None
        }
    }

    /// Lets go of such a picture.
    pub(crate) fn forget_picture(self, url: &str) {
        #[cfg(feature = "hydrate")]
        if let Some(host) = self.host.try_get_value().flatten() {
            host.forget_picture(url);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (self, url);
    }

    /// Gives the canvas the keyboard.
    pub(crate) fn focus(self) {
        #[cfg(feature = "hydrate")]
        if let Some(host) = self.host.try_get_value().flatten() {
            host.focus();
        }
    }

    /// Draws with another look.
    #[cfg(feature = "hydrate")]
    pub(crate) fn set_theme(self, theme: gesso_canvas::Theme) {
        if let Some(host) = self.host.try_get_value().flatten() {
            host.set_theme(theme);
        }
    }

    /// A workflow opens: see [`gesso_canvas_web::CanvasHost::begin`].
    #[cfg(feature = "hydrate")]
    pub(crate) fn begin(self) {
        if let Some(host) = self.host.try_get_value().flatten() {
            host.begin();
        }
    }

    /// Takes the mounted canvas.
    #[cfg(feature = "hydrate")]
    pub(crate) fn put(self, host: Option<gesso_canvas_web::CanvasHost>) {
        self.host.try_set_value(host);
    }
}
