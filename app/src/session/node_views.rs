//! What nodes show that is not in the document: how their runs go, their results, problems, what is outdated.
//! Brought up to date at the cost of what changed, however large the workflow.

use crate::session::loads::{Load, Loads};
use crate::session::{Faults, Outdated, Steps};
use gesso_canvas::{NodeView, PictureRef, RunLook};
use gesso_graph::NodeId;
use gesso_sync::{StepResult, StepState};
use imbl::{OrdMap, ordmap, ordset};
use std::collections::BTreeSet;

/// The size a node's picture is asked for, in pixels of its longest side.
pub(crate) const PICTURE_WIDTH: u32 = 256;

/// All that is known of the nodes; copies are cheap.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    /// Where nodes stand.
    pub steps: Steps,
    /// Where instances of subgraphs stand.
    pub instances: Steps,
    /// What is wrong.
    pub problems: Faults,
    /// Whose results are old.
    pub outdated: Outdated,
    /// What nodes load from files.
    pub loads: Loads,
    /// What the preview has made of nodes.
    pub live: Live,
}

/// Pictures that the preview has made, by node. Copies are cheap.
pub type Live = OrdMap<NodeId, PictureRef>;

impl Known {
    /// The nodes that look different from how they looked `before`, and what they look like now.
    pub fn since(&self, before: &Self) -> Vec<(NodeId, NodeView)> {
        let mut touched = BTreeSet::new();
        differing(&before.steps, &self.steps, &mut touched);
        differing(&before.instances, &self.instances, &mut touched);
        differing(&before.problems, &self.problems, &mut touched);
        differing(&before.loads, &self.loads, &mut touched);
        differing(&before.live, &self.live, &mut touched);
        touched.extend(before.outdated.diff(&self.outdated).map(|item| match item {
            ordset::DiffItem::Add(id) | ordset::DiffItem::Remove(id) => *id,
        }));
        let views = touched.into_iter().map(|id| (id, self.view(id)));
        views
            .filter(|(id, view)| before.view(*id) != *view)
            .collect()
    }

    /// What one node looks like.
    pub fn view(&self, id: NodeId) -> NodeView {
        let step = self.instances.get(&id).or_else(|| self.steps.get(&id));
        let result = step.and_then(|step| step.result.as_ref());
        let state = match step {
            Some(_) if self.outdated.contains(&id) => Some(RunLook::Outdated),
            step => step.and_then(|step| look(&step.state)),
        };
        NodeView {
            state,
            problem: self.problems.contains_key(&id)
                || result.is_some_and(|result| !result.notes.is_empty()),
            picture: self
                .live
                .get(&id)
                .cloned()
                .or_else(|| self.picture(id, result)),
        }
    }
}

impl Known {
    /// What it made; of a node that loads a file, the file until a run has read it.
    fn picture(&self, id: NodeId, result: Option<&StepResult>) -> Option<PictureRef> {
        let current = result.filter(|_| !self.outdated.contains(&id));
        current
            .and_then(made)
            .or_else(|| self.loads.get(&id).map(loaded))
            .or_else(|| result.and_then(made))
    }
}

fn differing<V: PartialEq>(
    before: &OrdMap<NodeId, V>,
    now: &OrdMap<NodeId, V>,
    out: &mut BTreeSet<NodeId>,
) {
    out.extend(before.diff(now).map(|item| match item {
        ordmap::DiffItem::Add(id, _) | ordmap::DiffItem::Remove(id, _) => *id,
        ordmap::DiffItem::Update { new: (id, _), .. } => *id,
    }));
}

fn look(state: &StepState) -> Option<RunLook> {
    match state {
        StepState::Queued => Some(RunLook::Queued),
        StepState::Running { progress } => Some(RunLook::Running(*progress)),
        StepState::Cached => Some(RunLook::Cached),
        StepState::Done => Some(RunLook::Done),
        StepState::Failed { .. } => Some(RunLook::Failed),
        StepState::Blocked { .. } => Some(RunLook::Blocked),
        StepState::Cancelled => None,
    }
}

fn loaded(Load { hash, size }: &Load) -> PictureRef {
    PictureRef {
        url: format!("/asset/{hash}?w={PICTURE_WIDTH}").into(),
        w: size.0,
        h: size.1,
    }
}

fn made(result: &StepResult) -> Option<PictureRef> {
    let (w, h) = result.size?;
    let preview = result.preview.as_ref()?;
    Some(PictureRef {
        url: format!("/artifact/{preview}?w={PICTURE_WIDTH}").into(),
        w,
        h,
    })
}
