//! How long steps will take, from how long steps of their kinds took: medians, so that one slow hour misleads nobody.

use crate::store::Sample;
use gesso_graph::Name;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// How many steps of a kind are remembered.
const REMEMBERED: usize = 32;

/// What is remembered of the steps of each kind.
#[derive(Debug, Default)]
pub(crate) struct Rates {
    kinds: Mutex<BTreeMap<Name, VecDeque<Took>>>,
}

#[derive(Debug, Clone, Copy)]
struct Took {
    ms: f64,
    megapixels: Option<f64>,
}

impl Rates {
    /// Remembers how long a step took.
    pub(crate) fn note(&self, kind: &Name, size: Option<(u32, u32)>, took_ms: u64) {
        let mut kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        let steps = kinds.entry(kind.clone()).or_default();
        steps.push_back(Took {
            ms: took_ms as f64,
            megapixels: size.map(megapixels),
        });
        while steps.len() > REMEMBERED {
            steps.pop_front();
        }
    }

    /// Remembers what the store knows, the latest first.
    pub(crate) fn learn(&self, samples: Vec<Sample>) {
        for sample in samples.into_iter().rev() {
            self.note(&sample.kind, sample.size, sample.took_ms);
        }
    }

    /// How long a step of a kind will take for a picture of a size, if it is known; none for a kind of which nothing is.
    pub(crate) fn expect(&self, kind: &Name, size: Option<(u32, u32)>) -> Option<f64> {
        let kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        let steps = kinds.get(kind)?;
        let per_megapixel = |took: &Took| took.megapixels.map(|pixels| took.ms / pixels);
        let rate = size.and_then(|size| {
            let rate = median(steps.iter().filter_map(per_megapixel).collect())?;
            Some(rate * megapixels(size))
        });
        rate.or_else(|| median(steps.iter().map(|took| took.ms).collect()))
    }
}

/// At least a little, so that tiny pictures do not make rates without bound.
fn megapixels((w, h): (u32, u32)) -> f64 {
    (f64::from(w) * f64::from(h) / 1e6).max(0.01)
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
