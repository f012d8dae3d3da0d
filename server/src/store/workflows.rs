//! The list of workflows: names, times, deletion. What is in a workflow is the log's.

use super::{Attempt as _, Store, StoreError};
use crate::clock;
use gesso_graph::Document;

/// One workflow as the gallery knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Workflow {
    /// Sixteen hexadecimal digits.
    pub(crate) id: String,
    /// The name people gave it.
    pub(crate) name: String,
    /// When it was last edited, renamed or restored; milliseconds since 1970.
    pub(crate) changed_ms: i64,
    /// When it was deleted, if it is.
    pub(crate) deleted_ms: Option<i64>,
    /// How many nodes it has.
    pub(crate) nodes: i64,
    /// The key of the chosen take that stands for it.
    pub(crate) take: Option<String>,
}

impl Store {
    /// The workflows whose name contains `search`, the last changed first.
    pub(crate) async fn workflows(
        &self,
        search: &str,
        deleted: bool,
    ) -> Result<Vec<Workflow>, StoreError> {
        let all = sqlx::query_as!(
            Workflow,
            "SELECT id, name, changed_ms, deleted_ms, nodes, take FROM workflows
             WHERE (deleted_ms IS NOT NULL) = ? ORDER BY changed_ms DESC, id",
            deleted
        )
        .fetch_all(&self.read)
        .await
        .attempt("list the workflows")?;
        // SQLite folds the case of ASCII letters only; names are in every language.
        let search = search.trim().to_lowercase();
        Ok(all
            .into_iter()
            .filter(|workflow| workflow.name.to_lowercase().contains(&search))
            .collect())
    }

    /// One workflow, deleted or not.
    pub(crate) async fn workflow(&self, id: &str) -> Result<Option<Workflow>, StoreError> {
        sqlx::query_as!(
            Workflow,
            "SELECT id, name, changed_ms, deleted_ms, nodes, take FROM workflows WHERE id = ?",
            id
        )
        .fetch_optional(&self.read)
        .await
        .attempt("find the workflow")
    }

    /// Whether there is or was any workflow.
    pub(crate) async fn has_workflows(&self) -> Result<bool, StoreError> {
        let count = sqlx::query_scalar!("SELECT count(*) FROM (SELECT 1 FROM workflows LIMIT 1)")
            .fetch_one(&self.read)
            .await
            .attempt("count the workflows")?;
        Ok(count > 0)
    }

    /// A new workflow that begins with `document`; gives its id.
    pub(crate) async fn create_workflow(
        &self,
        name: &str,
        document: &Document,
    ) -> Result<String, StoreError> {
        let id = clock::new_workflow_id();
        let now = clock::now_ms();
        let nodes = i64::try_from(document.nodes().len()).unwrap_or(i64::MAX);
        let snapshot = super::log::to_text(document)?;
        let mut transaction = self
            .log
            .begin_with("BEGIN IMMEDIATE")
            .await
            .attempt("make a workflow")?;
        sqlx::query!(
            "INSERT INTO workflows (id, name, created_ms, changed_ms, nodes) VALUES (?, ?, ?, ?, ?)",
            id,
            name,
            now,
            now,
            nodes
        )
        .execute(&mut *transaction)
        .await
        .attempt("make a workflow")?;
        sqlx::query!(
            "INSERT INTO snapshots (workflow, seq, document) VALUES (?, 0, ?)",
            id,
            snapshot
        )
        .execute(&mut *transaction)
        .await
        .attempt("make a workflow")?;
        transaction.commit().await.attempt("make a workflow")?;
        Ok(id)
    }

    /// Gives a workflow another name. `false` when there is none.
    pub(crate) async fn rename_workflow(&self, id: &str, name: &str) -> Result<bool, StoreError> {
        let now = clock::now_ms();
        let done = sqlx::query!(
            "UPDATE workflows SET name = ?, changed_ms = ? WHERE id = ?",
            name,
            now,
            id
        )
        .execute(&self.log)
        .await
        .attempt("rename the workflow")?;
        Ok(done.rows_affected() > 0)
    }

    /// Puts a workflow away, or takes it back. `false` when there is none.
    pub(crate) async fn set_deleted(
        &self,
        id: &str,
        deleted_ms: Option<i64>,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query!(
            "UPDATE workflows SET deleted_ms = ? WHERE id = ?",
            deleted_ms,
            id
        )
        .execute(&self.log)
        .await
        .attempt("change the workflow")?;
        Ok(done.rows_affected() > 0)
    }

    /// Removes for good what was deleted before `before_ms`, and every run of a workflow that is no more: the newest run
    /// of a workflow protects its files. Gives how many workflows.
    pub(crate) async fn purge(&self, before_ms: i64) -> Result<u64, StoreError> {
        let mut transaction = self
            .log
            .begin_with("BEGIN IMMEDIATE")
            .await
            .attempt("remove deleted workflows")?;
        let done = sqlx::query!("DELETE FROM workflows WHERE deleted_ms < ?", before_ms)
            .execute(&mut *transaction)
            .await
            .attempt("remove deleted workflows")?;
        sqlx::query!("DELETE FROM runs WHERE workflow NOT IN (SELECT id FROM workflows)")
            .execute(&mut *transaction)
            .await
            .attempt("remove the runs of deleted workflows")?;
        sqlx::query!("DELETE FROM takes WHERE workflow NOT IN (SELECT id FROM workflows)")
            .execute(&mut *transaction)
            .await
            .attempt("remove the takes of deleted workflows")?;
        transaction
            .commit()
            .await
            .attempt("remove deleted workflows")?;
        Ok(done.rows_affected())
    }
}
