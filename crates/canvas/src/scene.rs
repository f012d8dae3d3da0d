//! The document as the canvas needs it: laid out, and found by place. Patched by difference, never rebuilt for one edit.
//! Keeps true: every item and wire of the document is in its index exactly once, with the box it is drawn in.

mod curves;
mod laying;
mod notes;
mod patching;

use crate::layout::{ExtraPorts, Look, NodeLayout};
use crate::route::{Route, WireStyle};
use curves::Curves;
use gesso_graph::{
    Catalog, Category, Document, GraphId, InPort, ItemId, Name, Node, NodeId, OutPort, Point, Rect,
    SchemaRef, Type,
};
use rstar::{AABB, RTree, RTreeObject};
use std::collections::BTreeMap;
use std::ops::Bound;
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

fn envelope(rect: Rect) -> AABB<[f64; 2]> {
    AABB::from_corners([rect.x, rect.y], [rect.right(), rect.bottom()])
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
    wires: BTreeMap<InPort, Arc<WireSpot>>,
    items: RTree<Spot>,
    curves: Curves,
    top: u32,
    style: WireStyle,
    /// What is shown: the items of this graph.
    graph: GraphId,
    notes: notes::Notes,
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
            curves: Curves::default(),
            top: 0,
            style: WireStyle::default(),
            graph: GraphId::ROOT,
            notes: notes::Notes::default(),
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
        self.wires.get(to).map(Arc::as_ref)
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

    /// The items after one, or from the first on, with their places, by id.
    pub(crate) fn spots_after(&self, item: Option<ItemId>) -> impl Iterator<Item = &Spot> {
        let after = item.map_or(Bound::Unbounded, Bound::Excluded);
        self.spots
            .range((after, Bound::Unbounded))
            .map(|(_, spot)| spot)
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

    /// More than `most` items, or more than twice as many wires, are in a box.
    pub(crate) fn is_crowded(&self, rect: Rect, most: usize) -> bool {
        self.items_in(rect).nth(most).is_some() || self.curves.is_crowded(rect, 2 * most)
    }

    /// The wires that come near a box or touch it, in no order.
    pub(crate) fn wires_in(&self, rect: Rect) -> impl Iterator<Item = &WireSpot> {
        self.curves.within(rect).into_iter()
    }

    /// The wires that touch a node.
    pub(crate) fn wires_of(&self, node: NodeId) -> impl Iterator<Item = &WireSpot> {
        let into = self.document.wires_into(node).map(|(to, _)| to);
        into.chain(self.document.wires_from(node))
            .filter_map(|to| self.wire(to))
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

    /// Has wires run another way, which costs every wire; whether they ran differently before.
    pub(crate) fn set_style(&mut self, style: WireStyle) -> bool {
        if self.style == style {
            return false;
        }
        self.style = style;
        for wire in self.wires.values_mut() {
            Arc::make_mut(wire).route.style = style;
        }
        self.curves = Curves::of(self.wires.values());
        true
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

    /// The graph that is shown.
    pub(crate) fn graph(&self) -> GraphId {
        self.graph
    }
}
