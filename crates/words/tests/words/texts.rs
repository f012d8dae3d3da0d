//! Every text of every language, and amounts.

use crate::files::{Shape, texts};
use gesso_words::{Language, Value, Words};
use std::collections::BTreeMap;

/// Texts that are the same in German: names, and words that both languages have.
const SAME: &[&str] = &[
    "category-filter",
    "category-text",
    "kind-in",
    "node-in",
    "type-audio",
    "cap-alt",
    "gesture-zoom",
    "group-workflow",
    "month-4",
    "month-8",
    "month-9",
    "month-11",
    "offline",
    "priority-normal",
    "run-with-name",
    "takes",
    "type-json",
    "type-text",
    "type-video",
    "workflow",
    "workflows",
    "wheel-channels",
    "zoom",
];

/// The keys of a language; what only nodes have is declared in English where the nodes are.
fn keys(language: Language) -> BTreeMap<String, Shape> {
    let all = texts(language).into_iter();
    all.filter(|(_, (area, _))| area != "nodes")
        .map(|(key, (_, shape))| (key, shape))
        .collect()
}

#[test]
fn all_languages_have_the_same_texts_with_the_same_arguments() {
    let english = keys(Language::English);
    for language in Language::ALL {
        let other = keys(language);
        for (key, shape) in &english {
            let Some(found) = other.get(key) else {
                panic!("{} lacks {key}", language.tag());
            };
            assert_eq!(
                shape.arguments,
                found.arguments,
                "{key} in {}",
                language.tag()
            );
        }
        for key in other.keys() {
            assert!(
                english.contains_key(key),
                "{key} is only in {}",
                language.tag()
            );
        }
    }
}

#[test]
fn every_text_can_be_said_with_any_count() {
    for language in Language::ALL {
        let words = Words::of(language);
        for (key, (_, shape)) in texts(language) {
            if shape.arguments.is_empty() {
                assert!(shape.plain, "{key} is not one piece in {}", language.tag());
                let text = words.find(&key);
                assert!(
                    text.is_some_and(|text| !text.is_empty()),
                    "{key} in {}",
                    language.tag()
                );
                continue;
            }
            for count in [0, 1, 2, 21] {
                let said = say(words, &key, &shape, count);
                assert_ne!(said, key);
                assert!(
                    !said.contains(['{', '}']),
                    "{key} in {}: {said}",
                    language.tag()
                );
            }
        }
    }
}

/// With every argument given: the count as a number, the others as words.
fn say(words: &Words, key: &str, shape: &Shape, count: usize) -> String {
    let names: Vec<&'static str> = shape
        .arguments
        .iter()
        .map(|name| &*name.clone().leak())
        .collect();
    let given: Vec<(&'static str, &dyn Value)> = names
        .into_iter()
        .map(|name| match name {
            "count" => (name, &count as &dyn Value),
            _ => (name, &"Blur" as &dyn Value),
        })
        .collect();
    words.with(key, &given)
}

#[test]
fn german_has_nothing_left_in_english() {
    let (english, german) = (Words::of(Language::English), Words::of(Language::German));
    let mut left: Vec<String> = Vec::new();
    for (key, shape) in keys(Language::English) {
        let is_same = if shape.plain {
            english.find(&key) == german.find(&key)
        } else {
            // A frame of signs around names is the same everywhere.
            let said = say(english, &key, &shape, 2);
            let own = said.replace("Blur", "").replace('2', "");
            own.chars().any(char::is_alphabetic) && said == say(german, &key, &shape, 2)
        };
        if is_same != SAME.contains(&key.as_str()) {
            left.push(key);
        }
    }
    assert!(
        left.is_empty(),
        "the same in both languages, or not any more: {left:?}"
    );
}

#[test]
fn counts_choose_the_form_of_the_word() {
    let (english, german) = (Words::of(Language::English), Words::of(Language::German));
    let check = |words: &Words, count: usize, expected: &str| {
        assert_eq!(words.with("notes", &[("count", &count)]), expected);
    };
    check(english, 0, "0 notes");
    check(english, 1, "1 note");
    check(english, 21, "21 notes");
    check(german, 1, "1 Notiz");
    check(german, 2, "2 Notizen");
}

#[test]
fn names_stand_in_sentences_as_they_are() {
    let label = Words::of(Language::German).with("edit-move", &[("what", &"3 Knoten")]);
    assert_eq!(label, "3 Knoten verschieben");
}

#[test]
fn a_text_that_is_missing_shows_its_key() {
    let words = Words::of(Language::German);
    assert_eq!(words.text("no-such-text"), "no-such-text");
    assert_eq!(words.with("no-such-text", &[("count", &1)]), "no-such-text");
    assert_eq!(words.find("undo.no-such-attribute"), None);
}

#[test]
fn amounts_have_the_comma_of_their_readers() {
    let (english, german) = (Words::of(Language::English), Words::of(Language::German));
    assert_eq!(english.number(12.04, 1), "12.0");
    assert_eq!(german.number(12.04, 1), "12,0");
    assert_eq!(english.bytes(999), "999 B");
    assert_eq!(english.bytes(1_500), "1.5 kB");
    assert_eq!(german.bytes(24_260_000), "24,3 MB");
    assert_eq!(german.bytes(5_000_000_000), "5,0 GB");
    assert_eq!(english.zoom(0.8), "80 %");
    assert_eq!(german.zoom(0.004), "0,4 %");
    assert_eq!(english.span(999), "999 ms");
    assert_eq!(german.span(1_250), "1,2 s");
    assert_eq!(german.span(125_000), "2 min 5 s");
    assert_eq!(
        german.with(
            "fault-out-of-range",
            &[("param", &"Radius"), ("least", &0.5), ("most", &64.0)]
        ),
        "Radius liegt außerhalb des Bereichs. Setze es zwischen 0,5 und 64."
    );
}
