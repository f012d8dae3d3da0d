//! One workflow while a person has it open: the document as they see it, what is selected, how its run goes, and whether
//! their work is saved. The panels read the signals and call the methods; nothing else changes a document.
//! On the server a session is only its first values; in the browser it is connected.

mod state;
mod upload;
mod words;

pub use state::{SaveState, Steps, Upload};

use crate::api::WorkflowCard;
use crate::notice::Notices;
use gesso_graph::{Command, Document, Fault, IdSource, ItemId, NodeId};
use gesso_sync::{RunId, RunState, StepResult, StepState};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One open workflow. Copies are the same session; it ends with the owner it was opened under.
#[derive(Clone, Copy)]
pub struct Session {
    /// The document as this person sees it: what the server has, and their own edits on top.
    pub document: Signal<Document>,
    /// What is selected; view state of this tab, never stored.
    pub selection: RwSignal<BTreeSet<ItemId>>,
    /// The workflow's name.
    pub name: Signal<String>,
    /// What undo would take back, in words.
    pub undo_label: Signal<Option<String>>,
    /// What redo would bring back, in words.
    pub redo_label: Signal<Option<String>>,
    /// Whether the work is saved.
    pub save_state: Signal<SaveState>,
    /// Where every node of the latest run stands.
    pub steps: Signal<Steps>,
    /// The latest run.
    pub run: Signal<Option<(RunId, RunState)>>,
    /// What is wrong, by node.
    pub problems: Memo<BTreeMap<NodeId, Vec<Fault>>>,
    /// How many tabs have the workflow open, this one included.
    pub people: Signal<u32>,
    /// Files on their way to the server.
    pub uploads: Signal<Vec<Upload>>,
    notices: Notices,
    workflow: StoredValue<String>,
    ids: StoredValue<IdSource>,
    state: state::State,
}

impl Session {
    /// Opens a workflow; in the browser, connects as soon as the page is live.
    pub fn open(card: &WorkflowCard) -> Self {
        let state = state::State::new(card);
        let document = state.document;
        Self {
            document: document.into(),
            selection: RwSignal::new(BTreeSet::new()),
            name: state.name.into(),
            undo_label: state.undo_label.into(),
            redo_label: state.redo_label.into(),
            save_state: state.save_state.into(),
            steps: state.steps.into(),
            run: state.run.into(),
            problems: Memo::new(move |_| {
                let _ = document.get();
                BTreeMap::new()
            }),
            people: state.people.into(),
            uploads: state.uploads.into(),
            notices: expect_context(),
            workflow: StoredValue::new(card.id.clone()),
            ids: StoredValue::new(IdSource::seeded(0)),
            state,
        }
    }

    /// The workflow's id, as in addresses.
    pub fn workflow(self) -> String {
        self.workflow.get_value()
    }

    /// Makes an edit of one gesture; `label` names it in the history ("Move 3 nodes").
    pub fn commit(self, label: impl Into<String>, commands: Vec<Command>) {
        let _ = (label.into(), commands);
    }

    /// Takes back this person's last edit.
    pub fn undo(self) {}

    /// Brings back what undo took.
    pub fn redo(self) {}

    /// New ids: `session.ids(|ids| ids.node())`.
    pub fn ids<R>(self, make: impl FnOnce(&mut IdSource) -> R) -> R {
        self.ids.try_update_value(make).expect("a session's values live as long as the page that shows it")
    }

    /// Gives the workflow another name.
    pub fn rename(self, name: String) {
        self.state.name.set(name);
    }

    /// Runs these nodes and what they need, or everything, once every edit has arrived at the server.
    pub fn start_run(self, nodes: Option<Vec<NodeId>>) {
        let _ = nodes;
    }

    /// Stops the latest run.
    pub fn cancel_run(self) {}

    /// Where one node of the latest run stands. Tracks.
    pub fn step(self, node: NodeId) -> Option<(StepState, Option<StepResult>)> {
        self.steps.with(|steps| steps.get(&node).cloned())
    }

    /// Says something to the person: shown for a while, and read out.
    pub fn say(self, text: impl Into<String>) {
        self.notices.say(text);
    }

    /// Says what went wrong and what to do.
    pub fn warn(self, text: impl Into<String>) {
        self.notices.warn(text);
    }
}
