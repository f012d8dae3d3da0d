//! Pictures that the shelf has no room for and that have to be whole in memory: of the steps that work with some, one is at work
//! at a time. So what is beyond the budget is what one step needs, however many workers there are.

use gesso_media::{Pull, RenderError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a cancelled step may wait on.
const LOOKS_UP: Duration = Duration::from_millis(50);

/// What steps wait for.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    is_taken: Mutex<bool>,
    given_back: Condvar,
}

impl Turns {
    fn is_taken(&self) -> MutexGuard<'_, bool> {
        self.is_taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A step's: it has its turn from the first such picture to its end. Whoever has it waits for nobody else.
#[derive(Debug)]
pub(crate) struct Turn {
    turns: Arc<Turns>,
    is_mine: Mutex<bool>,
}

impl Turn {
    pub(crate) fn new(turns: &Arc<Turns>) -> Self {
        Self {
            turns: Arc::clone(turns),
            is_mine: Mutex::new(false),
        }
    }

    fn mine(&self) -> MutexGuard<'_, bool> {
        self.is_mine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_mine(&self) -> bool {
        *self.mine()
    }

    /// Waits for the turn, unless it is there already. Never called with anything that another step could wait for.
    pub(crate) fn take(&self, pull: &Pull) -> Result<(), RenderError> {
        let mut mine = self.mine();
        if *mine {
            return Ok(());
        }
        let mut taken = self.turns.is_taken();
        while *taken {
            pull.check()?;
            let waited = self.turns.given_back.wait_timeout(taken, LOOKS_UP);
            (taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        }
        *taken = true;
        *mine = true;
        Ok(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.is_mine() {
            *self.turns.is_taken() = false;
            self.turns.given_back.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LOOKS_UP, Turn, Turns};
    use gesso_media::{Pull, RenderError};
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    #[test]
    fn one_has_its_turn_until_its_end_and_a_cancelled_one_stops_waiting() {
        let turns = Arc::new(Turns::default());
        let first = Turn::new(&turns);
        first.take(&Pull::new()).expect("nobody has it");
        first.take(&Pull::new()).expect("it has it already");

        let pull = Pull::new();
        pull.cancel();
        let second = Turn::new(&turns);
        assert_eq!(second.take(&pull), Err(RenderError::Cancelled));
        assert!(!second.is_mine());
        drop(second);

        let (tell, told) = channel();
        std::thread::scope(|scope| {
            let third = Turn::new(&turns);
            scope.spawn(move || {
                tell.send("waits").expect("somebody listens");
                third.take(&Pull::new()).expect("its turn comes");
                tell.send("has it").expect("somebody listens");
            });
            assert_eq!(told.recv(), Ok("waits"));
            let early = told.recv_timeout(4 * LOOKS_UP);
            assert!(early.is_err(), "the first still has it");
            drop(first);
            assert_eq!(told.recv(), Ok("has it"));
        });
        Turn::new(&turns)
            .take(&Pull::new())
            .expect("all are through");
    }
}
