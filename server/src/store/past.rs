//! Reading back in the log: what was done, and what the document was after it. Nothing here writes.

use super::log::{EntryRow, elsewhere};
use super::{Attempt as _, Store, StoreError, to_bits};
use gesso_graph::{Document, apply_to};
use gesso_sync::{Entry, Past, PastStep, Seq};

impl Store {
    /// The newest entries before a place, newest first.
    pub(crate) async fn past(
        &self,
        workflow: &str,
        before: Seq,
        limit: u32,
    ) -> Result<Past, StoreError> {
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        let last = sqlx::query_scalar!(
            r#"SELECT coalesce(max(seq), 0) AS "last!: i64" FROM entries WHERE workflow = ?"#,
            workflow
        )
        .fetch_one(&self.read)
        .await
        .attempt("read the history")?;
        let rows = sqlx::query_as!(
            EntryRow,
            "SELECT seq, at_ms, tx FROM entries WHERE workflow = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
            workflow,
            before,
            limit
        )
        .fetch_all(&self.read)
        .await
        .attempt("read the history")?;
        elsewhere(move || {
            let steps = rows
                .into_iter()
                .map(|row| Entry::try_from(row).map(PastStep::from));
            Ok(Past {
                steps: steps.collect::<Result<_, _>>()?,
                last: last.cast_unsigned(),
            })
        })
        .await
    }

    /// The document after an entry: the newest snapshot that is not after it, and the entries between.
    /// None when there is no such workflow or entry.
    pub(crate) async fn document_at(
        &self,
        workflow: &str,
        seq: Seq,
    ) -> Result<Option<Document>, StoreError> {
        let place = to_bits(seq);
        let found = sqlx::query!(
            "SELECT seq, document FROM snapshots WHERE workflow = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
            workflow,
            place
        )
        .fetch_optional(&self.read)
        .await
        .attempt("read the history")?;
        let Some(snapshot) = found else {
            return Ok(None);
        };
        let rows = sqlx::query_as!(
            EntryRow,
            "SELECT seq, at_ms, tx FROM entries WHERE workflow = ? AND seq > ? AND seq <= ? ORDER BY seq",
            workflow,
            snapshot.seq,
            place
        )
        .fetch_all(&self.read)
        .await
        .attempt("read the history")?;
        elsewhere(move || {
            let last = rows.last().map_or(snapshot.seq, |row| row.seq);
            if last != place {
                return Ok(None);
            }
            let mut document: Document =
                serde_json::from_str(&snapshot.document).map_err(|source| {
                    StoreError::Unreadable {
                        what: "document",
                        source,
                    }
                })?;
            for row in rows {
                for command in &Entry::try_from(row)?.tx.commands {
                    // A skip is an outcome like any other: everybody skips the same.
                    let _skip = apply_to(&mut document, command);
                }
            }
            Ok(Some(document))
        })
        .await
    }
}
