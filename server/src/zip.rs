//! `/run/{run}/files.zip`: all files that a run made, or with `?node=` those of one node, as one archive. It is written while
//! it is sent and never held: pictures are packed already, so they are stored as they are. Each carries its workflow, as a single
//! download does; `?bare=true` leaves it out.

use crate::carried::{self, Carried, Refused};
use crate::files::disposition;
use crate::language;
use crate::server::Server;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures::stream;
use gesso_app::when::civil;
use gesso_engine::{Blobs as _, EngineError, RunStore as _, unlike};
use gesso_graph::NodeId;
use gesso_media::native::MediaError;
use gesso_media::native::attachment::{self, Piece};
use gesso_sync::{ResultFile, RunId};
use gesso_words::Words;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::mpsc;

/// How much is sent at once, in bytes.
const PIECE: usize = 128 * 1024;
/// How many pieces wait to be sent.
const AHEAD: usize = 4;
/// What the short fields of the format can't hold is in the long ones.
const LONG: u32 = u32::MAX;

/// The address's parameters.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    /// Only the files of this node.
    node: Option<NodeId>,
    /// The files go by themselves, without their workflow.
    #[serde(default)]
    bare: bool,
}

/// The archive, as it is written.
pub(crate) async fn files(
    State(server): State<Arc<Server>>,
    Path(run): Path<RunId>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let listed = async {
        let record = server.store.run(run).await?;
        let ended = record.map_or(0, |record| record.ended_ms.unwrap_or(record.started_ms));
        Ok::<_, EngineError>((server.engine.files(run).await?, Moment::of(ended)))
    };
    let (files, made) = match listed.await {
        Ok((files, made)) => (files.into_iter(), made),
        Err(error) => {
            tracing::error!("the files of a run could not be listed: {error}");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let is_wanted = |node: NodeId| wanted.node.is_none_or(|wanted| wanted == node);
    let files = files.filter(|(node, _)| is_wanted(*node));
    let files: Vec<(NodeId, ResultFile)> = files.collect();
    let carries = !wanted.bare && !server.config.bare_downloads && !files.is_empty();
    let texts = match carries {
        true => texts(&server, run, &files).await,
        false => Ok(BTreeMap::new()),
    };
    let texts = match texts {
        Ok(texts) => texts,
        Err(refused) => return refused.answer(Words::of(language::of(&headers))),
    };
    let mut entries = Vec::new();
    let mut taken = BTreeSet::new();
    for (node, file) in files {
        if let Ok(Some(path)) = server.artifacts.path(&file.hash).await {
            entries.push(Entry {
                name: unlike(&file.name, &mut taken),
                path,
                media_type: file.media_type,
                text: texts.get(&node).cloned(),
            });
        }
    }
    if entries.is_empty() {
        return (StatusCode::NOT_FOUND, "This run made no files.").into_response();
    }
    let (sender, pieces) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut archive = Archive {
            out: Sending(sender),
            made,
            at: 0,
            entries: Vec::new(),
        };
        // Who is gone ends it; a file that can't be read ends it in the middle, and the browser says so.
        if let Err(error) = archive.write(&entries) {
            tracing::info!(%error, "an archive was not sent to its end");
            let Sending(sender) = archive.out;
            let _ = sender.blocking_send(Err(error));
        }
    });
    let pieces = stream::unfold(pieces, |mut pieces| async {
        Some((pieces.recv().await?, pieces))
    });
    let name = format!("run-{}.zip", run.0);
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/zip"),
        ),
        (header::CONTENT_DISPOSITION, disposition(&name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, Body::from_stream(pieces)).into_response()
}

/// The workflow that goes with the files of each of these nodes.
async fn texts(
    server: &Server,
    run: RunId,
    files: &[(NodeId, ResultFile)],
) -> Result<BTreeMap<NodeId, Arc<str>>, Refused> {
    let carried = Carried::of(server, run).await?;
    let nodes: BTreeSet<NodeId> = files.iter().map(|(node, _)| *node).collect();
    let text = move |node| Ok((node, carried.text(node)?.into()));
    carried::elsewhere(move || nodes.into_iter().map(text).collect()).await
}

/// A file that goes in.
struct Entry {
    name: String,
    path: PathBuf,
    media_type: String,
    /// The workflow that it carries.
    text: Option<Arc<str>>,
}

