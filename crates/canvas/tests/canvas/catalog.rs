//! A small catalogue with every kind of port that matters here.

use gesso_graph::{
    Catalog, Category, GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_PORT, ParamDecl, ParamKind, PortDecl,
    Schema, Type, Unit,
};
use std::sync::LazyLock;

pub(crate) struct Small;

fn port(name: &'static str, label: &'static str, ty: Type) -> PortDecl {
    PortDecl {
        name: name.into(),
        label: label.into(),
        ty,
        required: true,
        read_if: None,
        after: None,
        doc: "",
    }
}

fn one_more(name: &'static str, label: &'static str, before: &'static str) -> PortDecl {
    PortDecl {
        required: false,
        after: Some(before),
        ..port(name, label, Type::Image)
    }
}

fn number(name: &'static str, label: &'static str, default: f64) -> ParamDecl {
    let kind = ParamKind::Float {
        default,
        soft: (0.0, 64.0),
        hard: (0.0, 512.0),
        step: 0.1,
        unit: Unit::Pixels,
    };
    ParamDecl {
        name: name.into(),
        label: label.into(),
        kind,
        preset: None,
        port: true,
        said: None,
        shown_if: None,
        of_input: None,
        unless_input: None,
        among: None,
        afresh: None,
        minor: false,
        doc: "",
    }
}

fn other(name: &'static str, label: &'static str, kind: ParamKind) -> ParamDecl {
    ParamDecl {
        kind,
        port: false,
        ..number(name, label, 0.0)
    }
}

fn schema(
    id: &'static str,
    title: &'static str,
    category: Category,
    inputs: &[PortDecl],
    params: &[ParamDecl],
    outputs: &[PortDecl],
) -> Schema {
    let sink = outputs.is_empty();
    Schema {
        id,
        version: 1,
        title: title.into(),
        category,
        keywords: &[],
        doc: "",
        inputs: inputs.to_vec().into(),
        params: params.to_vec().into(),
        outputs: outputs.to_vec().into(),
        pure: true,
        sink,
    }
}

static ALL: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    vec![
        schema(
            "load",
            "Load",
            Category::Image,
            &[],
            &[],
            &[port("image", "Image", Type::Image)],
        ),
        schema(
            "blur",
            "Blur",
            Category::Filter,
            &[port("image", "Image", Type::Image)],
            &[number("sigma", "Radius", 4.0)],
            &[port("image", "Image", Type::Image)],
        ),
        schema(
            "blend",
            "Blend",
            Category::Compositing,
            &[
                port("base", "Base", Type::Image),
                port("top", "Top", Type::Image),
                port("mask", "Mask", Type::Mask),
            ],
            &[number("opacity", "Opacity", 1.0)],
            &[port("image", "Image", Type::Image)],
        ),
        schema(
            "stack",
            "Stack",
            Category::Compositing,
            &[
                port("first", "First", Type::Image),
                one_more("second", "Second", "first"),
                one_more("third", "Third", "second"),
            ],
            &[],
            &[port("image", "Image", Type::Image)],
        ),
        schema(
            "say",
            "Say",
            Category::Text,
            &[],
            &[],
            &[port("text", "Text", Type::Text)],
        ),
        schema(
            "count",
            "Count",
            Category::Text,
            &[],
            &[],
            &[port("number", "Number", Type::Float)],
        ),
        schema(
            "paint",
            "Paint",
            Category::Image,
            &[],
            &[
                other("round", "Round", ParamKind::Bool { default: false }),
                other(
                    "ink",
                    "Ink",
                    ParamKind::Color {
                        default: [1.0, 0.0, 0.0, 1.0],
                    },
                ),
                number("size", "Size", 1.0),
            ],
            &[port("image", "Image", Type::Image)],
        ),
        schema(
            GRAPH_INPUT,
            "Input",
            Category::Graph,
            &[],
            &[],
            &[port(GRAPH_PORT, "Value", Type::Any)],
        ),
        schema(
            GRAPH_OUTPUT,
            "Output",
            Category::Graph,
            &[port(GRAPH_PORT, "Value", Type::Any)],
            &[],
            &[],
        ),
        schema(
            "save",
            "Save",
            Category::Image,
            &[port("image", "Image", Type::Image)],
            &[],
            &[],
        ),
    ]
});

impl Catalog for Small {
    fn schema(&self, kind: &str) -> Option<&'static Schema> {
        ALL.iter().find(|schema| schema.id == kind)
    }
}
