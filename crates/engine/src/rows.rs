//! Many runs at once, one for each row of a table: each of a document of its own, called after its row. All of them come
//! into the line, or none.

use crate::engine::Engine;
use crate::error::EngineError;
use crate::store::{Job, NewRun};
use gesso_graph::{Document, Targets};
use gesso_nodes::catalogue;
use gesso_sync::{Author, RunId, Seq};

/// One run of many.
#[derive(Debug, Clone)]
pub struct Row {
    /// What the run is called.
    pub name: String,
    /// The workflow with the values of the row.
    pub document: Document,
}

impl Engine {
    /// Starts a run of each row, in their order, and returns once all are kept.
    ///
    /// # Errors
    /// When there is nothing to run in a row, a limit is met, or the store fails; then none of them goes on.
    pub async fn start_rows(
        &self,
        workflow: &str,
        seq: Seq,
        rows: Vec<Row>,
        targets: Targets,
        by: Option<Author>,
    ) -> Result<Vec<RunId>, EngineError> {
        let mut jobs = Vec::with_capacity(rows.len());
        for Row { name, document } in rows {
            let takes = self.inner.kept_takes(workflow, &document).await?;
            let mut job = Job::of(&document, catalogue(), &targets, &takes);
            job.name = Some(name);
            self.inner.check(&job)?;
            jobs.push(job);
        }
        self.inner.has_room(jobs.len())?;
        let mut runs = Vec::with_capacity(jobs.len());
        for job in jobs {
            let new = NewRun {
                workflow: workflow.to_owned(),
                seq,
                targets: targets.clone(),
                job,
                at_ms: self.inner.clock.now_ms(),
                by: by.clone(),
            };
            match self.start_new(new).await {
                Ok(run) => runs.push(run),
                Err(error) => {
                    for run in runs {
                        self.cancel(run).await?;
                    }
                    return Err(error);
                }
            }
        }
        Ok(runs)
    }
}
