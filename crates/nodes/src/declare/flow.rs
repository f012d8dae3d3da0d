//! What may flow through a port, as types: the parameter of a handle. Nothing of them is ever made.

use gesso_graph::Type;

/// A type of the graph as a type of Rust.
pub trait Flow {
    /// The type of the graph.
    const TYPE: Type;
}

macro_rules! flow {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub enum $name {}
            impl Flow for $name {
                const TYPE: Type = Type::$name;
            }
        )*
    };
}

/// A curve; no wire carries one.
#[derive(Debug, Clone, Copy)]
pub enum Curve {}
/// A font; no wire carries one.
#[derive(Debug, Clone, Copy)]
pub enum Font {}
/// A gradient; no wire carries one.
#[derive(Debug, Clone, Copy)]
pub enum Gradient {}
/// Places on a picture; no wire carries them.
#[derive(Debug, Clone, Copy)]
pub enum Points {}
/// What a brush painted; no wire carries it.
#[derive(Debug, Clone, Copy)]
pub enum Strokes {}

flow!(
    /// A picture.
    Image,
    /// One channel of coverage.
    Mask,
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
    /// One of some options.
    Choice,
    /// A kept file.
    Asset,
    /// Structured data.
    Json,
    /// Timed words.
    Subtitles,
    /// Whatever comes.
    Any,
);

/// Many of one type.
#[derive(Debug, Clone, Copy)]
pub struct List<T>(std::marker::PhantomData<T>);

impl<T: Flow> Flow for List<T> {
    const TYPE: Type = Type::List(&T::TYPE);
}

/// Several kept files, as a parameter.
pub type Assets = List<Asset>;
