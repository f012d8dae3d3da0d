//! From a document to a job: the plan with what messages need, so that a run can go on without the document.

use crate::store::Job;
use gesso_graph::{Catalog, Document, NodeId, Problem, Targets, expand, plan_flat};
use gesso_sync::said;

impl Job {
    /// What a run of `targets` has to do. Nodes within subgraphs are called "Blur in Grade".
    pub fn of(document: &Document, catalog: &dyn Catalog, targets: &Targets) -> Self {
        let flat = expand(document, catalog);
        let plan = plan_flat(&flat, catalog, targets);
        let titled = |node: NodeId| (node, flat.title(catalog, node));
        let reason = |problems: &[Problem]| {
            let reasons = problems.iter().map(|problem| flat.said(catalog, problem));
            reasons.reduce(|first, then| said("sentences", [("first", first), ("then", then)]))
        };
        let steps = plan.steps.iter().map(|step| step.node);
        let named = match targets {
            Targets::Everything => &[][..],
            Targets::Nodes(nodes) => nodes,
        };
        Self {
            titles: steps.chain(named.iter().copied()).map(titled).collect(),
            missed: match targets {
                Targets::Everything => Vec::new(),
                Targets::Nodes(_) => {
                    let blocked = plan.blocked.keys();
                    blocked
                        .copied()
                        .filter(|node| plan.asked.contains(node))
                        .collect()
                }
            },
            blocked: plan
                .blocked
                .iter()
                .filter_map(|(node, problems)| Some((*node, reason(problems)?)))
                .collect(),
            steps: plan.steps,
        }
    }
}
