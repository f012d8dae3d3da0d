//! What a parameter is: its shape, its default and limits, its unit, and when it is shown.

use super::Type;
use crate::numbers;
use crate::value::Value;
use std::borrow::Cow;

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
    /// Time.
    Seconds,
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
    /// A font file; when none is stored, words are set in the first font that comes with Gesso.
    Font,
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

/// A run sets the parameter anew at its start while the choice parameter `by` has the option `when`: see [`crate::waiting`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Afresh {
    /// The choice parameter that decides.
    pub by: &'static str,
    /// Its option with which a run sets the parameter.
    pub when: &'static str,
    /// The option that does the same with what was set, and keeps it: steps and takes have it in place of `when`.
    pub then: &'static str,
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
    /// Shown only while something is wired into this input, which it is about.
    pub of_input: Option<&'static str>,
    /// Does not count while something is wired into this input, which decides in its place.
    pub unless_input: Option<&'static str>,
    /// Its words are one of the lines of this other text parameter, to choose from.
    pub among: Option<&'static str>,
    /// When a run sets it anew at its start.
    pub afresh: Option<Afresh>,
    /// Seldom set: it has no row on the node, only in the inspector.
    pub minor: bool,
    /// One sentence, with the unit.
    pub doc: &'static str,
}

impl ParamKind {
    /// Whether something has to be stored: a file that is worked on.
    pub fn is_needed(&self) -> bool {
        matches!(self, Self::Asset { .. } | Self::Assets { .. })
    }

    /// Whether a file of this type may stand here.
    pub fn takes(&self, media_type: &str) -> bool {
        match self {
            Self::Asset { accept } | Self::Assets { accept } => media_type.starts_with(accept),
            Self::Font => media_type.starts_with("font/"),
            _ => false,
        }
    }

    /// The default as a value; files and fonts have none.
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
            Self::Asset { .. } | Self::Assets { .. } | Self::Font => return None,
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
            Self::Asset { .. } | Self::Font => Type::Asset,
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
                | Self::Font
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
