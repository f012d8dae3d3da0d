//! Runs, their steps, outcomes and recipes: the engine's store. Lists travel as one JSON argument each, so that a call
//! is one statement however many items it has.

use super::{Store, queue, to_bits};
use async_trait::async_trait;
use gesso_engine::{
    Job, NewRun, Outcome, RUNS_KEPT, RunRecord, RunStore, StepRecord, StoreError, UsedOutcome,
};
use gesso_graph::{ContentKey, NodeId, Step, Targets};
use gesso_sync::{RunId, RunState};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// A row of `runs` without its job.
struct RunRow {
    id: i64,
    workflow: String,
    seq: i64,
    targets: String,
    state: String,
    started_ms: i64,
    ended_ms: Option<i64>,
    author: Option<String>,
    priority: i64,
    held: bool,
    line_order: Option<i64>,
}

/// One row to write, its columns already in their stored form.
#[derive(Serialize)]
struct Row {
    key: String,
    value: String,
    more: Option<String>,
}

pub(super) trait Doing<T> {
    fn doing(self, what: &str) -> Result<T, StoreError>;
}

impl<T, E: Into<Box<dyn std::error::Error + Send + Sync>>> Doing<T> for Result<T, E> {
    fn doing(self, what: &str) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::new(what, error))
    }
}

pub(super) fn text(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).doing("write a value as text")
}

pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).doing("read a stored value")
}

/// What could be read. A row that another version wrote is one row less, not a server that does not start.
pub(super) fn readable<T>(what: &str, row: Result<T, StoreError>) -> Option<T> {
    row.inspect_err(|error| tracing::error!(%error, "{what} counts for nothing"))
        .ok()
}

fn keys_text(keys: &[ContentKey]) -> Result<String, StoreError> {
    text(&keys)
}

/// Recipes as rows, in one text.
fn recipe_rows(steps: &[Step]) -> Result<String, StoreError> {
    let row = |step: &Step| {
        Ok(Row {
            key: step.key.to_string(),
            value: text(step)?,
            more: None,
        })
    };
    let rows: Vec<Row> = steps.iter().map(row).collect::<Result<_, StoreError>>()?;
    text(&rows)
}

fn word(state: RunState) -> &'static str {
    match state {
        RunState::Queued => "queued",
        RunState::Running => "running",
        RunState::Done => "done",
        RunState::Failed => "failed",
        RunState::Cancelled => "cancelled",
    }
}

impl TryFrom<RunRow> for RunRecord {
    type Error = StoreError;

    fn try_from(row: RunRow) -> Result<Self, StoreError> {
        let state = match row.state.as_str() {
            "queued" => RunState::Queued,
            "running" => RunState::Running,
            "done" => RunState::Done,
            "failed" => RunState::Failed,
            "cancelled" => RunState::Cancelled,
            other => {
                return Err(StoreError::new(
                    "read a run",
                    format!("{other} is no state"),
                ));
            }
        };
        Ok(Self {
            run: RunId(row.id),
            workflow: row.workflow,
            seq: row.seq.cast_unsigned(),
            targets: readable("what a run was for", read(&row.targets))
                .unwrap_or(Targets::Everything),
            state,
            started_ms: row.started_ms,
            ended_ms: row.ended_ms,
            by: row
                .author
                .and_then(|author| readable("who asked for a run", read(&author))),
            place: queue::place(row.id, row.priority, row.held, row.line_order),
        })
    }
}

/// Values by their keys, as far as they can be read.
fn pairs<'a, T: DeserializeOwned>(
    what: &str,
    rows: impl Iterator<Item = (&'a str, &'a str)>,
) -> BTreeMap<ContentKey, T> {
    let pair = |key: &str, value: &str| Ok((key.parse().doing("read a key")?, read(value)?));
    rows.filter_map(|(key, value)| readable(what, pair(key, value)))
        .collect()
}

fn records(rows: Vec<RunRow>) -> Result<Vec<RunRecord>, StoreError> {
    rows.into_iter().map(RunRecord::try_from).collect()
}

