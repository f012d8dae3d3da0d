//! The latest of every node of every workflow, for who comes late; nodes keep their last word over runs.
//! Of two runs that overlap the later one has the word: what the older one still says counts for nothing.

use gesso_graph::NodeId;
use gesso_sync::{RunEvent, RunId, StepResult, StepState};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

#[derive(Debug, Clone, Default)]
pub(crate) struct Last {
    run: Option<RunEvent>,
    steps: BTreeMap<NodeId, RunEvent>,
}

impl Last {
    pub(crate) fn take(&mut self, event: RunEvent) {
        let is_older =
            |known: Option<&RunEvent>| known.is_some_and(|known| run_of(known) > run_of(&event));
        match event {
            RunEvent::Run { .. } if !is_older(self.run.as_ref()) => self.run = Some(event),
            RunEvent::Step { node, .. } if !is_older(self.steps.get(&node)) => {
                self.steps.insert(node, event);
            }
            RunEvent::Run { .. } | RunEvent::Step { .. } => {}
        }
    }

    pub(crate) fn events(&self) -> Vec<RunEvent> {
        self.run
            .iter()
            .chain(self.steps.values())
            .cloned()
            .collect()
    }
}

fn run_of(event: &RunEvent) -> RunId {
    match event {
        RunEvent::Run { run, .. } | RunEvent::Step { run, .. } => *run,
    }
}

/// The last words of every workflow that was asked for or ran since the engine began.
#[derive(Debug, Default)]
pub(crate) struct Latest {
    workflows: Mutex<BTreeMap<String, Last>>,
}

impl Latest {
    /// Notes an event, if the workflow's history is known here already.
    pub(crate) fn note(&self, workflow: &str, event: &RunEvent) {
        let mut workflows = self
            .workflows
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = workflows.get_mut(workflow) {
            last.take(event.clone());
        }
    }

    pub(crate) fn events(&self, workflow: &str) -> Option<Vec<RunEvent>> {
        let workflows = self
            .workflows
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        workflows.get(workflow).map(Last::events)
    }

    /// Where every node of a workflow stands, in which run, with its result.
    pub(crate) fn steps(
        &self,
        workflow: &str,
    ) -> Vec<(NodeId, RunId, StepState, Option<StepResult>)> {
        let events = self.events(workflow).unwrap_or_default().into_iter();
        let steps = events.filter_map(|event| match event {
            RunEvent::Step {
                run,
                node,
                state,
                result,
            } => Some((node, run, state, result)),
            RunEvent::Run { .. } => None,
        });
        steps.collect()
    }

    /// Takes in what the store knows, unless somebody did so meanwhile.
    pub(crate) fn begin(&self, workflow: &str, last: Last) {
        let mut workflows = self
            .workflows
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        workflows.entry(workflow.to_owned()).or_insert(last);
    }
}
