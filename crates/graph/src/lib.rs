//! The document of a workflow, the commands that change it, and everything that follows from them alone.
//! Pure: no async, no clock, no randomness, no files. Ids, time and seeds are arguments. Rules: `SPEC.md`.

mod apply;
mod canonical;
mod check;
mod clip;
mod command;
mod diff;
mod digest;
mod document;
pub mod edit;
mod file;
mod geometry;
mod id;
pub mod limits;
mod plan;
mod problem;
mod schema;
mod serial;
mod skip;
mod value;
mod words;

pub use apply::{Applied, Change, apply, apply_all, apply_to};
pub use clip::{Clip, ClipError};
pub use command::Command;
pub use diff::{Changes, Diff, diff};
pub use digest::Digest;
pub use document::{
    Definition, Document, Frame, INSTANCE, INSTANCE_GRAPH, InPort, Mode, Node, Note, OutPort,
};
pub use file::{FILE_FORMAT, FileError, WorkflowFile};
pub use geometry::{Point, Rect, Size};
pub use id::{FrameId, GraphId, IdError, IdSource, ItemId, Name, NodeId, NoteId};
pub use plan::{ContentKey, Plan, Source, Step, Targets, plan};
pub use problem::{Fault, Problem, is_shown, problems, problems_of};
pub use schema::{
    Catalog, Category, InputPort, OptionDecl, ParamDecl, ParamKind, PortDecl, Schema, Type, Unit,
};
pub use serial::DocumentError;
pub use skip::Skip;
pub use value::{AssetRef, Value};
pub use words::node_title;
