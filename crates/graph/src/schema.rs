//! What a kind of node looks like from outside: ports, parameters, words. Constant data declared by `gesso-nodes`, or
//! made for an instance of a subgraph. The document does not depend on it: unknown kinds are kept and shown as problems.

use crate::numbers;
use crate::value::Value;
use gesso_words::{Language, Words};
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

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
    /// One sentence.
    pub doc: &'static str,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A bare number.
    None,
    /// Pixels of the full-size picture; scales with a proxy.
    Pixels,
    /// 100 is the whole.
    Percent,
    /// Degrees, clockwise.
    Degrees,
    /// The colour temperature of a light.
    Kelvin,
}

/// One option of a choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptionDecl {
    /// The stored id, `snake_case`.
    pub id: &'static str,
    /// The name people read.
    pub label: &'static str,
}

/// The shape of a parameter: its widget, its default and its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ParamKind {
    /// A number. `soft` is the slider's range, `hard` what is accepted.
    Float {
        /// The default.
        default: f64,
        /// The slider's range.
        soft: (f64, f64),
        /// What is accepted.
        hard: (f64, f64),
        /// The slider's step.
        step: f64,
        /// What it counts.
        unit: Unit,
    },
    /// A whole number.
    Int {
        /// The default.
        default: i64,
        /// The slider's range.
        soft: (i64, i64),
        /// What is accepted.
        hard: (i64, i64),
        /// What it counts.
        unit: Unit,
    },
    /// Yes or no.
    Bool {
        /// The default.
        default: bool,
    },
    /// Words.
    Text {
        /// The default.
        default: &'static str,
        /// More than one line.
        multiline: bool,
        /// Longest accepted, in bytes.
        max: usize,
    },
    /// A colour, sRGB with straight alpha.
    Color {
        /// The default.
        default: [f32; 4],
    },
    /// One of some options.
    Choice {
        /// The id of the default option.
        default: &'static str,
        /// In the order shown.
        options: &'static [OptionDecl],
    },
    /// A file; there is no default.
    Asset {
        /// The start of an accepted media type, as `image/`.
        accept: &'static str,
    },
    /// Several files in order; there is no default.
    Assets {
        /// The start of an accepted media type, as `image/`.
        accept: &'static str,
    },
    /// A curve from 0–1 to 0–1; neighbours of this kind are shown in one widget.
    Curve {
        /// As [`numbers::curve`] reads it.
        default: &'static [f64],
    },
    /// Colours along a line.
    Gradient {
        /// As [`numbers::stops`] reads it.
        default: &'static [f64],
    },
    /// Places on the node's picture.
    Points {
        /// As [`numbers::places`] reads it.
        default: &'static [f64],
        /// Fewest places.
        least: usize,
        /// Most places.
        most: usize,
    },
    /// Strokes of a brush over the node's picture, as [`numbers::strokes`] reads them; there are none by default.
    Strokes,
}

/// One parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct ParamDecl {
    /// The stored name, `snake_case`, different from every input's.
    pub name: Cow<'static, str>,
    /// The name people read.
    pub label: Cow<'static, str>,
    /// Shape, default and limits.
    pub kind: ParamKind,
    /// What counts when nothing is stored, in place of the shape's default: what the node within a subgraph has.
    pub preset: Option<Value>,
    /// Has an input port of the same name too: a wire into it overrides the stored value.
    pub port: bool,
    /// A number that means something else than its size, and what people read there: 0 may be "no wrapping".
    pub said: Option<(f64, &'static str)>,
    /// Shown only when another choice parameter has one of these values.
    pub shown_if: Option<(&'static str, &'static [&'static str])>,
    /// One sentence, with the unit.
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

impl ParamKind {
    /// The default as a value; files have none.
    pub fn default_value(&self) -> Option<Value> {
        Some(match *self {
            Self::Float { default, .. } => Value::Float(default),
            Self::Int { default, .. } => Value::Int(default),
            Self::Bool { default } => Value::Bool(default),
            Self::Text { default, .. } => Value::Text(default.into()),
            Self::Color { default } => Value::Color(default),
            Self::Choice { default, .. } => Value::Choice(default.into()),
            Self::Curve { default } | Self::Gradient { default } | Self::Points { default, .. } => {
                Value::Numbers(default.into())
            }
            Self::Strokes => Value::Numbers([].into()),
            Self::Asset { .. } | Self::Assets { .. } => return None,
        })
    }

    /// What may flow into the parameter's port.
    pub fn ty(&self) -> Type {
        match self {
            Self::Float { .. } => Type::Float,
            Self::Int { .. } => Type::Int,
            Self::Bool { .. } => Type::Bool,
            Self::Text { .. } => Type::Text,
            Self::Color { .. } => Type::Color,
            Self::Choice { .. } => Type::Choice,
            Self::Asset { .. } => Type::Asset,
            Self::Assets { .. } => Type::List(&Type::Asset),
            Self::Curve { .. } | Self::Gradient { .. } | Self::Points { .. } | Self::Strokes => {
                Type::Json
            }
        }
    }

    /// Whether these numbers are what the parameter takes.
    pub fn means(&self, numbers: &[f64]) -> bool {
        match *self {
            Self::Curve { .. } => numbers::curve(numbers).is_some(),
            Self::Gradient { .. } => numbers::stops(numbers).is_some(),
            Self::Points { least, most, .. } => numbers::places(numbers)
                .is_some_and(|places| (least..=most).contains(&places.len())),
            Self::Strokes => numbers::strokes(numbers).is_some(),
            _ => false,
        }
    }

    /// Whether it is set with a widget that has no room on a node: files and whatever is drawn.
    pub fn is_large(&self) -> bool {
        matches!(
            self,
            Self::Asset { .. }
                | Self::Assets { .. }
                | Self::Curve { .. }
                | Self::Gradient { .. }
                | Self::Points { .. }
                | Self::Strokes
        )
    }
}

impl ParamDecl {
    /// What counts when nothing is stored; files have none unless some are preset.
    pub fn default_value(&self) -> Option<Value> {
        self.preset.clone().or_else(|| self.kind.default_value())
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

    /// The output with this name.
    pub fn output(&self, name: &str) -> Option<&PortDecl> {
        self.outputs.iter().find(|port| port.name == name)
    }

    /// The parameter with this name.
    pub fn param(&self, name: &str) -> Option<&ParamDecl> {
        self.params.iter().find(|param| param.name == name)
    }
}

impl Type {
    /// Whether a result of type `self` may go into a port of type `to`, directly or by a coercion
    /// (Int → Float, Int | Float | Bool → Text, Text ↔ JSON, Mask ↔ Image, T → List<T>, List<T> → T maps over the list).
    pub fn fits(self, to: Type) -> bool {
        match (self, to) {
            (from, to) if from == to => true,
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::Int, Self::Float) => true,
            (Self::Int | Self::Float | Self::Bool, Self::Text) => true,
            (Self::Text, Self::Choice) => true,
            (Self::Text, Self::Json) | (Self::Json, Self::Text) => true,
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
