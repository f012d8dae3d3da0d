//! The kinds of a measured graph: one for each category, with as many ports as the graph uses. They show a picture's well
//! when the graph's nodes are tall enough for it.

use gesso_graph::{Catalog, Category, PortDecl, Schema, Type};

/// No kind has more ports on a side.
pub(crate) const MOST_PORTS: u32 = 8;

const CATEGORIES: [Category; 6] = [
    Category::Image,
    Category::Compositing,
    Category::Color,
    Category::Filter,
    Category::Mask,
    Category::Text,
];
const TALL: [Type; 6] = [
    Type::Image,
    Type::Video,
    Type::Image,
    Type::Mask,
    Type::Audio,
    Type::Text,
];
const SHORT: [Type; 6] = [
    Type::Float,
    Type::Audio,
    Type::Text,
    Type::Color,
    Type::Sequence,
    Type::Json,
];

/// The catalogue of one graph. A page shows a handful of graphs in its life, so kinds are never freed.
pub(crate) struct Kinds {
    schemas: &'static [Schema],
}

/// The name of an input.
pub(crate) fn input(port: u32) -> &'static str {
    ["a", "b", "c", "d", "e", "f", "g", "h"][port as usize % MOST_PORTS as usize]
}

/// The name of an output.
pub(crate) fn output(port: u32) -> &'static str {
    ["r", "s", "t", "u", "v", "w", "x", "y"][port as usize % MOST_PORTS as usize]
}

impl Kinds {
    /// Kinds with so many inputs and outputs, for nodes of this height.
    pub(crate) fn new(inputs: u32, outputs: u32, height: f64) -> &'static Self {
        let (inputs, outputs) = (inputs.clamp(1, MOST_PORTS), outputs.clamp(1, MOST_PORTS));
        let rows = f64::from(inputs.max(outputs));
        let types = if height >= 190.0 + rows * 24.0 {
            TALL
        } else {
            SHORT
        };
        let schemas = CATEGORIES.iter().enumerate().map(|(at, category)| {
            let ports = |name: fn(u32) -> &'static str, count: u32| -> &'static [PortDecl] {
                let port = |index: u32| PortDecl {
                    name: name(index).into(),
                    label: name(index).into(),
                    ty: types[(at + index as usize) % types.len()],
                    required: false,
                    read_if: None,
                    after: None,
                    doc: "",
                };
                (0..count).map(port).collect::<Vec<_>>().leak()
            };
            Schema {
                id: [
                    "bench.image",
                    "bench.join",
                    "bench.color",
                    "bench.filter",
                    "bench.mask",
                    "bench.text",
                ][at],
                version: 1,
                title: "Node".into(),
                category: *category,
                keywords: &[],
                doc: "",
                inputs: ports(input, inputs).into(),
                params: Vec::new().into(),
                outputs: ports(output, outputs).into(),
                pure: true,
                sink: false,
            }
        });
        Box::leak(Box::new(Self {
            schemas: schemas.collect::<Vec<_>>().leak(),
        }))
    }

    /// The kinds' ids, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.schemas.iter().map(|schema| schema.id)
    }

    /// How many inputs a kind has.
    pub(crate) fn inputs(&self, kind: u32) -> u32 {
        self.schemas[kind as usize % self.schemas.len()]
            .inputs
            .len() as u32
    }
}

impl Catalog for Kinds {
    fn schema(&self, kind: &str) -> Option<&'static Schema> {
        self.schemas.iter().find(|schema| schema.id == kind)
    }
}
