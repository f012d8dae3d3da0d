//! Lays a template out on the canvas: columns 280 apart (nodes are about 220 wide), rows by hand.
//! Ids count up, so a template is the same document every time.

use crate::catalogue::catalogue;
use gesso_graph::{
    AssetRef, Catalog, Command, Document, Frame, FrameId, InPort, Name, Node, NodeId, Note, NoteId,
    OutPort, Point, Rect, Size, Value, apply_all,
};

/// From the left edge of a column to the next.
const COLUMN: f64 = 280.0;

/// A template in the making.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    commands: Vec<Command>,
    last: u64,
}

impl Sheet {
    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// Adds a node in a column, `y` world pixels down.
    pub(super) fn node(
        &mut self,
        kind: &str,
        title: Option<&str>,
        column: f64,
        y: f64,
        params: &[(&str, Value)],
    ) -> NodeId {
        let id = NodeId(self.next());
        let node = Node {
            kind: kind.into(),
            version: catalogue().schema(kind).map_or(1, |schema| schema.version),
            title: title.map(Into::into),
            position: Point {
                x: column * COLUMN,
                y,
            },
            params: params
                .iter()
                .map(|(name, value)| (Name::from(*name), value.clone()))
                .collect(),
            ..Node::default()
        };
        self.commands.push(Command::AddNode { id, node });
        id
    }

    /// Adds the node that loads the photo.
    pub(super) fn photo(
        &mut self,
        title: &str,
        column: f64,
        y: f64,
        photo: Option<AssetRef>,
    ) -> NodeId {
        let file: Vec<(&str, Value)> = photo
            .map(|photo| ("file", Value::Asset(photo)))
            .into_iter()
            .collect();
        self.node("image.load", Some(title), column, y, &file)
    }

    /// Wires an output to an input.
    pub(super) fn wire(&mut self, from: NodeId, output: &str, to: NodeId, input: &str) {
        self.commands.push(Command::Connect {
            from: OutPort {
                node: from,
                port: output.into(),
            },
            to: InPort {
                node: to,
                port: input.into(),
            },
        });
    }

    /// Leads the wire into an input over these places.
    pub(super) fn bend(&mut self, to: NodeId, input: &str, bends: &[Point]) {
        self.commands.push(Command::SetBends {
            to: InPort {
                node: to,
                port: input.into(),
            },
            bends: bends.to_vec(),
        });
    }

    /// Wires pictures in a row: each node's `image` into the next one's `image`.
    pub(super) fn chain(&mut self, nodes: &[NodeId]) {
        for pair in nodes.windows(2) {
            self.wire(pair[0], "image", pair[1], "image");
        }
    }

    /// Adds a frame.
    pub(super) fn frame(&mut self, title: &str, rect: Rect, color: [f32; 4]) {
        let id = FrameId(self.next());
        self.commands.push(Command::AddFrame {
            id,
            frame: Frame {
                title: title.into(),
                rect,
                color,
                ..Frame::default()
            },
        });
    }

    /// Adds a note.
    pub(super) fn note(&mut self, text: &str, position: Point, size: Size) {
        let id = NoteId(self.next());
        self.commands.push(Command::AddNote {
            id,
            note: Note {
                text: text.into(),
                position,
                size,
                ..Note::default()
            },
        });
    }

    /// The document.
    pub(super) fn document(self) -> Document {
        apply_all(&Document::default(), &self.commands).document
    }
}

/// The value of a choice.
pub(super) fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

/// The value of a text.
pub(super) fn text(words: &str) -> Value {
    Value::Text(words.into())
}
