//! What the two ends of a subgraph have in common: the parameters of a port, and that neither runs, for a plan wires past them.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs};
use crate::declare::{Param, flow, option};
use crate::spec::NodeSpec;
use gesso_graph::{Category, OptionDecl, ParamDecl, PortDecl, Schema, Type};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

/// What a port of a subgraph is called on the nodes that show the subgraph.
const NAME: Param<flow::Text> = Param::line(
    gesso_graph::GRAPH_PORT_NAME,
    "Name",
    "",
    "What the port is called on the nodes that show this subgraph.",
);

/// What flows through a port of a subgraph.
const KIND: Param<flow::Choice> = Param::choice(
    gesso_graph::GRAPH_PORT_TYPE,
    "Type",
    Type::Any.id(),
    &[
        kind(Type::Any, "Anything"),
        kind(Type::Image, "Image"),
        kind(Type::Mask, "Mask"),
        kind(Type::Video, "Video"),
        kind(Type::Audio, "Audio"),
        kind(Type::Text, "Text"),
        kind(Type::Int, "Whole number"),
        kind(Type::Float, "Number"),
        kind(Type::Bool, "Yes/no"),
        kind(Type::Color, "Colour"),
        kind(Type::Choice, "Choice"),
        kind(Type::Json, "JSON"),
        kind(Type::Subtitles, "Subtitles"),
        kind(Type::Sequence, "Sequence"),
        kind(Type::Asset, "File"),
    ],
    "What flows through the port.",
);

const fn kind(ty: Type, label: &'static str) -> OptionDecl {
    option(ty.id(), label)
}

const PARAMS: &[ParamDecl] = &[NAME.decl(), KIND.decl()];

/// What tells the two ends apart.
pub(super) struct End {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) keywords: &'static [&'static str],
    pub(super) doc: &'static str,
    pub(super) inputs: &'static [PortDecl],
    pub(super) outputs: &'static [PortDecl],
}

impl End {
    pub(super) const fn spec(self) -> NodeSpec {
        NodeSpec {
            schema: Schema {
                id: self.id,
                version: 1,
                title: Cow::Borrowed(self.title),
                category: Category::Graph,
                keywords: self.keywords,
                doc: self.doc,
                inputs: Cow::Borrowed(self.inputs),
                params: Cow::Borrowed(PARAMS),
                outputs: Cow::Borrowed(self.outputs),
                pure: true,
                sink: false,
            },
            #[cfg(feature = "run")]
            run: crate::spec::Run::Kernel(kernel),
        }
    }
}

#[cfg(feature = "run")]
fn kernel(_call: &Call) -> Result<Outputs, NodeError> {
    Err(NodeError::new(said("graph-port-alone", [])))
}
