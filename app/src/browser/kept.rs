//! Texts too large for the browser's small storage, kept in its cache: the last of each name, a few names, none too long.
//! A browser that has no cache, as on an address that is not secure, keeps nothing.

use js_sys::{Array, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Response};

/// The worker leaves this one alone.
const CACHE: &str = "gesso-documents";
/// The addresses that stand for names; nothing is ever fetched from them.
const PREFIX: &str = "/kept/";
/// How many names at most; the ones that were kept first leave first.
const MOST: u32 = 24;
/// The longest text, in bytes.
const LONGEST: usize = 8 << 20;

/// Keeps a text under a name in place of the one before; one that is too long leaves nothing there.
pub(crate) async fn put(name: &str, text: &str) -> bool {
    keep(name, text).await.is_ok()
}

/// What is kept under a name.
pub(crate) async fn get(name: &str) -> Option<String> {
    find(name).await.ok().flatten()
}

async fn keep(name: &str, text: &str) -> Result<(), JsValue> {
    let cache = open().await?;
    let address = address(name);
    JsFuture::from(cache.delete_with_str(&address)).await?;
    if text.len() > LONGEST {
        return Ok(());
    }
    let response = Response::new_with_opt_str(Some(text))?;
    JsFuture::from(cache.put_with_str(&address, &response)).await?;
    let names: Array = JsFuture::from(cache.keys()).await?.dyn_into()?;
    let surplus = names.length().saturating_sub(MOST);
    for oldest in names.iter().take(surplus as usize) {
        JsFuture::from(cache.delete_with_request(oldest.unchecked_ref())).await?;
    }
    Ok(())
}

async fn find(name: &str) -> Result<Option<String>, JsValue> {
    let found = JsFuture::from(open().await?.match_with_str(&address(name))).await?;
    if found.is_undefined() {
        return Ok(None);
    }
    let response: Response = found.dyn_into()?;
    Ok(JsFuture::from(response.text()?).await?.as_string())
}

async fn open() -> Result<Cache, JsValue> {
    let caches = Reflect::get(&window(), &"caches".into())?;
    let caches: CacheStorage = caches.dyn_into()?;
    JsFuture::from(caches.open(CACHE)).await?.dyn_into()
}

fn address(name: &str) -> String {
    format!("{PREFIX}{name}")
}
