//! The worker that opens pages when the server can't be reached (`public/worker.js`): starting it, and telling it which
//! pages a person visits. Browsers have workers on secure addresses only, which this machine's own is.

use js_sys::{Object, Reflect};
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

const WORKER: &str = "/worker.js";

/// Starts the worker, or looks whether there is a newer one; the browser does this once a visit.
pub(crate) fn start() {
    let Some(workers) = workers() else { return };
    let started = workers.register(WORKER);
    spawn_local(async move {
        // Without it everything works but opening pages offline; the browser's console says why it was refused.
        let _ = JsFuture::from(started).await;
    });
}

/// Whether the worker answers for this page.
pub(crate) fn is_there() -> bool {
    workers().is_some_and(|workers| workers.controller().is_some())
}

/// Has the page at a path of this server kept, as soon as there is a worker.
pub(crate) fn keep_page(path: String) {
    let Some(ready) = workers().and_then(|workers| workers.ready().ok()) else {
        return;
    };
    spawn_local(async move {
        // A browser that refuses the worker keeps no pages.
        let _ = tell(ready, &path).await;
    });
}

async fn tell(ready: js_sys::Promise, path: &str) -> Result<(), JsValue> {
    let registration: ServiceWorkerRegistration = JsFuture::from(ready).await?.dyn_into()?;
    let message = Object::new();
    Reflect::set(&message, &"keep".into(), &path.into())?;
    match registration.active() {
        Some(worker) => worker.post_message(&message),
        None => Ok(()),
    }
}

fn workers() -> Option<ServiceWorkerContainer> {
    let workers = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    workers.dyn_into().ok()
}
