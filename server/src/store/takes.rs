//! Takes: what nodes made and what made it, one row of each content key and node.

use super::Store;
use super::runs::{Doing as _, read, readable, text};
use async_trait::async_trait;
use gesso_engine::{StoreError, TakeStore};
use gesso_graph::{ContentKey, NodeId};
use gesso_sync::Take;
use serde::Serialize;
use std::collections::BTreeSet;

/// One row to write.
#[derive(Serialize)]
struct Row {
    node: String,
    key: String,
    made_ms: i64,
    starred: bool,
    take: String,
}

impl Store {
    /// The picture of a take of a workflow, whichever node made it.
    pub(crate) async fn picture_of_take(
        &self,
        workflow: &str,
        key: &str,
    ) -> Result<Option<String>, StoreError> {
        let found = sqlx::query_scalar!(
            r#"SELECT take ->> '$.result.preview' AS "preview?: String" FROM takes
               WHERE workflow = ? AND key = ? AND removed = 0 LIMIT 1"#,
            workflow,
            key
        )
        .fetch_optional(&self.read)
        .await
        .doing("find a take")?;
        Ok(found.flatten())
    }
}

#[async_trait]
impl TakeStore for Store {
    async fn put_takes(&self, workflow: &str, takes: &[(NodeId, Take)]) -> Result<(), StoreError> {
        let row = |(node, take): &(NodeId, Take)| {
            Ok(Row {
                node: node.to_string(),
                key: take.key.to_string(),
                made_ms: take.made_ms,
                starred: take.starred,
                take: text(take)?,
            })
        };
        let rows = takes
            .iter()
            .map(row)
            .collect::<Result<Vec<_>, StoreError>>();
        let rows = text(&rows?)?;
        sqlx::query!(
            "INSERT INTO takes (workflow, node, key, made_ms, starred, take)
             SELECT ?, value ->> 'node', value ->> 'key', value ->> 'made_ms', value ->> 'starred', value ->> 'take'
                 FROM json_each(?)
             WHERE true ON CONFLICT (workflow, node, key) DO UPDATE
                 SET made_ms = excluded.made_ms, starred = excluded.starred, take = excluded.take, removed = 0
                 WHERE removed = 1",
            workflow,
            rows
        )
        .execute(&self.runs)
        .await
        .doing("keep takes")?;
        Ok(())
    }

    async fn takes(
        &self,
        workflow: &str,
        node: NodeId,
        limit: u32,
    ) -> Result<Vec<Take>, StoreError> {
        let node = node.to_string();
        let rows = sqlx::query!(
            r#"SELECT take, starred AS "starred: bool" FROM takes
               WHERE workflow = ? AND node = ? AND removed = 0
               ORDER BY made_ms DESC, take ->> 'run' DESC, key LIMIT ?"#,
            workflow,
            node,
            limit
        )
        .fetch_all(&self.read)
        .await
        .doing("list takes")?;
        let take = |text: &str, starred| {
            let take: Take = read(text)?;
            Ok(Take { starred, ..take })
        };
        let takes = rows
            .iter()
            .filter_map(|row| readable("a take", take(&row.take, row.starred)));
        Ok(takes.collect())
    }

    async fn star_take(
        &self,
        workflow: &str,
        node: NodeId,
        key: ContentKey,
        starred: bool,
    ) -> Result<bool, StoreError> {
        let (node, key) = (node.to_string(), key.to_string());
        let done = sqlx::query!(
            "UPDATE takes SET starred = ? WHERE workflow = ? AND node = ? AND key = ?",
            starred,
            workflow,
            node,
            key
        )
        .execute(&self.runs)
        .await
        .doing("mark a take")?;
        Ok(done.rows_affected() > 0)
    }

    async fn remove_take(
        &self,
        workflow: &str,
        node: NodeId,
        key: ContentKey,
        removed: bool,
    ) -> Result<bool, StoreError> {
        let (node, key) = (node.to_string(), key.to_string());
        let done = sqlx::query!(
            "UPDATE takes SET removed = ? WHERE workflow = ? AND node = ? AND key = ?",
            removed,
            workflow,
            node,
            key
        )
        .execute(&self.runs)
        .await
        .doing("remove a take")?;
        Ok(done.rows_affected() > 0)
    }

    async fn take_keys(&self) -> Result<BTreeSet<ContentKey>, StoreError> {
        let rows = sqlx::query_scalar!("SELECT DISTINCT key FROM takes WHERE removed = 0")
            .fetch_all(&self.read)
            .await
            .doing("list what takes hold")?;
        let key = |key: &String| readable("a take", key.parse().doing("read a key"));
        Ok(rows.iter().filter_map(key).collect())
    }

    async fn forget_removed_takes(&self) -> Result<u64, StoreError> {
        let done = sqlx::query!("DELETE FROM takes WHERE removed = 1")
            .execute(&self.runs)
            .await
            .doing("forget removed takes")?;
        Ok(done.rows_affected())
    }
}
