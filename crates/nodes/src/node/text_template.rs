//! `text.template`: words with places that are filled from wires and from the columns of a row.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs};
use crate::declare::{In, Out, Param, flow};
#[cfg(feature = "run")]
use crate::json::Json;
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;

const TEMPLATE: Param<flow::Text> = Param::lines(
    "template",
    "Template",
    "{{a}}",
    "The words. {{a}} to {{h}} stand for what is wired in. Any other {{name}}, and one of these where nothing is, stands for the column of that name in Row.",
)
.port();
const ROW: In<flow::Json> = In::optional(
    "row",
    "Row",
    "A row of List from CSV, or other structured data.",
);
const PARTS: [In<flow::Text>; 8] = [
    In::optional("a", "A", "What stands for {{a}}."),
    In::optional("b", "B", "What stands for {{b}}.").after("a"),
    In::optional("c", "C", "What stands for {{c}}.").after("b"),
    In::optional("d", "D", "What stands for {{d}}.").after("c"),
    In::optional("e", "E", "What stands for {{e}}.").after("d"),
    In::optional("f", "F", "What stands for {{f}}.").after("e"),
    In::optional("g", "G", "What stands for {{g}}.").after("f"),
    In::optional("h", "H", "What stands for {{h}}.").after("g"),
];
const TEXT: Out<flow::Text> = Out::new("text", "Text", "The filled-in words.");

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "text.template",
        version: 2,
        title: Cow::Borrowed("Text template"),
        category: Category::Logic,
        keywords: &[
            "fill",
            "placeholder",
            "format",
            "concatenate",
            "string",
            "prompt",
            "caption",
            "mail merge",
        ],
        doc: "Fills {{places}} of a text with values. With a list wired in, it gives a text for each item.",
        inputs: Cow::Borrowed(&[
            ROW.decl(),
            PARTS[0].decl(),
            PARTS[1].decl(),
            PARTS[2].decl(),
            PARTS[3].decl(),
            PARTS[4].decl(),
            PARTS[5].decl(),
            PARTS[6].decl(),
            PARTS[7].decl(),
        ]),
        params: Cow::Borrowed(&[TEMPLATE.decl()]),
        outputs: Cow::Borrowed(&[TEXT.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let row = call
        .inputs
        .get(ROW.name)
        .map(super::json_get::read)
        .transpose()?;
    let value = |name: &str| {
        let is_port = PARTS.iter().any(|part| part.name == name);
        let wired = call.inputs.get(name).filter(|_| is_port);
        if let Some(words) = wired.and_then(Data::words) {
            return Ok(words);
        }
        match row.as_ref().and_then(|row| row.field(name)) {
            Some(Json::Text(text)) => Ok(text.to_string()),
            Some(Json::Null) => Ok(String::new()),
            Some(other) => Ok(other.to_string()),
            None if is_port => Ok(String::new()),
            None => Err(NodeError::new(said(
                "template-nothing",
                [("name", name.into())],
            ))),
        }
    };
    let template = TEMPLATE.get(call);
    let mut text = String::new();
    let mut rest = &*template;
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        match after.split_once("}}") {
            Some((name, after)) => {
                text.push_str(&value(name.trim())?);
                super::text_ops::check(text.len())?;
                rest = after;
            }
            None => {
                text.push_str("{{");
                rest = after;
            }
        }
    }
    text.push_str(rest);
    Ok(TEXT.data(Data::Text(text.into())))
}
