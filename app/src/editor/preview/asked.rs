//! What the worker was asked for last, and whether all of that is there. Wishes are numbered, as an answer to an older one may
//! still be on its way when a newer one has been sent. Pure.

use super::wish::Wish;
use gesso_sync::PreviewAsk;

/// The last wish and how far it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    wish: Option<Wish>,
    /// The number of the wish of which everything was there last.
    rested: u64,
}

impl Asked {
    /// What was sent last; nothing before the first time.
    pub fn last(&self) -> Option<&PreviewAsk> {
        self.wish.as_ref().map(|wish| &wish.ask)
    }

    /// Takes the place of the wish before. Gives what has to be sent; nothing when that is what was sent last.
    pub fn ask(&mut self, mut wish: Wish) -> Option<&PreviewAsk> {
        let number = self.last().map_or(0, |last| last.number);
        wish.ask.number = number;
        if self.wish.as_ref() == Some(&wish) {
            return None;
        }
        wish.ask.number = number + 1;
        self.wish = Some(wish);
        self.last()
    }

    /// The worker says that everything of this wish is there.
    pub fn rests(&mut self, number: u64) {
        self.rested = number;
    }

    /// Whether everything of the last wish is there.
    pub fn is_there(&self) -> bool {
        self.last().is_some_and(|last| last.number == self.rested)
    }
}
