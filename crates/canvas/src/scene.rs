//! The document as the canvas needs it: laid out, and found by place. Patched by difference, never rebuilt for one edit.
//! Keeps true: every item and wire of the document is in its index exactly once, with the box it is drawn in.

use crate::layout::{ExtraPorts, Look, NodeLayout};
use crate::route::{Route, WireStyle};
use crate::summary::summary;
use gesso_graph::{
    Catalog, Category, Diff, Document, FrameId, GraphId, InPort, Interfaces, ItemId, Name, Node,
    NodeId, NoteId, OutPort, Point, Rect, SchemaRef, Type, diff,
};
use rstar::{AABB, RTree, RTreeObject};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A node, laid out.
#[derive(Clone)]
pub(crate) struct SceneNode {
    pub(crate) node: Arc<Node>,
    pub(crate) schema: Option<SchemaRef>,
    pub(crate) layout: Arc<NodeLayout>,
    pub(crate) title: Arc<str>,
    pub(crate) summary: Arc<str>,
    /// Higher is drawn later; what was moved or added last is on top.
    pub(crate) z: u32,
}

impl SceneNode {
    pub(crate) fn rect(&self) -> Rect {
        Rect::at(self.node.position, self.layout.size)
    }

    pub(crate) fn category(&self) -> Option<Category> {
        self.schema.as_ref().map(|schema| schema.category)
    }
}

/// An item in the index.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    pub(crate) item: ItemId,
    pub(crate) rect: Rect,
    pub(crate) category: Option<Category>,
    pub(crate) z: u32,
}

/// A wire in the index, with all that is needed to draw it.
#[derive(Clone, PartialEq)]
pub(crate) struct WireSpot {
    pub(crate) to: InPort,
    pub(crate) from: NodeId,
    pub(crate) route: Route,
    pub(crate) ty: Type,
}

impl RTreeObject for Spot {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        envelope(self.rect)
    }
}

impl RTreeObject for WireSpot {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        envelope(self.route.bounds())
    }
}

fn envelope(rect: Rect) -> AABB<[f64; 2]> {
    AABB::from_corners([rect.x, rect.y], [rect.right(), rect.bottom()])
}

/// Above this many changes at once, loading the index anew is cheaper than patching it.
const PATCH_LIMIT: usize = 2_000;

/// What another document changed.
#[derive(Default)]
pub(crate) struct Patched {
    /// Boxes of the world that look different.
    pub(crate) damage: Vec<Rect>,
    /// Items that are gone.
    pub(crate) gone: Vec<ItemId>,
    /// Wires that are gone.
    pub(crate) unwired: Vec<InPort>,
}

/// Everything that has a place.
pub(crate) struct Scene {
    catalog: &'static dyn Catalog,
    document: Document,
    nodes: BTreeMap<NodeId, SceneNode>,
    layouts: BTreeMap<(Name, ExtraPorts, Look), Arc<NodeLayout>>,
    /// Those of nodes as they are added, which most are, by kind.
    plain: BTreeMap<Name, Arc<NodeLayout>>,
    spots: BTreeMap<ItemId, Spot>,
    wires: BTreeMap<InPort, WireSpot>,
    items: RTree<Spot>,
    curves: RTree<WireSpot>,
    top: u32,
    style: WireStyle,
    /// What is shown: the items of this graph.
    graph: GraphId,
}

