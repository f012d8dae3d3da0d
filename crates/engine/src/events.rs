//! Where the engine tells what happens, and where it asks for the time.

use gesso_sync::RunEvent;

/// Hears what happens in runs. Must not block: it is called from the threads that work.
pub trait Events: Send + Sync {
    /// Something happened in a run of this workflow.
    fn emit(&self, workflow: &str, event: RunEvent);
}

/// What time it is.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970.
    fn now_ms(&self) -> i64;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |passed| {
                i64::try_from(passed.as_millis()).unwrap_or(i64::MAX)
            })
    }
}
