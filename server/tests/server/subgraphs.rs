//! A workflow with a subgraph through the server: imported, run, watched, listed, downloaded.

use crate::support::House;
use gesso_app::api::{RunCard, WorkflowCard};
use gesso_graph::{
    Document, IdSource, ItemId, NodeId, WorkflowFile, apply_all, edit, run_id, run_title,
};
use gesso_nodes::{catalogue, templates};
use gesso_sync::{RunEvent, RunId, RunState, StepResult, StepState};
use serde_json::json;
use std::collections::BTreeMap;

/// The poster, which needs no photo, and the same with its middle folded; the instance and what was folded.
fn poster() -> (Document, Document, NodeId, Vec<NodeId>) {
    let template = templates().iter().find(|known| known.id == "poster");
    let flat = template.unwrap().document(None);
    let has_wire_in = |id: NodeId| flat.wires_into(id).next().is_some();
    let has_wire_out = |id: NodeId| flat.wires_from(id).next().is_some();
    let middle: Vec<NodeId> = flat
        .nodes()
        .keys()
        .copied()
        .filter(|&id| has_wire_in(id) && has_wire_out(id))
        .collect();
    let items: Vec<ItemId> = middle.iter().copied().map(ItemId::Node).collect();
    let ids = &mut IdSource::seeded(7);
    let fold = edit::fold(&flat, catalogue(), &items, "Layout", ids).unwrap();
    let folded = apply_all(&flat, &fold.commands).document;
    (flat, folded, fold.instance, middle)
}

async fn imported(house: &House, document: Document) -> WorkflowCard {
    let text = WorkflowFile::new("Poster", document).to_json();
    let answer = house.call("import_workflow", json!({ "text": text })).await;
    answer.json()
}

/// How a run ended, and every step of it.
async fn run(
    house: &House,
    workflow: &str,
    nodes: Option<Vec<NodeId>>,
) -> (RunState, BTreeMap<NodeId, (StepState, StepResult)>) {
    let asked = json!({ "workflow": workflow, "nodes": nodes });
    let run: RunId = house.call("start_run", asked).await.json();
    let lines = house.call("watch_run", json!({ "run": run })).await.text();
    let (mut state, mut steps) = (RunState::Queued, BTreeMap::new());
    for line in lines.lines() {
        match serde_json::from_str(line).unwrap() {
            RunEvent::Run { state: now, .. } => state = now,
            RunEvent::Step {
                node,
                state,
                result: Some(result),
                ..
            } => {
                steps.insert(node, (state, result));
            }
            RunEvent::Step { .. } => {}
        }
    }
    (state, steps)
}

#[tokio::test]
async fn a_folded_workflow_runs_and_then_finds_everything_there() {
    let house = House::new().await;
    let (flat, folded, instance, middle) = poster();
    let flat = imported(&house, flat).await;
    let card = imported(&house, folded.clone()).await;
    let (state, first) = run(&house, &card.id, None).await;
    assert_eq!(state, RunState::Done);
    assert!(first.values().all(|(state, _)| *state == StepState::Done));
    let (state, second) = run(&house, &card.id, None).await;
    assert_eq!(state, RunState::Done);
    assert!(
        second
            .values()
            .all(|(state, _)| *state == StepState::Cached)
    );
    let (state, outside) = run(&house, &flat.id, None).await;
    assert_eq!(state, RunState::Done);
    assert_eq!(outside.len(), first.len());
    for (node, (state, result)) in outside {
        assert_eq!(state, StepState::Cached, "the key is the same outside");
        let name = match middle.contains(&node) {
            true => run_id(&[instance, node]).unwrap(),
            false => node,
        };
        assert_eq!(result, first[&name].1);
    }
}

#[tokio::test]
async fn a_run_of_an_instance_is_listed_under_its_title() {
    let house = House::new().await;
    let (_, folded, instance, middle) = poster();
    let card = imported(&house, folded.clone()).await;
    let (state, steps) = run(&house, &card.id, Some(vec![instance])).await;
    assert_eq!(state, RunState::Done);
    let within = run_id(&[instance, middle[0]]).unwrap();
    assert!(steps.contains_key(&within));
    let title = run_title(&folded, catalogue(), within).unwrap();
    assert!(title.ends_with(" in Layout"), "{title}");
    let runs: Vec<RunCard> = house
        .call("runs", json!({ "workflow": card.id }))
        .await
        .json();
    assert_eq!(runs[0].target, "Layout");
}
