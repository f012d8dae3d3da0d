//! The document of a workflow, the commands that change it, and everything that follows from them alone.
//! Pure: no async, no clock, no randomness, no files. Ids, time and seeds are arguments.

mod command;
mod document;
mod geometry;
mod id;
mod plan;
mod problem;
mod schema;
mod value;

pub use command::Command;
pub use document::{Document, Frame, InPort, Node, Note, OutPort};
pub use geometry::{Point, Rect, Size};
pub use id::{FrameId, IdError, IdSource, ItemId, Name, NodeId, NoteId};
pub use plan::{ContentKey, Plan, Source, Step, Targets};
pub use problem::{Fault, Problem};
pub use schema::{
    Catalog, Category, InputPort, OptionDecl, ParamDecl, ParamKind, PortDecl, Schema, Type, Unit,
};
pub use value::{AssetRef, Value};
