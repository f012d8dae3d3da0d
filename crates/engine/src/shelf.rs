//! Pictures that are kept in memory between steps: decoded files and rendered proxies, within a budget of bytes. It counts what is
//! being made and what somebody works with; of the rest the least recently used goes first. Two that want the same picture at once
//! make it once, where there is room to keep it.

use gesso_graph::{ContentKey, Name};
use gesso_nodes::Scaled;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a kept picture is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A decoded file by its hash, and of an animation which picture, from 1.
    File(Name, u32),
    /// The same at a scale, by the bits of the scale.
    SmallFile(Name, u32, u32),
    /// A rendered output of a step, at the scale of its preview; 1 for small pictures.
    Proxy(ContentKey, Name, u32),
}

#[derive(Debug)]
struct Kept {
    scaled: Scaled,
    bytes: u64,
    used: u64,
}

impl Kept {
    /// Whether nobody works with it.
    fn is_idle(&self) -> bool {
        Arc::strong_count(&self.scaled.image) == 1
    }
}

#[derive(Debug, Default)]
struct Inside {
    kept: BTreeMap<Place, Kept>,
    making: BTreeMap<Place, Arc<Mutex<()>>>,
    /// Of what is kept.
    bytes: u64,
    /// Of what is being made.
    promised: u64,
    uses: u64,
}

impl Inside {
    /// Bytes that can't be let go of.
    fn held(&self) -> u64 {
        let held = self.kept.values().filter(|kept| !kept.is_idle());
        self.promised + held.map(|kept| kept.bytes).sum::<u64>()
    }

    /// Lets go of what nobody works with, the least recently used first, until the rest fits.
    fn fit(&mut self, budget: u64) {
        while self.bytes + self.promised > budget {
            let idle = self.kept.iter().filter(|(_, kept)| kept.is_idle());
            let oldest = idle.min_by_key(|(_, kept)| kept.used);
            let oldest = oldest.map(|(place, _)| place.clone());
            let Some(gone) = oldest.and_then(|place| self.kept.remove(&place)) else {
                return;
            };
            self.bytes -= gone.bytes;
        }
    }
}

/// Room for a picture that is being made; goes back to the shelf when it is dropped.
#[derive(Debug)]
pub(crate) struct Room<'a> {
    shelf: &'a Shelf,
    bytes: u64,
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        self.shelf.inside().promised -= self.bytes;
    }
}

/// The pictures that are kept.
#[derive(Debug)]
pub(crate) struct Shelf {
    inside: Mutex<Inside>,
    budget: u64,
}

impl Shelf {
    pub(crate) fn new(budget: u64) -> Self {
        Self {
            inside: Mutex::default(),
            budget,
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A kept picture.
    pub(crate) fn find(&self, place: &Place) -> Option<Scaled> {
        let mut inside = self.inside();
        inside.uses += 1;
        let used = inside.uses;
        let kept = inside.kept.get_mut(place)?;
        kept.used = used;
        Some(kept.scaled.clone())
    }

    /// A kept picture, or what `make` gives, which is kept where it has room; who comes meanwhile waits for it.
    /// Never called from within a rendering thread pool, so waiting can't hold up what is waited for.
    pub(crate) fn find_or_make<'a, E>(
        &'a self,
        place: Place,
        make: impl FnOnce() -> Result<(Scaled, Option<Room<'a>>), E>,
    ) -> Result<Scaled, E> {
        let turn = {
            let mut inside = self.inside();
            Arc::clone(inside.making.entry(place.clone()).or_default())
        };
        let result = {
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            match self.find(&place) {
                Some(scaled) => Ok(scaled),
                None => make().map(|(scaled, room)| {
                    if let Some(room) = room {
                        self.keep(place.clone(), scaled.clone(), room);
                    }
                    scaled
                }),
            }
        };
        let mut inside = self.inside();
        // Two hands: the map's and this one.
        if Arc::strong_count(&turn) <= 2 {
            inside.making.remove(&place);
        }
        result
    }

    /// Bytes that are kept at most.
    pub(crate) fn budget(&self) -> u64 {
        self.budget
    }

    /// Room for a picture of this size; idle ones are let go of for it. None while what is at work takes too much of the budget.
    pub(crate) fn room(&self, bytes: u64) -> Option<Room<'_>> {
        let mut inside = self.inside();
        let fits = inside.held().saturating_add(bytes) <= self.budget;
        fits.then(|| self.promise_in(&mut inside, bytes))
    }

    /// As [`Shelf::room`], for a picture that leaves room for others: it is made in any case.
    pub(crate) fn room_beside_others(&self, bytes: u64) -> Option<Room<'_>> {
        (bytes <= self.budget / 2).then(|| self.promise_in(&mut self.inside(), bytes))
    }

