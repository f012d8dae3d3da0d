//! Graphs in a line of text: `a:image.load(file=@x) b:filter.blur(sigma=3.5) a.image->b.image`.
//! Values: `1` whole, `1.5` number, `yes`/`no`, `'words'`, `@name` a file, `@a+@b` files, anything else an option.

use gesso_graph::{
    AssetRef, Command, Document, InPort, Name, Node, NodeId, OutPort, Point, Value, apply_all,
};

/// The id of the node with this name: the name's bytes.
pub(crate) fn id(name: &str) -> NodeId {
    NodeId(name.bytes().fold(0, |id, byte| id << 8 | u64::from(byte)))
}

pub(crate) fn out_port(text: &str) -> OutPort {
    let (node, port) = text.split_once('.').expect("node.port");
    OutPort {
        node: id(node),
        port: port.into(),
    }
}

pub(crate) fn in_port(text: &str) -> InPort {
    let (node, port) = text.split_once('.').expect("node.port");
    InPort {
        node: id(node),
        port: port.into(),
    }
}

pub(crate) fn asset(name: &str) -> Value {
    Value::Asset(file(name))
}

fn file(name: &str) -> AssetRef {
    AssetRef {
        hash: format!("{:0>64x}", id(name).0).into(),
        name: format!("{name}.png").as_str().into(),
        media_type: "image/png".into(),
    }
}

pub(crate) fn value(text: &str) -> Value {
    if let Ok(number) = text.parse() {
        return Value::Int(number);
    }
    if let Ok(number) = text.parse() {
        return Value::Float(number);
    }
    if text.starts_with('@') && text.contains('+') {
        let files = text.split('+').map(|name| file(&name[1..]));
        return Value::Assets(files.collect());
    }
    match (text, text.strip_prefix('@')) {
        ("yes", _) => Value::Bool(true),
        ("no", _) => Value::Bool(false),
        (_, Some(name)) => asset(name),
        _ if text.starts_with('\'') => Value::Text(text.trim_matches('\'').into()),
        _ => Value::Choice(text.into()),
    }
}

pub(crate) fn node(kind: &str) -> Node {
    let (kind, params) = kind.split_once('(').unwrap_or((kind, ""));
    let (kind, version) = kind.split_once('@').unwrap_or((kind, "1"));
    let params = params
        .trim_end_matches(')')
        .split(',')
        .filter(|param| !param.is_empty());
    Node {
        kind: kind.into(),
        version: version.parse().expect("a version"),
        title: None,
        position: Point::default(),
        params: params
            .map(|param| {
                let (name, text) = param.split_once('=').expect("name=value");
                (Name::from(name), value(text))
            })
            .collect(),
        ..Node::default()
    }
}

/// The commands that make a graph.
pub(crate) fn commands(text: &str) -> Vec<Command> {
    text.split_whitespace()
        .map(|word| match word.split_once("->") {
            Some((from, to)) => Command::Connect {
                from: out_port(from),
                to: in_port(to),
            },
            None => {
                let (name, kind) = word.split_once(':').expect("name:kind");
                Command::AddNode {
                    id: id(name),
                    node: node(kind),
                }
            }
        })
        .collect()
}

/// A graph; every command of it must take.
pub(crate) fn graph(text: &str) -> Document {
    let applied = apply_all(&Document::default(), &commands(text));
    assert_eq!(applied.skips, [], "{text}");
    applied.document
}

/// The document after some commands; every one must take.
pub(crate) fn after(doc: &Document, commands: &[Command]) -> Document {
    let applied = apply_all(doc, commands);
    assert_eq!(applied.skips, [], "{commands:?}");
    applied.document
}

pub(crate) fn set(node: &str, name: &str, text: &str) -> Command {
    Command::SetParam {
        id: id(node),
        name: name.into(),
        value: Some(value(text)),
    }
}
