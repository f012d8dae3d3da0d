//! Tabs and a room with a network between them that loses, delays and cuts, as frames, without a clock.

use gesso_graph::{Command, Document, ItemId, Node, NodeId, Point, Value};
use gesso_sync::{
    ClientMessage, Effect, Entry, Frame, Person, Replica, Room, ServerMessage, Submitted, TxId,
};
use std::collections::VecDeque;

/// One tab and its connection.
pub(crate) struct Tab {
    pub(crate) person: Person,
    pub(crate) replica: Replica,
    pub(crate) effects: Vec<Effect>,
    up: VecDeque<String>,
    down: VecDeque<Frame>,
    is_connected: bool,
    is_greeted: bool,
}

pub(crate) struct World {
    pub(crate) room: Room,
    pub(crate) log: Vec<Entry>,
    pub(crate) tabs: Vec<Tab>,
    clients: u64,
}

impl World {
    pub(crate) fn new(persons: &[&str]) -> Self {
        let room = Room::open(Document::default(), 0, Vec::new()).unwrap();
        let mut world = Self {
            room,
            log: Vec::new(),
            tabs: Vec::new(),
            clients: 0,
        };
        for person in persons {
            world.open_tab(person);
        }
        world
    }

    /// Opens a tab, connects it and lets everything arrive.
    pub(crate) fn open_tab(&mut self, person: &str) -> usize {
        self.clients += 1;
        let person = Person(person.to_owned());
        let replica = Replica::new(person.clone(), self.clients);
        self.tabs.push(Tab {
            person,
            replica,
            effects: Vec::new(),
            up: VecDeque::new(),
            down: VecDeque::new(),
            is_connected: false,
            is_greeted: false,
        });
        self.join(self.tabs.len() - 1);
        self.settle();
        self.tabs.len() - 1
    }

    pub(crate) fn join(&mut self, tab: usize) {
        let tab = &mut self.tabs[tab];
        if !tab.is_connected {
            tab.is_connected = true;
            tab.replica.connected();
        }
    }

    /// The connection is gone, with all that is on its way.
    pub(crate) fn cut(&mut self, tab: usize) {
        let tab = &mut self.tabs[tab];
        tab.is_connected = false;
        tab.is_greeted = false;
        tab.up.clear();
        tab.down.clear();
        tab.replica.disconnected();
    }

    /// Loads the page anew: what was kept in the browser is all that is left of the tab.
    pub(crate) fn reload(&mut self, tab: usize) {
        self.cut(tab);
        self.clients += 1;
        let tab = &mut self.tabs[tab];
        let saved = tab.replica.to_saved();
        tab.replica = Replica::from_saved(tab.person.clone(), self.clients, &saved).unwrap();
    }

    pub(crate) fn send(&mut self, tab: usize) {
        let tab = &mut self.tabs[tab];
        let messages = tab.replica.outgoing();
        if tab.is_connected {
            tab.up.extend(messages.iter().map(ClientMessage::to_text));
        }
    }

    /// The server takes one message of a tab.
    pub(crate) fn serve(&mut self, tab: usize) -> bool {
        let Some(text) = self.tabs[tab].up.pop_front() else {
            return false;
        };
        match ClientMessage::from_text(&text).unwrap() {
            ClientMessage::Hello {
                rules_version,
                have,
                ..
            } => {
                let answer = self.room.greet(rules_version, have);
                self.tabs[tab].is_greeted = true;
                self.tabs[tab].down.push_back(answer.to_frame());
            }
            ClientMessage::Submit { txs } => self.submit(tab, txs),
            ClientMessage::Digest { seq, digest } => {
                let answer = self.room.check(seq, &digest);
                self.tabs[tab]
                    .down
                    .extend(answer.map(|answer| answer.to_frame()));
            }
            ClientMessage::Call { .. } => {}
            ClientMessage::Ping => self.tabs[tab]
                .down
                .push_back(ServerMessage::Pong.to_frame()),
        }
        true
    }