#[async_trait]
impl RunStore for Store {
    async fn create_run(&self, new: &NewRun) -> Result<RunId, StoreError> {
        let (seq, targets, job) = (to_bits(new.seq), text(&new.targets)?, text(&new.job)?);
        let author = new.by.as_ref().map(text).transpose()?;
        let recipes = recipe_rows(&new.job.steps)?;
        let mut transaction = self
            .runs
            .begin_with("BEGIN IMMEDIATE")
            .await
            .doing("make a run")?;
        let id = sqlx::query_scalar!(
            "INSERT INTO runs (workflow, seq, targets, job, state, started_ms, author)
             VALUES (?, ?, ?, ?, 'queued', ?, ?) RETURNING id",
            new.workflow,
            seq,
            targets,
            job,
            new.at_ms,
            author
        )
        .fetch_one(&mut *transaction)
        .await
        .doing("make a run")?;
        sqlx::query!(
            "INSERT INTO recipes (key, step) SELECT value ->> 'key', value ->> 'value' FROM json_each(?)
             WHERE true ON CONFLICT (key) DO NOTHING",
            recipes
        )
        .execute(&mut *transaction)
        .await
        .doing("keep the steps of a run")?;
        sqlx::query!(
            "DELETE FROM runs WHERE workflow = ?1 AND ended_ms IS NOT NULL
                 AND id <= (SELECT id FROM runs WHERE workflow = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
            new.workflow,
            RUNS_KEPT
        )
        .execute(&mut *transaction)
        .await
        .doing("forget old runs")?;
        transaction.commit().await.doing("make a run")?;
        Ok(RunId(id))
    }

    async fn run(&self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        let row = sqlx::query_as!(
            RunRow,
            r#"SELECT id, workflow, seq, targets, state, started_ms, ended_ms, author, priority, held AS "held: bool", line_order
             FROM runs WHERE id = ?"#,
            run.0
        )
        .fetch_optional(&self.read)
        .await
        .doing("find a run")?;
        row.map(RunRecord::try_from).transpose()
    }

    async fn runs(&self, workflow: &str, limit: u32) -> Result<Vec<RunRecord>, StoreError> {
        let rows = sqlx::query_as!(
            RunRow,
            r#"SELECT id, workflow, seq, targets, state, started_ms, ended_ms, author, priority, held AS "held: bool", line_order
             FROM runs
             WHERE workflow = ? ORDER BY id DESC LIMIT ?"#,
            workflow,
            limit
        )
        .fetch_all(&self.read)
        .await
        .doing("list the runs")?;
        records(rows)
    }

    async fn unfinished(&self) -> Result<Vec<RunRecord>, StoreError> {
        let rows = sqlx::query_as!(
            RunRow,
            r#"SELECT id, workflow, seq, targets, state, started_ms, ended_ms, author, priority, held AS "held: bool", line_order
             FROM runs
             WHERE ended_ms IS NULL ORDER BY id"#
        )
        .fetch_all(&self.read)
        .await
        .doing("list the unfinished runs")?;
        records(rows)
    }

    async fn newest(&self) -> Result<Vec<RunRecord>, StoreError> {
        let rows = sqlx::query_as!(
            RunRow,
            r#"SELECT id, workflow, seq, targets, state, started_ms, ended_ms, author, priority, held AS "held: bool", line_order
             FROM runs
             WHERE id IN (SELECT max(id) FROM runs GROUP BY workflow) ORDER BY workflow"#
        )
        .fetch_all(&self.read)
        .await
        .doing("list the newest runs")?;
        records(rows)
    }

    async fn job(&self, run: RunId) -> Result<Option<Job>, StoreError> {
        let job = sqlx::query_scalar!("SELECT job FROM runs WHERE id = ?", run.0)
            .fetch_optional(&self.read)
            .await
            .doing("read what a run has to do")?;
        job.as_deref().map(read).transpose()
    }

    async fn set_run_state(
        &self,
        run: RunId,
        state: RunState,
        at_ms: i64,
    ) -> Result<(), StoreError> {
        let ended = matches!(
            state,
            RunState::Done | RunState::Failed | RunState::Cancelled
        )
        .then_some(at_ms);
        let state = word(state);
        sqlx::query!(
            "UPDATE runs SET state = ?, ended_ms = ? WHERE id = ?",
            state,
            ended,
            run.0
        )
        .execute(&self.runs)
        .await
        .doing("set where a run stands")?;
        Ok(())
    }

    async fn claim(
        &self,
        run: RunId,
        worker: &str,
        now_ms: i64,
        until_ms: i64,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query!(
            "UPDATE runs SET worker = ?1, held_until_ms = ?2 WHERE id = ?3 AND ended_ms IS NULL
                 AND (worker IS NULL OR worker = ?1 OR held_until_ms <= ?4)",
            worker,
            until_ms,
            run.0,
            now_ms
        )
        .execute(&self.runs)
        .await
        .doing("claim a run")?;
        Ok(done.rows_affected() > 0)
    }

    async fn set_steps(&self, run: RunId, steps: &[StepRecord]) -> Result<(), StoreError> {
        let row = |step: &StepRecord| {
            let result = step.result.as_ref().map(text).transpose()?;
            Ok(Row {
                key: step.node.to_string(),
                value: text(&step.state)?,
                more: result,
            })
        };
        let rows = text(
            &steps
                .iter()
                .map(row)
                .collect::<Result<Vec<_>, StoreError>>()?,
        )?;
        sqlx::query!(
            "INSERT INTO steps (run, node, state, result)
             SELECT ?, value ->> 'key', value ->> 'value', value ->> 'more' FROM json_each(?)
             WHERE true ON CONFLICT (run, node) DO UPDATE SET state = excluded.state, result = excluded.result",
            run.0,
            rows
        )
        .execute(&self.runs)
        .await
        .doing("set where steps stand")?;
        Ok(())
    }

    async fn steps(&self, run: RunId) -> Result<Vec<StepRecord>, StoreError> {
        let rows = sqlx::query!(
            "SELECT node, state, result FROM steps WHERE run = ? ORDER BY node",
            run.0
        )
        .fetch_all(&self.read)
        .await
        .doing("read where steps stand")?;
        let record = |node: &str, state: &str, result: Option<&str>| {
            Ok(StepRecord {
                node: node.parse::<NodeId>().doing("read a node's id")?,
                state: read(state)?,
                result: result.map(read).transpose()?,
            })
        };
        let records = rows.iter().filter_map(|row| {
            let record = record(&row.node, &row.state, row.result.as_deref());
            readable("where a step stands", record)
        });
        Ok(records.collect())
    }

    async fn outcomes(
        &self,
        keys: &[ContentKey],
    ) -> Result<BTreeMap<ContentKey, Outcome>, StoreError> {
        let keys = keys_text(keys)?;
        let rows = sqlx::query!(
            "SELECT key, outcome FROM outcomes WHERE key IN (SELECT value FROM json_each(?))",
            keys
        )
        .fetch_all(&self.read)
        .await
        .doing("look for outcomes")?;
        Ok(pairs(
            "an outcome",
            rows.iter().map(|row| (&*row.key, &*row.outcome)),
        ))
    }

    async fn put_outcome(
        &self,
        key: ContentKey,
        outcome: &Outcome,
        at_ms: i64,
    ) -> Result<(), StoreError> {
        let (key, outcome) = (key.to_string(), text(outcome)?);
        sqlx::query!(
            "INSERT INTO outcomes (key, outcome, used_ms) VALUES (?, ?, ?)
             ON CONFLICT (key) DO UPDATE SET outcome = excluded.outcome, used_ms = excluded.used_ms",
            key,
            outcome,
            at_ms
        )
        .execute(&self.runs)
        .await
        .doing("keep an outcome")?;
        Ok(())
    }

    async fn touch(&self, keys: &[ContentKey], at_ms: i64) -> Result<(), StoreError> {
        let keys = keys_text(keys)?;
        sqlx::query!(
            "UPDATE outcomes SET used_ms = ? WHERE key IN (SELECT value FROM json_each(?))",
            at_ms,
            keys
        )
        .execute(&self.runs)
        .await
        .doing("note the use of outcomes")?;
        Ok(())
    }

    async fn remove_outcomes(&self, keys: &[ContentKey]) -> Result<(), StoreError> {
        let keys = keys_text(keys)?;
        sqlx::query!(
            "DELETE FROM outcomes WHERE key IN (SELECT value FROM json_each(?))",
            keys
        )
        .execute(&self.runs)
        .await
        .doing("forget outcomes")?;
        Ok(())
    }

    async fn outcomes_by_use(&self) -> Result<Vec<UsedOutcome>, StoreError> {
        let rows = sqlx::query!("SELECT key, outcome, used_ms FROM outcomes ORDER BY used_ms, key")
            .fetch_all(&self.read)
            .await
            .doing("list the outcomes")?;
        let used = |key: &str, outcome: &str, used_ms| {
            Ok(UsedOutcome {
                key: key.parse().doing("read a key")?,
                outcome: read(outcome)?,
                used_ms,
            })
        };
        let all = rows
            .iter()
            .filter_map(|row| readable("an outcome", used(&row.key, &row.outcome, row.used_ms)));
        Ok(all.collect())
    }

    async fn forget_recipes(&self) -> Result<u64, StoreError> {
        // Found while others write, so that nobody waits; steps of runs that come meanwhile are looked at once more.
        let newest = sqlx::query_scalar!(r#"SELECT coalesce(max(id), 0) AS "id!: i64" FROM runs"#)
            .fetch_one(&self.read)
            .await
            .doing("look for recipes that nothing needs")?;
        let unneeded = sqlx::query_scalar!(
            "WITH RECURSIVE needed (key) AS (
                 SELECT key FROM outcomes
                 UNION
                 SELECT key FROM takes WHERE removed = 0
                 UNION
                 SELECT step.value ->> 'key' FROM runs,
                     json_each(CASE WHEN json_valid(runs.job) THEN runs.job ELSE '{}' END, '$.steps') AS step
                 UNION
                 SELECT input.value ->> 'key' FROM needed JOIN recipes ON recipes.key = needed.key,
                     json_each(CASE WHEN json_valid(recipes.step) THEN recipes.step ELSE '{}' END, '$.inputs') AS input
             )
             SELECT key FROM recipes WHERE key NOT IN (SELECT key FROM needed WHERE key IS NOT NULL)"
        )
        .fetch_all(&self.read)
        .await
        .doing("look for recipes that nothing needs")?;
        if unneeded.is_empty() {
            return Ok(0);
        }
        let unneeded = text(&unneeded)?;
        let done = sqlx::query!(
            "DELETE FROM recipes WHERE key IN (SELECT value FROM json_each(?1)) AND key NOT IN (
                 SELECT step.value ->> 'key' FROM runs, json_each(runs.job, '$.steps') AS step WHERE runs.id > ?2
             )",
            unneeded,
            newest
        )
        .execute(&self.runs)
        .await
        .doing("forget recipes")?;
        Ok(done.rows_affected())
    }

    async fn put_recipes(&self, steps: &[Step]) -> Result<(), StoreError> {
        let recipes = recipe_rows(steps)?;
        sqlx::query!(
            "INSERT INTO recipes (key, step) SELECT value ->> 'key', value ->> 'value' FROM json_each(?)
             WHERE true ON CONFLICT (key) DO NOTHING",
            recipes
        )
        .execute(&self.runs)
        .await
        .doing("keep recipes")?;
        Ok(())
    }

    async fn recipes(&self, keys: &[ContentKey]) -> Result<BTreeMap<ContentKey, Step>, StoreError> {
        let keys = keys_text(keys)?;
        let rows = sqlx::query!(
            "SELECT key, step FROM recipes WHERE key IN (SELECT value FROM json_each(?))",
            keys
        )
        .fetch_all(&self.read)
        .await
        .doing("look for recipes")?;
        Ok(pairs(
            "a recipe",
            rows.iter().map(|row| (&*row.key, &*row.step)),
        ))
    }
}
