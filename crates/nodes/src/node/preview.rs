//! `preview`: hands on what comes in, and is run to when the workflow is: a place to look at what is half done.

#[cfg(feature = "run")]
use crate::call::{Call, NodeError, Outputs, port_label};
use crate::declare::{In, Out, flow};
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const VALUE: In<flow::Any> = In::new("value", "Value", "What to look at.");
const SAME: Out<flow::Any> = Out::new("value", "Value", "The same.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "preview",
        version: 1,
        title: Cow::Borrowed("Preview"),
        category: Category::Logic,
        keywords: &[
            "look", "show", "view", "display", "inspect", "debug", "watch",
        ],
        doc: "Shows what comes in and hands it on.",
        inputs: Cow::Borrowed(&[VALUE.decl()]),
        params: Cow::Borrowed(&[]),
        outputs: Cow::Borrowed(&[SAME.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    match VALUE.find(call) {
        Some(data) => Ok(SAME.data(data.clone())),
        None => Err(NodeError::new(said(
            "port-nothing",
            [("port", port_label(VALUE.name, VALUE.label))],
        ))),
    }
}
