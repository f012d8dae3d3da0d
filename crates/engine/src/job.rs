//! From a document to a job: the plan with the words that messages need, so that a run can go on without the document.

use crate::store::Job;
use gesso_graph::{Catalog, Document, NodeId, Problem, Targets, node_title, plan};

impl Job {
    /// What a run of `targets` has to do.
    pub fn of(document: &Document, catalog: &dyn Catalog, targets: &Targets) -> Self {
        let plan = plan(document, catalog, targets);
        let titled = |node: NodeId| (node, node_title(document, catalog, node));
        let words = |problems: &[Problem]| {
            let words: Vec<String> = problems
                .iter()
                .map(|problem| problem.describe(document, catalog))
                .collect();
            words.join(" ")
        };
        Self {
            titles: plan.steps.iter().map(|step| titled(step.node)).collect(),
            blocked: plan
                .blocked
                .iter()
                .map(|(node, problems)| (*node, words(problems)))
                .collect(),
            steps: plan.steps,
        }
    }
}