    fn promise_in(&self, inside: &mut Inside, bytes: u64) -> Room<'_> {
        inside.promised += bytes;
        inside.fit(self.budget);
        Room { shelf: self, bytes }
    }

    /// Keeps a picture in its room, unless it is there already.
    pub(crate) fn keep(&self, place: Place, scaled: Scaled, mut room: Room<'_>) {
        let mut inside = self.inside();
        if inside.kept.contains_key(&place) {
            // The room goes back when the lock is free.
            return;
        }
        inside.uses += 1;
        let bytes = std::mem::take(&mut room.bytes);
        let kept = Kept {
            scaled,
            bytes,
            used: inside.uses,
        };
        inside.promised -= bytes;
        inside.bytes += bytes;
        inside.kept.insert(place, kept);
        inside.fit(self.budget);
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Room, Shelf};
    use gesso_media::solid;
    use gesso_nodes::Scaled;

    fn picture() -> Scaled {
        let image = solid(4, 4, [1.0; 4]);
        Scaled {
            image,
            full: (4, 4),
        }
    }

    fn place(number: u32) -> Place {
        Place::File("file".into(), number)
    }

    fn room(shelf: &Shelf, bytes: u64) -> Room<'_> {
        shelf.room(bytes).expect("there is room")
    }

    #[test]
    fn what_is_made_and_worked_with_never_exceeds_the_budget() {
        let shelf = Shelf::new(100);
        let worked_with = picture();
        shelf.keep(place(1), worked_with.clone(), room(&shelf, 60));
        shelf.keep(place(2), picture(), room(&shelf, 30));
        assert!(shelf.room(41).is_none(), "somebody works with the first");
        assert!(shelf.find(&place(2)).is_some(), "nothing goes in vain");
        let making = room(&shelf, 40);
        assert!(shelf.find(&place(2)).is_none(), "it made room");
        assert!(shelf.room(1).is_none(), "all is taken");
        drop((making, worked_with));
        let all = room(&shelf, 100);
        assert!(shelf.find(&place(1)).is_none());
        drop(all);
        assert!(shelf.room(101).is_none());
    }

    #[test]
    fn a_picture_as_large_as_the_budget_is_kept_and_the_longest_unused_goes_first() {
        let shelf = Shelf::new(100);
        for number in [1, 2] {
            shelf.keep(place(number), picture(), room(&shelf, 50));
        }
        assert!(shelf.find(&place(1)).is_some());
        shelf.keep(place(3), picture(), room(&shelf, 50));
        assert!(shelf.find(&place(2)).is_none());
        assert!(shelf.find(&place(1)).is_some());
        shelf.keep(place(4), picture(), room(&shelf, 100));
        assert!(shelf.find(&place(4)).is_some());
        assert!(shelf.find(&place(1)).is_none() && shelf.find(&place(3)).is_none());
    }

    #[test]
    fn what_is_kept_twice_counts_once() {
        let shelf = Shelf::new(100);
        for _ in 0..3 {
            shelf.keep(place(1), picture(), room(&shelf, 50));
        }
        shelf.keep(place(2), picture(), room(&shelf, 50));
        assert!(shelf.find(&place(1)).is_some() && shelf.find(&place(2)).is_some());
    }
}
