//! The declarations hold together, and none changes unnoticed.

#![expect(clippy::unwrap_used, reason = "tests")]

use gesso_graph::{Catalog, Category, GRAPH_OUTPUT, ParamKind, Type};
use gesso_nodes::{catalogue, reference};
use std::collections::BTreeSet;

#[test]
fn a_changed_declaration_needs_a_higher_version() {
    // The name of the snapshot holds the version: who changes what a document stores must raise it, and then accepts
    // a new file beside the old one. Words may change: they are not in it.
    for spec in catalogue().all() {
        let schema = &spec.schema;
        let mut text = Vec::new();
        for port in schema.inputs.iter() {
            text.push(format!(
                "in {}: {:?}, required {}",
                port.name, port.ty, port.required
            ));
        }
        for param in schema.params.iter() {
            let kind = match param.kind {
                ParamKind::Float {
                    default,
                    hard,
                    unit,
                    ..
                } => format!("float {default} in {hard:?} {unit:?}"),
                ParamKind::Int {
                    default,
                    hard,
                    unit,
                    ..
                } => format!("int {default} in {hard:?} {unit:?}"),
                ParamKind::Bool { default } => format!("bool {default}"),
                ParamKind::Text { default, max, .. } => format!("text {default:?} up to {max}"),
                ParamKind::Color { default } => format!("colour {default:?}"),
                ParamKind::Choice { default, options } => {
                    let ids: Vec<&str> = options.iter().map(|option| option.id).collect();
                    format!("choice {default} of {}", ids.join(" "))
                }
                ParamKind::Asset { accept } => format!("asset {accept}"),
                ParamKind::Assets { accept } => format!("assets {accept}"),
                ParamKind::Font => "font".to_owned(),
                ParamKind::Curve { default } => format!("curve {default:?}"),
                ParamKind::Gradient { default } => format!("gradient {default:?}"),
                ParamKind::Points {
                    default,
                    least,
                    most,
                } => format!("{least} to {most} points {default:?}"),
                ParamKind::Strokes => "strokes".to_owned(),
            };
            text.push(format!("param {}: {kind}, port {}", param.name, param.port));
        }
        for port in schema.outputs.iter() {
            text.push(format!("out {}: {:?}", port.name, port.ty));
        }
        text.push(format!("pure {}, sink {}", schema.pure, schema.sink));
        insta::assert_snapshot!(format!("{}@{}", schema.id, schema.version), text.join("\n"));
    }
}

#[test]
fn the_nodes_of_this_release_are_all_there() {
    let ids: Vec<&str> = catalogue()
        .all()
        .iter()
        .map(|spec| spec.schema.id)
        .collect();
    let wanted = [
        "image.load",
        "image.frames",
        "image.generate",
        "image.resize",
        "image.crop",
        "image.pad",
        "image.transform",
        "image.flip_rotate",
        "image.perspective",
        "image.grid",
        "image.save",
        "comp.blend",
        "comp.layers",
        "comp.channels",
        "comp.porter_duff",
        "comp.style",
        "compare",
        "color.levels",
        "color.hsl",
        "color.curves",
        "color.cdl",
        "color.white_balance",
        "color.gradient_map",
        "color.lut",
        "color.match",
        "color.quantize",
        "filter.blur",
        "filter.sharpen",
        "filter.denoise",
        "filter.edges",
        "filter.grain_vignette",
        "filter.pixelate",
        "filter.displace",
        "mask.shape",
        "mask.from_image",
        "mask.key",
        "mask.refine",
        "mask.combine",
        "text.render",
        "subtitles.make",
        "svg.render",
        "value",
        "text.template",
        "text.ops",
        "math.expr",
        "logic.compare",
        "logic.switch",
        "json.get",
        "list.make",
        "list.range",
        "list.from_csv",
        "list.from_assets",
        "list.ops",
        "batch.matrix",
        "list.collect",
        "take.pick",
        "seed",
        "preview",
        "graph.input",
        "graph.output",
    ];
    assert_eq!(ids, wanted);
}

