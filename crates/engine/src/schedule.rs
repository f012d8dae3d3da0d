//! Which step may begin when: plain bookkeeping over indices, no clock and no threads.

use gesso_graph::{NodeId, Step};
use std::collections::{BTreeMap, BTreeSet};

/// The steps of a run that are still to be done.
#[derive(Debug)]
pub(crate) struct Schedule {
    /// How many sources each step still waits for.
    waiting: Vec<usize>,
    readers: Vec<Vec<usize>>,
    /// Neither done nor given up.
    open: BTreeSet<usize>,
}

impl Schedule {
    /// Of these steps, those in `done` are there already.
    pub(crate) fn new(steps: &[Step], done: &BTreeSet<usize>) -> Self {
        let places: BTreeMap<NodeId, usize> = steps
            .iter()
            .enumerate()
            .map(|(place, step)| (step.node, place))
            .collect();
        let mut waiting = vec![0; steps.len()];
        let mut readers = vec![Vec::new(); steps.len()];
        for (place, step) in steps.iter().enumerate() {
            let sources: BTreeSet<usize> = step
                .inputs
                .values()
                .filter_map(|source| places.get(&source.node).copied())
                .collect();
            for source in sources {
                readers[source].push(place);
                waiting[place] += usize::from(!done.contains(&source));
            }
        }
        let open = (0..steps.len())
            .filter(|place| !done.contains(place))
            .collect();
        Self {
            waiting,
            readers,
            open,
        }
    }

    /// The steps that wait for nothing, in the plan's order.
    pub(crate) fn ready(&self) -> Vec<usize> {
        self.open
            .iter()
            .copied()
            .filter(|&place| self.waiting[place] == 0)
            .collect()
    }

    /// A step is done: the steps that waited for it alone.
    pub(crate) fn done(&mut self, place: usize) -> Vec<usize> {
        self.open.remove(&place);
        let mut ready = Vec::new();
        for &reader in &self.readers[place] {
            self.waiting[reader] = self.waiting[reader].saturating_sub(1);
            if self.waiting[reader] == 0 && self.open.contains(&reader) {
                ready.push(reader);
            }
        }
        ready
    }

    /// A step came to nothing: everything that needs it, near or far, which will not begin any more.
    pub(crate) fn failed(&mut self, place: usize) -> Vec<usize> {
        self.open.remove(&place);
        let mut lost = Vec::new();
        let mut look = self.readers[place].clone();
        while let Some(reader) = look.pop() {
            if self.open.remove(&reader) {
                lost.push(reader);
                look.extend(&self.readers[reader]);
            }
        }
        lost.sort_unstable();
        lost
    }

    /// A step will not be done in this run, nor will anybody be told why.
    pub(crate) fn dropped(&mut self, place: usize) {
        self.open.remove(&place);
    }

    /// The steps that are neither done nor given up.
    pub(crate) fn open(&self) -> Vec<usize> {
        self.open.iter().copied().collect()
    }
}
