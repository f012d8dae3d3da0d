//! What the browser keeps between visits. Storage may be full or switched off; then nothing is kept and callers are told.

fn local() -> Option<web_sys::Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}

/// What is kept under a key.
pub(crate) fn get(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

/// Keeps something; false when the browser refused.
pub(crate) fn set(key: &str, value: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Forgets something; false when the browser refused.
pub(crate) fn remove(key: &str) -> bool {
    local().is_some_and(|storage| storage.remove_item(key).is_ok())
}

/// All keys that begin with `prefix`.
pub(crate) fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = local() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(prefix))
        .collect()
}
