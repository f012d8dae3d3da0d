//! Something on the picture that has grips: while a pointer holds one, it is a draft that the preview shows; let go of, it is
//! one edit. Arrow keys move the grip that has the keyboard.

use super::super::hand::Hand;
use crate::editor::desk::Desk;
use gesso_graph::numbers::Place;
use gesso_graph::{Name, NodeId, Value};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

/// Parameters and what they become.
pub(super) type Params = Vec<(Name, Value)>;

/// How a value follows a grip from one place of the picture to another; the last says whether the shift key is held.
type Follow<V, G> = fn(&V, G, (Place, Place), bool, (u32, u32)) -> V;

/// A pointer and what it holds: which grip, the value before, where it began.
type Held<V, G> = (i32, G, V, Place);

/// A value on the picture and what holds it; a handle, free to copy.
pub(super) struct Grab<V: Send + Sync + 'static, G: Send + Sync + 'static> {
    desk: Desk,
    node: NodeId,
    hand: Hand,
    size: (u32, u32),
    label: &'static str,
    follow: Follow<V, G>,
    params: fn(&V) -> Params,
    stored: Memo<V>,
    draft: RwSignal<Option<V>>,
    /// The grip that was pointed at: its element hears of it before the frame does.
    grip: StoredValue<Option<G>>,
    held: StoredValue<Option<Held<V, G>>>,
    /// Where the pointer that holds it was last.
    last: StoredValue<Place>,
    element: NodeRef<html::Div>,
}

impl<V: Send + Sync + 'static, G: Send + Sync + 'static> Clone for Grab<V, G> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: Send + Sync + 'static, G: Send + Sync + 'static> Copy for Grab<V, G> {}

/// What is held, of which node, and how it is written.
pub(super) struct Means<V, G> {
    /// What the edit is called: the key of a text.
    pub(super) label: &'static str,
    /// How it follows a grip.
    pub(super) follow: Follow<V, G>,
    /// The parameters that say it.
    pub(super) params: fn(&V) -> Params,
}

