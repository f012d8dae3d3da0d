//! A person at a canvas: documents in a short notation, gestures as they would be told, effects kept for looking at.

use crate::catalog::Small;
use gesso_canvas::{
    Button, CanvasAction, Device, Editor, Effect, Input, Modifiers, Pointer, PointerKind, Px, Wheel,
};
use gesso_graph::{
    Command, Document, Frame, FrameId, InPort, ItemId, Node, NodeId, Note, NoteId, OutPort, Point,
    Rect, Size, apply_all,
};

pub(crate) struct Desk {
    pub(crate) editor: Editor,
    pub(crate) document: Document,
    /// Everything but redraws and ticks since it was last taken.
    pub(crate) effects: Vec<Effect>,
    /// What takes back each change of the document, first change first.
    past: Vec<Vec<Command>>,
    device: Device,
    pointers: Vec<(i32, Px, Button)>,
    keys: Modifiers,
    time_ms: f64,
}

/// The node called by a letter.
pub(crate) fn node(name: &str) -> NodeId {
    NodeId(u64::from(name.as_bytes()[0]))
}

pub(crate) fn item(name: &str) -> ItemId {
    ItemId::Node(node(name))
}

pub(crate) fn output(text: &str) -> OutPort {
    let (name, port) = text.split_once('.').unwrap();
    OutPort {
        node: node(name),
        port: port.into(),
    }
}

pub(crate) fn input(text: &str) -> InPort {
    let OutPort { node, port } = output(text);
    InPort { node, port }
}

fn numbers(text: &str) -> Vec<f64> {
    text.split([',', '×'])
        .map(|number| number.parse().unwrap())
        .collect()
}

/// "a:blur@300,0 a.image>b.base frame1@0,0,400×300 note1@0,0,200×100"
pub(crate) fn commands(text: &str) -> Vec<Command> {
    text.split_whitespace().map(command).collect()
}

fn command(word: &str) -> Command {
    if let Some((from, to)) = word.split_once('>') {
        return Command::Connect {
            from: output(from),
            to: input(to),
        };
    }
    let (what, place) = word.split_once('@').unwrap();
    let place = numbers(place);
    let position = Point::new(place[0], place[1]);
    let rect = || Rect::at(position, Size::new(place[2], place[3]));
    if let Some(id) = what.strip_prefix("frame") {
        let frame = Frame {
            title: "Group".into(),
            rect: rect(),
            color: [0.5, 0.5, 0.5, 1.0],
            ..Frame::default()
        };
        return Command::AddFrame {
            id: FrameId(id.parse().unwrap()),
            frame,
        };
    }
    if let Some(id) = what.strip_prefix("note") {
        let note = Note {
            text: "Remember the milk".into(),
            position,
            size: rect().size(),
            ..Note::default()
        };
        return Command::AddNote {
            id: NoteId(id.parse().unwrap()),
            note,
        };
    }
    let (name, kind) = what.split_once(':').unwrap();
    let node_ = Node {
        kind: kind.into(),
        version: 1,
        title: None,
        position,
        params: Default::default(),
        ..Node::default()
    };
    Command::AddNode {
        id: node(name),
        node: node_,
    }
}

impl Desk {
    pub(crate) fn new(text: &str) -> Self {
        let applied = apply_all(&Document::default(), &commands(text));
        assert_eq!(applied.skips, [], "the fixture is wrong");
        let mut desk = Self {
            editor: Editor::new(&Small, 1),
            document: applied.document,
            effects: Vec::new(),
            past: vec![applied.inverse],
            device: Device::Mouse,
            pointers: Vec::new(),
            keys: Modifiers::default(),
            time_ms: 1000.0,
        };
        desk.editor.set_document(&desk.document);
        desk.editor.input(Input::Resize {
            w: 1200.0,
            h: 800.0,
            dpr: 1.0,
        });
        desk
    }

    pub(crate) fn touch(text: &str) -> Self {
        Self {
            device: Device::Touch,
            ..Self::new(text)
        }
    }

    pub(crate) fn pen(text: &str) -> Self {
        Self {
            device: Device::Pen,
            ..Self::new(text)
        }
    }

    /// From now on with this.
    pub(crate) fn device(&mut self, device: Device) {
        self.device = device;
    }

    /// A colleague's edit.
    pub(crate) fn colleague(&mut self, command: Command) {
        let applied = apply_all(&self.document, &[command]);
        self.document = applied.document;
        self.past.push(applied.inverse);
        let effects = self.editor.set_document(&self.document);
        self.keep(effects);
    }

    /// Takes back the last change of the document; says whether there was one.
    pub(crate) fn undo(&mut self) -> bool {
        let Some(inverse) = self.past.pop() else {
            return false;
        };
        let applied = apply_all(&self.document, &inverse);
        assert_eq!(applied.skips, [], "an inverse applies");
        self.document = applied.document;
        let effects = self.editor.set_document(&self.document);
        self.keep(effects);
        true
    }

    /// Where an output is, as a gesture's place.
    pub(crate) fn at_output(&self, text: &str) -> String {
        place(self.editor.output_at(&output(text)).unwrap())
    }

    /// Where an input is, as a gesture's place.
    pub(crate) fn at_input(&self, text: &str) -> String {
        place(self.editor.input_at(&input(text)).unwrap())
    }

    /// Performs "down 10,10; move 60,10; up" and its like, and returns what came of it since the last time.
    pub(crate) fn does(&mut self, script: &str) -> Vec<Effect> {
        for step in script
            .split(';')
            .map(str::trim)
            .filter(|step| !step.is_empty())
        {
            self.step(step);
        }
        std::mem::take(&mut self.effects)
    }

