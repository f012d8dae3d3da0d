//! Pictures that are kept in memory between steps: decoded files and rendered proxies, within a budget of bytes.
//! The least recently used goes first. Two that want the same picture at once make it once. The budget counts what is being made,
//! and what was let go of while somebody still works with it; what finds no room in it is not made as a whole.

use gesso_graph::{ContentKey, Name};
use gesso_media::Picture;
use gesso_nodes::Scaled;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

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

#[derive(Debug, Default)]
struct Inside {
    kept: BTreeMap<Place, Kept>,
    making: BTreeMap<Place, Arc<Mutex<()>>>,
    /// Of what is kept.
    bytes: u64,
    /// Of what is being made.
    promised: u64,
    /// What was let go of, and may still be worked with.
    gone: Vec<Gone>,
    uses: u64,
}

struct Gone {
    image: Weak<dyn Picture>,
    bytes: u64,
}

impl std::fmt::Debug for Gone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gone({})", self.bytes)
    }
}

impl Inside {
    /// Lets go of the least recently used until what is kept, made and still worked with fits, or nothing more can go; whether
    /// it fits.
    fn fit(&mut self, budget: u64) -> bool {
        loop {
            self.gone.retain(|gone| gone.image.strong_count() > 0);
            let gone: u64 = self.gone.iter().map(|gone| gone.bytes).sum();
            if self.bytes + self.promised + gone <= budget {
                return true;
            }
            let oldest = self.kept.iter().min_by_key(|(_, kept)| kept.used);
            let oldest = oldest.map(|(place, _)| place.clone());
            let Some(kept) = oldest.and_then(|place| self.kept.remove(&place)) else {
                return false;
            };
            self.bytes -= kept.bytes;
            self.gone.push(Gone {
                image: Arc::downgrade(&kept.scaled.image),
                bytes: kept.bytes,
            });
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

    /// Room for a picture of this size; others are let go of for it. None while what is at work takes too much of the budget.
    pub(crate) fn room(&self, bytes: u64) -> Option<Room<'_>> {
        // It would push out everything else for nothing.
        if bytes > self.budget {
            return None;
        }
        let mut inside = self.inside();
        inside.promised += bytes;
        if inside.fit(self.budget) {
            return Some(Room { shelf: self, bytes });
        }
        inside.promised -= bytes;
        None
    }

    /// As [`Shelf::room`], for a picture that leaves room for others.
    pub(crate) fn room_beside_others(&self, bytes: u64) -> Option<Room<'_>> {
        (bytes <= self.budget / 2)
            .then(|| self.room(bytes))
            .flatten()
    }

    /// Keeps a picture in its room.
    pub(crate) fn keep(&self, place: Place, scaled: Scaled, mut room: Room<'_>) {
        let mut inside = self.inside();
        inside.uses += 1;
        let bytes = std::mem::take(&mut room.bytes);
        let kept = Kept {
            scaled,
            bytes,
            used: inside.uses,
        };
        inside.promised -= bytes;
        inside.bytes += bytes;
        if let Some(old) = inside.kept.insert(place, kept) {
            inside.bytes -= old.bytes;
        }
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
    fn what_is_made_kept_and_still_worked_with_never_exceeds_the_budget() {
        let shelf = Shelf::new(100);
        let worked_with = picture();
        shelf.keep(place(1), worked_with.clone(), room(&shelf, 60));
        let making = room(&shelf, 40);
        assert!(shelf.room(1).is_none(), "all is taken");
        assert!(shelf.find(&place(1)).is_none(), "it was let go of for room");
        drop(making);
        assert!(shelf.room(41).is_none(), "somebody still works with it");
        drop(worked_with);
        assert!(shelf.room(100).is_some());
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
}
