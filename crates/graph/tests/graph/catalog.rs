//! A small catalogue for tests: a source, a filter, a join, words, an impure source and a sink.

use gesso_graph::{
    Afresh, Catalog, Category, GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_PORT, Name, OptionDecl,
    PICK_ACTIVE, PICK_BEST, PICK_COUNT, PICK_LATEST, PICK_WHICH, ParamDecl, ParamKind, PortDecl,
    ReadIf, Schema, TAKE_PICK, Type, Unit, Value,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(crate) struct TestCatalog;

impl Catalog for TestCatalog {
    fn schema(&self, kind: &str) -> Option<&'static Schema> {
        ALL.iter().find(|schema| schema.id == kind)
    }
}

const fn port(name: &'static str, label: &'static str, ty: Type, required: bool) -> PortDecl {
    PortDecl {
        name: Cow::Borrowed(name),
        label: Cow::Borrowed(label),
        ty,
        required,
        read_if: None,
        after: None,
        doc: "",
    }
}

const fn param(name: &'static str, label: &'static str, kind: ParamKind, port: bool) -> ParamDecl {
    ParamDecl {
        name: Cow::Borrowed(name),
        label: Cow::Borrowed(label),
        kind,
        preset: None,
        port,
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

const fn float(default: f64, hard: (f64, f64)) -> ParamKind {
    ParamKind::Float {
        default,
        soft: hard,
        hard,
        step: 0.1,
        unit: Unit::None,
    }
}

fn is_chosen(port: &str, params: &BTreeMap<Name, Value>) -> Option<bool> {
    let is = params.get("is")? == &Value::Choice("normal".into());
    Some((port == "yes") == is)
}

fn kind(id: &'static str, title: &'static str) -> Schema {
    Schema {
        id,
        version: 1,
        title: title.into(),
        category: Category::Image,
        keywords: &[],
        doc: "",
        inputs: Cow::Borrowed(&[]),
        params: Cow::Borrowed(&[]),
        outputs: Cow::Borrowed(&[]),
        pure: true,
        sink: false,
    }
}

const IMAGE: PortDecl = port("image", "Image", Type::Image, true);
const MASK: PortDecl = port("mask", "Mask", Type::Mask, false);
const FILE: ParamDecl = param("file", "File", ParamKind::Asset { accept: "image/" }, false);
const OPTIONS: &[OptionDecl] = &[
    OptionDecl {
        id: "normal",
        label: "Normal",
    },
    OptionDecl {
        id: "screen",
        label: "Screen",
    },
];

const TAKES: &[OptionDecl] = &[
    OptionDecl {
        id: PICK_ACTIVE,
        label: "In use",
    },
    OptionDecl {
        id: PICK_LATEST,
        label: "Latest",
    },
    OptionDecl {
        id: PICK_BEST,
        label: "Best",
    },
];

static ALL: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    vec![
        Schema {
            params: vec![FILE].into(),
            outputs: vec![IMAGE, MASK, port("width", "Width", Type::Int, false)].into(),
            ..kind("image.load", "Load image")
        },
        Schema {
            version: 3,
            inputs: vec![IMAGE].into(),
            params: vec![param("sigma", "Sigma", float(4., (0., 512.)), true)].into(),
            outputs: vec![IMAGE].into(),
            ..kind("filter.blur", "Blur")
        },
        Schema {
            inputs: vec![
                port("base", "Base", Type::Image, true),
                port("top", "Top", Type::Image, true),
                MASK,
            ]
            .into(),
            params: vec![
                param("opacity", "Opacity", float(1., (0., 1.)), true),
                param(
                    "mode",
                    "Mode",
                    ParamKind::Choice {
                        default: "normal",
                        options: OPTIONS,
                    },
                    false,
                ),
                param("tint", "Tint", ParamKind::Color { default: [1.; 4] }, false),
                param("clip", "Clip", ParamKind::Bool { default: false }, false),
            ]
            .into(),
            outputs: vec![IMAGE].into(),
            ..kind("comp.blend", "Blend")
        },
        Schema {
            params: vec![param(
                "text",
                "Text",
                ParamKind::Text {
                    default: "",
                    multiline: true,
                    max: 20,
                },
                true,
            )]
            .into(),
            outputs: vec![port("text", "Text", Type::Text, false)].into(),
            ..kind("text.make", "Words")
        },
        Schema {
            params: vec![
                param(
                    "source",
                    "Source",
                    ParamKind::Choice {
                        default: "normal",
                        options: OPTIONS,
                    },
                    false,
                ),
                ParamDecl {
                    shown_if: Some(("source", &["screen"])),
                    ..FILE
                },
            ]
            .into(),
            outputs: vec![IMAGE].into(),
            ..kind("image.pick", "Pick")
        },
        Schema {
            params: vec![
                param(
                    "mode",
                    "Mode",
                    ParamKind::Choice {
                        default: "normal",
                        options: OPTIONS,
                    },
                    false,
                ),
                ParamDecl {
                    afresh: Some(Afresh {
                        by: "mode",
                        when: "screen",
                        then: "normal",
                    }),
                    ..param("sigma", "Sigma", float(1.0, (0.0, 100.0)), true)
                },
                ParamDecl {
                    afresh: Some(Afresh {
                        by: "mode",
                        when: "screen",
                        then: "normal",
                    }),
                    ..FILE
                },
            ]
            .into(),
            outputs: vec![IMAGE].into(),
            ..kind("image.drawn", "Drawn")
        },
        Schema {
            inputs: vec![
                PortDecl {
                    read_if: Some(ReadIf(is_chosen)),
                    ..port("yes", "Yes", Type::Image, false)
                },
                PortDecl {
                    read_if: Some(ReadIf(is_chosen)),
                    ..port("no", "No", Type::Image, false)
                },
            ]
            .into(),
            params: vec![param(
                "is",
                "Is",
                ParamKind::Choice {
                    default: "normal",
                    options: OPTIONS,
                },
                true,
            )]
            .into(),
            outputs: vec![IMAGE].into(),
            ..kind("image.choose", "Choose")
        },
        Schema {
            inputs: vec![port("file", "File", Type::List(&Type::Image), true)].into(),
            params: vec![
                param(
                    PICK_WHICH,
                    "Which",
                    ParamKind::Choice {
                        default: PICK_ACTIVE,
                        options: TAKES,
                    },
                    false,
                ),
                param(
                    PICK_COUNT,
                    "Count",
                    ParamKind::Int {
                        default: 4,
                        soft: (1, 100),
                        hard: (1, 100),
                        unit: Unit::None,
                    },
                    false,
                ),
            ]
            .into(),
            outputs: vec![IMAGE].into(),
            ..kind(TAKE_PICK, "Pick takes")
        },
        Schema {
            outputs: vec![IMAGE].into(),
            pure: false,
            ..kind("image.random", "Random")
        },
        Schema {
            inputs: vec![IMAGE].into(),
            params: vec![param(
                "quality",
                "Quality",
                ParamKind::Int {
                    default: 90,
                    soft: (1, 100),
                    hard: (1, 100),
                    unit: Unit::Percent,
                },
                false,
            )]
            .into(),
            outputs: vec![port("again", "Again", Type::Image, false)].into(),
            sink: true,
            ..kind("image.save", "Save image")
        },
        Schema {
            params: vec![param(
                "files",
                "Files",
                ParamKind::Assets { accept: "image/" },
                false,
            )]
            .into(),
            outputs: vec![
                port("images", "Images", Type::List(&Type::Image), false),
                port("names", "Names", Type::List(&Type::Text), false),
                port("sizes", "Sizes", Type::List(&Type::Int), false),
            ]
            .into(),
            ..kind("list.pictures", "Pictures")
        },
        Schema {
            inputs: vec![port("images", "Images", Type::List(&Type::Image), true)].into(),
            outputs: vec![IMAGE].into(),
            ..kind("image.grid", "Grid")
        },
        Schema {
            params: vec![
                param(
                    "curve",
                    "Curve",
                    ParamKind::Curve {
                        default: &[0., 0., 1., 1.],
                    },
                    false,
                ),
                param(
                    "gradient",
                    "Gradient",
                    ParamKind::Gradient {
                        default: &[0., 0., 0., 0., 1., 1., 1., 1., 1., 1.],
                    },
                    false,
                ),
                param(
                    "points",
                    "Points",
                    ParamKind::Points {
                        default: &[0., 0., 1., 0., 1., 1.],
                        least: 3,
                        most: 4,
                    },
                    false,
                ),
                param("strokes", "Strokes", ParamKind::Strokes, false),
            ]
            .into(),
            outputs: vec![IMAGE].into(),
            ..kind("mask.draw", "Draw")
        },
        Schema {
            outputs: vec![port(GRAPH_PORT, "Value", Type::Any, false)].into(),
            ..kind(GRAPH_INPUT, "Input")
        },
        Schema {
            inputs: vec![port(GRAPH_PORT, "Value", Type::Any, true)].into(),
            ..kind(GRAPH_OUTPUT, "Output")
        },
    ]
});
