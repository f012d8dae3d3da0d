//! Whether the machine has a network, as far as the browser knows: a hint, for a server on the same machine needs none.

use crate::browser::on_page;

/// Calls back when the network comes or goes, as long as the current owner lives.
pub(crate) fn follow(on_change: impl Fn(bool) + Clone + 'static) {
    let went = on_change.clone();
    on_page("online", move || on_change(true));
    on_page("offline", move || went(false));
}
