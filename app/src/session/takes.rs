//! The takes of nodes as the server has them: asked for by whoever shows them, changed through here.

use crate::api::{self, TakeWish};
use crate::session::{Session, line, name};
use crate::words::{Told as _, text};
use gesso_graph::{ContentKey, NodeId};
use gesso_sync::{Author, RunId, Take};
use imbl::OrdMap;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// The takes of nodes, by the names that runs have for them, newest first. Copies are cheap.
pub type Takes = OrdMap<NodeId, Arc<Vec<Take>>>;

impl Session {
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
