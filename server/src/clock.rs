//! What pure code is not allowed to know: the time, and names nobody can guess.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// A number nobody can guess.
pub(crate) fn random_u64() -> u64 {
    getrandom::u64().expect("the operating system gives random bytes")
}

/// A new workflow's id: sixteen hexadecimal digits.
pub(crate) fn new_workflow_id() -> String {
    format!("{:016x}", random_u64())
}
