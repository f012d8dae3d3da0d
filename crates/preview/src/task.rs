//! One wish of the page on its way: which steps change while a parameter is in hand, which pictures are made already.

use gesso_graph::{ContentKey, Step};
use gesso_media::Image;
use gesso_sync::{PreviewAsk, PreviewLook};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How far a look has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// It can go on.
    Open,
    /// Something has to come from the server first.
    Waits,
    /// There is nothing left to do.
    Done,
}

/// A picture that is wanted.
pub(crate) struct Look {
    pub(crate) wanted: PreviewLook,
    pub(crate) progress: Progress,
    /// Rows of a part that are done.
    pub(crate) rows: u32,
    /// The picture of a part, built for its first rows.
    pub(crate) built: Option<(Image, (u32, u32))>,
}

/// A wish.
pub(crate) struct Task {
    pub(crate) number: u64,
    pub(crate) steps: BTreeMap<ContentKey, Arc<Step>>,
    pub(crate) looks: Vec<Look>,
    pub(crate) results: BTreeMap<gesso_graph::NodeId, ContentKey>,
    /// Steps whose results are asked for again and again: what feeds those that change, and what several read.
    worth: BTreeSet<ContentKey>,
    /// It was said that everything is there.
    pub(crate) rests: bool,
}

impl Task {
    pub(crate) fn new(ask: PreviewAsk) -> Self {
        let mut changing = BTreeSet::new();
        let mut worth = BTreeSet::new();
        for step in &ask.steps {
            let sources = || step.inputs.values().map(|source| source.key);
            if ask.moving.contains(&step.node) || sources().any(|key| changing.contains(&key)) {
                changing.insert(step.key);
                worth.extend(sources().filter(|key| !changing.contains(key)));
            }
            if step.readers > 1 {
                worth.insert(step.key);
            }
        }
        let look = |wanted| Look {
            wanted,
            progress: Progress::Open,
            rows: 0,
            built: None,
        };
        Self {
            number: ask.number,
            looks: ask.looks.into_iter().map(look).collect(),
            steps: ask
                .steps
                .into_iter()
                .map(|step| (step.key, Arc::new(step)))
                .collect(),
            results: ask.results,
            worth,
            rests: false,
        }
    }

    /// Whether tiles of a step's results are worth keeping.
    pub(crate) fn is_worth_keeping(&self, key: ContentKey) -> bool {
        self.worth.contains(&key)
    }

    /// The most urgent look that can go on.
    pub(crate) fn open(&self) -> Option<usize> {
        let is_open = |look: &Look| look.progress == Progress::Open;
        self.looks.iter().position(is_open)
    }

    /// Whether nothing is left to do.
    pub(crate) fn is_done(&self) -> bool {
        let is_done = |look: &Look| look.progress == Progress::Done;
        self.looks.iter().all(is_done)
    }

    /// Something has come: what waited may go on.
    pub(crate) fn wake(&mut self) {
        for look in &mut self.looks {
            if look.progress == Progress::Waits {
                look.progress = Progress::Open;
            }
        }
    }
}