impl Scene {
    pub(crate) fn new(catalog: &'static dyn Catalog) -> Self {
        Self {
            catalog,
            document: Document::default(),
            nodes: BTreeMap::new(),
            layouts: BTreeMap::new(),
            plain: BTreeMap::new(),
            spots: BTreeMap::new(),
            wires: BTreeMap::new(),
            items: RTree::new(),
            curves: RTree::new(),
            top: 0,
            style: WireStyle::default(),
            graph: GraphId::ROOT,
        }
    }

    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    pub(crate) fn catalog(&self) -> &'static dyn Catalog {
        self.catalog
    }

    pub(crate) fn node(&self, id: NodeId) -> Option<&SceneNode> {
        self.nodes.get(&id)
    }

    /// The box an item is drawn in.
    pub(crate) fn rect(&self, item: ItemId) -> Option<Rect> {
        self.spots.get(&item).map(|spot| spot.rect)
    }

    pub(crate) fn wire(&self, to: &InPort) -> Option<&WireSpot> {
        self.wires.get(to)
    }

    /// Every item, by id.
    pub(crate) fn all(&self) -> impl Iterator<Item = ItemId> + '_ {
        self.spots.keys().copied()
    }

    /// How many items there are.
    pub(crate) fn len(&self) -> usize {
        self.spots.len()
    }

    /// Every item with its place, by id.
    pub(crate) fn spots(&self) -> impl Iterator<Item = &Spot> {
        self.spots.values()
    }

    /// The box around everything.
    pub(crate) fn bounds(&self) -> Option<Rect> {
        self.spots
            .values()
            .map(|spot| spot.rect)
            .reduce(Rect::union)
    }

    /// A box around everything, not always the smallest; costs nothing.
    pub(crate) fn extent(&self) -> Option<Rect> {
        if self.spots.is_empty() {
            return None;
        }
        let around = self.items.root().envelope();
        let ([left, top], [right, bottom]) = (around.lower(), around.upper());
        Some(Rect::new(left, top, right - left, bottom - top))
    }

    /// The items that touch a box, in no order.
    pub(crate) fn items_in(&self, rect: Rect) -> impl Iterator<Item = &Spot> {
        self.items.locate_in_envelope_intersecting(&envelope(rect))
    }

    /// The wires whose bounds touch a box, in no order.
    pub(crate) fn wires_in(&self, rect: Rect) -> impl Iterator<Item = &WireSpot> {
        self.curves.locate_in_envelope_intersecting(&envelope(rect))
    }

    /// The wires that touch a node.
    pub(crate) fn wires_of(&self, node: NodeId) -> impl Iterator<Item = &WireSpot> {
        let into = self.document.wires_into(node).map(|(to, _)| to);
        into.chain(self.document.wires_from(node))
            .filter_map(|to| self.wires.get(to))
    }

    /// The way between two places, as wires run now.
    pub(crate) fn route(&self, from: Point, to: Point, bends: Option<Arc<[Point]>>) -> Route {
        Route {
            from,
            to,
            bends,
            style: self.style,
        }
    }

    /// Has wires run another way; costs every wire.
    pub(crate) fn set_style(&mut self, style: WireStyle) {
        self.style = style;
        for wire in self.wires.values_mut() {
            wire.route.style = style;
        }
        self.curves = RTree::bulk_load(self.wires.values().cloned().collect());
    }

    /// Another node shows the same subgraph.
    pub(crate) fn is_linked(&self, node: &Node) -> bool {
        node.instance_of()
            .is_some_and(|graph| self.document.instances_of(graph).nth(1).is_some())
    }

    /// Where an input is, if its node shows it.
    pub(crate) fn input_at(&self, port: &InPort) -> Option<(Point, Type)> {
        let node = self.nodes.get(&port.node)?;
        let spot = node.layout.input(&port.port)?;
        Some((node.node.position.translate(spot.at.x, spot.at.y), spot.ty))
    }

    /// Where an output is.
    pub(crate) fn output_at(&self, port: &OutPort) -> Option<(Point, Type)> {
        let node = self.nodes.get(&port.node)?;
        let spot = node.layout.output(&port.port)?;
        Some((node.node.position.translate(spot.at.x, spot.at.y), spot.ty))
    }

    /// Shows another document.
    pub(crate) fn patch(&mut self, document: &Document) -> Patched {
        let changes = diff(&self.document, document);
        let old = std::mem::replace(&mut self.document, document.clone());
        let mut patched = Patched::default();
        let mut dirty_nodes: BTreeSet<NodeId> = changes
            .nodes
            .added
            .iter()
            .chain(&changes.nodes.changed)
            .chain(&changes.instances)
            .copied()
            .collect();
        let mut dirty_wires: BTreeSet<InPort> = changes
            .wires
            .added
            .iter()
            .chain(&changes.wires.changed)
            .chain(changes.bends.iter())
            .cloned()
            .collect();
        for to in changes
            .wires
            .added
            .iter()
            .chain(&changes.wires.changed)
            .chain(&changes.wires.removed)
        {
            dirty_nodes.insert(to.node);
            dirty_nodes.extend(document.wires().get(to).map(|from| from.node));
            dirty_nodes.extend(old.wires().get(to).map(|from| from.node));
        }
        let count = dirty_nodes.len()
            + changes.frames.added.len()
            + changes.notes.added.len()
            + dirty_wires.len();
        let mut index = Index {
            rebuild: count > PATCH_LIMIT,
            damage: Vec::new(),
        };

        self.remove_moved(&changes, &mut patched, &mut index);
        for to in changes.wires.removed {
            self.put_wire(&to, None, &mut index);
            patched.unwired.push(to);
        }
        for id in changes.nodes.removed {
            self.nodes.remove(&id);
            self.remove(ItemId::Node(id), &mut patched, &mut index);
        }
        for id in changes.frames.removed {
            self.remove(ItemId::Frame(id), &mut patched, &mut index);
        }
        for id in changes.notes.removed {
            self.remove(ItemId::Note(id), &mut patched, &mut index);
        }
        self.lay_out_all(dirty_nodes, &old, &mut dirty_wires, &mut index);
        for to in dirty_wires {
            let spot = self.wire_spot(&to);
            self.put_wire(&to, spot, &mut index);
        }
        for id in changes
            .frames
            .added
            .into_iter()
            .chain(changes.frames.changed)
        {
            self.put_frame(id, &mut index);
        }
        for id in changes.notes.added.into_iter().chain(changes.notes.changed) {
            self.put_note(id, &mut index);
        }
        if index.rebuild {
            self.items = RTree::bulk_load(self.spots.values().copied().collect());
            self.curves = RTree::bulk_load(self.wires.values().cloned().collect());
        }
        patched.damage = index.damage;
        patched
    }

    /// Shows the items of another graph; costs what lies in it.
    pub(crate) fn show(&mut self, graph: GraphId) {
        self.graph = graph;
        self.nodes.clear();
        self.spots.clear();
        self.wires.clear();
        let mut index = Index {
            rebuild: true,
            damage: Vec::new(),
        };
        let document = self.document.clone();
        let mut nodes = BTreeSet::new();
        for item in document.members(graph) {
            match item {
                ItemId::Node(id) => {
                    nodes.insert(id);
                }
                ItemId::Frame(id) => self.put_frame(id, &mut index),
                ItemId::Note(id) => self.put_note(id, &mut index),
            }
        }
        let mut dirty_wires = BTreeSet::new();
        self.lay_out_all(nodes, &Document::default(), &mut dirty_wires, &mut index);
        for to in dirty_wires {
            let spot = self.wire_spot(&to);
            self.put_wire(&to, spot, &mut index);
        }
        self.items = RTree::bulk_load(self.spots.values().copied().collect());
        self.curves = RTree::bulk_load(self.wires.values().cloned().collect());
    }

    /// The graph that is shown.
    pub(crate) fn graph(&self) -> GraphId {
        self.graph
    }

    /// Items that lie in another graph now are gone from this one.
    fn remove_moved(&mut self, changes: &Diff, patched: &mut Patched, index: &mut Index) {
        let nodes = changes.nodes.changed.iter().copied().map(ItemId::Node);
        let frames = changes.frames.changed.iter().copied().map(ItemId::Frame);
        let notes = changes.notes.changed.iter().copied().map(ItemId::Note);
        for item in nodes.chain(frames).chain(notes) {
            if self.spots.contains_key(&item) && self.document.graph_of(item) != Some(self.graph) {
                if let ItemId::Node(id) = item {
                    self.nodes.remove(&id);
                }
                self.remove(item, patched, index);
            }
        }
    }

    fn lay_out_all(
        &mut self,
        nodes: BTreeSet<NodeId>,
        old: &Document,
        dirty_wires: &mut BTreeSet<InPort>,
        index: &mut Index,
    ) {
        let shown = self.document.clone();
        let mut interfaces = Interfaces::new(&shown, self.catalog);
        for id in nodes {
            let schema = interfaces.of(id);
            self.lay_out(id, schema, old, dirty_wires, index);
        }
    }

    /// Lays a node out again, and marks its wires when their ends may have moved.
    fn lay_out(
        &mut self,
        id: NodeId,
        schema: Option<SchemaRef>,
        old: &Document,
        dirty_wires: &mut BTreeSet<InPort>,
        index: &mut Index,
    ) {
        let shown = |node: &&Arc<Node>| node.graph == self.graph;
        let Some(node) = self.document.nodes().get(&id).filter(shown).cloned() else {
            return;
        };
        let layout = self.layout(id, &node, schema.as_ref());
        let before = self.nodes.get(&id);
        let moved =
            before.is_none_or(|was| was.node.position != node.position || was.layout != layout);
        let z = match before {
            Some(was) if was.node.position == node.position => was.z,
            _ => {
                self.top += 1;
                self.top
            }
        };
        if moved {
            let ends = self
                .document
                .wires_into(id)
                .map(|(to, _)| to)
                .chain(self.document.wires_from(id));
            dirty_wires.extend(ends.cloned());
            dirty_wires.extend(
                old.wires_from(id)
                    .filter(|to| self.document.wires().contains_key(*to))
                    .cloned(),
            );
        }
        let title = match (&node.title, &schema) {
            (Some(title), _) => title.clone(),
            (None, Some(schema)) => match before {
                Some(was) if *was.title == *schema.title => was.title.clone(),
                _ => schema.title.as_ref().into(),
            },
            (None, None) => node.kind.0.clone(),
        };
        let has_row = |name: &str| layout.param(name).is_some();
        let summary = summary(&node, schema.as_deref(), has_row).into();
        let laid = SceneNode {
            node,
            schema,
            layout,
            title,
            summary,
            z,
        };
        let spot = Spot {
            item: ItemId::Node(id),
            rect: laid.rect(),
            category: laid.category(),
            z,
        };
        self.nodes.insert(id, laid);
        self.put(spot, index);
    }

    /// The layout of a node as it is wired; shared among nodes that look the same.
    fn layout(&mut self, id: NodeId, node: &Node, schema: Option<&SchemaRef>) -> Arc<NodeLayout> {
        let mut extra = ExtraPorts::default();
        for (to, _) in self.document.wires_into(id) {
            if !schema.is_some_and(|schema| {
                schema
                    .inputs
                    .iter()
                    .any(|port| port.name == to.port.as_str())
            }) {
                extra.inputs.push(to.port.clone());
            }
        }
        for to in self.document.wires_from(id) {
            let Some(from) = self.document.wires().get(to) else {
                continue;
            };
            let known = schema.is_some_and(|schema| schema.output(&from.port).is_some());
            if !known && !extra.outputs.contains(&from.port) {
                extra.outputs.push(from.port.clone());
            }
        }
        let is_made = matches!(schema, Some(SchemaRef::Made(_)));
        let schema = schema.map(|schema| &**schema);
        let plain = !is_made
            && extra == ExtraPorts::default()
            && node.params.is_empty()
            && node.size.is_none()
            && !node.collapsed;
        if plain && let Some(layout) = self.plain.get(&node.kind) {
            return layout.clone();
        }
        let look = Look::of(node, schema, |param| {
            extra.inputs.iter().any(|port| port.as_str() == param)
        });
        if is_made || look.size.is_some() {
            // Two nodes of this kind or extent need not look the same.
            return Arc::new(NodeLayout::new(schema, &extra, &look));
        }
        let key = (node.kind.clone(), extra, look);
        if let Some(layout) = self.layouts.get(&key) {
            return layout.clone();
        }
        let layout = Arc::new(NodeLayout::new(schema, &key.1, &key.2));
        if plain {
            self.plain.insert(node.kind.clone(), layout.clone());
        }
        self.layouts.insert(key, layout.clone());
        layout
    }

    fn wire_spot(&self, to: &InPort) -> Option<WireSpot> {
        let from = self.document.wires().get(to)?;
        let (start, ty) = self.output_at(from)?;
        let (end, _) = self.input_at(to)?;
        Some(WireSpot {
            to: to.clone(),
            from: from.node,
            route: self.route(start, end, self.document.bends().get(to).cloned()),
            ty,
        })
    }

    fn put_frame(&mut self, id: FrameId, index: &mut Index) {
        let frame = self.document.frames().get(&id);
        let Some(frame) = frame.filter(|frame| frame.graph == self.graph) else {
            return;
        };
        let spot = Spot {
            item: ItemId::Frame(id),
            rect: frame.rect,
            category: None,
            z: 0,
        };
        self.put(spot, index);
    }

    fn put_note(&mut self, id: NoteId, index: &mut Index) {
        let note = self.document.notes().get(&id);
        let Some(note) = note.filter(|note| note.graph == self.graph) else {
            return;
        };
        let rect = Rect::at(note.position, note.size);
        self.top += 1;
        let spot = Spot {
            item: ItemId::Note(id),
            rect,
            category: None,
            z: self.top,
        };
        self.put(spot, index);
    }

    fn put(&mut self, spot: Spot, index: &mut Index) {
        index.damage.push(spot.rect);
        if let Some(was) = self.spots.insert(spot.item, spot) {
            index.damage.push(was.rect);
            if !index.rebuild {
                self.items.remove(&was);
            }
        }
        if !index.rebuild {
            self.items.insert(spot);
        }
    }

    fn remove(&mut self, item: ItemId, patched: &mut Patched, index: &mut Index) {
        patched.gone.push(item);
        if let Some(was) = self.spots.remove(&item) {
            index.damage.push(was.rect);
            if !index.rebuild {
                self.items.remove(&was);
            }
        }
    }

    fn put_wire(&mut self, to: &InPort, spot: Option<WireSpot>, index: &mut Index) {
        if let Some(was) = self.wires.remove(to) {
            index.damage.push(was.route.bounds());
            if !index.rebuild {
                self.curves.remove(&was);
            }
        }
        if let Some(spot) = spot {
            index.damage.push(spot.route.bounds());
            if !index.rebuild {
                self.curves.insert(spot.clone());
            }
            self.wires.insert(to.clone(), spot);
        }
    }
}

/// How the index is kept while patching, and what was touched.
struct Index {
    rebuild: bool,
    damage: Vec<Rect>,
}