impl<V, G> Grab<V, G>
where
    V: Clone + PartialEq + Send + Sync + 'static,
    G: Copy + Send + Sync + 'static,
{
    pub(super) fn new(
        (desk, node): (Desk, NodeId),
        (size, hand): ((u32, u32), Hand),
        stored: Memo<V>,
        means: Means<V, G>,
    ) -> Self {
        Self {
            desk,
            node,
            hand,
            size,
            label: means.label,
            follow: means.follow,
            params: means.params,
            stored,
            draft: RwSignal::new(None),
            grip: StoredValue::new(None),
            held: StoredValue::new(None),
            last: StoredValue::new((0.0, 0.0)),
            element: NodeRef::new(),
        }
    }

    /// The value now. Tracks.
    pub(super) fn value(self) -> V {
        self.draft.get().unwrap_or_else(|| self.stored.get())
    }

    /// A grip is pointed at.
    pub(super) fn point(self, grip: G) {
        self.grip.set_value(Some(grip));
    }

    fn down(self, event: &PointerEvent) {
        let grip = self.grip.get_value();
        self.grip.set_value(None);
        let is_finger = event.pointer_type() == "touch";
        let first = self
            .held
            .with_value(|held| held.as_ref().map(|held| held.0));
        if let (Some(first), true) = (first, is_finger) {
            // A second finger moves the picture together with the first, which has changed nothing then.
            self.give_up();
            self.hand.adopt(first, self.last.get_value());
            return;
        }
        let moves = is_finger && self.hand.is_pressed();
        let is_free = first.is_none() && !moves && event.button() == 0;
        let (Some(grip), Some(at)) = (grip.filter(|_| is_free), self.hand.picture(event)) else {
            return;
        };
        self.last.set_value(at);
        // Whoever holds something does not move the picture.
        event.stop_propagation();
        if let Some(element) = self.element.get_untracked() {
            // Without capture a drag only ends early.
            drop(element.set_pointer_capture(event.pointer_id()));
        }
        let value = untrack(|| self.value());
        self.held
            .set_value(Some((event.pointer_id(), grip, value, at)));
    }

    fn moved(self, event: &PointerEvent) {
        let held = self.held.get_value();
        let (Some((pointer, grip, value, from)), Some(at)) = (held, self.hand.picture(event))
        else {
            return;
        };
        // The view hears of it as well: it says which pixel that is, and moves by pointers alone that came down on it.
        if pointer == event.pointer_id() {
            self.last.set_value(at);
            let value = (self.follow)(&value, grip, (from, at), event.shift_key(), self.size);
            let params = (self.params)(&value);
            self.desk.preview.try_values(self.desk, self.node, params);
            self.draft.set(Some(value));
        }
    }

    fn up(self, event: &PointerEvent) {
        let pointer = self
            .held
            .with_value(|held| held.as_ref().map(|held| held.0));
        if pointer == Some(event.pointer_id()) {
            event.stop_propagation();
            self.held.set_value(None);
            if let Some(value) = self.draft.get_untracked() {
                self.keep(value);
            }
        }
    }

    fn give_up(self) {
        self.held.set_value(None);
        self.draft.set(None);
        self.desk.preview.let_go(self.desk);
    }

    /// Makes a value the node's: one edit.
    pub(super) fn keep(self, value: V) {
        self.draft.set(None);
        let label = crate::words::text(self.label);
        let params = (self.params)(&value);
        self.desk.set_params(self.node, label, params);
        self.desk.preview.kept(self.desk, self.node);
    }

    /// Escape lets go of what is held and leaves everything as it was.
    fn escape(self, event: &KeyboardEvent) {
        if event.key() == "Escape" && self.held.with_value(Option::is_some) {
            self.give_up();
            event.stop_propagation();
        }
    }

    /// A key while a grip has the keyboard.
    pub(super) fn key(self, grip: G, event: &KeyboardEvent) {
        let step = if event.shift_key() { 10.0 } else { 1.0 };
        let by = match event.key().as_str() {
            "ArrowLeft" => (-step, 0.0),
            "ArrowRight" => (step, 0.0),
            "ArrowUp" => (0.0, -step),
            "ArrowDown" => (0.0, step),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let value = untrack(|| self.value());
        let from = (f64::from(self.size.0) / 2.0, f64::from(self.size.1) / 2.0);
        let to = (from.0 + by.0, from.1 + by.1);
        self.keep((self.follow)(&value, grip, (from, to), false, self.size));
    }

    /// The frame over the picture that everything with grips stands in.
    pub(super) fn frame(self, content: impl IntoView + 'static) -> AnyView {
        let px = |length: f64| format!("{length:.2}px");
        let (w, h) = self.size;
        let eye = self.hand.eye;
        view! {
            <div
                class="onto"
                node_ref=self.element
                // What is dragged by no button has the keyboard here, for Escape.
                tabindex="-1"
                on:keydown=move |event| self.escape(&event)
                style:left=move || px(eye.get().x)
                style:top=move || px(eye.get().y)
                style:width=move || px(f64::from(w) * eye.get().zoom)
                style:height=move || px(f64::from(h) * eye.get().zoom)
                on:pointerenter=move |_| self.desk.preview.near(self.desk, self.node)
                on:pointerdown=move |event| self.down(&event)
                on:pointermove=move |event| self.moved(&event)
                on:pointerup=move |event| self.up(&event)
                on:pointercancel=move |_| self.give_up()
                on:dblclick=move |event| event.stop_propagation()
            >{content}</div>
        }
        .into_any()
    }
}

/// Where something stands, as parts of the picture for CSS.
pub(super) fn percent(at: f64, whole: u32) -> String {
    format!("{:.4}%", at / f64::from(whole.max(1)) * 100.0)
}
