//! Finding kinds of nodes: by id, by group, by the words people type.

use crate::list;
use crate::spec::NodeSpec;
use crate::translated;
use gesso_graph::{Catalog, Category, Schema, Type};
use gesso_words::{Language, Words};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every kind of node this build knows, with its words in one language.
#[derive(Debug)]
pub struct Catalogue {
    words: &'static Words,
    all: Vec<&'static NodeSpec>,
    by_id: BTreeMap<&'static str, &'static NodeSpec>,
}

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::English));
static GERMAN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::German));

/// The catalogue of this build as it is declared, in English: for whoever does not read its words.
pub fn catalogue() -> &'static Catalogue {
    catalogue_in(Language::English)
}

/// The catalogue of this build in a language. The first call translates it.
pub fn catalogue_in(language: Language) -> &'static Catalogue {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
    }
}

impl Catalogue {
    fn new(language: Language) -> Self {
        let words = Words::of(language);
        let declared = list::ALL.iter().copied();
        let all: Vec<&'static NodeSpec> = match language {
            Language::English => declared.collect(),
            _ => declared.map(|spec| translated::spec(spec, words)).collect(),
        };
        Self {
            words,
            by_id: all.iter().map(|spec| (spec.schema.id, *spec)).collect(),
            all,
        }
    }

    /// Every kind, group by group, in the palette's order.
    pub fn all(&self) -> &[&'static NodeSpec] {
        &self.all
    }

    /// The kind with this id.
    pub fn spec(&self, id: &str) -> Option<&'static NodeSpec> {
        self.by_id.get(id).copied()
    }

    /// The group's name as people read it.
    pub fn category_label(&self, category: Category) -> &'static str {
        category.label(self.words)
    }

    /// The groups that have kinds, in the palette's order.
    pub fn categories(&self) -> Vec<Category> {
        let mut found: Vec<Category> = Vec::new();
        for spec in &self.all {
            if !found.contains(&spec.schema.category) {
                found.push(spec.schema.category);
            }
        }
        found
    }

    /// The kinds of one group, in the palette's order.
    pub fn in_category(&self, category: Category) -> impl Iterator<Item = &'static NodeSpec> {
        self.all
            .iter()
            .copied()
            .filter(move |spec| spec.schema.category == category)
    }

    /// The kinds that every one of these words finds, the best first; no words find everything.
    pub fn search(&self, words: &str) -> Vec<&'static NodeSpec> {
        let phrase = words.trim().to_lowercase();
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let mut found: Vec<(u32, &'static NodeSpec)> = self
            .all
            .iter()
            .filter_map(|spec| {
                let scores: Option<Vec<u32>> = words
                    .iter()
                    .map(|word| score(&spec.schema, word, self.words))
                    .collect();
                // Words that belong together, as "drop shadow", mean what is known by both as one.
                let known = spec.schema.keywords.contains(&phrase.as_str());
                let bonus = if known { PHRASE } else { 0 };
                Some((scores?.iter().sum::<u32>() + bonus, *spec))
            })
            .collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, spec)| spec).collect()
    }
}

impl Catalog for Catalogue {
    fn schema(&self, kind: &str) -> Option<&'static Schema> {
        self.spec(kind).map(|spec| &spec.schema)
    }

    fn words(&self) -> &'static Words {
        self.words
    }
}

/// What words that are a keyword together are worth more.
const PHRASE: u32 = 40;

/// How well a lower-case word finds a kind: the beginning of its title before a keyword, a part of a word after that,
/// then what comes out of it and what goes in ("mask"), and at last letters that stand in the title in this order ("bl" finds "Blur", "lvl" finds "Levels").
fn score(schema: &Schema, word: &str, words: &'static Words) -> Option<u32> {
    let title = schema.title.to_lowercase();
    let begins = |text: &str| {
        text.split([' ', '.', '_', '-'])
            .any(|part| part.starts_with(word))
    };
    if title == word {
        Some(100)
    } else if title.starts_with(word) {
        Some(80)
    } else if begins(&title) {
        Some(60)
    } else if schema.keywords.contains(&word) {
        Some(50)
    } else if schema.keywords.iter().any(|keyword| begins(keyword)) {
        Some(40)
    } else if begins(schema.id) || begins(&schema.category.label(words).to_lowercase()) {
        Some(30)
    } else if title.contains(word) || schema.keywords.iter().any(|keyword| keyword.contains(word)) {
        Some(20)
    } else if schema
        .outputs
        .iter()
        .any(|port| is_type(port.ty, word, words))
    {
        Some(16)
    } else if schema
        .input_ports()
        .any(|port| is_type(port.ty, word, words))
    {
        Some(13)
    } else if letters_in_order(&title, word) {
        Some(10)
    } else {
        None
    }
}

/// Whether a word of at least three letters begins the name of a type.
fn is_type(ty: Type, word: &str, words: &'static Words) -> bool {
    word.len() > 2 && ty.label(words).to_lowercase().starts_with(word)
}

fn letters_in_order(text: &str, letters: &str) -> bool {
    let mut rest = text.chars();
    letters
        .chars()
        .all(|letter| rest.any(|other| other == letter))
}
