//! What a kind of node looks like from outside: ports, parameters, words. Constant data declared by `gesso-nodes`, or
//! made for an instance of a subgraph. The document does not depend on it: unknown kinds are kept and shown as problems.

mod param;

use crate::id::Name;
use crate::value::Value;
use gesso_words::{Language, Words};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

pub use param::{Afresh, OptionDecl, ParamDecl, ParamKind, Unit};

/// What flows through a wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// A picture.
    Image,
    /// One channel of coverage.
    Mask,
    /// Moving pictures.
    Video,
    /// Sound.
    Audio,
    /// Words.
    Text,
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// Yes or no.
    Bool,
    /// A colour.
    Color,
    /// One of a parameter's options.
    Choice,
    /// Structured data.
    Json,
    /// Timed words.
    Subtitles,
    /// Shots in order.
    Sequence,
    /// A kept file.
    Asset,
    /// Many of one type.
    List(&'static Type),
    /// Whatever comes.
    Any,
}

/// The group a kind of node belongs to; gives the palette its order and the node its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// Load, make, save and shape pictures.
    Image,
    /// Put pictures over each other.
    Compositing,
    /// Change colours.
    Color,
    /// Change neighbourhoods of pixels.
    Filter,
    /// Make and treat masks.
    Mask,
    /// Draw words.
    Text,
    /// Values, words, choices and lists.
    Logic,
    /// Subgraphs and their ports.
    Graph,
}

/// Whether a run reads the input of this name, by the parameters that are known; none while one that decides is not.
#[derive(Debug, Clone, Copy)]
pub struct ReadIf(pub fn(port: &str, params: &BTreeMap<Name, Value>) -> Option<bool>);

impl PartialEq for ReadIf {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::fn_addr_eq(self.0, other.0)
    }
}

/// One input or output.
#[derive(Debug, Clone, PartialEq)]
pub struct PortDecl {
    /// The stored name, `snake_case`.
    pub name: Cow<'static, str>,
    /// The name people read.
    pub label: Cow<'static, str>,
    /// What flows.
    pub ty: Type,
    /// For an input: a run needs it. Meaningless for an output.
    pub required: bool,
    /// For an input that not every run reads: what decides. What would come through it otherwise is not made.
    pub read_if: Option<ReadIf>,
    /// For an input that is one of many: it shows once this one before it is wired.
    pub after: Option<&'static str>,
    /// One sentence.
    pub doc: &'static str,
}

/// A kind of node as everybody but its function sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// The stored id, as `filter.blur`. Final.
    pub id: &'static str,
    /// Counts the changes of meaning; hashed into content keys.
    pub version: u32,
    /// The name people read.
    pub title: Cow<'static, str>,
    /// Its group.
    pub category: Category,
    /// Other words people search for.
    pub keywords: &'static [&'static str],
    /// One or two sentences.
    pub doc: &'static str,
    /// In the order shown.
    pub inputs: Cow<'static, [PortDecl]>,
    /// In the order shown.
    pub params: Cow<'static, [ParamDecl]>,
    /// In the order shown; the first is the one shown as the node's result.
    pub outputs: Cow<'static, [PortDecl]>,
    /// The same inputs always give the same result.
    pub pure: bool,
    /// The node's effect is a file for people (a save): it is a target of every run.
    pub sink: bool,
}

/// A schema as it is found for a node: declared once, or made for the subgraph that the node shows.
#[derive(Debug, Clone)]
pub enum SchemaRef {
    /// The kind is declared.
    Declared(&'static Schema),
    /// The document decides it.
    Made(Arc<Schema>),
}

impl Deref for SchemaRef {
    type Target = Schema;
    fn deref(&self) -> &Schema {
        match self {
            Self::Declared(schema) => schema,
            Self::Made(schema) => schema,
        }
    }
}

impl PartialEq for SchemaRef {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(&**self, &**other) || **self == **other
    }
}

impl From<&'static Schema> for SchemaRef {
    fn from(schema: &'static Schema) -> Self {
        Self::Declared(schema)
    }
}

/// Finds the schema of a kind.
pub trait Catalog {
    /// The schema of the kind with this id, if it is known.
    fn schema(&self, kind: &str) -> Option<&'static Schema>;

    /// The texts of the language that its schemas are in; what is said about nodes of it is said in the same.
    fn words(&self) -> &'static Words {
        Words::of(Language::English)
    }
}

impl Schema {
    /// The key of its text in other languages, as `node-filter-blur`; what belongs to it are attributes of that text.
    pub fn text_key(&self) -> String {
        format!("node-{}", self.id.replace('.', "-"))
    }
}

impl Category {
    /// The group's name as people read it.
    pub fn label(self, words: &'static Words) -> &'static str {
        words.text(match self {
            Self::Image => "category-image",
            Self::Compositing => "category-compositing",
            Self::Color => "category-color",
            Self::Filter => "category-filter",
            Self::Mask => "category-mask",
            Self::Text => "category-text",
            Self::Logic => "category-logic",
            Self::Graph => "category-graph",
        })
    }
}

/// One port that a wire can go into: an input, or a parameter that has a port.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InputPort<'a> {
    /// The stored name.
    pub name: &'a str,
    /// The name people read.
    pub label: &'a str,
    /// What may flow in.
    pub ty: Type,
    /// A run needs a wire here.
    pub required: bool,
    /// It belongs to a parameter.
    pub param: bool,
}

impl Schema {
    /// All ports a wire can go into, inputs first, in the order shown.
    pub fn input_ports(&self) -> impl Iterator<Item = InputPort<'_>> + '_ {
        let inputs = self.inputs.iter().map(|port| InputPort {
            name: &port.name,
            label: &port.label,
            ty: port.ty,
            required: port.required,
            param: false,
        });
        let params = self
            .params
            .iter()
            .filter(|param| param.port)
            .map(|param| InputPort {
                name: &param.name,
                label: &param.label,
                ty: param.kind.ty(),
                required: false,
                param: true,
            });
        inputs.chain(params)
    }

