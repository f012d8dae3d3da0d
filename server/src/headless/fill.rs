//! Fills a workflow in from the command line: parameters that are set, files that are loaded, nodes that are named. What is
//! not there is refused with what may have been meant.

use super::Trouble;
use super::near::hint;
use crate::store::{Asset, Store};
use gesso_engine::{Blobs as _, Folder};
use gesso_graph::{
    AssetRef, Command, Document, InPort, Name, NodeId, ParamDecl, ParamKind, Value, apply_to,
    node_title, read_value, schema_of,
};
use gesso_media::native::{Limits, MediaError, probe};
use gesso_nodes::catalogue;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

/// A workflow that is being filled in.
pub(super) struct Fill<'a> {
    document: Document,
    /// What was set so far.
    by_hand: BTreeSet<InPort>,
    assets: &'a Folder,
    store: &'a Store,
    limits: &'a Limits,
}

impl<'a> Fill<'a> {
    pub(super) fn new(
        document: Document,
        assets: &'a Folder,
        store: &'a Store,
        limits: &'a Limits,
    ) -> Self {
        Self {
            document,
            by_hand: BTreeSet::new(),
            assets,
            store,
            limits,
        }
    }

    /// The document as it was filled in, and what was set in it.
    pub(super) fn filled(self) -> (Document, BTreeSet<InPort>) {
        (self.document, self.by_hand)
    }

    /// Sets parameters, each written as `node.param=value`.
    pub(super) async fn set(&mut self, sets: &[String]) -> Result<(), Trouble> {
        for set in sets {
            let wrong = || Trouble::Usage(format!("--set {set}: write node.param=value"));
            let (place, text) = set.split_once('=').ok_or_else(wrong)?;
            let (node, param) = place.rsplit_once('.').ok_or_else(wrong)?;
            let node = self.node(node)?;
            let decl = self.param(node, param)?;
            let value = self.value(&decl, text, set).await?;
            self.put(node, &decl, value)?;
        }
        Ok(())
    }

    /// Loads files, each written as `file` or `node=file`. Without a node they go to the nodes that load one file, as these
    /// stand from left to right, and what is left over to the first node that takes many.
    pub(super) async fn load(&mut self, inputs: &[String]) -> Result<(), Trouble> {
        let (mut one, mut many) = (Vec::new(), None);
        for (node, decl) in self.loaders() {
            match decl.kind {
                ParamKind::Asset { .. } => one.push((node, decl)),
                _ => many = many.or(Some((node, decl))),
            }
        }
        // What is named is not given to others, wherever it is named; and it takes one file where it loads one.
        let mut meant = Vec::new();
        let mut single = BTreeSet::new();
        for input in inputs {
            let named = input.split_once('=').filter(|_| !Path::new(input).exists());
            let Some((name, path)) = named else {
                meant.push((input, None, input.as_str()));
                continue;
            };
            let (node, decl) = self.loader(name)?;
            if matches!(decl.kind, ParamKind::Asset { .. }) && !single.insert(node) {
                return Err(Trouble::Usage(format!(
                    "--input {input}: “{name}” loads one file, and another is named for it already"
                )));
            }
            meant.push((input, Some((node, decl)), path));
        }
        one.retain(|(node, _)| !single.contains(node));
        one.reverse();
        let mut lists: Vec<(NodeId, ParamDecl, Vec<AssetRef>)> = Vec::new();
        for (input, to, path) in meant {
            let to = to.or_else(|| one.pop()).or_else(|| many.clone());
            let Some((node, decl)) = to else {
                return Err(Trouble::Usage(format!(
                    "--input {input}: the workflow has no more nodes that load a file"
                )));
            };
            let asset = self.bring(Path::new(path), decl.kind).await?;
            match decl.kind {
                ParamKind::Asset { .. } => self.put(node, &decl, Value::Asset(asset))?,
                _ => match lists.iter_mut().find(|(other, ..)| *other == node) {
                    Some((_, _, assets)) => assets.push(asset),
                    None => lists.push((node, decl, vec![asset])),
                },
            }
        }
        for (node, decl, assets) in lists {
            self.put(node, &decl, Value::Assets(assets.into()))?;
        }
        Ok(())
    }

    /// The nodes with these names.
    pub(super) fn named(&self, names: &[String]) -> Result<Vec<NodeId>, Trouble> {
        names.iter().map(|name| self.node(name)).collect()
    }

    /// Every parameter for files that no wire fills, in the order in which their nodes are read.
    fn loaders(&self) -> Vec<(NodeId, ParamDecl)> {
        let mut nodes: Vec<NodeId> = self.document.nodes().keys().copied().collect();
        let place = |id: &NodeId| self.document.nodes().get(id).map(|node| node.position);
        nodes.sort_by(|a, b| {
            let (a, b) = (place(a).unwrap_or_default(), place(b).unwrap_or_default());
            a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
        });
        let of = |id: NodeId| {
            let schema = schema_of(&self.document, catalogue(), id);
            let params = schema.map(|schema| schema.params.to_vec());
            params
                .unwrap_or_default()
                .into_iter()
                .map(move |decl| (id, decl))
        };
        let is_file = |decl: &ParamDecl| {
            matches!(
                decl.kind,
                ParamKind::Asset { .. } | ParamKind::Assets { .. }
            )
        };
        let wired = |id: NodeId, name: &str| {
            let mut wires = self.document.wires_into(id);
            wires.any(|(to, _)| to.port.as_str() == name)
        };
        let all = nodes.into_iter().flat_map(of);
        all.filter(|(id, decl)| is_file(decl) && !wired(*id, &decl.name))
            .collect()
    }

