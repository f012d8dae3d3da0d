//! Pictures that are kept in memory between steps: decoded files and rendered proxies, within a budget of bytes.
//! The least recently used goes first. Two that want the same picture at once make it once.

use gesso_graph::{ContentKey, Name};
use gesso_nodes::Scaled;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

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
    bytes: u64,
    uses: u64,
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

    /// A kept picture.
    pub(crate) fn find(&self, place: &Place) -> Option<Scaled> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.uses += 1;
        let used = inside.uses;
        let kept = inside.kept.get_mut(place)?;
        kept.used = used;
        Some(kept.scaled.clone())
    }

    /// A kept picture, or what `make` gives with its size in bytes; who comes meanwhile waits for it.
    /// Never called from within a rendering thread pool, so waiting can't hold up what is waited for.
    pub(crate) fn find_or_make<E>(
        &self,
        place: Place,
        make: impl FnOnce() -> Result<(Scaled, u64), E>,
    ) -> Result<Scaled, E> {
        let turn = {
            let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(inside.making.entry(place.clone()).or_default())
        };
        let result = {
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            match self.find(&place) {
                Some(scaled) => Ok(scaled),
                None => make().map(|(scaled, bytes)| {
                    self.keep(place.clone(), scaled.clone(), bytes);
                    scaled
                }),
            }
        };
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
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

    /// Whether a picture of this size leaves room for others.
    pub(crate) fn has_room_for(&self, bytes: u64) -> bool {
        bytes <= self.budget / 2
    }

    /// Keeps a picture, and lets others go when they are too many.
    pub(crate) fn keep(&self, place: Place, scaled: Scaled, bytes: u64) {
        if bytes > self.budget {
            // It would push out everything else, and then go itself.
            return;
        }
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.uses += 1;
        let used = inside.uses;
        inside.bytes += bytes;
        if let Some(old) = inside.kept.insert(
            place,
            Kept {
                scaled,
                bytes,
                used,
            },
        ) {
            inside.bytes -= old.bytes;
        }
        while inside.bytes > self.budget {
            let oldest = inside
                .kept
                .iter()
                .min_by_key(|(_, kept)| kept.used)
                .map(|(place, _)| place.clone());
            let Some(gone) = oldest.and_then(|place| inside.kept.remove(&place)) else {
                break;
            };
            inside.bytes -= gone.bytes;
        }
    }
}
