//! Whether the machine has a network, as far as the browser knows. "Yes" promises nothing; "no" is certain.

use crate::browser::on_page;
use leptos::prelude::window;

/// Whether there may be a network.
pub(crate) fn is_online() -> bool {
    window().navigator().on_line()
}

/// Calls back when the network comes or goes, as long as the current owner lives.
pub(crate) fn follow(on_change: impl Fn(bool) + Clone + 'static) {
    let went = on_change.clone();
    on_page("online", move || on_change(true));
    on_page("offline", move || went(false));
}
