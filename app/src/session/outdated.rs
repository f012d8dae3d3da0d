//! Which results are not what the node would make now: their content key is another than the plan's.
//! Planning costs the document, so it waits until the person rests, and is left out when an edit changed no meaning.

use crate::session::takes::{Takes, kept};
use crate::session::{Steps, instances};
use crate::words::catalogue;
use gesso_graph::{
    Document, InPort, KeptTakes, Name, Node, NodeId, Targets, Value, diff, plan_with,
    run_ids_within, run_instances, waiting,
};
use gesso_sync::StepState;
use gloo_timers::future::TimeoutFuture;
use imbl::{OrdMap, OrdSet};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::{BTreeMap, BTreeSet};

/// Nodes with such a result.
pub type Outdated = OrdSet<NodeId>;

/// How long nothing has to change before the plan is made.
const REST_MS: u32 = 80;

/// Keeps `outdated` up to date. Runs in the browser alone.
pub(crate) fn follow(
    document: Signal<Document>,
    steps: Signal<Steps>,
    takes: Signal<Takes>,
    outdated: RwSignal<Outdated>,
) {
    let asked = StoredValue::new(0_u64);
    let ask = move || {
        let number = asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        spawn_local(async move {
            TimeoutFuture::new(REST_MS).await;
            if asked.try_get_value() != number {
                return;
            }
            // While takes that are picked from are on their way, what was found stays.
            let found = steps.try_with_untracked(|steps| {
                document.try_with_untracked(|document| {
                    let takes = takes.try_with_untracked(|takes| kept(document, takes))?;
                    Some(of(document, steps, &takes?))
                })
            });
            if let Some(found) = found.flatten().flatten()
                && outdated.try_with_untracked(|known| *known != found) == Some(true)
            {
                outdated.try_set(found);
            }
        });
    };
    Effect::new(move |before: Option<Document>| {
        let now = document.get();
        if before.is_none_or(|before| !means_the_same(&before, &now)) {
            ask();
        }
        now
    });
    Effect::new(move |_| {
        steps.with(|_| ());
        takes.with(|_| ());
        ask();
    });
}

/// The nodes, by the names that runs have for them, whose result has another key than a run would give them now.
pub fn of(document: &Document, steps: &Steps, takes: &KeptTakes) -> Outdated {
    let made = |state: &StepState| matches!(state, StepState::Done | StepState::Cached);
    let results: BTreeMap<NodeId, _> = steps
        .iter()
        .filter(|(_, step)| made(&step.state))
        .filter_map(|(id, step)| Some((*id, step.result.as_ref()?.key)))
        .collect();
    if results.is_empty() {
        return Outdated::new();
    }
    let asked = results.keys().copied().collect();
    let now = plan_with(document, catalogue(), &Targets::Nodes(asked), takes);
    let same: BTreeSet<NodeId> = now
        .steps
        .iter()
        .filter(|step| results.get(&step.node) == Some(&step.key))
        .map(|step| step.node)
        .collect();
    let inside = instances::inside(document);
    let mut outdated: Outdated = results
        .into_keys()
        .filter(|id| !same.contains(id))
        .filter(|id| document.nodes().contains_key(id) || inside.contains(id))
        .collect();
    if !outdated.is_empty() {
        // An instance is as old as the oldest of what is in it.
        let instances = run_instances(document).into_iter();
        let old = instances.filter(|(instance, graph)| {
            let inside = run_ids_within(document, *instance, *graph);
            inside.iter().any(|id| outdated.contains(id))
        });
        let old: Vec<NodeId> = old.map(|(instance, _)| instance).collect();
        outdated.extend(old);
    }
    outdated
}

/// Whether only places and looks differ.
pub(crate) fn means_the_same(before: &Document, now: &Document) -> bool {
    is_same(before, now, |_, node| node.params.clone())
}

/// Whether only places and looks differ, and what every run sets anew, which may stand on instances. Costs a plan when something
/// else differs and there is such a node.
pub fn asks_the_same(before: &Document, now: &Document) -> bool {
    if means_the_same(before, now) {
        return true;
    }
    let set = waiting(now, catalogue(), &Targets::Everything, &KeptTakes::new());
    let set: Vec<InPort> = set.into_iter().map(|one| one.at).collect();
    !set.is_empty()
        && is_same(before, now, |id, node| {
            let mut params = node.params.clone();
            for place in set.iter().filter(|place| place.node == id) {
                params.remove(&place.port);
            }
            params
        })
}

fn is_same(
    before: &Document,
    now: &Document,
    params: impl Fn(NodeId, &Node) -> OrdMap<Name, Value>,
) -> bool {
    let change = diff(before, now);
    let meaning = |document: &Document, id: NodeId| {
        document.nodes().get(&id).map(|node| {
            let node = node.as_ref();
            (node.kind.clone(), params(id, node), node.mode, node.take)
        })
    };
    change.wires.is_empty()
        && change.nodes.added.is_empty()
        && change.nodes.removed.is_empty()
        && change
            .nodes
            .changed
            .iter()
            .all(|&id| meaning(before, id) == meaning(now, id))
}