impl Entry {
    /// The file and what of it goes in, in order.
    fn opened(&self) -> io::Result<(File, Vec<Piece>)> {
        let mut file = File::open(&self.path)?;
        let pieces = carried::pieces(&mut file, &self.media_type, self.text.as_deref());
        match pieces {
            Ok(pieces) => Ok((file, pieces)),
            Err(MediaError::Io(error)) => Err(error),
            Err(error) => Err(io::Error::other(error)),
        }
    }
}

/// A moment as the format has it, in universal time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    /// Hours, minutes and every other second.
    time: u16,
    /// Years since 1980, months and days.
    date: u16,
}

impl Moment {
    /// Where the clock of the format begins.
    const FIRST: Self = Self {
        time: 0,
        date: 0x21,
    };

    /// From milliseconds since 1970; what the clock of the format does not show is its beginning.
    fn of(ms: i64) -> Self {
        let seconds = ms.div_euclid(1000);
        let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = civil(day);
        let Some(years) = u16::try_from(year - 1980).ok().filter(|years| *years < 128) else {
            return Self::FIRST;
        };
        let (hours, minutes) = (second / 3600, second / 60 % 60);
        Self {
            time: ((hours << 11) | (minutes << 5) | (second % 60 / 2)) as u16,
            date: (years << 9) | ((month as u16) << 5) | day as u16,
        }
    }
}

/// Hands on what is written, piece by piece.
struct Sending(mpsc::Sender<io::Result<Bytes>>);

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        let sent = self.0.blocking_send(Ok(piece));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An archive as far as it is written.
struct Archive<W> {
    out: W,
    /// When its files were made.
    made: Moment,
    at: u64,
    entries: Vec<Written>,
}

/// What the directory at the end says of a file.
struct Written {
    name: String,
    made: Moment,
    crc: u32,
    size: u64,
    at: u64,
}

