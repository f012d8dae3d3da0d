//! A measured graph as a document: every node laid down, then every wire in an order in which nothing has to be searched.

use crate::kinds::{Kinds, input, output};
use gesso_graph::{Command, Document, InPort, Name, Node, NodeId, OutPort, Point, apply_to};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is to be shown, as the page gets it: one entry for each node, one for each wire.
pub(crate) struct Graph {
    pub(crate) x: Vec<f64>,
    pub(crate) y: Vec<f64>,
    pub(crate) kind: Vec<u32>,
    pub(crate) titles: Vec<Arc<str>>,
    pub(crate) src: Vec<u32>,
    pub(crate) dst: Vec<u32>,
    pub(crate) sp: Vec<u32>,
    pub(crate) dp: Vec<u32>,
}

/// The id of a node; in the order of the graph.
pub(crate) fn id(index: usize) -> NodeId {
    NodeId(index as u64 + 1)
}

/// The document, and how many wires found no free input.
pub(crate) fn document(graph: &Graph, kinds: &Kinds) -> (Document, usize) {
    let mut document = Document::default();
    let patterns: Vec<Node> = kinds.ids().map(pattern).collect();
    for index in 0..graph.x.len() {
        let mut node = patterns[graph.kind[index] as usize % patterns.len()].clone();
        node.position = Point::new(graph.x[index], graph.y[index]);
        node.title = graph.titles.get(index).cloned();
        let add = Command::AddNode {
            id: id(index),
            node,
        };
        apply_to(&mut document, &add).expect("ids are new and places are numbers");
    }
    let names = Names::new();
    let mut taken: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut left_out = 0;
    for wire in in_flow(graph) {
        let (from, to) = (graph.src[wire], graph.dst[wire]);
        let count = kinds.inputs(graph.kind[to as usize]);
        // Others let many wires into one input; here the next free input takes it.
        let free = (0..count)
            .map(|more| (graph.dp[wire] + more) % count)
            .find(|port| !taken.contains(&(to, *port)));
        let connected = free.is_some_and(|port| {
            let connect = Command::Connect {
                from: OutPort {
                    node: id(from as usize),
                    port: names.output(graph.sp[wire]),
                },
                to: InPort {
                    node: id(to as usize),
                    port: names.input(port),
                },
            };
            taken.insert((to, port)) && apply_to(&mut document, &connect).is_ok()
        });
        left_out += usize::from(!connected);
    }
    (document, left_out)
}

/// A node of a kind, otherwise as every node begins.
fn pattern(kind: &str) -> Node {
    serde_json::from_value(serde_json::json!({
        "kind": kind, "version": 1, "position": { "x": 0.0, "y": 0.0 },
    }))
    .expect("a node has a kind and a place")
}

/// The wires ordered by when their end has all its sources: nothing leaves a node that still gets wires, so that looking
/// for loops ends at once. What lies on a loop comes last.
fn in_flow(graph: &Graph) -> Vec<usize> {
    let nodes = graph.x.len();
    let mut into = vec![Vec::new(); nodes];
    let mut out_of = vec![Vec::new(); nodes];
    let mut waiting = vec![0_u32; nodes];
    for wire in 0..graph.src.len() {
        let (from, to) = (graph.src[wire] as usize, graph.dst[wire] as usize);
        if from < nodes && to < nodes {
            into[to].push(wire);
            out_of[from].push(to);
            waiting[to] += 1;
        }
    }
    let mut order: Vec<usize> = (0..nodes).filter(|node| waiting[*node] == 0).collect();
    let mut at = 0;
    while let Some(&node) = order.get(at) {
        at += 1;
        for &to in &out_of[node] {
            waiting[to] -= 1;
            if waiting[to] == 0 {
                order.push(to);
            }
        }
    }
    order.extend((0..nodes).filter(|node| waiting[*node] > 0));
    order
        .into_iter()
        .flat_map(|node| into[node].iter().copied())
        .collect()
}

/// Names of ports, made once: wires share them.
struct Names {
    inputs: Vec<Name>,
    outputs: Vec<Name>,
}

impl Names {
    fn new() -> Self {
        Self {
            inputs: (0..crate::kinds::MOST_PORTS)
                .map(|port| input(port).into())
                .collect(),
            outputs: (0..crate::kinds::MOST_PORTS)
                .map(|port| output(port).into())
                .collect(),
        }
    }

    fn input(&self, port: u32) -> Name {
        self.inputs[port as usize % self.inputs.len()].clone()
    }

    fn output(&self, port: u32) -> Name {
        self.outputs[port as usize % self.outputs.len()].clone()
    }
}
