//! Web Locks: a lock lives as long as the page that holds it, however the page ends, and no two pages hold the same one.
//! web-sys has them only behind an unstable flag, so they are reached by name.

use futures::channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// A lock this page holds; dropping it lets go.
pub(crate) struct Lock {
    release: Function,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The resolver of a promise does not throw.
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// How a try for a lock went.
pub(crate) enum Try {
    /// It is ours.
    Held(Lock),
    /// Another page has it.
    Busy,
    /// This browser has no locks.
    Unsupported,
}

/// Takes a lock if nobody has it.
pub(crate) async fn take_if_free(name: &str) -> Try {
    match request(name, true) {
        None => Try::Unsupported,
        Some(answer) => match answer.await {
            Ok(Some(lock)) => Try::Held(lock),
            Ok(None) => Try::Busy,
            Err(_) => Try::Unsupported,
        },
    }
}

/// Takes a lock as soon as the page that has it lets go; `None` when this browser has no locks.
pub(crate) async fn take(name: &str) -> Option<Lock> {
    request(name, false)?.await.ok().flatten()
}

fn request(name: &str, only_if_free: bool) -> Option<oneshot::Receiver<Option<Lock>>> {
    let locks = Reflect::get(&window().navigator(), &"locks".into())
        .ok()
        .filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &only_if_free.into()).ok()?;
    let (answer, receiver) = oneshot::channel();
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            // The receiver may have lost interest; then nobody holds anything.
            let _ = answer.send(None);
            return JsValue::UNDEFINED;
        }
        let release = Rc::new(RefCell::new(None));
        let kept = release.clone();
        let until_released = Promise::new(&mut move |resolve, _| {
            kept.replace(Some(resolve));
        });
        if let Some(release) = release.take() {
            let _ = answer.send(Some(Lock { release }));
        }
        until_released.into()
    });
    let asked = request
        .call3(&locks, &name.into(), &options, &granted)
        .ok()?;
    // The promise ends with the lock; a refusal drops `answer`, which the receiver sees.
    drop(asked);
    Some(receiver)
}
