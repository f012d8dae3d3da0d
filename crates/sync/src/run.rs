//! What is said about a run: by the engine to the hub, by the hub to every screen.

use crate::Said;
use gesso_graph::{ContentKey, NodeId};
use serde::{Deserialize, Serialize};

/// One execution of a workflow or of part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunId(pub i64);

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Waits for a worker.
    Queued,
    /// At work.
    Running,
    /// Every step is done.
    Done,
    /// At least one step failed; the independent ones are done.
    Failed,
    /// A person stopped it.
    Cancelled,
}

/// Where one node of a run stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum StepState {
    /// Waits for its inputs or a worker.
    Queued,
    /// At work.
    Running {
        /// 0–1.
        progress: f32,
    },
    /// The result was there already.
    Cached,
    /// The result is there.
    Done,
    /// It went wrong.
    Failed {
        /// What happened and what to do.
        message: Said,
    },
    /// Something it needs went wrong or can't run.
    Blocked {
        /// What, and where to look.
        message: Said,
    },
    /// A person stopped the run before it was done.
    Cancelled,
}

impl StepState {
    /// Where a node stands that stands for several: the first failure counts, then what can't run; it works while some
    /// are done and some are not, and it was there already only when all were. None of none.
    pub fn of_all<'a>(states: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let states: Vec<&Self> = states.into_iter().collect();
        let find = |is: fn(&Self) -> bool| states.iter().find(|state| is(state)).copied().cloned();
        let first = find(|state| matches!(state, Self::Failed { .. }))
            .or_else(|| find(|state| matches!(state, Self::Blocked { .. })))
            .or_else(|| find(|state| matches!(state, Self::Cancelled)));
        if first.is_some() || states.is_empty() {
            return first;
        }
        let done: f32 = states
            .iter()
            .map(|state| match state {
                Self::Queued => 0.0,
                Self::Running { progress } => progress.clamp(0.0, 1.0),
                _ => 1.0,
            })
            .sum();
        let all = |is: fn(&Self) -> bool| states.iter().all(|state| is(state));
        Some(if all(|state| matches!(state, Self::Queued)) {
            Self::Queued
        } else if all(|state| matches!(state, Self::Cached)) {
            Self::Cached
        } else if all(|state| matches!(state, Self::Cached | Self::Done)) {
            Self::Done
        } else {
            Self::Running {
                progress: done / states.len() as f32,
            }
        })
    }
}

/// How far a run is, 0–1, by how far each node is: one that makes something of every item of a list counts for each of them, or
/// a batch would be nearly done when nothing of it is.
pub fn progress(nodes: impl IntoIterator<Item = (f32, Option<u32>)>) -> f32 {
    let (mut done, mut all) = (0.0, 0.0);
    for (part, items) in nodes {
        let counts = items.unwrap_or(1).max(1) as f32;
        done += part.clamp(0.0, 1.0) * counts;
        all += counts;
    }
    if all > 0.0 { done / all } else { 0.0 }
}

/// What a node's result is, for whoever shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepResult {
    /// Names the step; `/picture/{key}` serves its first picture.
    pub key: ContentKey,
    /// Full-size width and height of the first output when it is a picture.
    pub size: Option<(u32, u32)>,
    /// The artifact that shows it small, when it can be shown.
    pub preview: Option<String>,
    /// The file made for people, when the node makes one.
    pub file: Option<ResultFile>,
    /// Outputs that are words or numbers, as people read them.
    pub values: Vec<(String, String)>,
    /// What people should know about it though it was made, as characters that the font doesn't have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Said>,
    /// What came of each item, when the node works on each item of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Items>,
}

/// What came of the items of a list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Items {
    /// How many there are.
    pub of: u32,
    /// How many were made or found.
    pub done: u32,
    /// How many of these were there already, from an earlier run or from before a stop.
    #[serde(default)]
    pub found: u32,
    /// How many went wrong.
    pub failed: u32,
    /// Each that was made or went wrong, in the order of the list; of many only the first are told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each: Vec<Item>,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Names the item's own step; `/picture/{key}` serves its picture.
    pub key: ContentKey,
    /// Its place in the list, counted from 0.
    pub place: u32,
    /// What people know it by.
    pub name: String,
    /// Full-size width and height, when it is a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<(u32, u32)>,
    /// The artifact that shows it small.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<String>,
    /// The file made of it for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<ResultFile>,
    /// What went wrong with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Said>,
}

/// How many items are told when something is said of a step.
pub const ITEMS_TOLD: usize = 60;

impl StepResult {
    /// What is told of it: of many items the first, and those that went wrong before others.
    pub fn told(mut self) -> Self {
        if let Some(items) = &mut self.items
            && items.each.len() > ITEMS_TOLD
        {
            let (wrong, right): (Vec<Item>, Vec<Item>) = std::mem::take(&mut items.each)
                .into_iter()
                .partition(|item| item.error.is_some());
            items.each = wrong.into_iter().chain(right).take(ITEMS_TOLD).collect();
            items.each.sort_by_key(|item| item.place);
        }
        self
    }

    /// The files that it made for people, its own or those of its items.
    pub fn files(&self) -> impl Iterator<Item = &ResultFile> {
        let items = self.items.iter().flat_map(|items| &items.each);
        self.file
            .iter()
            .chain(items.filter_map(|item| item.file.as_ref()))
    }
}

/// A file made for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResultFile {
    /// The artifact.
    pub hash: String,
    /// The name to save it under.
    pub name: String,
    /// As `image/jpeg`.
    pub media_type: String,
    /// In bytes.
    pub bytes: u64,
}

/// One thing that happened in a run. The latest per node wins; a late joiner gets the latest of each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
#[cfg_attr(
    target_pointer_width = "64",
    expect(
        clippy::large_enum_variant,
        reason = "nearly every event is a step; boxing would cost each of them"
    )
)]
pub enum RunEvent {
    /// The run as a whole changed.
    Run {
        /// Which.
        run: RunId,
        /// Where it stands.
        state: RunState,
    },
    /// One node changed.
    Step {
        /// In which run.
        run: RunId,
        /// Which node.
        node: NodeId,
        /// Where it stands.
        state: StepState,
        /// Its result, when there is one.
        result: Option<StepResult>,
    },
}

#[cfg(test)]
mod tests {
    use super::progress;

    #[test]
    fn a_batch_counts_for_each_of_its_items() {
        assert_eq!(progress([]), 0.0);
        assert_eq!(progress([(1.0, None), (0.5, None)]), 0.75);
        // Four nodes before it are done, and of ninety-six items none.
        let before = [(1.0, None); 4];
        assert_eq!(progress(before.into_iter().chain([(0.0, Some(96))])), 0.04);
        assert_eq!(progress(before.into_iter().chain([(0.5, Some(96))])), 0.52);
        assert_eq!(progress([(7.0, Some(0))]), 1.0);
    }
}
