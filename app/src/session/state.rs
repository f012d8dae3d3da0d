//! The signals behind a session, writable only inside it.

use crate::api::WorkflowCard;
use crate::session::Outdated;
use crate::session::loads::Sizes;
use crate::session::takes::Takes;
use gesso_graph::{Document, NodeId};
use gesso_sync::{Present, RunId, RunState, StepResult, StepState};
use imbl::OrdMap;
use leptos::prelude::*;
use std::sync::Arc;

/// Where a node stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The run this is from: the latest that had the node in it.
    pub run: RunId,
    /// How it goes.
    pub state: StepState,
    /// What it made; while it is made anew, what it made before.
    pub result: Option<StepResult>,
}

/// Where every node stands that was in a run. Copies are cheap, and so is what differs between two of them.
pub type Steps = OrdMap<NodeId, Arc<Step>>;

/// Whether the person's work is saved. Never says `Saved` before the server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// The document is on its way from the server for the first time.
    Opening,
    /// The server has everything.
    Saved,
    /// Edits are on their way.
    Saving,
    /// The server can't be reached.
    Offline {
        /// Edits that wait in this browser.
        kept: usize,
    },
    /// The server did not take an edit, or this page can't go on; says why and what to do.
    Refused(String),
}

/// A file on its way to the server.
#[derive(Debug, Clone, PartialEq)]
pub struct Upload {
    /// Tells uploads apart.
    pub id: u64,
    /// The file's name.
    pub name: String,
    /// 0–1.
    pub progress: f32,
}

/// Who has the workflow open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// How many tabs, this one included.
    pub tabs: u32,
    /// Who, each person once; no one while the server has not said.
    pub here: Vec<Present>,
}

/// The signals.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) document: RwSignal<Document>,
    pub(crate) name: RwSignal<String>,
    pub(crate) undo_label: RwSignal<Option<String>>,
    pub(crate) redo_label: RwSignal<Option<String>>,
    pub(crate) save_state: RwSignal<SaveState>,
    pub(crate) steps: RwSignal<Steps>,
    pub(crate) outdated: RwSignal<Outdated>,
    pub(crate) run: RwSignal<Option<(RunId, RunState)>>,
    pub(crate) people: RwSignal<People>,
    pub(crate) takes: RwSignal<Takes>,
    pub(crate) uploads: RwSignal<Vec<Upload>>,
    pub(crate) sizes: RwSignal<Sizes>,
}

impl State {
    pub(crate) fn new(card: &WorkflowCard) -> Self {
        Self {
            document: RwSignal::new(Document::default()),
            name: RwSignal::new(card.name.clone()),
            undo_label: RwSignal::new(None),
            redo_label: RwSignal::new(None),
            save_state: RwSignal::new(SaveState::Opening),
            steps: RwSignal::new(Steps::new()),
            outdated: RwSignal::new(Outdated::new()),
            run: RwSignal::new(None),
            people: RwSignal::new(People {
                tabs: 1,
                here: Vec::new(),
            }),
            takes: RwSignal::new(Takes::new()),
            uploads: RwSignal::new(Vec::new()),
            sizes: RwSignal::new(Sizes::new()),
        }
    }
}
