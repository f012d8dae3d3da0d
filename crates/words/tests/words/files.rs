//! The Fluent files as they lie in the folder, read with the parser: what the bundles do not show.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use gesso_words::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// The folder of this crate.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What a text is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shape {
    /// The arguments it names.
    pub(crate) arguments: BTreeSet<String>,
    /// It is one piece of plain text, which can be lent out as it is.
    pub(crate) plain: bool,
}

/// Every text of a language by its key, as `undo` or `action-undo.words`, with the area it stands in.
pub(crate) fn texts(language: Language) -> BTreeMap<String, (String, Shape)> {
    let mut found = BTreeMap::new();
    let mut names: Vec<_> = fs::read_dir(folder().join(language.tag()))
        .expect("the folder of the language")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    names.sort();
    for path in names {
        let area = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let source = fs::read_to_string(&path).expect("a text file");
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, faults)| panic!("{}: {faults:?}", path.display()));
        let mut put = |key: String, pattern: &Pattern<&str>| {
            let before = found.insert(key.clone(), (area.clone(), shape(pattern)));
            assert!(before.is_none(), "{} has {key} twice", language.tag());
        };
        for entry in &resource.body {
            let Entry::Message(message) = entry else {
                let comment = matches!(
                    entry,
                    Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_)
                );
                assert!(comment, "{}: {entry:?}", path.display());
                continue;
            };
            if let Some(value) = &message.value {
                put(message.id.name.to_owned(), value);
            }
            for attribute in &message.attributes {
                let key = format!("{}.{}", message.id.name, attribute.id.name);
                put(key, &attribute.value);
            }
        }
    }
    found
}

fn shape(pattern: &Pattern<&str>) -> Shape {
    let mut arguments = BTreeSet::new();
    collect(pattern, &mut arguments);
    let plain = matches!(
        pattern.elements.as_slice(),
        [PatternElement::TextElement { .. }]
    );
    Shape { arguments, plain }
}

fn collect(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            let selector = match expression {
                Expression::Select { selector, variants } => {
                    variants
                        .iter()
                        .for_each(|variant| collect(&variant.value, arguments));
                    selector
                }
                Expression::Inline(inline) => inline,
            };
            if let InlineExpression::VariableReference { id } = selector {
                arguments.insert(id.name.to_owned());
            }
        }
    }
}