impl<W: Write> Archive<W> {
    fn write(&mut self, entries: &[Entry]) -> io::Result<()> {
        for entry in entries {
            let (mut file, pieces) = entry.opened()?;
            let mut checked = Checked::default();
            attachment::write(&mut file, &pieces, &mut checked)?;
            let written = Written {
                name: entry.name.clone(),
                made: self.made,
                crc: checked.crc.finalize(),
                size: pieces.iter().map(Piece::bytes).sum(),
                at: self.at,
            };
            self.put(&written.local())?;
            self.at += written.size;
            self.entries.push(written);
            let mut out = BufWriter::with_capacity(PIECE, &mut self.out);
            attachment::write(&mut file, &pieces, &mut out)?;
            out.flush()?;
        }
        let start = self.at;
        let directory: Vec<u8> = self.entries.iter().flat_map(Written::central).collect();
        self.put(&directory)?;
        let end = ending(self.entries.len() as u64, directory.len() as u64, start);
        self.put(&end)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

/// The checksum of what is written into it.
#[derive(Default)]
struct Checked {
    crc: crc32fast::Hasher,
}

impl Write for Checked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.crc.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Numbers of the format, smallest byte first.
#[derive(Default)]
struct Bytesful(Vec<u8>);

impl Bytesful {
    fn short(mut self, number: u16) -> Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn word(mut self, number: u32) -> Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn long(mut self, number: u64) -> Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn all(mut self, bytes: &[u8]) -> Self {
        self.0.extend(bytes);
        self
    }
}

/// A number as the short field has it.
fn brief(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(LONG)
}

impl Written {
    fn is_long(&self) -> bool {
        brief(self.size) == LONG || brief(self.at) == LONG
    }

    /// What stands before the file.
    fn local(&self) -> Vec<u8> {
        // Both sizes stand in the long field or in the short ones.
        let size = if self.is_long() {
            LONG
        } else {
            brief(self.size)
        };
        let extra = match self.is_long() {
            true => {
                Bytesful::default()
                    .short(1)
                    .short(16)
                    .long(self.size)
                    .long(self.size)
                    .0
            }
            false => Vec::new(),
        };
        self.common(Bytesful::default().word(0x0403_4b50), size, &extra)
            .all(self.name.as_bytes())
            .all(&extra)
            .0
    }

    /// What stands in the directory.
    fn central(&self) -> Vec<u8> {
        let (size, at) = match self.is_long() {
            true => (LONG, LONG),
            false => (brief(self.size), brief(self.at)),
        };
        let extra = match self.is_long() {
            true => {
                Bytesful::default()
                    .short(1)
                    .short(24)
                    .long(self.size)
                    .long(self.size)
                    .long(self.at)
                    .0
            }
            false => Vec::new(),
        };
        self.common(
            Bytesful::default().word(0x0201_4b50).short(45),
            size,
            &extra,
        )
        .short(0)
        .short(0)
        .short(0)
        .word(0)
        .word(at)
        .all(self.name.as_bytes())
        .all(&extra)
        .0
    }

    /// Version, flags (names are UTF-8), method, time, checksum, sizes and lengths.
    fn common(&self, bytes: Bytesful, size: u32, extra: &[u8]) -> Bytesful {
        let length = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        bytes
            .short(if self.is_long() { 45 } else { 20 })
            .short(0x0800)
            .short(0)
            .short(self.made.time)
            .short(self.made.date)
            .word(self.crc)
            .word(size)
            .word(size)
            .short(length(self.name.len()))
            .short(length(extra.len()))
    }
}

/// The end of the archive, with the long form before it where the short one can't hold it.
fn ending(count: u64, size: u64, start: u64) -> Vec<u8> {
    let few = u16::try_from(count).unwrap_or(u16::MAX);
    let mut end = Bytesful::default();
    if few == u16::MAX || brief(start) == LONG || brief(size) == LONG {
        end = end
            .word(0x0606_4b50)
            .long(44)
            .short(45)
            .short(45)
            .word(0)
            .word(0)
            .long(count)
            .long(count)
            .long(size)
            .long(start)
            .word(0x0706_4b50)
            .word(0)
            .long(start + size)
            .word(1);
    }
    end.word(0x0605_4b50)
        .short(0)
        .short(0)
        .short(few)
        .short(few)
        .word(brief(size))
        .word(brief(start))
        .short(0)
        .0
}

#[cfg(test)]
mod tests {
    use super::{Archive, Entry, Moment, Written, ending};

    /// 28 November 2026, 13:37:43.
    const MADE_MS: i64 = 1_795_873_063_000;

    #[test]
    fn a_moment_is_as_near_as_the_format_shows_it() {
        let made = Moment::of(MADE_MS);
        assert_eq!(made.date, ((2026 - 1980) << 9) | (11 << 5) | 28);
        assert_eq!(made.time, (13 << 11) | (37 << 5) | 21);
        assert_eq!(Moment::of(0), Moment::FIRST);
        assert_eq!(Moment::of(i64::MAX), Moment::FIRST);
        assert_eq!(Moment::of(315_532_800_000), Moment::FIRST);
    }

    #[test]
    fn a_large_archive_has_the_long_fields() {
        let far = Written {
            name: "a".into(),
            made: Moment::FIRST,
            crc: 0,
            size: 5,
            at: 1 << 33,
        };
        assert_eq!(far.central().len(), 46 + 1 + 28);
        assert_eq!(far.local().len(), 30 + 1 + 20);
        assert_eq!(ending(1, 1, 1 << 33).len(), 56 + 20 + 22);
        assert_eq!(ending(1, 1, 1).len(), 22);
    }

    #[test]
    fn an_archive_begins_with_its_first_file_and_ends_with_its_count() {
        let folder = std::env::temp_dir();
        let path = folder.join(format!("gesso-zip-{}", std::process::id()));
        let written = std::fs::write(&path, b"picture");
        let mut archive = Archive {
            out: Vec::new(),
            made: Moment::of(MADE_MS),
            at: 0,
            entries: Vec::new(),
        };
        let entry = Entry {
            name: "ä.png".into(),
            path: path.clone(),
            media_type: "image/png".into(),
            text: None,
        };
        let all = archive.write(&[entry]);
        let removed = std::fs::remove_file(&path);
        assert!(written.is_ok() && all.is_ok() && removed.is_ok());
        let bytes = archive.out;
        assert!(bytes.starts_with(b"PK\x03\x04"));
        assert_eq!(bytes.len(), 30 + 6 + 7 + 46 + 6 + 22);
        assert_eq!(&bytes[36..43], b"picture");
        let (local, central) = (&bytes[10..14], &bytes[43 + 12..43 + 16]);
        assert_eq!(local, [0xb5, 0x6c, 0x7c, 0x5d]);
        assert_eq!(local, central);
        assert_eq!(bytes[bytes.len() - 12], 1);
    }
}
