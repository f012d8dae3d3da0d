//! An instance of a subgraph stands where what is inside it stands, and shows what it gives.

use gesso_app::session::instances::{all, inside, step};
use gesso_app::session::{Step, Steps};
use gesso_graph::{
    Command, ContentKey, Document, IdSource, InPort, ItemId, Node, NodeId, OutPort, apply_all,
    edit, run_id,
};
use gesso_nodes::catalogue;
use gesso_sync::{RunId, StepResult, StepState};

const MAKE: NodeId = NodeId(1);
const BLUR: NodeId = NodeId(2);

fn node(id: NodeId, kind: &str) -> Command {
    let node = Node {
        kind: kind.into(),
        version: 1,
        ..Node::default()
    };
    Command::AddNode { id, node }
}

/// A picture that is made and softened inside one node.
fn folded() -> Result<(Document, edit::Fold), edit::Refusal> {
    let wire = Command::Connect {
        from: OutPort {
            node: MAKE,
            port: "image".into(),
        },
        to: InPort {
            node: BLUR,
            port: "image".into(),
        },
    };
    let commands = [
        node(MAKE, "image.generate"),
        node(BLUR, "filter.blur"),
        wire,
    ];
    let document = apply_all(&Document::default(), &commands).document;
    let items = [ItemId::Node(MAKE), ItemId::Node(BLUR)];
    let ids = &mut IdSource::seeded(1);
    let fold = edit::fold(&document, catalogue(), &items, "Soft", ids)?;
    Ok((apply_all(&document, &fold.commands).document, fold))
}

fn standing(state: StepState, key: u8) -> Step {
    Step {
        run: RunId(7),
        state,
        result: Some(StepResult {
            key: ContentKey([key; 32]),
            size: None,
            preview: None,
            file: None,
            values: Vec::new(),
            notes: Vec::new(),
            items: None,
        }),
    }
}

#[test]
fn an_instance_shows_the_state_and_the_result_of_what_is_inside() -> Result<(), edit::Refusal> {
    let (document, fold) = folded()?;
    let name = |id| run_id(&[fold.instance, id]).unwrap_or(id);
    assert_eq!(inside(&document), [name(MAKE), name(BLUR)].into());
    let mut steps = Steps::new();
    assert_eq!(step(&document, &steps, fold.instance, fold.graph), None);
    steps.insert(name(MAKE), standing(StepState::Done, 1).into());
    steps.insert(name(BLUR), standing(StepState::Queued, 2).into());
    let found = step(&document, &steps, fold.instance, fold.graph);
    let half = StepState::Running { progress: 0.5 };
    assert_eq!(found, Some(standing(half, 2)));
    steps.insert(name(BLUR), standing(StepState::Done, 2).into());
    let done = Steps::unit(fold.instance, standing(StepState::Done, 2).into());
    assert_eq!(all(&document, &steps), done);
    assert!(all(&Document::default(), &steps).is_empty());
    Ok(())
}
