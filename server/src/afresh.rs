//! What runs set anew at their start, found: chance is drawn, and the library is asked. What somebody set by hand for this very
//! run stays. See `gesso_graph::waiting`.

use crate::clock;
use crate::store::{Store, StoreError};
use gesso_graph::{
    AssetRef, Command, Document, InPort, KeptTakes, ParamKind, Targets, Value, Waiting, apply_all,
    limits, set_afresh, waiting,
};
use gesso_nodes::{catalogue, list_from_assets};
use std::collections::BTreeSet;

/// Why a run can't begin.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AfreshError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// More files fit than a list takes.
    #[error("{files} files of the library fit, and a list takes {}", limits::FILES)]
    TooManyFiles { files: usize },
}

/// A run that is to begin.
pub(crate) struct Start<'a> {
    pub(crate) document: &'a Document,
    pub(crate) targets: &'a Targets,
    /// The takes that the document picks from.
    pub(crate) takes: &'a KeptTakes,
    /// What was set by hand for this run.
    pub(crate) by_hand: &'a BTreeSet<InPort>,
}

/// The commands that set what a run sets anew.
pub(crate) async fn commands(
    store: &Store,
    start: &Start<'_>,
) -> Result<Vec<Command>, AfreshError> {
    let mut waiting = waiting(start.document, catalogue(), start.targets, start.takes);
    waiting.retain(|one| !start.by_hand.contains(&one.at));
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let asks_library = |one: &Waiting| matches!(one.param.kind, ParamKind::Assets { .. });
    let library: Vec<AssetRef> = match waiting.iter().any(asks_library) {
        true => store.assets().await?.iter().map(AssetRef::from).collect(),
        false => Vec::new(),
    };
    let mut values = Vec::with_capacity(waiting.len());
    for one in waiting {
        let value = match one.param.kind {
            ParamKind::Int { hard, .. } => Some(Value::Int(drawn(hard))),
            ParamKind::Assets { .. } => {
                let found = list_from_assets::found(&one.params, &library);
                if found.len() > limits::FILES {
                    return Err(AfreshError::TooManyFiles { files: found.len() });
                }
                Some(Value::Assets(found.into()))
            }
            _ => None,
        };
        values.extend(value.map(|value| (one, value)));
    }
    Ok(set_afresh(start.document, catalogue(), values))
}

/// The document of a run that nobody else sees, with what it sets anew.
pub(crate) async fn document(store: &Store, start: &Start<'_>) -> Result<Document, AfreshError> {
    let commands = commands(store, start).await?;
    Ok(apply_all(start.document, &commands).document)
}

/// A number within these limits, each as likely as another.
fn drawn((least, most): (i64, i64)) -> i64 {
    let numbers = most.abs_diff(least).saturating_add(1);
    least.saturating_add_unsigned(clock::random_u64() % numbers)
}
