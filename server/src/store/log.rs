//! The log of each workflow: entries appended in one transaction before anybody hears of them, and snapshots so that
//! opening does not replay from the beginning. Entries are never changed or removed.

use super::{Attempt as _, Store, StoreError, to_bits};
use gesso_graph::{Command, ContentKey, Document, NodeId};
use gesso_sync::{Entry, Seq, TxId};

/// How many entries before the last an opened room still has as entries: recent history stays undoable.
const HISTORY: Seq = gesso_sync::limits::RECENT_ENTRIES as Seq;

/// What a room needs to open.
#[derive(Debug)]
pub(crate) struct Opened {
    /// A snapshot some way back.
    pub(crate) document: Document,
    /// Its place.
    pub(crate) seq: Seq,
    /// The place of the newest snapshot there is.
    pub(crate) newest: Seq,
    /// Every entry after it, in order.
    pub(crate) entries: Vec<Entry>,
}

/// What became of entries that were to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Appended {
    /// They are in the log.
    Done,
    /// The workflow was removed for good.
    Gone,
}

/// A row of `entries`.
pub(super) struct EntryRow {
    pub(super) seq: i64,
    pub(super) at_ms: i64,
    pub(super) tx: String,
}

impl TryFrom<EntryRow> for Entry {
    type Error = StoreError;

    fn try_from(row: EntryRow) -> Result<Self, StoreError> {
        let tx = serde_json::from_str(&row.tx);
        let tx = tx.map_err(|source| StoreError::Unreadable {
            what: "entry",
            source,
        })?;
        Ok(Self {
            seq: row.seq.cast_unsigned(),
            at_ms: row.at_ms,
            tx,
        })
    }
}

/// The serial form in which documents are stored.
pub(super) fn to_text(document: &Document) -> Result<String, StoreError> {
    serde_json::to_string(document).map_err(|source| StoreError::Unreadable {
        what: "document",
        source,
    })
}

/// Large documents take long to read and write.
pub(super) async fn elsewhere<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work)
        .await
        .expect("reading and writing JSON does not panic")
}

/// The take that stands for the workflow after these entries, if they choose anything: the one that was chosen last, else
/// one that is still chosen.
fn choice(entries: &[Entry], after: &Document) -> Option<Option<ContentKey>> {
    let commands = entries.iter().flat_map(|entry| &entry.tx.commands);
    let mut chosen = None;
    let mut any = false;
    for command in commands {
        match command {
            Command::SetTake { id, .. } => (any, chosen) = (true, Some(*id)),
            Command::AddNode { node, .. } => any |= node.take.is_some(),
            Command::RemoveNode { .. } => any = true,
            _ => {}
        }
    }
    let take = |id: &NodeId| after.nodes().get(id)?.take;
    any.then(|| {
        let last = chosen.as_ref().and_then(take);
        last.or_else(|| after.nodes().values().find_map(|node| node.take))
    })
}

