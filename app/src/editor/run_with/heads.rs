//! What the columns of the table can be: the parameters of the nodes on the canvas that are written in words and that no wire
//! sets, those that subgraphs show too.

use crate::api::RunColumn;
use crate::editor::desk::Desk;
use crate::words::{Told as _, catalogue, text, with};
use gesso_graph::{
    Document, InPort, Name, Node, NodeId, ParamDecl, ParamKind, Value, node_title, read_value,
    schema_of, write_value,
};
use leptos::prelude::*;

/// A column that can be, or is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    pub(super) column: RunColumn,
    /// What the node is called.
    pub(super) node: String,
    pub(super) decl: ParamDecl,
    /// What the workflow has.
    pub(super) now: String,
    /// What can be chosen among.
    pub(super) options: Vec<String>,
}

impl Head {
    /// "Blur · Sigma".
    pub(super) fn title(&self) -> String {
        format!("{} · {}", self.node, self.decl.label)
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(
            self.decl.kind,
            ParamKind::Float { .. } | ParamKind::Int { .. }
        )
    }

    pub(super) fn takes_file(&self) -> bool {
        matches!(self.decl.kind, ParamKind::Asset { .. })
    }

    /// Why a cell can't be read; an empty one leaves what the workflow has. Files count as there while nobody knows.
    pub(super) fn problem(&self, cell: &str, files: Option<&[String]>) -> Option<String> {
        let name = cell.trim();
        if name.is_empty() {
            return None;
        }
        if !self.takes_file() {
            return read_value(&self.decl, cell)
                .err()
                .map(|reason| reason.told());
        }
        let is_there = files.is_none_or(|files| files.iter().any(|file| file == name));
        (!is_there).then(|| with("rows-no-file", &[("name", &name)]))
    }
}

/// Everything that can be a column, node by node as they stand from left to right. Tracks.
pub(super) fn offered(desk: Desk) -> Vec<Head> {
    desk.session.document.with(|document| {
        let all = document.nodes().iter().map(|(id, node)| (*id, node));
        let mut nodes: Vec<_> = all.filter(|(_, node)| node.graph.is_root()).collect();
        nodes.sort_by(|(_, a), (_, b)| {
            let (a, b) = (a.position, b.position);
            a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
        });
        nodes
            .into_iter()
            .flat_map(|(id, node)| of_node(document, id, node))
            .collect()
    })
}

/// The columns there are, without those whose node or parameter is gone. Tracks.
pub(super) fn heads(desk: Desk, columns: &[RunColumn]) -> Vec<Head> {
    let offered = offered(desk);
    let find = |column: &RunColumn| offered.iter().find(|head| head.column == *column).cloned();
    columns.iter().filter_map(find).collect()
}

fn of_node(document: &Document, id: NodeId, node: &Node) -> Vec<Head> {
    let Some(schema) = schema_of(document, catalogue(), id) else {
        return Vec::new();
    };
    let title = node_title(document, catalogue(), id);
    let is_wired = |name: &str| {
        let port = InPort {
            node: id,
            port: name.into(),
        };
        document.wires().contains_key(&port)
    };
    let is_written = |kind: &ParamKind| !kind.is_large() || matches!(kind, ParamKind::Asset { .. });
    let open = schema
        .params
        .iter()
        .filter(|decl| is_written(&decl.kind) && !is_wired(&decl.name))
        .filter(|decl| !decl.unless_input.is_some_and(is_wired));
    let head = |decl: &ParamDecl| {
        let stored = node.params.get(&Name::from(&decl.name)).cloned();
        Head {
            column: RunColumn {
                node: id,
                param: decl.name.to_string(),
            },
            node: title.clone(),
            now: now(decl, stored.or_else(|| decl.default_value())),
            options: options(decl),
            decl: decl.clone(),
        }
    };
    open.map(head).collect()
}

/// A value as it is written in a cell, in the reader's language.
fn now(decl: &ParamDecl, value: Option<Value>) -> String {
    match (value, decl.kind) {
        (Some(Value::Asset(asset)), _) => asset.name.to_string(),
        (Some(Value::Choice(id)), ParamKind::Choice { options, .. }) => {
            let option = options.iter().find(|option| option.id == id.as_str());
            option.map_or_else(|| id.to_string(), |option| option.label.to_owned())
        }
        (Some(Value::Bool(yes)), _) => text(if yes { "value-yes" } else { "value-no" }).to_owned(),
        (value, _) => value.as_ref().and_then(write_value).unwrap_or_default(),
    }
}

fn options(decl: &ParamDecl) -> Vec<String> {
    match decl.kind {
        ParamKind::Choice { options, .. } => options
            .iter()
            .map(|option| option.label.to_owned())
            .collect(),
        ParamKind::Bool { .. } => [text("value-yes"), text("value-no")]
            .map(str::to_owned)
            .into(),
        _ => Vec::new(),
    }
}

/// What a title in a file stands for: the name of the run, or a column by "Blur · Sigma", `blur.sigma` or "Sigma".
pub(super) fn meaning(offered: &[Head], title: &str) -> Option<Option<RunColumn>> {
    let title = title.to_lowercase();
    if title == text("run-with-name").to_lowercase() || title == "name" {
        return Some(None);
    }
    let is_named = |head: &&Head| {
        let node = head.node.to_lowercase();
        head.title().to_lowercase() == title || format!("{node}.{}", head.column.param) == title
    };
    let is_labelled = |head: &&Head| head.decl.label.to_lowercase() == title;
    let named = offered.iter().find(is_named);
    let found = named.or_else(|| offered.iter().find(is_labelled))?;
    Some(Some(found.column.clone()))
}
