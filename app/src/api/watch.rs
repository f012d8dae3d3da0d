//! A run as a stream of events: the bytes of `watch_run` put back together into lines.

use crate::api::{ApiError, watch_run};
use futures::{Stream, StreamExt, stream};
use gesso_sync::{RunEvent, RunId};
use server_fn::codec::ByteStream;
use std::collections::VecDeque;
use std::pin::Pin;

/// What happens in a run until it has ended.
///
/// # Errors
/// When there is no such run or the server can't be reached; a broken connection is an error in the stream.
pub async fn follow_run(
    run: RunId,
) -> Result<impl Stream<Item = Result<RunEvent, ApiError>>, ApiError> {
    Ok(events_of(watch_run(run).await?))
}

/// The events in a stream of lines that may arrive in any pieces.
pub fn events_of(bytes: ByteStream<ApiError>) -> impl Stream<Item = Result<RunEvent, ApiError>> {
    let lines = Lines {
        bytes: Box::pin(bytes.into_inner()),
        partial: Vec::new(),
        ready: VecDeque::new(),
    };
    stream::unfold(lines, |mut lines| async move {
        lines.next().await.map(|event| (event, lines))
    })
}

struct Lines<S> {
    bytes: Pin<Box<S>>,
    partial: Vec<u8>,
    ready: VecDeque<Result<RunEvent, ApiError>>,
}

impl<S, B> Lines<S>
where
    S: Stream<Item = Result<B, ApiError>>,
    B: AsRef<[u8]>,
{
    async fn next(&mut self) -> Option<Result<RunEvent, ApiError>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            match self.bytes.next().await? {
                Ok(piece) => self.take(piece.as_ref()),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn take(&mut self, piece: &[u8]) {
        self.partial.extend_from_slice(piece);
        let Some(end) = self.partial.iter().rposition(|&byte| byte == b'\n') else {
            return;
        };
        let rest = self.partial.split_off(end + 1);
        let whole = std::mem::replace(&mut self.partial, rest);
        let lines = whole
            .split(|&byte| byte == b'\n')
            .filter(|line| !line.is_empty());
        self.ready.extend(lines.map(|line| {
            serde_json::from_slice(line)
                .map_err(|error| ApiError::Connection(format!("run event: {error}")))
        }));
    }
}
