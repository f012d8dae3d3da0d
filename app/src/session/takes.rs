//! The takes of nodes as the server has them: asked for by whoever shows them, changed through here.

use crate::api::{self, TakeWish};
use crate::session::{Session, line, name};
use crate::words::{Told as _, catalogue, text};
use gesso_graph::{ContentKey, Document, KeptTakes, NodeId, picked_from};
use gesso_sync::{Author, RunId, Take};
use imbl::OrdMap;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The takes of nodes, by the names that runs have for them, newest first. Copies are cheap.
pub type Takes = OrdMap<NodeId, Arc<Vec<Take>>>;

/// The takes that a document picks from; nothing while some of them are not known.
pub fn kept(document: &Document, takes: &Takes) -> Option<KeptTakes> {
    let nodes = picked_from(document, catalogue()).into_iter();
    let known = nodes.map(|node| {
        let kept = takes.get(&node)?.iter().map(Take::kept).collect();
        Some((node, kept))
    });
    known.collect()
}

impl Session {
    /// The takes that a document picks from; nothing while some of them are not known.
    pub(crate) fn kept_takes(self, document: &Document) -> Option<KeptTakes> {
        self.takes.with_untracked(|takes| kept(document, takes))
    }

    /// Has the takes at hand that the workflow picks from: asks for them when they are first picked from, and whenever their node
    /// has made something else. Runs in the browser alone.
    pub(crate) fn follow_picked(self) {
        let asked = StoredValue::new(BTreeMap::<NodeId, Option<ContentKey>>::new());
        let picked = Memo::new(move |_| {
            self.document
                .with(|document| picked_from(document, catalogue()))
        });
        Effect::new(move |_| {
            let made: Vec<(NodeId, Option<ContentKey>)> = picked.with(|picked| {
                if picked.is_empty() {
                    return Vec::new();
                }
                self.steps.with(|steps| {
                    let made = |node: &NodeId| Some(steps.get(node)?.result.as_ref()?.key);
                    picked.iter().map(|node| (*node, made(node))).collect()
                })
            });
            for (node, made) in made {
                let is_new = asked.try_update_value(|asked| asked.insert(node, made) != Some(made));
                if is_new == Some(true) {
                    self.ask_takes(node);
                }
            }
        });
    }

    /// Who the person in this browser is, and what they are called.
    pub(crate) fn author(self) -> Author {
        Author {
            person: line::person(),
            name: name::kept(),
        }
    }

    /// The takes of a node as far as they were asked for. Tracks.
    pub fn takes_of(self, node: NodeId) -> Arc<Vec<Take>> {
        self.takes
            .with(|takes| takes.get(&node).cloned().unwrap_or_default())
    }

    /// Asks for the takes of a node anew.
    pub fn ask_takes(self, node: NodeId) {
        spawn_local(async move {
            let found = api::takes(self.workflow(), node).await;
            // Without an answer what is known stays; whoever does something with it hears why not.
            let Ok(found) = found else { return };
            let is_new = |takes: &Takes| takes.get(&node).is_none_or(|known| **known != found);
            if self.takes.try_with_untracked(is_new) == Some(true) {
                self.state.takes.try_update(|takes| {
                    takes.insert(node, Arc::new(found));
                });
            }
        });
    }

    /// Changes what is kept of a take. A removed one can be brought back for a while.
    pub fn wish_take(self, node: NodeId, key: ContentKey, wish: TakeWish) {
        spawn_local(async move {
            match api::wish_take(self.workflow(), node, key, wish).await {
                Ok(()) => self.ask_takes(node),
                Err(error) => return self.warn(error.told()),
            }
            if wish == TakeWish::Remove {
                let back = move || self.wish_take(node, key, TakeWish::BringBack);
                self.offer(text("take-removed"), text("bring-back"), back);
            }
        });
    }

    /// Runs again what a run did, with the inputs it had.
    pub fn run_again(self, run: RunId) {
        spawn_local(async move {
            match api::run_again(run, Some(self.author())).await {
                Ok(run) => super::board::started(self.state, run),
                Err(error) => self.warn(error.told()),
            }
        });
    }
}
