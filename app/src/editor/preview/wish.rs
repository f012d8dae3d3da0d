//! What the worker is asked for: which nodes a change reaches, what their steps are with the value in hand. Pure.

use crate::words::catalogue;
use gesso_graph::{
    Command, ContentKey, Document, KeptTakes, NodeId, Step, Targets, apply_all, plan_with,
    run_ids_within, run_result,
};
use gesso_sync::{PreviewAsk, PreviewLook};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The longest side of a node's picture, in pixels.
const SIDE: u32 = 256;
/// Nodes that follow a hand, the nearest first.
const MOST: usize = 24;

/// A node as the canvas or the viewer shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// What runs call the node.
    pub name: NodeId,
    /// What they call the node whose picture it shows: an instance shows one that is inside it.
    pub shows: NodeId,
}

impl Spot {
    /// A node by what runs call it; nothing for an instance that shows no picture.
    pub fn of(document: &Document, node: NodeId, name: NodeId) -> Option<Self> {
        let instance = document.nodes().get(&node)?.instance_of();
        let shows = match instance {
            Some(graph) => run_result(document, catalogue(), name, graph)?,
            None => name,
        };
        Some(Self { name, shows })
    }
}

/// The part of a picture that the viewer shows, in pixels of its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How often halved.
    pub level: u32,
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

/// What a hand holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Hand {
    /// The node in hand, by the names runs have for it or for what is inside it.
    pub moving: BTreeSet<NodeId>,
    /// The node and what follows it, the nearest first.
    pub spots: Vec<Spot>,
    /// What letting go would do.
    pub commands: Vec<Command>,
}

impl Hand {
    /// A node that is taken in hand; `name` gives what runs call the nodes of its graph.
    pub fn of(document: &Document, node: NodeId, name: impl Fn(NodeId) -> NodeId) -> Self {
        let own = name(node);
        let instance = document
            .nodes()
            .get(&node)
            .and_then(|node| node.instance_of());
        let moving = match instance {
            Some(graph) => run_ids_within(document, own, graph).into_iter().collect(),
            None => [own].into(),
        };
        let spots = reached(document, node).into_iter();
        let spots = spots.filter_map(|node| Spot::of(document, node, name(node)));
        Self {
            moving,
            spots: spots.collect(),
            commands: Vec::new(),
        }
    }
}

impl Hand {
    /// Adds what a node is made of: whoever looks at the node may look at that as well.
    pub fn look_behind(
        &mut self,
        document: &Document,
        node: NodeId,
        name: impl Fn(NodeId) -> NodeId,
    ) {
        let wires = document.wires().iter();
        let sources = wires.filter(|(to, _)| to.node == node);
        let behind = sources.filter_map(|(_, from)| Spot::of(document, from.node, name(from.node)));
        for spot in behind {
            if !self.spots.contains(&spot) {
                self.spots.push(spot);
            }
        }
    }

    /// The nodes whose own work is another than in these steps from before. Of a subgraph it is seldom all that is in it, and the rest
    /// is kept while the hand moves. With nothing new, what moved then may move on; when that is not known, it may be any.
    fn moved(&self, before: &[Step], steps: &[Step], then: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
        let before: BTreeMap<NodeId, &Step> = before.iter().map(|step| (step.node, step)).collect();
        let is_other = |step: &&Step| {
            before.get(&step.node).is_none_or(|was| {
                was.params != step.params || !was.inputs.keys().eq(step.inputs.keys())
            })
        };
        let inside = steps.iter().filter(|step| self.moving.contains(&step.node));
        let moved = inside.filter(is_other).map(|step| step.node).collect();
        let sets = [moved, &self.moving & then];
        let known = sets.into_iter().find(|set| !set.is_empty());
        known.unwrap_or_else(|| self.moving.clone())
    }
}

/// A node and what follows it in its graph, the nearest first.
fn reached(document: &Document, node: NodeId) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([node]);
    let mut open = VecDeque::from([node]);
    while let Some(node) = open.pop_front() {
        found.push(node);
        if found.len() == MOST {
            break;
        }
        for to in document.wires_from(node) {
            if seen.insert(to.node) {
                open.push_back(to.node);
            }
        }
    }
    found
}

/// A wish, and which nodes show what it brings.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// For the worker.
    pub ask: PreviewAsk,
    /// The nodes that show a step's picture.
    pub shown_by: BTreeMap<ContentKey, Vec<Spot>>,
}

