//! Plans from a short notation of graphs.

use gesso_graph::{
    AssetRef, Command, ContentKey, Document, InPort, Name, Node, NodeId, OutPort, Step, Targets,
    Value, apply_all, plan,
};
use gesso_nodes::catalogue;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A picture of this side, or a table.
pub(crate) fn asset(name: &str) -> AssetRef {
    AssetRef {
        hash: format!(
            "{:0>64}",
            name.len() * 1000 + name.parse::<usize>().unwrap_or(0)
        )
        .into(),
        name: name.into(),
        media_type: match name.ends_with(".csv") {
            true => "text/csv".into(),
            false => "image/png".into(),
        },
    }
}

/// A graph as `a:kind(param=value,…) a.out->b.in`; values: `@10+@20` files, `%rows.csv` a file, `'words'`, numbers, options.
pub(crate) fn graph(text: &str) -> Document {
    let id = |name: &str| NodeId(name.bytes().fold(0, |id, byte| id << 8 | u64::from(byte)));
    let value = |text: &str| match text.strip_prefix('@') {
        Some(files) => Value::Assets(files.split("+@").map(asset).collect()),
        None if text.starts_with('%') => Value::Asset(asset(&text[1..])),
        None if text.starts_with('\'') => {
            Value::Text(text.trim_matches('\'').replace('_', "\n").into())
        }
        None => match text.parse() {
            Ok(number) => Value::Int(number),
            Err(_) => Value::Choice(text.into()),
        },
    };
    let commands: Vec<Command> = text
        .split_whitespace()
        .map(|word| match word.split_once("->") {
            Some((from, to)) => {
                let (from, to) = (from.split_once('.').unwrap(), to.split_once('.').unwrap());
                Command::Connect {
                    from: OutPort {
                        node: id(from.0),
                        port: from.1.into(),
                    },
                    to: InPort {
                        node: id(to.0),
                        port: to.1.into(),
                    },
                }
            }
            None => {
                let (name, kind) = word.split_once(':').unwrap();
                let (kind, params) = kind.split_once('(').unwrap_or((kind, ""));
                let params = params.trim_end_matches(')').split(',');
                let params = params.filter_map(|param| param.split_once('='));
                Command::AddNode {
                    id: id(name),
                    node: Node {
                        kind: kind.into(),
                        version: 1,
                        params: params
                            .map(|(name, text)| (Name::from(name), value(text)))
                            .collect(),
                        ..Node::default()
                    },
                }
            }
        })
        .collect();
    let applied = apply_all(&Document::default(), &commands);
    assert!(applied.skips.is_empty(), "{:?} in {text}", applied.skips);
    applied.document
}

/// The steps of a graph, and the last of them.
pub(crate) struct Planned {
    pub(crate) steps: BTreeMap<ContentKey, Arc<Step>>,
    pub(crate) last: ContentKey,
}

/// The plan of a graph, and the key of the node called `z`.
pub(crate) fn planned(text: &str) -> Planned {
    let document = graph(text);
    let plan = plan(
        &document,
        catalogue(),
        &Targets::Nodes(vec![NodeId(b'z'.into())]),
    );
    assert!(plan.blocked.is_empty(), "{:?} in {text}", plan.blocked);
    Planned {
        last: plan.steps.last().unwrap().key,
        steps: plan
            .steps
            .into_iter()
            .map(|step| (step.key, Arc::new(step)))
            .collect(),
    }
}
