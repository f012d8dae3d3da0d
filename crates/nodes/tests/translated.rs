//! The words of the catalogue in other languages: complete, and about nothing that is not there.

use gesso_graph::{Catalog, ParamKind};
use gesso_nodes::{catalogue, catalogue_in, templates};
use gesso_words::{Language, Words};
use std::collections::BTreeSet;

/// The key of every text that a language other than the declared one needs.
fn needed() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for spec in catalogue().all() {
        let schema = &spec.schema;
        let node = format!("node-{}", schema.id.replace('.', "-"));
        keys.extend([
            node.clone(),
            format!("{node}.doc"),
            format!("{node}.keywords"),
        ]);
        let mut put = |attribute: String| keys.insert(format!("{node}.{attribute}"));
        for port in schema.inputs.iter() {
            put(format!("in-{}", port.name));
            put(format!("in-{}-doc", port.name));
        }
        for port in schema.outputs.iter() {
            put(format!("out-{}", port.name));
            put(format!("out-{}-doc", port.name));
        }
        for param in schema.params.iter() {
            put(format!("param-{}", param.name));
            put(format!("param-{}-doc", param.name));
            if param.said.is_some() {
                put(format!("param-{}-said", param.name));
            }
            if let ParamKind::Choice { options, .. } = param.kind {
                for option in options {
                    put(format!("param-{}-{}", param.name, option.id));
                }
            }
        }
    }
    for template in templates() {
        keys.insert(format!("template-{}", template.id));
        keys.insert(format!("template-{}.doc", template.id));
    }
    keys
}

/// The keys that a file of texts has.
fn written(file: &str) -> BTreeSet<String> {
    let mut message = "";
    let mut keys = BTreeSet::new();
    for line in file.lines() {
        let Some((name, _)) = line.split_once(" = ") else {
            continue;
        };
        match name.strip_prefix("    .") {
            Some(attribute) => keys.insert(format!("{message}.{attribute}")),
            None if !name.contains([' ', '#']) => {
                message = name;
                keys.insert(name.to_owned())
            }
            None => false,
        };
    }
    keys
}

#[test]
fn every_declared_text_has_its_german() {
    let words = Words::of(Language::German);
    let missing: Vec<String> = needed()
        .into_iter()
        .filter(|key| words.find(key).is_none())
        .collect();
    assert!(missing.is_empty(), "no German for {missing:#?}");
}

#[test]
fn no_german_is_about_what_is_not_declared() {
    let written = written(include_str!("../../words/de/nodes.ftl"));
    let needed = needed();
    let surplus: Vec<&String> = written.difference(&needed).collect();
    assert!(surplus.is_empty(), "nobody declares {surplus:#?}");
}

#[test]
fn a_translated_kind_is_the_same_but_for_its_words() {
    let german = catalogue_in(Language::German);
    for spec in catalogue().all() {
        let (own, other) = (
            &spec.schema,
            german
                .schema(spec.schema.id)
                .expect("every kind is translated"),
        );
        assert_eq!(own.version, other.version);
        assert_eq!(own.category, other.category);
        assert_eq!(own.inputs.len(), other.inputs.len());
        for (one, two) in own.outputs.iter().zip(other.outputs.iter()) {
            assert_eq!((&one.name, one.ty), (&two.name, two.ty));
        }
        for (one, two) in own.params.iter().zip(other.params.iter()) {
            assert_eq!(one.name, two.name);
            assert_eq!(one.default_value(), two.default_value());
        }
    }
}

#[test]
fn the_search_understands_the_language_of_the_catalogue() {
    let first = |words: &str| {
        let found = catalogue_in(Language::German).search(words);
        found.first().map(|spec| spec.schema.id)
    };
    assert_eq!(first("weich"), Some("filter.blur"));
    assert_eq!(first("schlagschatten"), Some("comp.style"));
    assert_eq!(first("zuschneiden"), Some("image.crop"));
    assert_eq!(first("maske"), Some("mask.from_image"));
}