impl Wish {
    /// What a hand wants to see, where these takes are picked from, after what it asked for before. `result` gives the key of a
    /// node's latest result; a picture that is that result is not asked for.
    pub fn of(
        document: &Document,
        takes: &KeptTakes,
        hand: &Hand,
        asked: Option<&PreviewAsk>,
        seen: Option<(Spot, Part)>,
        result: impl Fn(NodeId) -> Option<ContentKey>,
    ) -> Self {
        let tried = apply_all(document, &hand.commands).document;
        let seen = seen.filter(|(spot, _)| hand.spots.contains(spot));
        let targets = Targets::Nodes(hand.spots.iter().map(|spot| spot.shows).collect());
        let plan = plan_with(&tried, catalogue(), &targets, takes);
        let keys: BTreeMap<NodeId, ContentKey> = plan
            .steps
            .iter()
            .map(|step| (step.node, step.key))
            .collect();
        let mut looks = Vec::new();
        if let Some((spot, part)) = seen
            && let Some(&key) = keys.get(&spot.shows)
        {
            let Part { level, x, y, w, h } = part;
            looks.push(PreviewLook::Part {
                key,
                level,
                x,
                y,
                w,
                h,
            });
        }
        let mut shown_by: BTreeMap<ContentKey, Vec<Spot>> = BTreeMap::new();
        for spot in &hand.spots {
            let Some(&key) = keys.get(&spot.shows) else {
                continue;
            };
            let spots = shown_by.entry(key).or_default();
            spots.push(*spot);
            if spots.len() == 1 && result(spot.shows) != Some(key) {
                looks.push(PreviewLook::Small { key, side: SIDE });
            }
        }
        let results = plan.steps.iter().filter_map(|step| {
            let key = result(step.node)?;
            Some((step.node, key))
        });
        let results = results.collect();
        let moving = match asked {
            _ if hand.moving.len() < 2 => hand.moving.clone(),
            Some(asked) => hand.moved(&asked.steps, &plan.steps, &asked.moving),
            None => {
                let before = plan_with(document, catalogue(), &targets, takes);
                hand.moved(&before.steps, &plan.steps, &BTreeSet::new())
            }
        };
        let ask = PreviewAsk {
            number: 0,
            steps: plan.steps,
            moving,
            results,
            looks,
        };
        Self { ask, shown_by }
    }
}

impl Part {
    /// Everything there may be at a level.
    #[must_use]
    pub fn whole(level: u32) -> Self {
        Self {
            level,
            x: 0,
            y: 0,
            w: u32::MAX,
            h: u32::MAX,
        }
    }

    /// The same part at this level, unless it is at a coarser one; with what of its edges falls between two pixels.
    #[must_use]
    pub fn halved_to(self, level: u32) -> Self {
        let by = level.saturating_sub(self.level).min(31);
        let far = |near: u32, long: u32| {
            let end = u64::from(near) + u64::from(long);
            u32::try_from(end.div_ceil(1 << by)).unwrap_or(u32::MAX)
        };
        let (x, y) = (self.x >> by, self.y >> by);
        Self {
            level: self.level + by,
            x,
            y,
            w: far(self.x, self.w) - x,
            h: far(self.y, self.h) - y,
        }
    }

    /// Where another part of the same picture lies in this one: left, top, width and height in its pixels.
    #[must_use]
    pub fn place_of(self, other: Self, full: (u32, u32)) -> [f64; 4] {
        let (own, whole) = (Self::whole(self.level), Self::whole(other.level));
        let (own, whole) = (own.within(full), whole.within(full));
        let across = f64::from(own.w) / f64::from(whole.w);
        let down = f64::from(own.h) / f64::from(whole.h);
        [
            f64::from(other.x) * across - f64::from(self.x),
            f64::from(other.y) * down - f64::from(self.y),
            f64::from(other.w) * across,
            f64::from(other.h) * down,
        ]
    }

    /// What of it lies within a picture of this full size.
    #[must_use]
    pub fn within(self, full: (u32, u32)) -> Self {
        let side = |n: u32| {
            let half = f64::from(n) / f64::from(self.level.min(31)).exp2();
            (half.round() as u32).max(1)
        };
        let (w, h) = (side(full.0), side(full.1));
        Self {
            w: self.w.min(w.saturating_sub(self.x)),
            h: self.h.min(h.saturating_sub(self.y)),
            ..self
        }
    }
}
