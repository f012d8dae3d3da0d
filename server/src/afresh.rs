//! What runs set anew at their start, found: chance is drawn, and the library is asked. See `gesso_graph::waiting`.

use crate::clock;
use crate::store::{Store, StoreError};
use gesso_graph::{
    AssetRef, Command, Document, ParamKind, Targets, Value, Waiting, apply_all, limits, set_afresh,
    waiting,
};
use gesso_nodes::{catalogue, list_from_assets};

/// Why a run can't begin.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AfreshError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// More files fit than a list takes.
    #[error("{files} files of the library fit, and a list takes {}", limits::FILES)]
    TooManyFiles { files: usize },
}

/// The commands that set what a run of `targets` sets anew.
pub(crate) async fn commands(
    store: &Store,
    document: &Document,
    targets: &Targets,
) -> Result<Vec<Command>, AfreshError> {
    let waiting = waiting(document, catalogue(), targets);
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
    Ok(set_afresh(document, catalogue(), values))
}

/// The document of a run that nobody else sees, with what it sets anew.
pub(crate) async fn document(
    store: &Store,
    document: &Document,
    targets: &Targets,
) -> Result<Document, AfreshError> {
    let commands = commands(store, document, targets).await?;
    Ok(apply_all(document, &commands).document)
}

/// A number within these limits, each as likely as another.
fn drawn((least, most): (i64, i64)) -> i64 {
    let numbers = most.abs_diff(least).saturating_add(1);
    least.saturating_add_unsigned(clock::random_u64() % numbers)
}
