//! A small catalogue with every kind of port that matters here.

use gesso_graph::{Catalog, Category, ParamDecl, ParamKind, PortDecl, Schema, Type, Unit};

pub(crate) struct Small;

const fn port(name: &'static str, label: &'static str, ty: Type) -> PortDecl {
    PortDecl {
        name,
        label,
        ty,
        required: true,
        doc: "",
    }
}

const fn number(name: &'static str, label: &'static str, default: f64) -> ParamDecl {
    let kind = ParamKind::Float {
        default,
        soft: (0.0, 64.0),
        hard: (0.0, 512.0),
        step: 0.1,
        unit: Unit::Pixels,
    };
    ParamDecl {
        name,
        label,
        kind,
        port: true,
        shown_if: None,
        doc: "",
    }
}

const fn schema(
    id: &'static str,
    title: &'static str,
    category: Category,
    inputs: &'static [PortDecl],
    params: &'static [ParamDecl],
    outputs: &'static [PortDecl],
) -> Schema {
    let sink = outputs.is_empty();
    Schema {
        id,
        version: 1,
        title,
        category,
        keywords: &[],
        doc: "",
        inputs,
        params,
        outputs,
        pure: true,
        sink,
    }
}

static LOAD: Schema = schema(
    "load",
    "Load",
    Category::Image,
    &[],
    &[],
    &[port("image", "Image", Type::Image)],
);
static BLUR: Schema = schema(
    "blur",
    "Blur",
    Category::Filter,
    &[port("image", "Image", Type::Image)],
    &[number("sigma", "Radius", 4.0)],
    &[port("image", "Image", Type::Image)],
);
static BLEND: Schema = schema(
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
);
static SAY: Schema = schema(
    "say",
    "Say",
    Category::Text,
    &[],
    &[],
    &[port("text", "Text", Type::Text)],
);
static COUNT: Schema = schema(
    "count",
    "Count",
    Category::Text,
    &[],
    &[],
    &[port("number", "Number", Type::Float)],
);
static SAVE: Schema = schema(
    "save",
    "Save",
    Category::Image,
    &[port("image", "Image", Type::Image)],
    &[],
    &[],
);

impl Catalog for Small {
    fn schema(&self, kind: &str) -> Option<&'static Schema> {
        [&LOAD, &BLUR, &BLEND, &SAY, &COUNT, &SAVE]
            .into_iter()
            .find(|schema| schema.id == kind)
    }
}
