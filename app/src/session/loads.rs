//! The pictures that nodes load from files, to be seen before a run has read them. Which node has which file is brought up to
//! date at the cost of what changed; how large the files are the server is asked.

use crate::api::{self, AssetCard};
use gesso_graph::{Document, Name, Node, NodeId, Value, diff};
use imbl::OrdMap;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// The hashes of the picture files that nodes load.
pub type Files = OrdMap<NodeId, Name>;
/// Sizes of files by their hash, in pixels, upright.
pub type Sizes = OrdMap<Name, (u32, u32)>;

/// A picture file that a node loads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Names its bytes.
    pub hash: Name,
    /// In pixels, upright.
    pub size: (u32, u32),
}

/// What nodes load, as far as it is known how large it is. Copies are cheap.
pub type Loads = OrdMap<NodeId, Load>;

/// Changes the files of `old` into those of `new`.
pub fn follow(files: &mut Files, old: &Document, new: &Document) {
    let change = diff(old, new).nodes;
    for id in change.iter() {
        match new.nodes().get(id).and_then(|node| file_of(node)) {
            Some(hash) => files.insert(*id, hash),
            None => files.remove(id),
        };
    }
}

/// The loads of these files.
pub fn of(files: &Files, sizes: &Sizes) -> Loads {
    let load = |(id, hash): (&NodeId, &Name)| {
        let size = *sizes.get(hash)?;
        let hash = hash.clone();
        Some((*id, Load { hash, size }))
    };
    files.iter().filter_map(load).collect()
}

fn file_of(node: &Node) -> Option<Name> {
    node.params.values().find_map(|value| match value {
        Value::Asset(asset) if asset.media_type.starts_with("image/") => Some(asset.hash.clone()),
        _ => None,
    })
}

/// What the nodes of a document load, always up to date. What an upload says of a size is put into `sizes`; of other files the
/// server is asked once.
pub(crate) fn watch(document: Signal<Document>, sizes: RwSignal<Sizes>) -> Memo<Loads> {
    let known = StoredValue::new(Document::default());
    let files = Memo::new(move |files: Option<&Files>| {
        let new = document.get();
        let old = known.get_value();
        known.set_value(new.clone());
        let mut files = files.cloned().unwrap_or_default();
        follow(&mut files, &old, &new);
        files
    });
    let asked = StoredValue::new(BTreeSet::new());
    Effect::new(move |_| {
        let unknown: Vec<Name> = files.with(|files| {
            sizes.with(|sizes| {
                let unknown = files.values().filter(|hash| !sizes.contains_key(*hash));
                unknown.cloned().collect()
            })
        });
        let is_new = asked.try_update_value(|asked: &mut BTreeSet<Name>| {
            let before = asked.len();
            asked.extend(unknown);
            asked.len() > before
        });
        if is_new == Some(true) {
            spawn_local(async move {
                // Without an answer nodes show their pictures after a run.
                let cards = api::assets().await.unwrap_or_default();
                let size = |card: AssetCard| {
                    let hash = Name::from(card.hash.as_str());
                    (hash, (card.width, card.height))
                };
                let found = cards.into_iter().map(size);
                sizes.try_update(|sizes| sizes.extend(found));
            });
        }
    });
    Memo::new(move |_| files.with(|files| sizes.with(|sizes| of(files, sizes))))
}
