//! The document as the server last confirmed it, kept in the browser: what a page shows that can't reach the server.
//! It is written when edits have come to rest, when the connection is lost and when the page is hidden.

use super::show::{show_document, show_line};
use super::{Look, Shared, with};
use crate::browser::kept;
use gloo_timers::callback::Timeout;
use leptos::task::spawn_local;
use std::rc::Rc;

/// How long after the first edit that is not kept the document is written.
const REST_MS: u32 = 3_000;
/// A document with more nodes is not kept: writing it would be felt.
const MOST_NODES: usize = 20_000;

/// Keeps the document soon, unless it is kept already or is about to be.
pub(super) fn keep_soon(shared: &Shared) {
    let weak = Rc::downgrade(shared);
    let mut inner = shared.borrow_mut();
    let is_kept = inner.kept_seq == Some(inner.replica.confirmed_seq());
    if !is_kept && inner.keeping.is_none() {
        let write = move || with(&weak, keep_now);
        inner.keeping = Some(Timeout::new(REST_MS, write));
    }
}

/// Keeps the document, unless it is kept already.
pub(super) fn keep_now(shared: &Shared) {
    let (workflow, text) = {
        let mut inner = shared.borrow_mut();
        inner.keeping = None;
        let seq = inner.replica.confirmed_seq();
        let small = inner.replica.view().nodes().len() <= MOST_NODES;
        if inner.kept_seq == Some(seq) || !small {
            return;
        }
        let Some(text) = inner.replica.to_kept() else {
            return;
        };
        inner.kept_seq = Some(seq);
        (inner.workflow.clone(), text)
    };
    spawn_local(async move {
        // What the browser refuses to keep is there again with the server.
        let _ = kept::put(&workflow, &text).await;
    });
}

/// The server can't be reached: shows the kept document, if there is one and no other.
pub(super) fn look(shared: &Shared) {
    let workflow = {
        let mut inner = shared.borrow_mut();
        if inner.replica.is_ready() || inner.look != Look::NotYet {
            return;
        }
        inner.look = Look::UnderWay;
        inner.workflow.clone()
    };
    let weak = Rc::downgrade(shared);
    spawn_local(async move {
        let text = kept::get(&workflow).await;
        with(&weak, |shared| {
            let shown = {
                let mut inner = shared.borrow_mut();
                inner.look = Look::Done;
                // What another build kept can't be read; the server has it.
                text.is_some_and(|text| inner.replica.show_kept(&text) == Ok(true))
            };
            if shown {
                show_document(shared);
            }
            show_line(shared);
        });
    });
}
