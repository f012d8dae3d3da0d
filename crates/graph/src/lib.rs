//! The document of a workflow, the commands that change it, and everything that follows from them alone.
//! Pure: no async, no clock, no randomness, no files. Ids, time and seeds are arguments. Rules: `SPEC.md`.

mod afresh;
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
mod flat;
mod geometry;
mod id;
mod interface;
pub mod limits;
pub mod numbers;
mod passing;
mod picking;
mod plan;
mod problem;
mod reading;
mod schema;
mod secrets;
mod serial;
mod skip;
mod value;
mod words;
mod written;

pub use afresh::{Waiting, is_set_afresh, set_afresh, waiting};
pub use apply::{Applied, Change, apply, apply_all, apply_to};
pub use clip::{Clip, ClipError};
pub use command::Command;
pub use diff::{Changes, Diff, diff};
pub use digest::Digest;
pub use document::{
    Definition, Document, Frame, INSTANCE, INSTANCE_GRAPH, InPort, Mode, Node, Note, OutPort,
};
pub use file::{FILE_FORMAT, FileError, Made, WorkflowFile};
pub use flat::{
    Flat, expand, run_id, run_ids_within, run_instances, run_path, run_result, run_title,
};
pub use geometry::{Point, Rect, Size};
pub use id::{FrameId, GraphId, IdError, IdSource, ItemId, Name, NodeId, NoteId};
pub use interface::{
    GRAPH_INPUT, GRAPH_OUTPUT, GRAPH_PORT, GRAPH_PORT_NAME, GRAPH_PORT_TYPE, Interfaces,
    exposed_name, exposed_param, port_name, port_node, schema_of,
};
pub use picking::{
    KeptTake, KeptTakes, PICK_ACTIVE, PICK_BEST, PICK_COUNT, PICK_FROM, PICK_LATEST, PICK_WHICH,
    PICKED, PICKED_NOW, TAKE_PICK, picked_from,
};
pub use plan::{ContentKey, Plan, Source, Step, Targets, plan, plan_flat, plan_with};
pub use problem::{Fault, Problem, is_shown, problems, problems_of};
pub use schema::{
    Afresh, Catalog, Category, InputPort, OptionDecl, ParamDecl, ParamKind, PortDecl, ReadIf,
    Schema, SchemaRef, Type, Unit,
};
pub use serial::DocumentError;
pub use skip::Skip;
pub use value::{AssetRef, Value};
pub use words::node_title;
pub use written::{read_value, write_value};