    /// The input port with this name.
    pub fn input_port(&self, name: &str) -> Option<InputPort<'_>> {
        self.input_ports().find(|port| port.name == name)
    }

    /// Whether an input port shows where these are wired: of many the wired ones, and the one after each of them.
    pub fn is_open(&self, name: &str, is_wired: impl Fn(&str) -> bool) -> bool {
        let port = self.inputs.iter().find(|port| port.name == name);
        let before = port.and_then(|port| port.after);
        before.is_none_or(|before| is_wired(before) || is_wired(name))
    }

    /// Whether there are inputs that not every run reads.
    pub fn chooses(&self) -> bool {
        self.inputs.iter().any(|input| input.read_if.is_some())
    }

    /// Whether a run with these parameters reads what is wired into a port; none while one that decides is not known.
    pub fn reads(&self, port: &str, params: &BTreeMap<Name, Value>) -> Option<bool> {
        let mut inputs = self.inputs.iter();
        let input = inputs.find(|input| input.name == port);
        match input.and_then(|input| input.read_if) {
            Some(ReadIf(read_if)) => read_if(port, params),
            None => Some(true),
        }
    }

    /// The output with this name.
    pub fn output(&self, name: &str) -> Option<&PortDecl> {
        self.outputs.iter().find(|port| port.name == name)
    }

    /// The parameter with this name.
    pub fn param(&self, name: &str) -> Option<&ParamDecl> {
        self.params.iter().find(|param| param.name == name)
    }
}

impl ParamDecl {
    /// What is set when somebody gives it a value: a file also has what makes it count chosen, for who gives one wants it read.
    pub fn given(&self, value: Value) -> impl Iterator<Item = (Name, Value)> + use<> {
        let shown_if = self.shown_if.filter(|_| self.kind.is_needed());
        let chosen = shown_if
            .and_then(|(choice, ids)| Some((choice.into(), Value::Choice((*ids.first()?).into()))));
        chosen.into_iter().chain([(Name::from(&self.name), value)])
    }
}

impl Schema {
    /// Whether nodes of this kind have a picture to look at: their result is one, or they save one.
    pub fn shows_picture(&self) -> bool {
        let makes = self
            .outputs
            .first()
            .is_some_and(|port| port.ty.is_picture());
        makes || (self.sink && self.inputs.iter().any(|port| port.ty.is_picture()))
    }

    /// Whether that is a mask: people see how much it covers as white on black.
    pub fn shows_mask(&self) -> bool {
        let first = self.outputs.first().map(|port| port.ty);
        matches!(first, Some(Type::Mask | Type::List(Type::Mask)))
    }
}

impl Type {
    fn is_picture(self) -> bool {
        match self {
            Self::Image | Self::Mask | Self::Video => true,
            Self::List(of) => of.is_picture(),
            _ => false,
        }
    }

    /// Whether a result of type `self` may go into a port of type `to`, directly or by a coercion
    /// (Int → Float, Int | Float | Bool | Subtitles → Text, Text ↔ JSON, Mask ↔ Image, T → List<T>, List<T> → T maps over the list).
    pub fn fits(self, to: Type) -> bool {
        match (self, to) {
            (from, to) if from == to => true,
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::Int, Self::Float) => true,
            (Self::Int | Self::Float | Self::Bool, Self::Text) => true,
            (Self::Text, Self::Choice) => true,
            (Self::Text, Self::Json) | (Self::Json | Self::Subtitles, Self::Text) => true,
            (Self::Mask, Self::Image) | (Self::Image, Self::Mask) => true,
            (Self::List(from), Self::List(to)) => from.fits(*to),
            (from, Self::List(to)) => from.fits(*to),
            (Self::List(from), to) => from.fits(to),
            _ => false,
        }
    }

    /// The types that a port of a subgraph can have, in the order shown.
    pub const CHOICES: [Self; 15] = [
        Self::Any,
        Self::Image,
        Self::Mask,
        Self::Video,
        Self::Audio,
        Self::Text,
        Self::Int,
        Self::Float,
        Self::Bool,
        Self::Color,
        Self::Choice,
        Self::Json,
        Self::Subtitles,
        Self::Sequence,
        Self::Asset,
    ];

    /// The stored name of a type that a port of a subgraph can have; a list goes through as anything.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Mask => "mask",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Text => "text",
            Self::Int => "int",
            Self::Float => "float",
            Self::Bool => "bool",
            Self::Color => "color",
            Self::Choice => "choice",
            Self::Json => "json",
            Self::Subtitles => "subtitles",
            Self::Sequence => "sequence",
            Self::Asset => "asset",
            Self::List(_) | Self::Any => "any",
        }
    }

    /// The type with this stored name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::CHOICES.into_iter().find(|ty| ty.id() == id)
    }

    /// The type's name as people read it.
    pub fn label(self, words: &'static Words) -> &'static str {
        words.text(match self {
            Self::Image => "type-image",
            Self::Mask => "type-mask",
            Self::Video => "type-video",
            Self::Audio => "type-audio",
            Self::Text => "type-text",
            Self::Int => "type-int",
            Self::Float => "type-float",
            Self::Bool => "type-bool",
            Self::Color => "type-color",
            Self::Choice => "type-choice",
            Self::Json => "type-json",
            Self::Subtitles => "type-subtitles",
            Self::Sequence => "type-sequence",
            Self::Asset => "type-asset",
            Self::List(_) => "type-list",
            Self::Any => "type-any",
        })
    }
}
