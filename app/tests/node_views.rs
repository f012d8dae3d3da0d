//! What nodes show is brought up to date at the cost of a change, and is what looking at everything would show.

use gesso_app::session::loads::{Load, Loads};
use gesso_app::session::node_views::{Known, Live};
use gesso_app::session::{Faults, Outdated, Step, Steps};
use gesso_canvas::{NodeView, RunLook};
use gesso_graph::{Fault, NodeId};
use gesso_sync::{RunId, StepState};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

fn ids() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(1..40_u64, 0..12)
}

fn state() -> impl Strategy<Value = StepState> {
    prop_oneof![
        Just(StepState::Queued),
        (0..4_u8).prop_map(|quarter| StepState::Running {
            progress: f32::from(quarter) / 4.0
        }),
        Just(StepState::Done),
        Just(StepState::Cancelled),
    ]
}

fn steps() -> impl Strategy<Value = Steps> {
    let step = |state| Step {
        run: RunId(1),
        state,
        result: None,
    };
    prop::collection::vec((1..40_u64, state()), 0..12).prop_map(move |list| {
        list.into_iter()
            .map(|(id, state)| (NodeId(id), Arc::new(step(state))))
            .collect()
    })
}

fn known() -> impl Strategy<Value = Known> {
    let faults = |ids: Vec<u64>| -> Faults {
        let fault = || Arc::<[Fault]>::from([Fault::NoSubgraph]);
        ids.into_iter().map(|id| (NodeId(id), fault())).collect()
    };
    let outdated = |ids: Vec<u64>| -> Outdated { ids.into_iter().map(NodeId).collect() };
    let loads = |ids: Vec<u64>| -> Loads {
        let load = |id: &u64| Load {
            hash: "aa".into(),
            size: (1, 1 + *id as u32 % 2),
        };
        ids.iter().map(|id| (NodeId(*id), load(id))).collect()
    };
    (
        steps(),
        steps(),
        ids().prop_map(faults),
        ids().prop_map(outdated),
        ids().prop_map(loads),
    )
        .prop_map(|(steps, instances, problems, outdated, loads)| Known {
            steps,
            instances,
            problems,
            outdated,
            loads,
            live: Live::new(),
        })
}

proptest! {
    #[test]
    fn following_the_changes_shows_what_looking_at_everything_shows(
        turns in prop::collection::vec(known(), 1..8)
    ) {
        let mut shown: BTreeMap<NodeId, NodeView> = BTreeMap::new();
        let mut before = Known::default();
        for now in turns {
            for (id, view) in now.since(&before) {
                prop_assert_ne!(Some(&view), shown.get(&id), "only what differs is said");
                shown.insert(id, view);
            }
            for id in (1..40).map(NodeId) {
                prop_assert_eq!(shown.get(&id).cloned().unwrap_or_default(), now.view(id));
            }
            before = now;
        }
    }
}

#[test]
fn an_instance_shows_where_what_is_inside_it_stands_and_that_it_is_outdated() {
    let at = |state| -> Steps {
        let step = Step {
            run: RunId(1),
            state,
            result: None,
        };
        Steps::unit(NodeId(1), step.into())
    };
    let mut known = Known {
        steps: at(StepState::Queued),
        instances: at(StepState::Done),
        ..Known::default()
    };
    assert_eq!(known.view(NodeId(1)).state, Some(RunLook::Done));
    known.outdated.insert(NodeId(1));
    assert_eq!(known.view(NodeId(1)).state, Some(RunLook::Outdated));
}
