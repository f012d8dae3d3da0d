//! Where the instances of subgraphs stand in the latest run: where what is inside them stands.
//! An instance has no step of its own; the run names the nodes inside it by it.

use crate::session::{Step, Steps};
use crate::words::catalogue;
use gesso_graph::{Document, GraphId, NodeId, run_ids_within, run_instances, run_result};
use gesso_sync::StepState;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where one instance stands, and the result it shows as its own. `instance` is the run's name for it.
pub fn step(document: &Document, steps: &Steps, instance: NodeId, graph: GraphId) -> Option<Step> {
    let inside = run_ids_within(document, instance, graph);
    let inside: Vec<&Step> = inside
        .iter()
        .filter_map(|id| Some(&**steps.get(id)?))
        .collect();
    let shown = run_result(document, catalogue(), instance, graph);
    Some(Step {
        run: inside.iter().map(|step| step.run).max()?,
        state: StepState::of_all(inside.iter().map(|step| &step.state))?,
        result: shown.and_then(|id| steps.get(&id)?.result.clone()),
    })
}

/// Where every instance stands, nested ones too.
pub fn all(document: &Document, steps: &Steps) -> Steps {
    if steps.is_empty() || document.graphs().is_empty() {
        return Steps::new();
    }
    run_instances(document)
        .into_iter()
        .filter_map(|(instance, graph)| {
            let step = step(document, steps, instance, graph)?;
            Some((instance, Arc::new(step)))
        })
        .collect()
}

/// What runs name the nodes inside the instances of a document.
pub fn inside(document: &Document) -> BTreeSet<NodeId> {
    run_instances(document)
        .into_iter()
        .flat_map(|(instance, graph)| run_ids_within(document, instance, graph))
        .collect()
}