    pub(crate) fn act(&mut self, action: CanvasAction) -> Vec<Effect> {
        let effects = self.editor.act(action);
        self.keep(effects);
        std::mem::take(&mut self.effects)
    }

    fn step(&mut self, step: &str) {
        let mut words = step.split_whitespace();
        let verb = words.next().unwrap();
        let words: Vec<&str> = words.collect();
        let at = words.first().filter(|word| word.contains(',')).map(|word| {
            let place = numbers(word);
            Px::new(place[0], place[1])
        });
        let id = words
            .iter()
            .find_map(|word| word.strip_prefix('#'))
            .map_or(1, |id| id.parse().unwrap());
        let has = |name: &str| words.contains(&name);
        let keys = Modifiers {
            shift: has("shift"),
            ctrl: has("ctrl"),
            alt: has("alt"),
            space: has("space"),
        };
        let button = if has("right") {
            Button::Secondary
        } else if has("middle") {
            Button::Middle
        } else {
            Button::Primary
        };
        self.time_ms += 16.0;
        match verb {
            "down" => {
                self.keys = keys;
                self.pointers.push((id, at.unwrap(), button));
                self.pointer(PointerKind::Down, id, at.unwrap(), button);
            }
            "move" => {
                if let Some(pointer) = self.pointers.iter_mut().find(|pointer| pointer.0 == id) {
                    pointer.1 = at.unwrap();
                }
                self.pointer(PointerKind::Move, id, at.unwrap(), Button::Primary);
            }
            "up" | "cancel" => {
                let index = self
                    .pointers
                    .iter()
                    .position(|pointer| pointer.0 == id)
                    .unwrap();
                let (_, last, button) = self.pointers.remove(index);
                let kind = if verb == "up" {
                    PointerKind::Up
                } else {
                    PointerKind::Cancel
                };
                self.pointer(kind, id, last, button);
                if self.device == Device::Touch {
                    // As a browser says it of a finger that is lifted.
                    self.pointer(PointerKind::Leave, id, last, button);
                }
            }
            "click" | "double" => {
                for _ in 0..if verb == "double" { 2 } else { 1 } {
                    self.keys = keys;
                    self.pointer(PointerKind::Down, id, at.unwrap(), button);
                    self.time_ms += 16.0;
                    self.pointer(PointerKind::Up, id, at.unwrap(), button);
                    self.time_ms += 16.0;
                }
            }
            "wheel" => {
                let by = at.unwrap();
                let wheel = Wheel {
                    at: Px::new(600.0, 400.0),
                    dx: by.x,
                    dy: by.y,
                    modifiers: keys,
                };
                self.takes(Input::Wheel(wheel));
            }
            "wait" => {
                let end = self.time_ms + words[0].parse::<f64>().unwrap();
                while self.time_ms < end {
                    self.time_ms += 16.0;
                    self.takes(Input::Tick {
                        time_ms: self.time_ms,
                    });
                }
            }
            "blur" => self.takes(Input::Blur),
            "esc" => {
                let effects = self.editor.act(CanvasAction::Cancel);
                self.keep(effects);
            }
            other => panic!("what is {other}?"),
        }
    }

    fn pointer(&mut self, kind: PointerKind, id: i32, at: Px, button: Button) {
        let (device, modifiers, time_ms) = (self.device, self.keys, self.time_ms);
        self.takes(Input::Pointer(Pointer {
            kind,
            device,
            id,
            at,
            button,
            modifiers,
            time_ms,
        }));
    }

    pub(crate) fn takes(&mut self, input: Input) {
        let effects = self.editor.input(input);
        self.keep(effects);
    }

    /// The session's part: commits change the document, which comes back.
    fn keep(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Commit { commands, .. } = &effect {
                let applied = apply_all(&self.document, commands);
                assert_eq!(
                    applied.skips,
                    [],
                    "a gesture commits only what changes something"
                );
                self.document = applied.document;
                self.past.push(applied.inverse);
                let effects = self.editor.set_document(&self.document);
                self.keep(effects);
            }
            if !matches!(
                effect,
                Effect::Redraw | Effect::WantTick | Effect::Cursor(_)
            ) {
                self.effects.push(effect);
            }
        }
    }

    /// The names of selected nodes, as "ab".
    pub(crate) fn selected(&self) -> String {
        let name = |item: &ItemId| match item {
            ItemId::Node(id) => char::from(id.0 as u8).to_string(),
            ItemId::Frame(id) => format!("[frame{}]", id.0),
            ItemId::Note(id) => format!("[note{}]", id.0),
        };
        self.editor.selection().iter().map(name).collect()
    }

    pub(crate) fn position(&self, name: &str) -> (f64, f64) {
        let position = self.document.nodes()[&node(name)].position;
        (position.x, position.y)
    }

    /// The wires as "a.image>b.base", by destination.
    pub(crate) fn wires(&self) -> Vec<String> {
        let name = |id: NodeId| char::from(id.0 as u8);
        let wires = self.document.wires().iter();
        wires
            .map(|(to, from)| {
                format!(
                    "{}.{}>{}.{}",
                    name(from.node),
                    from.port,
                    name(to.node),
                    to.port
                )
            })
            .collect()
    }
}

fn place(px: Px) -> String {
    format!("{},{}", px.x, px.y)
}

/// The names of the undo steps among effects.
pub(crate) fn labels(effects: &[Effect]) -> Vec<&str> {
    fn label(effect: &Effect) -> Option<&str> {
        match effect {
            Effect::Commit { label, .. } => Some(label.as_str()),
            _ => None,
        }
    }
    effects.iter().filter_map(label).collect()
}
