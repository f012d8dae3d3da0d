//! From a document to a job: the plan with what messages need, so that a run can go on without the document.

use crate::store::Job;
use gesso_graph::edit::Setting;
use gesso_graph::{
    AssetRef, Catalog, Document, KeptTakes, NodeId, Problem, Step, Targets, Value, expand,
    plan_flat,
};
use gesso_sync::said;
use std::collections::{BTreeMap, BTreeSet};

impl Job {
    /// What a run of `targets` has to do where these takes are kept. Nodes within subgraphs are called "Blur in Grade".
    pub fn of(
        document: &Document,
        catalog: &dyn Catalog,
        targets: &Targets,
        takes: &KeptTakes,
    ) -> Self {
        let flat = expand(document, catalog);
        let plan = plan_flat(&flat, catalog, targets, takes);
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
            name: None,
        }
    }
    /// What a node and everything upstream of it are set to, every node after those it reads.
    pub fn settings(&self, node: NodeId) -> Vec<Setting> {
        self.upstream(node).map(|step| self.setting(step)).collect()
    }

    /// What a step of this job is set to.
    pub fn setting(&self, step: &Step) -> Setting {
        let title = self.titles.get(&step.node).cloned();
        Setting {
            node: step.node,
            kind: step.kind.clone(),
            title: title.unwrap_or_else(|| step.kind.as_str().into()),
            params: step.params.clone(),
        }
    }

    /// The files that a node and everything upstream of it read, each once.
    pub fn files_read(&self, node: NodeId) -> Vec<AssetRef> {
        let mut known = BTreeSet::new();
        let values = self.upstream(node).flat_map(|step| step.params.values());
        let files = values.flat_map(|value| match value {
            Value::Asset(asset) => std::slice::from_ref(asset),
            Value::Assets(assets) => assets,
            _ => &[],
        });
        files
            .filter(|file| known.insert(file.hash.clone()))
            .cloned()
            .collect()
    }

    /// The steps that a node's result is made by, every one after those it reads.
    fn upstream(&self, node: NodeId) -> impl Iterator<Item = &Step> {
        let steps: BTreeMap<NodeId, &Step> =
            self.steps.iter().map(|step| (step.node, step)).collect();
        let mut needed = BTreeSet::new();
        let mut open = vec![node];
        while let Some(here) = open.pop() {
            if needed.insert(here)
                && let Some(step) = steps.get(&here)
            {
                open.extend(step.inputs.values().map(|source| source.node));
            }
        }
        self.steps
            .iter()
            .filter(move |step| needed.contains(&step.node))
    }
}
