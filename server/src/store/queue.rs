//! The order of runs, the pause of all of them, and how long steps took.

use super::Store;
use super::runs::{Doing as _, read, readable, text};
use async_trait::async_trait;
use gesso_engine::{Outcome, QueueStore, Sample, StoreError};
use gesso_graph::NodeId;
use gesso_sync::{Place, Priority, RunId, Span};
use serde::Serialize;

/// One row to write.
#[derive(Serialize)]
struct Row {
    run: i64,
    priority: i64,
    held: bool,
    order: i64,
}

fn number(priority: Priority) -> i64 {
    match priority {
        Priority::Low => -1,
        Priority::Normal => 0,
        Priority::High => 1,
    }
}

/// The place of a run as it is stored.
pub(super) fn place(run: i64, priority: i64, held: bool, order: Option<i64>) -> Place {
    Place {
        priority: match priority {
            ..0 => Priority::Low,
            0 => Priority::Normal,
            1.. => Priority::High,
        },
        held,
        order: order.unwrap_or(run),
    }
}

#[async_trait]
impl QueueStore for Store {
    async fn set_places(&self, places: &[(RunId, Place)]) -> Result<(), StoreError> {
        let row = |(run, place): &(RunId, Place)| Row {
            run: run.0,
            priority: number(place.priority),
            held: place.held,
            order: place.order,
        };
        let rows = text(&places.iter().map(row).collect::<Vec<_>>())?;
        sqlx::query!(
            "UPDATE runs SET priority = value ->> 'priority', held = value ->> 'held', line_order = value ->> 'order'
             FROM json_each(?) WHERE runs.id = value ->> 'run'",
            rows
        )
        .execute(&self.runs)
        .await
        .doing("set the order of runs")?;
        Ok(())
    }

    async fn is_paused(&self) -> Result<bool, StoreError> {
        let found = sqlx::query_scalar!("SELECT paused FROM pause")
            .fetch_optional(&self.read)
            .await
            .doing("see whether runs are paused")?;
        Ok(found.is_some())
    }

    async fn set_paused(&self, paused: bool) -> Result<(), StoreError> {
        let done = if paused {
            sqlx::query!("INSERT INTO pause (paused) VALUES (1) ON CONFLICT (paused) DO NOTHING")
                .execute(&self.runs)
                .await
        } else {
            sqlx::query!("DELETE FROM pause").execute(&self.runs).await
        };
        done.doing("pause the runs").map(drop)
    }

    async fn put_span(&self, run: RunId, node: NodeId, span: Span) -> Result<(), StoreError> {
        let node = node.to_string();
        sqlx::query!(
            "INSERT INTO spans (run, node, began_ms, ended_ms) VALUES (?, ?, ?, ?)
             ON CONFLICT (run, node) DO UPDATE SET began_ms = excluded.began_ms, ended_ms = excluded.ended_ms",
            run.0,
            node,
            span.began_ms,
            span.ended_ms
        )
        .execute(&self.runs)
        .await
        .doing("note when a step was worked on")?;
        Ok(())
    }

    async fn spans(&self, run: RunId) -> Result<Vec<(NodeId, Span)>, StoreError> {
        let rows = sqlx::query!(
            "SELECT node, began_ms, ended_ms FROM spans WHERE run = ? ORDER BY began_ms, node",
            run.0
        )
        .fetch_all(&self.read)
        .await
        .doing("read when steps were worked on")?;
        let span = |node: &str, began_ms, ended_ms| {
            let node = node.parse().doing("read a node's id")?;
            Ok((node, Span { began_ms, ended_ms }))
        };
        let spans = rows.iter().filter_map(|row| {
            readable(
                "when a step was worked on",
                span(&row.node, row.began_ms, row.ended_ms),
            )
        });
        Ok(spans.collect())
    }

    async fn samples(&self, limit: u32) -> Result<Vec<Sample>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT outcome, step ->> 'kind' AS "kind!: String" FROM outcomes JOIN recipes USING (key)
               WHERE json_valid(step) AND json_valid(outcome) AND outcome ->> '$.result.items' IS NULL ORDER BY used_ms DESC, key LIMIT ?"#,
            limit
        )
        .fetch_all(&self.read)
        .await
        .doing("look how long steps took")?;
        let sample = |kind: &str, outcome: &str| {
            let outcome: Outcome = read(outcome)?;
            Ok(Sample {
                kind: kind.into(),
                size: outcome.result.size,
                took_ms: outcome.took_ms,
            })
        };
        let samples = rows
            .iter()
            .filter_map(|row| readable("how long a step took", sample(&row.kind, &row.outcome)));
        Ok(samples.collect())
    }
}
