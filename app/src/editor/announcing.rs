//! What is read out to those who listen: how a run goes, and where they are when the selection moves by keys on the canvas.
//! Edits are read out by the session, under the names they have in the history. Nothing here is chatty: of a run one hears
//! that it began and how it ended, with what went wrong.

use crate::browser::keyboard;
use crate::editor::desk::Desk;
use crate::editor::outline::sources;
use crate::editor::{runs, words};
use gesso_graph::{ItemId, NodeId};
use gesso_sync::RunState;
use leptos::prelude::*;

/// Reads out how runs go, as long as the current owner lives.
pub(crate) fn runs(desk: Desk) {
    Effect::new(move |before: Option<Option<RunState>>| {
        let run = desk.session.run.get();
        let state = run.map(|(_, state)| state);
        let before = before.flatten();
        // What has ended before the page opens is no news.
        let has_begun = matches!(state, Some(RunState::Queued | RunState::Running));
        if state != before
            && (before.is_some() || has_begun)
            && let Some(state) = state
        {
            let failures = untrack(|| runs::failures(desk));
            let failures = failures
                .iter()
                .map(|failure| (failure.title.as_str(), failure.message.as_str()));
            if let Some(text) = words::run_news(state, failures) {
                desk.session.announce(text);
            }
        }
        state
    });
}

impl Desk {
    /// Goes to a node by keys: the keyboard goes along when it is in the outline, else where one is now is read out.
    pub(crate) fn walk_to(self, node: NodeId) {
        self.go_to(ItemId::Node(node));
        if keyboard::is_within("#outline") {
            return self.focus_outline();
        }
        let (title, from, faults) = untrack(|| {
            let faults = self
                .session
                .problems
                .with(|problems| problems.get(&node).map_or(0, |faults| faults.len()));
            (self.title(node), sources(self, node), faults)
        });
        self.session.announce(words::here(&title, &from, faults));
    }
}
