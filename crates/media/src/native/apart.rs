//! Work apart from the threads that render.

/// Does something that may use threads while others wait for it under a lock. Called from a rendering thread, it is done on
/// a thread of its own: a rendering thread that waits for others takes up more work meanwhile, which may want the same lock.
pub fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if rayon::current_thread_index().is_none() {
        return work();
    }
    let alone = || match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
        Ok(pool) => pool.install(work),
        // Without another thread nothing can be shared out either.
        Err(_) => work(),
    };
    std::thread::scope(|scope| match scope.spawn(alone).join() {
        Ok(done) => done,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}
