//! One workflow while a person has it open: the document as they see it, what is selected, how its run goes, and whether
//! their work is saved. The panels read the signals and call the methods; nothing else changes a document.
//! On the server a session is only its first values; in the browser it is connected.

mod board;
pub mod faults;
pub mod instances;
mod line;
pub mod loads;
pub(crate) mod name;
pub mod node_views;
pub mod outdated;
mod queue;
mod state;
pub mod takes;
pub(crate) mod upload;
mod words;

pub use faults::Faults;
pub use state::{People, SaveState, Step, Steps, Upload};

use crate::api::{self, RunTable, WorkflowCard};
use crate::browser;
use crate::notice::Notices;
use crate::words::{Told, catalogue, text};
use gesso_graph::{Catalog as _, Command, Document, IdSource, ItemId, NodeId};
use gesso_sync::{Person, RunId, RunState, StepState};
use leptos::prelude::*;
use leptos::task::spawn_local;
use line::Line;
pub use loads::Loads;
pub use outdated::Outdated;
use send_wrapper::SendWrapper;
use std::collections::BTreeSet;
use takes::Takes;

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
    /// Where every node stands that was in a run.
    pub steps: Signal<Steps>,
    /// Which results are not what the node would make now.
    pub outdated: Signal<Outdated>,
    /// The latest run.
    pub run: Signal<Option<(RunId, RunState)>>,
    /// What nodes load from files, to be seen before any run.
    pub loads: Memo<Loads>,
    /// What is wrong, by node.
    pub problems: Memo<Faults>,
    /// Who has the workflow open.
    pub people: Signal<People>,
    /// The takes of nodes, as far as they were asked for.
    pub takes: Signal<Takes>,
    /// Files on their way to the server.
    pub uploads: Signal<Vec<Upload>>,
    notices: Notices,
    workflow: StoredValue<String>,
    ids: StoredValue<IdSource>,
    state: state::State,
    /// None on the server, and before the page is live.
    line: StoredValue<Option<SendWrapper<Line>>>,
}

impl Session {
    /// Opens a workflow; in the browser, connects as soon as the page is live.
    pub fn open(card: &WorkflowCard) -> Self {
        let state = state::State::new(card);
        let session = Self {
            document: state.document.into(),
            selection: RwSignal::new(BTreeSet::new()),
            name: state.name.into(),
            undo_label: state.undo_label.into(),
            redo_label: state.redo_label.into(),
            save_state: state.save_state.into(),
            steps: state.steps.into(),
            outdated: state.outdated.into(),
            run: state.run.into(),
            loads: loads::watch(state.document.into(), state.sizes),
            problems: problems_of(state.document.into()),
            people: state.people.into(),
            takes: state.takes.into(),
            uploads: state.uploads.into(),
            notices: expect_context(),
            workflow: StoredValue::new(card.id.clone()),
            ids: StoredValue::new(IdSource::seeded(0)),
            state,
            line: StoredValue::new(None),
        };
        Effect::new(move |_| session.connect());
        session
    }

    /// Runs in the browser alone.
    fn connect(self) {
        self.ids.set_value(IdSource::seeded(browser::random_u64()));
        outdated::follow(self.document, self.steps, self.takes, self.state.outdated);
        self.follow_picked();
        let line = Line::start(self.workflow(), self.state, self.notices);
        self.line.set_value(Some(SendWrapper::new(line)));
        browser::network::follow(move |is_there| {
            if let Some(line) = self.line() {
                if is_there {
                    line.hurry()
                } else {
                    line.break_off()
                }
            }
        });
        browser::on_page("focus", move || {
            if let Some(line) = self.line() {
                line.hurry();
            }
        });
        browser::on_page("pagehide", move || {
            if let Some(line) = self.line() {
                line.keep_document();
            }
        });
    }

    fn line(self) -> Option<Line> {
        self.line.try_get_value().flatten().map(SendWrapper::take)
    }

    /// The workflow's id, as in addresses.
    pub fn workflow(self) -> String {
        self.workflow.get_value()
    }

    /// Makes an edit of one gesture; `label` names it in the history ("Move 3 nodes").
    /// Nothing happens while the document is still on its way.
    pub fn commit(self, label: impl Into<String>, commands: Vec<Command>) {
        let label = label.into();
        if self
            .line()
            .is_some_and(|line| line.commit(label.clone(), commands))
        {
            self.notices.announce(label);
        }
    }

    /// Takes back this person's last edit.
    pub fn undo(self) {
        if let Some(label) = self.line().and_then(|line| line.undo()) {
            self.notices.announce(words::undone(&label));
        }
    }

    /// Brings back what undo took.
    pub fn redo(self) {
        if let Some(label) = self.line().and_then(|line| line.redo()) {
            self.notices.announce(words::redone(&label));
        }
    }

    /// As [`Session::undo`], and shows what it was: fingers that tap are easily not meant.
    pub fn undo_by_touch(self) {
        if let Some(label) = self.line().and_then(|line| line.undo()) {
            self.say(words::undone(&label));
        }
    }

    /// As [`Session::redo`], and shows what it was.
    pub fn redo_by_touch(self) {
        if let Some(label) = self.line().and_then(|line| line.redo()) {
            self.say(words::redone(&label));
        }
    }

    /// Whether somebody is the person in this browser.
    pub fn is_me(self, person: &Person) -> bool {
        line::person() == *person
    }

    /// New ids: `session.ids(|ids| ids.node())`.
    pub fn ids<R>(self, make: impl FnOnce(&mut IdSource) -> R) -> R {
        self.ids
            .try_update_value(make)
            .expect("a session's values live as long as the page that shows it")
    }

