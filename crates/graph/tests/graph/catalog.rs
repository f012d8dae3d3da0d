//! A small catalogue for tests: a source, a filter, a join, words, an impure source and a sink.

use gesso_graph::{
    Catalog, Category, OptionDecl, ParamDecl, ParamKind, PortDecl, Schema, Type, Unit,
};

pub(crate) struct TestCatalog;

impl Catalog for TestCatalog {
    fn schema(&self, kind: &str) -> Option<&'static Schema> {
        ALL.iter().find(|schema| schema.id == kind)
    }
}

const fn port(name: &'static str, label: &'static str, ty: Type, required: bool) -> PortDecl {
    PortDecl {
        name,
        label,
        ty,
        required,
        doc: "",
    }
}

const fn param(name: &'static str, label: &'static str, kind: ParamKind, port: bool) -> ParamDecl {
    ParamDecl {
        name,
        label,
        kind,
        port,
        shown_if: None,
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

const fn kind(id: &'static str, title: &'static str) -> Schema {
    Schema {
        id,
        version: 1,
        title,
        category: Category::Image,
        keywords: &[],
        doc: "",
        inputs: &[],
        params: &[],
        outputs: &[],
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

static ALL: &[Schema] = &[
    Schema {
        params: &[FILE],
        outputs: &[IMAGE, MASK, port("width", "Width", Type::Int, false)],
        ..kind("image.load", "Load image")
    },
    Schema {
        version: 3,
        inputs: &[IMAGE],
        params: &[param("sigma", "Sigma", float(4., (0., 512.)), true)],
        outputs: &[IMAGE],
        ..kind("filter.blur", "Blur")
    },
    Schema {
        inputs: &[
            port("base", "Base", Type::Image, true),
            port("top", "Top", Type::Image, true),
            MASK,
        ],
        params: &[
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
        ],
        outputs: &[IMAGE],
        ..kind("comp.blend", "Blend")
    },
    Schema {
        params: &[param(
            "text",
            "Text",
            ParamKind::Text {
                default: "",
                multiline: true,
                max: 20,
            },
            true,
        )],
        outputs: &[port("text", "Text", Type::Text, false)],
        ..kind("text.make", "Words")
    },
    Schema {
        params: &[
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
        ],
        outputs: &[IMAGE],
        ..kind("image.pick", "Pick")
    },
    Schema {
        outputs: &[IMAGE],
        pure: false,
        ..kind("image.random", "Random")
    },
    Schema {
        inputs: &[IMAGE],
        params: &[param(
            "quality",
            "Quality",
            ParamKind::Int {
                default: 90,
                soft: (1, 100),
                hard: (1, 100),
                unit: Unit::Percent,
            },
            false,
        )],
        outputs: &[port("again", "Again", Type::Image, false)],
        sink: true,
        ..kind("image.save", "Save image")
    },
];
