//! Hands beside the worker's own: parts of one piece are rendered at the same time, in the same memory. Who starts threads lends
//! them with [`Crew::help`]; without any, the worker does all by itself.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Inside {
    jobs: VecDeque<Job>,
    hands: usize,
    is_closed: bool,
}

/// Threads that wait for something to do.
#[derive(Default)]
pub struct Crew {
    inside: Mutex<Inside>,
    /// There is a job, one is done, or the crew is closed.
    changes: Condvar,
}

impl Crew {
    /// A crew without hands.
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Lends the thread that calls it until the crew is closed.
    pub fn help(&self) {
        let mut inside = self.lock();
        inside.hands += 1;
        while !inside.is_closed {
            inside = match inside.jobs.pop_front() {
                Some(job) => {
                    drop(inside);
                    job();
                    // Held before it is told, so that nobody who has just looked sleeps through it.
                    let inside = self.lock();
                    self.changes.notify_all();
                    inside
                }
                None => self.wait(inside),
            };
        }
    }

    /// Sends all hands away for good: who waits for one that does not come back is told.
    pub fn close(&self) {
        let mut inside = self.lock();
        inside.is_closed = true;
        inside.hands = 0;
        drop(inside);
        self.changes.notify_all();
    }

    /// How many there are, with that of the worker itself.
    pub fn hands(&self) -> usize {
        1 + self.lock().hands
    }

    /// Does all jobs, in no order, and gives what they gave in theirs; nothing when the crew was closed before they were done.
    pub fn all<R: Send + 'static>(
        &self,
        jobs: Vec<impl FnOnce() -> R + Send + 'static>,
    ) -> Option<Vec<R>> {
        let count = jobs.len();
        let done: Arc<Mutex<Vec<(usize, R)>>> = Arc::default();
        let noted = jobs.into_iter().enumerate().map(|(place, job)| {
            let done = Arc::clone(&done);
            let job: Job = Box::new(move || {
                let made = job();
                locked(&done).push((place, made));
            });
            job
        });
        self.lock().jobs.extend(noted);
        self.changes.notify_all();
        let mut inside = self.lock();
        while locked(&done).len() < count {
            inside = match inside.jobs.pop_front() {
                Some(job) => {
                    drop(inside);
                    job();
                    self.lock()
                }
                None if inside.is_closed => return None,
                None => self.wait(inside),
            };
        }
        drop(inside);
        let mut made = std::mem::take(&mut *locked(&done));
        made.sort_by_key(|(place, _)| *place);
        Some(made.into_iter().map(|(_, made)| made).collect())
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        locked(&self.inside)
    }

    fn wait<'a>(&self, inside: MutexGuard<'a, Inside>) -> MutexGuard<'a, Inside> {
        let woken = self.changes.wait(inside);
        woken.unwrap_or_else(PoisonError::into_inner)
    }
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
