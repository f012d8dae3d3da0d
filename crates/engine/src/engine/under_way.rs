//! The runs under way: how far the steps of each are, and whether more may come.

use super::Inner;
use crate::counts::counted;
use crate::error::EngineError;
use crate::store::Job;
use gesso_graph::NodeId;
use gesso_sync::{Items, RunEvent, RunId, StepState};
use std::collections::BTreeMap;

impl Inner {
    /// Whether so many more runs may come into the line.
    pub(crate) fn has_room(&self, more: usize) -> Result<(), EngineError> {
        let waiting = self.active().len();
        match waiting + more > self.config.runs {
            true => Err(EngineError::TooManyRuns { waiting }),
            false => Ok(()),
        }
    }

    /// Whether there is something to do, and no more than one run may have.
    pub(crate) fn check(&self, job: &Job) -> Result<(), EngineError> {
        if job.steps.is_empty() && job.blocked.is_empty() {
            return Err(EngineError::NothingToRun);
        }
        match (job.steps.len(), self.config.steps) {
            (steps, most) if steps > most => Err(EngineError::TooManySteps { steps, most }),
            _ => Ok(()),
        }
    }

    /// How far the steps of a run are that are at work now, with what came of their items by now.
    pub(crate) fn at_work(&self, run: RunId) -> BTreeMap<NodeId, (f32, Option<Items>)> {
        let active = self.active();
        let at_work = active.get(&run).map(|active| active.at_work.clone());
        at_work.unwrap_or_default()
    }

    /// Remembers how far a step is, of each run: the latest word of a node is that of its newest run alone.
    pub(super) fn note_work(&self, event: &RunEvent) {
        let RunEvent::Step {
            run,
            node,
            state,
            result,
        } = event
        else {
            return;
        };
        if let Some(active) = self.active().get_mut(run) {
            match state {
                StepState::Running { progress } => {
                    let items = result.as_ref().and_then(counted);
                    active.at_work.insert(*node, (*progress, items));
                }
                _ => drop(active.at_work.remove(node)),
            }
        }
    }
}
