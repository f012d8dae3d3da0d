//! `json.get`: what stands at a place of structured data.

#[cfg(feature = "run")]
use crate::call::{Call, Data, NodeError, Outputs, port_label};
use crate::declare::{In, Out, Param, flow};
#[cfg(feature = "run")]
use crate::json::Json;
use crate::spec::NodeSpec;
use gesso_graph::{Category, Schema};
#[cfg(feature = "run")]
use gesso_words::said;
use std::borrow::Cow;
#[cfg(feature = "run")]
use std::sync::Arc;

const DATA: In<flow::Json> = In::new(
    "data",
    "Data",
    "Structured data: a row of List from CSV, or text that is JSON.",
);
const PATH: Param<flow::Text> = Param::line(
    "path",
    "Path",
    "",
    "Where to look: names with dots between them and places in brackets, as items[0].name. Empty is everything, [-1] the last.",
)
.port();
const TEXT: Out<flow::Text> = Out::new("text", "Text", "What is there, as words.");
const NUMBER: Out<flow::Float> = Out::new(
    "number",
    "Number",
    "What is there, as a number; 0 when it is none.",
);
const JSON: Out<flow::Json> = Out::new("data", "Data", "What is there, as structured data.");
const LIST: Out<flow::List<flow::Any>> = Out::new(
    "list",
    "List",
    "The items when an array is there; otherwise what is there alone.",
);

pub(crate) static SPEC: NodeSpec = NodeSpec {
    schema: Schema {
        id: "json.get",
        version: 1,
        title: Cow::Borrowed("Get from JSON"),
        category: Category::Logic,
        keywords: &["path", "field", "column", "key", "object", "parse", "row"],
        doc: "Takes a value out of structured data by its path.",
        inputs: Cow::Borrowed(&[DATA.decl()]),
        params: Cow::Borrowed(&[PATH.decl()]),
        outputs: Cow::Borrowed(&[TEXT.decl(), NUMBER.decl(), JSON.decl(), LIST.decl()]),
        pure: true,
        sink: false,
    },
    #[cfg(feature = "run")]
    run: crate::spec::Run::Kernel(kernel),
};

#[cfg(feature = "run")]
fn kernel(call: &Call) -> Result<Outputs, NodeError> {
    let Some(data) = call.inputs.get(DATA.name) else {
        return Err(NodeError::new(said(
            "port-no-data",
            [("port", port_label(DATA.name, DATA.label))],
        )));
    };
    let json = read(data)?;
    let path = PATH.get(call);
    let mut here = &*json;
    for part in parts(&path)? {
        let found = match part {
            Part::Name(name) => here.field(name),
            Part::Place(place) => here.item(place),
        };
        here = found.ok_or_else(|| {
            NodeError::new(said("path-nothing", [("path", path.as_ref().into())]))
        })?;
    }
    let items = match here {
        Json::Array(items) => items.iter().map(data_of).collect(),
        one => vec![data_of(one)],
    };
    let one = data_of(here);
    let text = match here {
        Json::Null => String::new(),
        _ => one.words().unwrap_or_default(),
    };
    Ok([
        (TEXT.name.into(), Data::Text(text.into())),
        (NUMBER.name.into(), Data::Float(one.number().unwrap_or(0.0))),
        (JSON.name.into(), Data::Json(Arc::new(here.clone()))),
        (LIST.name.into(), Data::list(items)?),
    ]
    .into())
}

/// Structured data as it came, or text read as such.
#[cfg(feature = "run")]
pub(crate) fn read(data: &Data) -> Result<Arc<Json>, NodeError> {
    match data {
        Data::Json(json) => Ok(json.clone()),
        Data::Text(text) => Json::read(text)
            .map(Arc::new)
            .map_err(|error| NodeError::new(error.said())),
        other => Ok(Arc::new(match other {
            Data::Bool(yes) => Json::Bool(*yes),
            other => match (other.number(), other.words()) {
                (Some(number), _) => Json::Number(number),
                (None, Some(words)) => Json::Text(words.into()),
                (None, None) => Json::Null,
            },
        })),
    }
}

/// A simple value as itself; arrays and objects stay structured.
#[cfg(feature = "run")]
fn data_of(json: &Json) -> Data {
    match json {
        Json::Bool(yes) => Data::Bool(*yes),
        Json::Number(number) => Data::Float(*number),
        Json::Text(text) => Data::Text(text.clone()),
        other => Data::Json(Arc::new(other.clone())),
    }
}

#[cfg(feature = "run")]
enum Part<'a> {
    Name(&'a str),
    Place(i64),
}

#[cfg(feature = "run")]
fn parts(path: &str) -> Result<Vec<Part<'_>>, NodeError> {
    let wrong = || NodeError::new(said("path-wrong", [("path", path.into())]));
    let mut parts = Vec::new();
    let mut rest = path.trim();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('[') {
            let (place, after) = after.split_once(']').ok_or_else(wrong)?;
            let place = place.trim();
            parts.push(match place.parse() {
                Ok(place) => Part::Place(place),
                Err(_) => {
                    let name = place
                        .strip_prefix('"')
                        .and_then(|name| name.strip_suffix('"'));
                    Part::Name(name.ok_or_else(wrong)?)
                }
            });
            rest = after;
        } else {
            let after = rest.strip_prefix('.').unwrap_or(rest);
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (name, after) = after.split_at(end);
            if name.is_empty() {
                return Err(wrong());
            }
            parts.push(Part::Name(name));
            rest = after;
        }
    }
    Ok(parts)
}
