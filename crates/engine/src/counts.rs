//! How far the batches of a run are: of each step that makes something of every item, how many items it has and what came
//! of them by now.

use crate::store::{Job, StepRecord};
use gesso_graph::{NodeId, Step};
use gesso_nodes::catalogue;
use gesso_sync::{Items, StepResult};

/// The batches of a run by what is kept of its steps, the items themselves left out.
pub fn batches(job: &Job, steps: &[StepRecord]) -> Vec<(NodeId, Items)> {
    let of_step = |step: &Step| {
        let kept = steps.iter().find(|kept| kept.node == step.node)?;
        Some((step.node, counted(kept.result.as_ref()?)?))
    };
    let makes_all = job.steps.iter().filter(|step| makes_all(step));
    makes_all.filter_map(of_step).collect()
}

/// Whether a step makes every item, and not the first alone to be looked at.
pub(crate) fn makes_all(step: &Step) -> bool {
    let spec = catalogue().spec(&step.kind);
    step.target || spec.is_some_and(|spec| spec.schema.sink)
}

/// How many items a result is of, without the items.
pub(crate) fn counted(result: &StepResult) -> Option<Items> {
    let items = result.items.as_ref()?;
    Some(Items {
        each: Vec::new(),
        ..*items
    })
}
