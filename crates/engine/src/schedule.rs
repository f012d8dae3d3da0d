//! Which step may begin when: plain bookkeeping over indices, no clock and no threads. A step that chooses among its inputs
//! wants what decides first, and the chosen ones once that is known; what nobody wants is never begun.

use gesso_graph::{Name, NodeId, Step};
use gesso_nodes::reading::always_read;
use std::collections::{BTreeMap, BTreeSet};

/// The steps of a run that are still to be done.
#[derive(Debug)]
pub(crate) struct Schedule {
    steps: Vec<Place>,
    /// Wanted, and neither done nor given up.
    open: BTreeSet<usize>,
    /// What came to nothing, and what needs it, with the step that is to blame.
    lost: BTreeMap<usize, usize>,
}

/// One step.
#[derive(Debug)]
struct Place {
    /// The step of each input, as far as it is in the plan, and whether it is read for certain by now.
    sources: Vec<(Name, usize, bool)>,
    /// The steps that read it for certain.
    readers: BTreeSet<usize>,
    /// How many sources it still waits for.
    waiting: usize,
    /// Which of its inputs it reads is known.
    decided: bool,
    /// Somebody has been told to find out.
    asked: bool,
    wanted: bool,
    done: bool,
}

/// What may be begun.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Next {
    /// These steps may be done.
    pub(crate) ready: Vec<usize>,
    /// Of these it may be found out which inputs they read.
    pub(crate) to_decide: Vec<usize>,
    /// These are wanted from now on and still to be done.
    pub(crate) wanted: Vec<usize>,
    /// These will not begin any more, each because another came to nothing.
    pub(crate) lost: Vec<(usize, usize)>,
}

impl Schedule {
    /// Of these steps, those in `done` are there already. Those that were asked for are wanted.
    pub(crate) fn new(steps: &[Step], done: &BTreeSet<usize>) -> Self {
        let at: BTreeMap<NodeId, usize> = steps
            .iter()
            .enumerate()
            .map(|(place, step)| (step.node, place))
            .collect();
        let place = |(number, step): (usize, &Step)| {
            let surely: BTreeSet<&Name> = always_read(step).map(|(port, _)| port).collect();
            let sources = step.inputs.iter().filter_map(|(port, source)| {
                let source = at.get(&source.node)?;
                Some((port.clone(), *source, surely.contains(port)))
            });
            Place {
                sources: sources.collect(),
                readers: BTreeSet::new(),
                waiting: 0,
                decided: surely.len() == step.inputs.len(),
                asked: false,
                wanted: false,
                done: done.contains(&number),
            }
        };
        let mut schedule = Self {
            steps: steps.iter().enumerate().map(place).collect(),
            open: BTreeSet::new(),
            lost: BTreeMap::new(),
        };
        let asked = (0..steps.len()).filter(|&place| steps[place].target);
        for place in asked.collect::<Vec<_>>() {
            schedule.want(place);
        }
        schedule
    }

    /// A step is wanted, and with it what it reads for certain: those that were not wanted before and are still to be
    /// done.
    fn want(&mut self, place: usize) -> Vec<usize> {
        let mut wanted = Vec::new();
        let mut look = vec![place];
        while let Some(place) = look.pop() {
            if std::mem::replace(&mut self.steps[place].wanted, true) {
                continue;
            }
            if !self.steps[place].done {
                self.open.insert(place);
                wanted.push(place);
            }
            let sources = self.steps[place].sources.iter();
            let sources = sources.filter(|(_, _, surely)| *surely);
            let sources: BTreeSet<usize> = sources.map(|(_, source, _)| *source).collect();
            for source in sources {
                self.read(place, source);
                look.push(source);
            }
        }
        wanted
    }

    /// A step reads another for certain.
    fn read(&mut self, place: usize, source: usize) {
        let is_new = self.steps[source].readers.insert(place);
        self.steps[place].waiting += usize::from(is_new && !self.steps[source].done);
    }

    /// Whether a step is wanted by now.
    pub(crate) fn is_wanted(&self, place: usize) -> bool {
        self.steps[place].wanted
    }

    /// What may be begun at first.
    pub(crate) fn first(&mut self) -> Next {
        let mut next = Next::default();
        for place in 0..self.steps.len() {
            self.look(place, &mut next);
        }
        next
    }

    /// Notes what may be begun of a step.
    fn look(&mut self, place: usize, next: &mut Next) {
        let step = &mut self.steps[place];
        if step.waiting > 0 || !self.open.contains(&place) {
            return;
        }
        if step.decided {
            next.ready.push(place);
        } else if !std::mem::replace(&mut step.asked, true) {
            next.to_decide.push(place);
        }
    }

    /// A step is done: what may be begun now.
    pub(crate) fn done(&mut self, place: usize) -> Next {
        self.open.remove(&place);
        self.steps[place].done = true;
        let mut next = Next::default();
        for reader in self.steps[place].readers.clone() {
            let waiting = &mut self.steps[reader].waiting;
            *waiting = waiting.saturating_sub(1);
            self.look(reader, &mut next);
        }
        next
    }

    /// It is known which inputs a step reads: what may be begun now.
    pub(crate) fn decide(&mut self, place: usize, ports: &BTreeSet<Name>) -> Next {
        self.steps[place].decided = true;
        let sources = self.steps[place].sources.iter();
        let chosen = sources.filter(|(port, _, surely)| !surely && ports.contains(port));
        let chosen: BTreeSet<usize> = chosen.map(|(_, source, _)| *source).collect();
        let mut next = Next::default();
        for source in chosen {
            self.read(place, source);
            next.wanted.extend(self.want(source));
        }
        // Somebody else may have wanted in vain what is read now.
        next.lost = self.spread(self.lost.keys().copied().collect());
        for wanted in next.wanted.clone() {
            self.look(wanted, &mut next);
        }
        self.look(place, &mut next);
        next
    }

    /// A step came to nothing: everything that needs it, near or far, which will not begin any more.
    pub(crate) fn failed(&mut self, place: usize) -> Vec<(usize, usize)> {
        self.open.remove(&place);
        self.lost.insert(place, place);
        self.spread(vec![place])
    }

    /// What is lost with these.
    fn spread(&mut self, mut look: Vec<usize>) -> Vec<(usize, usize)> {
        let mut lost = Vec::new();
        while let Some(place) = look.pop() {
            let blame = self.lost.get(&place).copied().unwrap_or(place);
            for &reader in &self.steps[place].readers {
                if self.open.remove(&reader) {
                    self.lost.insert(reader, blame);
                    lost.push((reader, blame));
                    look.push(reader);
                }
            }
        }
        lost.sort_unstable();
        lost
    }

    /// A step will not be done in this run, nor will anybody be told why.
    pub(crate) fn dropped(&mut self, place: usize) {
        self.open.remove(&place);
    }

    /// The steps that are wanted and neither done nor given up.
    pub(crate) fn open(&self) -> Vec<usize> {
        self.open.iter().copied().collect()
    }
}
