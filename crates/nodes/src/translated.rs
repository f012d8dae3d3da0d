//! The declarations with their words in another language than the one they are written in. The texts are those of
//! `gesso-words`, by the ids of the declarations; what has none there keeps its own, and a test finds it.

use crate::spec::NodeSpec;
use gesso_graph::{OptionDecl, ParamDecl, ParamKind, PortDecl, Schema};
use gesso_words::Words;

/// A kind of node in the language of `words`. It is kept for good: whoever calls makes each once.
pub(crate) fn spec(spec: &NodeSpec, words: &'static Words) -> &'static NodeSpec {
    let texts = Texts {
        node: spec.schema.text_key(),
        words,
    };
    let mut translated = Box::new(spec.clone());
    translated.schema = schema(&spec.schema, &texts);
    Box::leak(translated)
}

/// The texts of one kind.
struct Texts {
    node: String,
    words: &'static Words,
}

impl Texts {
    /// An attribute of the kind's text, as `param-radius`.
    fn of(&self, attribute: &str) -> Option<&'static str> {
        self.words.find(&format!("{}.{attribute}", self.node))
    }
}

fn schema(schema: &Schema, texts: &Texts) -> Schema {
    let title = texts.words.find(&texts.node);
    let keywords = texts.of("keywords").map(|all| {
        let words: Vec<&'static str> = all.split(", ").collect();
        &*words.leak()
    });
    let ports = |ports: &[PortDecl], side: &str| -> Vec<PortDecl> {
        ports.iter().map(|decl| port(decl, side, texts)).collect()
    };
    Schema {
        title: title.map_or_else(|| schema.title.clone(), Into::into),
        doc: texts.of("doc").unwrap_or(schema.doc),
        keywords: keywords.unwrap_or(schema.keywords),
        inputs: ports(&schema.inputs, "in").into(),
        outputs: ports(&schema.outputs, "out").into(),
        params: schema
            .params
            .iter()
            .map(|decl| param(decl, texts))
            .collect(),
        ..schema.clone()
    }
}

fn port(decl: &PortDecl, side: &str, texts: &Texts) -> PortDecl {
    let key = format!("{side}-{}", decl.name);
    PortDecl {
        label: texts
            .of(&key)
            .map_or_else(|| decl.label.clone(), Into::into),
        doc: texts.of(&format!("{key}-doc")).unwrap_or(decl.doc),
        ..decl.clone()
    }
}

fn param(decl: &ParamDecl, texts: &Texts) -> ParamDecl {
    let key = format!("param-{}", decl.name);
    let said = |(number, own)| (number, texts.of(&format!("{key}-said")).unwrap_or(own));
    ParamDecl {
        label: texts
            .of(&key)
            .map_or_else(|| decl.label.clone(), Into::into),
        doc: texts.of(&format!("{key}-doc")).unwrap_or(decl.doc),
        said: decl.said.map(said),
        kind: match decl.kind {
            ParamKind::Choice { default, options } => ParamKind::Choice {
                default,
                options: self::options(options, &key, texts),
            },
            kind => kind,
        },
        ..decl.clone()
    }
}

fn options(options: &[OptionDecl], key: &str, texts: &Texts) -> &'static [OptionDecl] {
    let options: Vec<OptionDecl> = options
        .iter()
        .map(|option| OptionDecl {
            label: texts
                .of(&format!("{key}-{}", option.id))
                .unwrap_or(option.label),
            ..*option
        })
        .collect();
    options.leak()
}
