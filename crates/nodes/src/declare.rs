//! Typed handles: a node's file declares its ports and parameters with them and reads their values through them,
//! so that a declaration and the function that uses it can't disagree about names or types.

use gesso_graph::{Afresh, Name, OptionDecl, ParamDecl, ParamKind, PortDecl, ReadIf, Unit, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;

pub mod flow;
mod usual;

use flow::Flow;
pub(crate) use usual::{FILTERS, angle, distance, length, option, percent, side};

/// An input.
#[derive(Debug, Clone, Copy)]
pub struct In<T> {
    /// The stored name, `snake_case`.
    pub name: &'static str,
    /// The name people read.
    pub label: &'static str,
    required: bool,
    read_if: Option<ReadIf>,
    after: Option<&'static str>,
    doc: &'static str,
    flow: PhantomData<fn() -> T>,
}

/// An output.
#[derive(Debug, Clone, Copy)]
pub struct Out<T> {
    /// The stored name, `snake_case`.
    pub name: &'static str,
    /// The name people read.
    pub label: &'static str,
    doc: &'static str,
    flow: PhantomData<fn() -> T>,
}

/// A parameter.
#[derive(Debug, Clone, Copy)]
pub struct Param<T> {
    /// The stored name, `snake_case`.
    pub name: &'static str,
    /// The name people read.
    pub label: &'static str,
    /// Shape, default and limits.
    pub kind: ParamKind,
    port: bool,
    said: Option<(f64, &'static str)>,
    shown_if: Option<(&'static str, &'static [&'static str])>,
    of_input: Option<&'static str>,
    unless_input: Option<&'static str>,
    among: Option<&'static str>,
    afresh: Option<Afresh>,
    minor: bool,
    doc: &'static str,
    flow: PhantomData<fn() -> T>,
}

impl<T: Flow> In<T> {
    /// An input that a run needs.
    pub const fn new(name: &'static str, label: &'static str, doc: &'static str) -> Self {
        Self {
            name,
            label,
            required: true,
            read_if: None,
            after: None,
            doc,
            flow: PhantomData,
        }
    }

    /// An input that may stay empty.
    pub const fn optional(name: &'static str, label: &'static str, doc: &'static str) -> Self {
        Self {
            required: false,
            ..Self::new(name, label, doc)
        }
    }

    /// The input is read only when this says so.
    pub const fn read_if(
        mut self,
        read_if: fn(&str, &BTreeMap<Name, Value>) -> Option<bool>,
    ) -> Self {
        self.read_if = Some(ReadIf(read_if));
        self
    }

    /// The input is one of many, and shows once this one before it is wired.
    pub const fn after(mut self, before: &'static str) -> Self {
        self.after = Some(before);
        self
    }

    /// What the graph sees.
    pub const fn decl(self) -> PortDecl {
        PortDecl {
            name: Cow::Borrowed(self.name),
            label: Cow::Borrowed(self.label),
            ty: T::TYPE,
            required: self.required,
            read_if: self.read_if,
            after: self.after,
            doc: self.doc,
        }
    }
}

impl<T: Flow> Out<T> {
    /// An output.
    pub const fn new(name: &'static str, label: &'static str, doc: &'static str) -> Self {
        Self {
            name,
            label,
            doc,
            flow: PhantomData,
        }
    }

    /// What the graph sees.
    pub const fn decl(self) -> PortDecl {
        PortDecl {
            name: Cow::Borrowed(self.name),
            label: Cow::Borrowed(self.label),
            ty: T::TYPE,
            required: false,
            read_if: None,
            after: None,
            doc: self.doc,
        }
    }
}

impl<T> Param<T> {
    const fn of(
        name: &'static str,
        label: &'static str,
        kind: ParamKind,
        doc: &'static str,
    ) -> Self {
        Self {
            name,
            label,
            kind,
            port: false,
            said: None,
            shown_if: None,
            of_input: None,
            unless_input: None,
            among: None,
            afresh: None,
            minor: false,
            doc,
            flow: PhantomData,
        }
    }

    /// What the graph sees.
    pub const fn decl(self) -> ParamDecl {
        ParamDecl {
            name: Cow::Borrowed(self.name),
            label: Cow::Borrowed(self.label),
            kind: self.kind,
            preset: None,
            port: self.port,
            said: self.said,
            shown_if: self.shown_if,
            of_input: self.of_input,
            unless_input: self.unless_input,
            among: self.among,
            afresh: self.afresh,
            minor: self.minor,
            doc: self.doc,
        }
    }

    /// Gives the parameter an input port too: a wire into it overrides the stored value.
    pub const fn port(mut self) -> Self {
        self.port = true;
        self
    }

    /// A number that people read as words, as 0 for "no wrapping".
    pub const fn said(mut self, number: f64, words: &'static str) -> Self {
        self.said = Some((number, words));
        self
    }

    /// Shows the parameter only when the choice parameter `name` has one of these values.
    pub const fn shown_if(mut self, name: &'static str, values: &'static [&'static str]) -> Self {
        self.shown_if = Some((name, values));
        self
    }

    /// Shows the parameter only while something is wired into the input `name`, and in the inspector alone: on the node it would
    /// come and go.
    pub const fn of_input(mut self, name: &'static str) -> Self {
        self.of_input = Some(name);
        self.minor()
    }

    /// Lets what is wired into the input `name` decide in the parameter's place, which is in the inspector alone: on the node it
    /// would come and go.
    pub const fn unless_input(mut self, name: &'static str) -> Self {
        self.unless_input = Some(name);
        self.minor()
    }

    /// A run sets the parameter anew at its start while the choice parameter `by` is `when`; `then` keeps what was set.
    pub const fn afresh(
        mut self,
        by: &'static str,
        when: &'static str,
        then: &'static str,
    ) -> Self {
        self.afresh = Some(Afresh { by, when, then });
        self
    }

    /// Shows the parameter in the inspector alone, not on the node: it is seldom set.
    pub const fn minor(mut self) -> Self {
        self.minor = true;
        self
    }
}

impl Param<flow::Float> {
    /// A number with the slider's range `soft` and the limits `hard`.
    pub const fn float(
        name: &'static str,
        label: &'static str,
        default: f64,
        unit: Unit,
        (soft, hard): ((f64, f64), (f64, f64)),
        doc: &'static str,
    ) -> Self {
        Self::of(
            name,
            label,
            ParamKind::Float {
                default,
                soft,
                hard,
                step: 0.1,
                unit,
            },
            doc,
        )
    }

    /// The slider's step, when a tenth is not right.
    pub const fn step(mut self, width: f64) -> Self {
        if let ParamKind::Float { step, .. } = &mut self.kind {
            *step = width;
        }
        self
    }
}

impl Param<flow::Int> {
    /// A whole number with the slider's range `soft` and the limits `hard`.
    pub const fn int(
        name: &'static str,
        label: &'static str,
        default: i64,
        unit: Unit,
        (soft, hard): ((i64, i64), (i64, i64)),
        doc: &'static str,
    ) -> Self {
        Self::of(
            name,
            label,
            ParamKind::Int {
                default,
                soft,
                hard,
                unit,
            },
            doc,
        )
    }
}

impl Param<flow::Bool> {
    /// Yes or no.
    pub const fn bool(
        name: &'static str,
        label: &'static str,
        default: bool,
        doc: &'static str,
    ) -> Self {
        Self::of(name, label, ParamKind::Bool { default }, doc)
    }
}

impl Param<flow::Color> {
    /// A colour: sRGB, straight alpha.
    pub const fn color(
        name: &'static str,
        label: &'static str,
        default: [f32; 4],
        doc: &'static str,
    ) -> Self {
        Self::of(name, label, ParamKind::Color { default }, doc)
    }
}

impl Param<flow::Text> {
    /// One line of words, at most 1000 bytes.
    pub const fn line(
        name: &'static str,
        label: &'static str,
        default: &'static str,
        doc: &'static str,
    ) -> Self {
        Self::of(
            name,
            label,
            ParamKind::Text {
                default,
                multiline: false,
                max: 1000,
            },
            doc,
        )
    }

    /// Shows a choice among the lines of the text parameter `name`.
    pub const fn among(mut self, name: &'static str) -> Self {
        self.among = Some(name);
        self
    }

    /// Many lines of words, at most 20 000 bytes.
    pub const fn lines(
        name: &'static str,
        label: &'static str,
        default: &'static str,
        doc: &'static str,
    ) -> Self {
        Self::of(
            name,
            label,
            ParamKind::Text {
                default,
                multiline: true,
                max: 20_000,
            },
            doc,
        )
    }
}

impl Param<flow::Choice> {
    /// One of some options; `default` is the id of one.
    pub const fn choice(
        name: &'static str,
        label: &'static str,
        default: &'static str,
        options: &'static [OptionDecl],
        doc: &'static str,
    ) -> Self {
        Self::of(name, label, ParamKind::Choice { default, options }, doc)
    }
}

impl Param<flow::Asset> {
    /// A file whose media type begins with `accept`.
    pub const fn asset(
        name: &'static str,
        label: &'static str,
        accept: &'static str,
        doc: &'static str,
    ) -> Self {
        Self::of(name, label, ParamKind::Asset { accept }, doc)
    }
}

impl Param<flow::Font> {
    /// A font.
    pub const fn font(name: &'static str, label: &'static str, doc: &'static str) -> Self {
        Self::of(name, label, ParamKind::Font, doc)
    }
}

impl Param<flow::Assets> {
    /// Several files whose media types begin with `accept`.
    pub const fn assets(
        name: &'static str,
        label: &'static str,
        accept: &'static str,
        doc: &'static str,
    ) -> Self {
        Self::of(name, label, ParamKind::Assets { accept }, doc)
    }
}

impl Param<flow::Curve> {
    /// A curve, by its points.
    pub const fn curve(
        name: &'static str,
        label: &'static str,
        default: &'static [f64],
        doc: &'static str,
    ) -> Self {
        Self::of(name, label, ParamKind::Curve { default }, doc)
    }
}

impl Param<flow::Gradient> {
    /// A gradient, by its stops.
    pub const fn gradient(
        name: &'static str,
        label: &'static str,
        default: &'static [f64],
        doc: &'static str,
    ) -> Self {
        Self::of(name, label, ParamKind::Gradient { default }, doc)
    }
}

impl Param<flow::Points> {
    /// Places on the node's picture, from `least` to `most` of them.
    pub const fn points(
        name: &'static str,
        label: &'static str,
        default: &'static [f64],
        (least, most): (usize, usize),
        doc: &'static str,
    ) -> Self {
        let kind = ParamKind::Points {
            default,
            least,
            most,
        };
        Self::of(name, label, kind, doc)
    }
}

impl Param<flow::Strokes> {
    /// What a brush painted on the node's picture; nothing at first.
    pub const fn strokes(name: &'static str, label: &'static str, doc: &'static str) -> Self {
        Self::of(name, label, ParamKind::Strokes, doc)
    }
}