fn is_snake(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[test]
fn every_declaration_is_sound() {
    let mut ids = BTreeSet::new();
    for spec in catalogue().all() {
        let schema = &spec.schema;
        let id = schema.id;
        assert!(ids.insert(id), "{id} is declared twice");
        assert!(schema.version >= 1 && !schema.title.is_empty(), "{id}");
        assert!(
            !schema.outputs.is_empty() || id == GRAPH_OUTPUT,
            "{id} gives nothing"
        );
        assert!(schema.doc.ends_with('.'), "{id}: {}", schema.doc);
        let mut names = BTreeSet::new();
        for port in schema.inputs.iter() {
            assert!(
                names.insert(&port.name) && is_snake(&port.name),
                "{id}.{}",
                port.name
            );
            if let Some(before) = port.after {
                assert!(
                    !port.required && names.iter().any(|name| *name == before),
                    "{id}.{} is after nothing",
                    port.name
                );
            }
        }
        for param in schema.params.iter() {
            assert!(
                names.insert(&param.name) && is_snake(&param.name),
                "{id}.{}",
                param.name
            );
            assert!(
                param.doc.ends_with('.') && !param.label.is_empty(),
                "{id}.{}: {}",
                param.name,
                param.doc
            );
            check_kind(&format!("{id}.{}", param.name), &param.kind);
            for port in [param.of_input, param.unless_input].into_iter().flatten() {
                let is_input = schema.inputs.iter().any(|input| input.name == port);
                assert!(is_input, "{id}.{} is about no input", param.name);
            }
            if let Some((other, values)) = param.shown_if {
                let Some(ParamKind::Choice { options, .. }) =
                    schema.param(other).map(|param| param.kind)
                else {
                    panic!("{id}.{} depends on {other}, which is no choice", param.name);
                };
                assert!(
                    values
                        .iter()
                        .all(|value| options.iter().any(|option| option.id == *value)),
                    "{id}.{}",
                    param.name
                );
            }
        }
        let outputs: BTreeSet<&str> = schema.outputs.iter().map(|port| &*port.name).collect();
        assert_eq!(outputs.len(), schema.outputs.len(), "{id}");
        for port in schema.inputs.iter().chain(schema.outputs.iter()) {
            assert!(
                port.doc.ends_with('.') && !port.label.is_empty(),
                "{id}.{}: {}",
                port.name,
                port.doc
            );
        }
    }
}

fn check_kind(name: &str, kind: &ParamKind) {
    match *kind {
        ParamKind::Float {
            default,
            soft,
            hard,
            step,
            ..
        } => {
            assert!(
                hard.0 <= soft.0 && soft.0 < soft.1 && soft.1 <= hard.1 && step > 0.0,
                "{name}"
            );
            assert!(soft.0 <= default && default <= soft.1, "{name}");
        }
        ParamKind::Int {
            default,
            soft,
            hard,
            ..
        } => {
            assert!(
                hard.0 <= soft.0 && soft.0 < soft.1 && soft.1 <= hard.1,
                "{name}"
            );
            assert!(soft.0 <= default && default <= soft.1, "{name}");
        }
        ParamKind::Choice { default, options } => {
            assert!(options.iter().any(|option| option.id == default), "{name}");
            let ids: BTreeSet<&str> = options.iter().map(|option| option.id).collect();
            assert_eq!(ids.len(), options.len(), "{name}");
        }
        ParamKind::Text { default, max, .. } => assert!(default.len() <= max, "{name}"),
        ParamKind::Color { default } => {
            assert!(default.iter().all(|v| (0.0..=1.0).contains(v)), "{name}")
        }
        ParamKind::Curve { default }
        | ParamKind::Gradient { default }
        | ParamKind::Points { default, .. } => assert!(kind.means(default), "{name}"),
        ParamKind::Strokes => assert!(kind.means(&[]), "{name}"),
        ParamKind::Bool { .. }
        | ParamKind::Asset { .. }
        | ParamKind::Assets { .. }
        | ParamKind::Font => {}
    }
}

#[test]
fn people_find_nodes_by_their_words() {
    let first = |words: &str| catalogue().search(words).first().map(|spec| spec.schema.id);
    for (words, id) in [
        ("blur", "filter.blur"),
        ("gauss", "filter.blur"),
        ("bl", "comp.blend"),
        ("photo", "image.load"),
        ("contrast", "color.levels"),
        ("SATURATION", "color.hsl"),
        ("save image", "image.save"),
        ("jpg", "image.save"),
        ("vignette", "filter.grain_vignette"),
        ("lvl", "color.levels"),
        ("colour hue", "color.hsl"),
    ] {
        assert_eq!(first(words), Some(id), "{words}");
    }
    assert_eq!(first("zzz"), None);
    assert_eq!(first("drop shadow"), Some("comp.style"));
    assert_eq!(first("watermark"), Some("comp.blend"));
    let makes_masks = catalogue().search("mask");
    let ids: Vec<&str> = makes_masks.iter().map(|spec| spec.schema.id).collect();
    assert!(ids.contains(&"image.load") && ids.contains(&"filter.blur"));
    assert_eq!(catalogue().search("  ").len(), catalogue().all().len());
}

#[test]
fn kinds_are_found_by_id_only() {
    assert_eq!(catalogue().schema("filter.blur").unwrap().title, "Blur");
    assert!(catalogue().schema("filter").is_none());
    let groups = catalogue().categories();
    let count: usize = groups
        .iter()
        .map(|group| catalogue().in_category(*group).count())
        .sum();
    assert_eq!(count, catalogue().all().len());
}

#[test]
fn the_result_of_a_node_comes_first() {
    // The ends of a subgraph pass on whatever comes; values and lists are no pictures.
    let pictures = |category| !matches!(category, Category::Graph | Category::Logic);
    let all = catalogue().all().iter();
    for spec in all.filter(|spec| pictures(spec.schema.category)) {
        let first = spec.schema.outputs[0].ty;
        assert!(
            matches!(
                first,
                Type::Image | Type::Mask | Type::Asset | Type::List(Type::Image) | Type::Subtitles
            ),
            "{}",
            spec.schema.id
        );
    }
}

#[test]
fn the_reference_has_every_node_and_parameter() {
    let pages = reference();
    assert_eq!(pages[0].0, "all.md");
    let all: String = pages.iter().map(|(_, page)| page.as_str()).collect();
    for spec in catalogue().all() {
        assert!(
            all.contains(&format!("\n## {}\n", spec.schema.title)),
            "{}",
            spec.schema.id
        );
        for param in spec.schema.params.iter() {
            assert!(all.contains(param.doc), "{}.{}", spec.schema.id, param.name);
        }
    }
    for (name, page) in &pages {
        for line in page.lines().filter(|line| line.starts_with('|')) {
            let cells = line.matches('|').count();
            assert!(cells == 4 || cells == 5, "{name}: {line}");
        }
    }
}