impl Store {
    /// The newest snapshot that leaves [`HISTORY`] entries after it (or the oldest), and the entries after it.
    pub(crate) async fn open_log(&self, workflow: &str) -> Result<Option<Opened>, StoreError> {
        let history = to_bits(HISTORY);
        let found = sqlx::query!(
            r#"WITH place AS (
                 SELECT coalesce(max(seq), 0) - ?2 AS far FROM entries WHERE workflow = ?1
             )
             SELECT seq, document, (SELECT max(seq) FROM snapshots WHERE workflow = ?1) AS "newest!: i64"
             FROM snapshots, place WHERE workflow = ?1
             ORDER BY seq <= far DESC, CASE WHEN seq <= far THEN -seq ELSE seq END
             LIMIT 1"#,
            workflow,
            history
        )
        .fetch_optional(&self.read)
        .await
        .attempt("open the workflow")?;
        let Some(snapshot) = found else {
            return Ok(None);
        };
        let rows = sqlx::query_as!(
            EntryRow,
            "SELECT seq, at_ms, tx FROM entries WHERE workflow = ? AND seq > ? ORDER BY seq",
            workflow,
            snapshot.seq
        )
        .fetch_all(&self.read)
        .await
        .attempt("read the log")?;
        elsewhere(move || {
            let document = serde_json::from_str(&snapshot.document);
            let document = document.map_err(|source| StoreError::Unreadable {
                what: "document",
                source,
            })?;
            let entries = rows
                .into_iter()
                .map(Entry::try_from)
                .collect::<Result<_, _>>()?;
            let (seq, newest) = (
                snapshot.seq.cast_unsigned(),
                snapshot.newest.cast_unsigned(),
            );
            Ok(Some(Opened {
                document,
                seq,
                newest,
                entries,
            }))
        })
        .await
    }

    /// Where a transaction stands in the log, when it does.
    pub(crate) async fn known(&self, workflow: &str, tx: TxId) -> Result<Option<Seq>, StoreError> {
        let (client, number) = (to_bits(tx.client), to_bits(tx.number));
        let seq = sqlx::query_scalar!(
            "SELECT seq FROM entries WHERE workflow = ? AND client = ? AND number = ?",
            workflow,
            client,
            number
        )
        .fetch_optional(&self.read)
        .await
        .attempt("look into the log")?;
        Ok(seq.map(i64::cast_unsigned))
    }

    /// Appends entries, all or none; `after` is the document with them. When this returns they are on the disk.
    pub(crate) async fn append(
        &self,
        workflow: &str,
        entries: &[Entry],
        after: &Document,
    ) -> Result<Appended, StoreError> {
        let Some(last) = entries.last() else {
            return Ok(Appended::Done);
        };
        let nodes = i64::try_from(after.nodes().len()).unwrap_or(i64::MAX);
        let choice = choice(entries, after);
        let (is_chosen, take) = (choice.is_some(), choice.flatten());
        let take = take.map(|take| take.to_string());
        let mut transaction = self
            .log
            .begin_with("BEGIN IMMEDIATE")
            .await
            .attempt("write the log")?;
        let touched = sqlx::query!(
            "UPDATE workflows SET changed_ms = ?, nodes = ?, take = iif(?, ?, take) WHERE id = ?",
            last.at_ms,
            nodes,
            is_chosen,
            take,
            workflow
        )
        .execute(&mut *transaction)
        .await
        .attempt("write the log")?;
        if touched.rows_affected() == 0 {
            return Ok(Appended::Gone);
        }
        for entry in entries {
            let tx = serde_json::to_string(&entry.tx).map_err(|source| StoreError::Unreadable {
                what: "entry",
                source,
            })?;
            let (seq, client, number) = (
                to_bits(entry.seq),
                to_bits(entry.tx.id.client),
                to_bits(entry.tx.id.number),
            );
            sqlx::query!(
                "INSERT INTO entries (workflow, seq, client, number, at_ms, tx) VALUES (?, ?, ?, ?, ?, ?)",
                workflow,
                seq,
                client,
                number,
                entry.at_ms,
                tx
            )
            .execute(&mut *transaction)
            .await
            .attempt("write the log")?;
        }
        transaction.commit().await.attempt("write the log")?;
        Ok(Appended::Done)
    }

    /// Keeps a snapshot, and lets go of those that no opening would choose: all but the first, the newest old
    /// enough, and the younger ones.
    pub(crate) async fn put_snapshot(
        &self,
        workflow: &str,
        seq: Seq,
        document: &Document,
    ) -> Result<(), StoreError> {
        let document = document.clone();
        let text = elsewhere(move || to_text(&document)).await?;
        let (seq, history) = (to_bits(seq), to_bits(HISTORY));
        let mut transaction = self
            .runs
            .begin_with("BEGIN IMMEDIATE")
            .await
            .attempt("keep a snapshot")?;
        sqlx::query!(
            "INSERT INTO snapshots (workflow, seq, document) SELECT ?1, ?2, ?3
             WHERE EXISTS (SELECT 1 FROM workflows WHERE id = ?1)
             ON CONFLICT (workflow, seq) DO NOTHING",
            workflow,
            seq,
            text
        )
        .execute(&mut *transaction)
        .await
        .attempt("keep a snapshot")?;
        sqlx::query!(
            "DELETE FROM snapshots WHERE workflow = ?1 AND seq > 0 AND seq <
                 (SELECT max(seq) FROM snapshots WHERE workflow = ?1 AND seq <= ?2 - ?3)",
            workflow,
            seq,
            history
        )
        .execute(&mut *transaction)
        .await
        .attempt("keep a snapshot")?;
        transaction.commit().await.attempt("keep a snapshot")
    }
}