    /// Gives the workflow another name; a blank one changes nothing.
    pub fn rename(self, name: &str) {
        let name = name.trim().to_owned();
        let before = self.name.get_untracked();
        if name.is_empty() || name == before {
            return;
        }
        self.state.name.set(name.clone());
        let workflow = self.workflow();
        spawn_local(async move {
            if let Err(error) = api::rename_workflow(workflow, name).await {
                self.state.name.try_set(before);
                self.notices.warn(error.told());
            }
        });
    }

    /// Runs these nodes and what they need, or everything, once every edit has arrived at the server.
    pub fn start_run(self, nodes: Option<Vec<NodeId>>) {
        self.start_run_then(nodes, |_| {});
    }

    /// As [`Session::start_run`], and tells which run it is.
    pub(crate) fn start_run_then(
        self,
        nodes: Option<Vec<NodeId>>,
        then: impl FnOnce(RunId) + 'static,
    ) {
        let Some(line) = self.line() else { return };
        let is_offline = |state: &SaveState| matches!(state, SaveState::Offline { .. });
        if self.save_state.with_untracked(is_offline) {
            return self.notices.warn(text("run-needs-server"));
        }
        let saved = line.saved();
        let workflow = self.workflow();
        spawn_local(async move {
            if !saved.await {
                return self.notices.warn(text("run-needs-server"));
            }
            match api::start_run(workflow, nodes, Some(self.author())).await {
                Ok(run) => {
                    board::started(self.state, run);
                    then(run);
                }
                Err(error) => self.notices.warn(error.told()),
            }
        });
    }

    /// Starts a run for each row of a table of values once every edit has arrived at the server; tells whether they started,
    /// or why not.
    pub(crate) fn start_rows(
        self,
        table: RunTable,
        then: impl FnOnce(Result<(), String>) + 'static,
    ) {
        let Some(line) = self.line() else { return };
        let is_offline = |state: &SaveState| matches!(state, SaveState::Offline { .. });
        if self.save_state.with_untracked(is_offline) {
            return then(Err(text("run-needs-server").to_owned()));
        }
        let saved = line.saved();
        let workflow = self.workflow();
        spawn_local(async move {
            if !saved.await {
                return then(Err(text("run-needs-server").to_owned()));
            }
            let started = api::start_runs(workflow, table, Some(self.author())).await;
            if let Ok(runs) = &started
                && let Some(last) = runs.last()
            {
                board::started(self.state, *last);
            }
            then(started.map(drop).map_err(|error| error.told()));
        });
    }

    /// Whether the result of a node, by the name that runs have for it, is not what it would make now. Tracks.
    pub fn is_outdated(self, node: NodeId) -> bool {
        self.outdated.with(|outdated| outdated.contains(&node))
    }

    /// Where every node of the latest run stands that is still in the document. Tracks.
    pub fn latest_steps(self) -> Vec<(NodeId, StepState)> {
        let Some((run, _)) = self.run.get() else {
            return Vec::new();
        };
        self.document.with(|document| {
            let inside = instances::inside(document);
            self.steps.with(|steps| {
                let is_there =
                    |id: &NodeId| document.nodes().contains_key(id) || inside.contains(id);
                let latest = steps
                    .iter()
                    .filter(|(id, step)| step.run == run && is_there(id));
                latest.map(|(id, step)| (*id, step.state.clone())).collect()
            })
        })
    }

    /// How many items a node makes something of; none where it makes one thing, or the first of them to be looked at. Tracks.
    pub fn items_made(self, id: NodeId) -> Option<u32> {
        let items = self
            .steps
            .with(|steps| Some(steps.get(&id)?.result.as_ref()?.items.as_ref()?.of));
        items.filter(|_| {
            self.document.with(|document| {
                let kind = document.nodes().get(&id).map(|node| &node.kind);
                let schema = kind.and_then(|kind| catalogue().schema(kind));
                schema.is_some_and(|schema| schema.sink) || document.wires_from(id).next().is_none()
            })
        })
    }

    /// Stops the latest run.
    pub fn cancel_run(self) {
        let Some((run, _)) = self.run.get_untracked() else {
            return;
        };
        spawn_local(async move {
            if let Err(error) = api::cancel_run(run).await {
                self.notices.warn(error.told());
            }
        });
    }

    /// Where a node stands that the run calls by a name; an instance stands where what is inside it does. Tracks.
    pub fn step(self, name: NodeId, node: NodeId) -> Option<Step> {
        let own = self
            .steps
            .with(|steps| Some(Step::clone(steps.get(&name)?)));
        own.or_else(|| {
            self.document.with(|document| {
                let graph = document.nodes().get(&node)?.instance_of()?;
                self.steps
                    .with(|steps| instances::step(document, steps, name, graph))
            })
        })
    }

    /// Says something to the person: shown for a while, and read out.
    pub fn say(self, text: impl Into<String>) {
        self.notices.say(text);
    }

    /// Says what went wrong and what to do.
    pub fn warn(self, text: impl Into<String>) {
        self.notices.warn(text);
    }

    /// Says something and offers one thing to do about it.
    pub fn offer(
        self,
        text: impl Into<String>,
        label: impl Into<String>,
        act: impl Fn() + Send + Sync + 'static,
    ) {
        self.notices.offer(text, label, act);
    }

    /// Says something to those who listen instead of looking; the others see it happen.
    pub fn announce(self, text: impl Into<String>) {
        self.notices.announce(text);
    }
}

fn problems_of(document: Signal<Document>) -> Memo<Faults> {
    let known = StoredValue::new(Document::default());
    Memo::new(move |faults: Option<&Faults>| {
        let new = document.get();
        let old = known.get_value();
        known.set_value(new.clone());
        match faults {
            Some(faults) => {
                let mut faults = faults.clone();
                faults::follow(&mut faults, &old, &new);
                faults
            }
            None => faults::of(&new),
        }
    })
}
