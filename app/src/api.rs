//! What a page may ask the server for: the types, the one trait the server fulfils, and the server functions between them.
//! Editing does not go this way: it goes through the websocket that `session` owns.

#[cfg(feature = "ssr")]
mod backend;
mod functions;
mod queue;
mod rows;
mod types;
mod watch;

#[cfg(feature = "ssr")]
pub use backend::{Backend, RunEvents};
pub use functions::{
    assets, cancel_run, create_from_template, create_workflow, delete_workflow, document_at,
    duplicate_workflow, history, import_workflow, queue, rename_workflow, restore_workflow,
    run_again, run_items, run_times, runs, start_run, start_runs, takes, templates, watch_run,
    wish_queue, wish_take, workflow, workflow_in, workflows,
};
pub use queue::{QueueCard, QueueWish, QueuedCard, StepTime, TakeWish};
pub use rows::{BatchCard, RunColumn, RunRow, RunTable};
pub use types::{
    ApiError, AssetCard, IMPORT_BYTES, RunCard, TemplateCard, UploadRefusal, WorkflowCard,
};
pub use watch::{events_of, follow_run};