    fn submit(&mut self, tab: usize, txs: Vec<gesso_sync::Tx>) {
        let names: Vec<TxId> = txs.iter().map(|tx| tx.id).collect();
        let mut entries = Vec::new();
        let mut known = Vec::new();
        for (tx, submitted) in names.into_iter().zip(self.room.prepare_all(txs, 0)) {
            match submitted {
                Submitted::Accepted(entry) => entries.push(entry),
                Submitted::Known(seq) => known.push((tx, seq)),
                Submitted::Refused(reason) => {
                    let message = ServerMessage::Refused { tx, reason };
                    self.tabs[tab].down.push_back(message.to_frame());
                }
            }
        }
        for entry in &entries {
            self.room.commit(entry.clone()).unwrap();
            self.log.push(entry.clone());
        }
        if !known.is_empty() {
            self.tabs[tab]
                .down
                .push_back(ServerMessage::Known { txs: known }.to_frame());
        }
        if !entries.is_empty() {
            let frame = ServerMessage::Entries { entries }.to_frame();
            for tab in self.tabs.iter_mut().filter(|tab| tab.is_greeted) {
                tab.down.push_back(frame.clone());
            }
        }
    }

    /// A tab takes one message of the server.
    pub(crate) fn deliver(&mut self, tab: usize) -> bool {
        let tab = &mut self.tabs[tab];
        let message = match tab.down.pop_front() {
            Some(Frame::Text(text)) => ServerMessage::from_text(&text),
            Some(Frame::Bytes(bytes)) => ServerMessage::from_bytes(&bytes),
            None => return false,
        };
        tab.effects.extend(tab.replica.receive(message.unwrap()));
        true
    }

    /// Lets everything arrive that can.
    pub(crate) fn settle(&mut self) {
        loop {
            let mut moved = false;
            for tab in 0..self.tabs.len() {
                self.send(tab);
                moved |= self.serve(tab) | self.deliver(tab);
            }
            if !moved {
                return;
            }
        }
    }

    pub(crate) fn edit(&mut self, tab: usize, label: &str, commands: &[Command]) -> TxId {
        self.tabs[tab]
            .replica
            .commit(label, commands.to_vec())
            .expect("the edit changes something")
    }

    pub(crate) fn view(&self, tab: usize) -> &Document {
        self.tabs[tab].replica.view()
    }

    /// Everybody sees what the server has, and nothing waits.
    pub(crate) fn assert_converged(&self) {
        for tab in &self.tabs {
            assert_eq!(tab.replica.pending_count(), 0);
            assert_eq!(tab.replica.confirmed_seq(), self.room.seq());
            assert_eq!(tab.replica.view(), self.room.document());
            assert_eq!(tab.replica.view().digest(), self.room.document().digest());
        }
    }
}

pub(crate) fn add(id: u64) -> Command {
    let node = Node {
        kind: "filter.blur".into(),
        version: 1,
        title: None,
        position: Point::default(),
        params: Default::default(),
        ..Node::default()
    };
    Command::AddNode {
        id: NodeId(id),
        node,
    }
}

pub(crate) fn shift(id: u64, x: f64) -> Command {
    Command::Move {
        item: ItemId::Node(NodeId(id)),
        to: Point::new(x, 0.),
    }
}

pub(crate) fn set(id: u64, value: i64) -> Command {
    let value = Some(Value::Int(value));
    Command::SetParam {
        id: NodeId(id),
        name: "sigma".into(),
        value,
    }
}

pub(crate) fn wire(from: u64, to: u64) -> Command {
    Command::Connect {
        from: gesso_graph::OutPort {
            node: NodeId(from),
            port: "image".into(),
        },
        to: gesso_graph::InPort {
            node: NodeId(to),
            port: "image".into(),
        },
    }
}

pub(crate) fn remove(id: u64) -> Command {
    Command::RemoveNode { id: NodeId(id) }
}

pub(crate) fn param(doc: &Document, id: u64) -> Option<i64> {
    match doc.nodes().get(&NodeId(id))?.params.get("sigma")? {
        Value::Int(number) => Some(*number),
        _ => None,
    }
}
