//! What follows from a change of the replica: the kept queue, and the session's signals.

use super::talk::flush;
use super::{Inner, Look, Shared};
use crate::session::queue::Left;
use crate::session::state::SaveState;
use crate::words::text;
use gesso_sync::SavedError;
use leptos::prelude::*;

pub(super) fn keep(shared: &Shared) {
    let mut inner = shared.borrow_mut();
    let Some(queue) = &inner.queue else { return };
    let refused = if inner.replica.pending_count() == 0 {
        queue.clear();
        false
    } else {
        !queue.keep(&inner.replica.to_saved())
    };
    if refused && !inner.storage_refused {
        inner.notices.warn(text("cant-keep"));
    }
    inner.storage_refused = refused;
}

pub(super) fn adopt(shared: &Shared, left: Left) {
    let Some(kept) = left.text() else { return };
    let adopted = shared.borrow_mut().replica.adopt(&kept);
    match adopted {
        Ok(_) => {
            keep(shared);
            if !shared.borrow().storage_refused {
                left.forget();
            }
            flush(shared);
            show_document(shared);
            show_line(shared);
        }
        Err(error) => {
            shared.borrow().notices.warn(text("unreadable-queue"));
            // What a newer page kept, a newer page will read.
            if let SavedError::Damaged { .. } = error {
                left.put_aside();
            }
        }
    }
}

pub(super) fn show_document(shared: &Shared) {
    let (state, document) = {
        let inner = shared.borrow();
        (inner.state, inner.replica.view().clone())
    };
    state.document.try_set(document);
}

/// Everything but the document, set only where it differs.
pub(super) fn show_line(shared: &Shared) {
    let (state, save_state, undo, redo, waiting) = {
        let mut inner = shared.borrow_mut();
        let saved = inner.replica.is_online() && inner.replica.pending_count() == 0;
        let waiting = if saved {
            std::mem::take(&mut inner.waiting_for_saved)
        } else {
            Vec::new()
        };
        let undo = inner.replica.can_undo().map(str::to_owned);
        let redo = inner.replica.can_redo().map(str::to_owned);
        (inner.state, inner.save_state(), undo, redo, waiting)
    };
    set_if_new(state.save_state, save_state);
    set_if_new(state.undo_label, undo);
    set_if_new(state.redo_label, redo);
    for waiting in waiting {
        // Who waited may be gone.
        let _ = waiting.send(());
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|old| *old != value) == Some(true) {
        signal.try_set(value);
    }
}

impl Inner {
    fn save_state(&self) -> SaveState {
        let kept = self.replica.pending_count();
        match &self.ended {
            Some(reason) => SaveState::Refused(reason.clone()),
            None if self.replica.is_online() && kept == 0 => SaveState::Saved,
            None if self.replica.is_online() => SaveState::Saving,
            None if self.look == Look::UnderWay => SaveState::Opening,
            None if !self.replica.is_ready() && self.tries <= 1 && self.retry.is_none() => {
                SaveState::Opening
            }
            None => SaveState::Offline { kept },
        }
    }
}