    fn loader(&self, name: &str) -> Result<(NodeId, ParamDecl), Trouble> {
        let node = self.node(name)?;
        let found = self.loaders().into_iter().find(|(id, _)| *id == node);
        found.ok_or_else(|| Trouble::Usage(format!("“{name}” loads no file")))
    }

    /// The node with this title, kind or id; spaces may be written as `-` or `_`, and case does not matter.
    fn node(&self, name: &str) -> Result<NodeId, Trouble> {
        let titled: Vec<(NodeId, String)> = self
            .document
            .nodes()
            .keys()
            .map(|&id| (id, node_title(&self.document, catalogue(), id)))
            .collect();
        if let Some((id, _)) = titled.iter().find(|(id, _)| id.to_string() == name) {
            return Ok(*id);
        }
        let by_title = titled
            .iter()
            .filter(|(_, title)| plain(title) == plain(name));
        let mut found: Vec<NodeId> = by_title.map(|(id, _)| *id).collect();
        if found.is_empty() {
            let nodes = self.document.nodes().iter();
            let by_kind = nodes.filter(|(_, node)| node.kind.as_str() == name);
            found = by_kind.map(|(id, _)| *id).collect();
        }
        match found[..] {
            [id] => Ok(id),
            [] => Err(Trouble::Usage(format!(
                "the workflow has no node “{name}”. {}",
                hint(name, titled.iter().map(|(_, title)| title.as_str()))
            ))),
            _ => {
                let ids: Vec<String> = found.iter().map(NodeId::to_string).collect();
                Err(Trouble::Usage(format!(
                    "“{name}” names {} nodes. Give them titles, or use one of the ids {}",
                    ids.len(),
                    ids.join(", ")
                )))
            }
        }
    }

    fn param(&self, node: NodeId, name: &str) -> Result<ParamDecl, Trouble> {
        let schema = schema_of(&self.document, catalogue(), node);
        let params = schema
            .map(|schema| schema.params.to_vec())
            .unwrap_or_default();
        let found = params
            .iter()
            .find(|decl| decl.name == name)
            .or_else(|| params.iter().find(|decl| plain(&decl.label) == plain(name)));
        found.cloned().ok_or_else(|| {
            Trouble::Usage(format!(
                "“{}” has no parameter “{name}”. {}",
                node_title(&self.document, catalogue(), node),
                hint(name, params.iter().map(|decl| &*decl.name))
            ))
        })
    }

    /// What was written, as a value of a parameter.
    async fn value(&self, decl: &ParamDecl, text: &str, set: &str) -> Result<Value, Trouble> {
        let wrong = |what: String| Trouble::Usage(format!("--set {set}: {what}"));
        Ok(match decl.kind {
            ParamKind::Choice { options, .. } => read_value(decl, text).map_err(|_| {
                wrong(format!(
                    "there is no option “{text}”. {}",
                    hint(text, options.iter().map(|option| option.id))
                ))
            })?,
            ParamKind::Asset { .. } | ParamKind::Font => {
                Value::Asset(self.bring(Path::new(text), decl.kind).await?)
            }
            ParamKind::Assets { .. } => {
                let mut assets = Vec::new();
                for path in text.split(',') {
                    assets.push(self.bring(Path::new(path), decl.kind).await?);
                }
                Value::Assets(assets.into())
            }
            _ => read_value(decl, text).map_err(|reason| wrong(reason.to_string()))?,
        })
    }

    fn put(&mut self, node: NodeId, decl: &ParamDecl, value: Value) -> Result<(), Trouble> {
        let port = Name::from(&decl.name);
        self.by_hand.insert(InPort { node, port });
        for (name, value) in decl.given(value) {
            let set = Command::SetParam {
                id: node,
                name,
                value: Some(value),
            };
            match apply_to(&mut self.document, &set) {
                Ok(_) | Err(gesso_graph::Skip::NoChange) => {}
                Err(skip) => return Err(Trouble::Usage(skip.to_string())),
            }
        }
        Ok(())
    }

    /// Takes a file into the data folder. What is no such file as was wanted fails when it is read, as one does that is damaged
    /// far inside: so one of many leaves the others alone.
    async fn bring(&self, path: &Path, kind: ParamKind) -> Result<AssetRef, Trouble> {
        let unreadable = |source| Trouble::Read {
            path: path.to_owned(),
            source,
        };
        let found = probe(path, self.limits);
        let copy: PathBuf = self
            .assets
            .scratch()
            .join(format!("input-{:016x}", crate::clock::random_u64()));
        let copied = match &found {
            // It fails for its size, which is all that is kept of it.
            Err(MediaError::TooManyBytes { bytes, .. }) => {
                File::create(&copy).and_then(|file| file.set_len(*bytes))
            }
            _ => std::fs::copy(path, &copy).map(drop),
        };
        copied.map_err(unreadable)?;
        let kept = self.assets.put_file(&copy).await;
        let kept = kept.map_err(crate::server::StartError::from)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let media_type = match (&found, kind) {
            (Ok(found), _) => found.media_type,
            (Err(_), ParamKind::Asset { accept } | ParamKind::Assets { accept }) => accept,
            (Err(_), _) => "font/",
        };
        if let Ok(found) = found {
            let asset = Asset {
                hash: kept.hash.clone(),
                name: name.clone().into_owned(),
                media_type: media_type.to_owned(),
                width: found.width.into(),
                height: found.height.into(),
                bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
            };
            let put = self.store.put_asset(&asset).await;
            put.map_err(crate::server::StartError::from)?;
        }
        Ok(AssetRef {
            hash: kept.hash.into(),
            name: name.as_ref().into(),
            media_type: media_type.into(),
        })
    }
}

/// A name as it is compared.
fn plain(name: &str) -> String {
    let words = name.split([' ', '-', '_']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
