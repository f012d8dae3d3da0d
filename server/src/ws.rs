//! `/ws/{workflow}`: one screen's conversation. The room gives greeting and entries, the hub gives run events, both
//! in their own time; whoever is silent, too slow or not understood is let go and may come back.

use crate::hub::Listener;
use crate::rooms::{Goodbye, RoomsError, Seat, packed};
use crate::server::Server;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade, close_code};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use gesso_sync::{
    ClientMessage, MessageError, Present, RunEvent, Seq, ServerMessage, WhyReload, limits,
};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, interval_at, timeout};

/// How long the first word may take.
const FIRST_WORD: Duration = Duration::from_secs(15);
/// How long one message may take to leave.
const SENDING: Duration = Duration::from_secs(20);
/// How often a silent screen is asked whether it is there; twice without an answer, and it is not.
const KNOCK: Duration = Duration::from_secs(30);

/// Opens the websocket of a workflow.
pub(crate) async fn enter(
    State(server): State<Arc<Server>>,
    Path(workflow): Path<String>,
    upgrade: WebSocketUpgrade,
) -> Response {
    match server.store.workflow(&workflow).await {
        Ok(Some(_)) => upgrade
            .max_message_size(limits::MESSAGE_BYTES)
            .max_frame_size(limits::MESSAGE_BYTES)
            .on_upgrade(async move |socket| converse(server, workflow, socket).await),
        Ok(None) => (StatusCode::NOT_FOUND, "There is no such workflow.").into_response(),
        Err(error) => {
            tracing::error!("a websocket was not opened: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Why a conversation ends, when the other side is still to hear of it.
enum End {
    /// The socket is gone.
    Gone,
    /// It may come back at once.
    ComeBack,
    /// The screen has to begin anew; says why.
    Reload(WhyReload),
}

async fn converse(server: Arc<Server>, workflow: String, mut socket: WebSocket) {
    let mut stopping = server.stopping();
    let ended = tokio::select! {
        ended = Screen::attend(&server, &workflow, &mut socket) => ended,
        _ = stopping.wait_for(|stop| *stop) => End::ComeBack,
    };
    match ended {
        End::Gone => return,
        End::Reload(reason) => {
            let message = packed(&ServerMessage::Reload { reason });
            if send(&mut socket, message).await.is_err() {
                return;
            }
        }
        End::ComeBack => {}
    }
    let frame = CloseFrame {
        code: close_code::RESTART,
        reason: Utf8Bytes::default(),
    };
    let _ = send(&mut socket, Message::Close(Some(frame))).await;
}

async fn send(socket: &mut WebSocket, message: Message) -> Result<(), End> {
    match timeout(SENDING, socket.send(message)).await {
        Ok(Ok(())) => Ok(()),
        _ => Err(End::Gone),
    }
}

/// One screen that has said hello.
struct Screen<'a> {
    socket: &'a mut WebSocket,
    seat: Seat,
    runs: Listener,
    heard: Instant,
}

impl<'a> Screen<'a> {
    async fn attend(server: &Server, workflow: &str, socket: &'a mut WebSocket) -> End {
        let (who, rules_version, have) = match hello(socket).await {
            Ok(hello) => hello,
            Err(end) => return end,
        };
        match server.store.workflow(workflow).await {
            Ok(Some(found)) if found.deleted_ms.is_none() => {}
            Ok(_) => return End::Reload(WhyReload::Deleted),
            Err(error) => return broken(&error),
        }
        // Listening begins before the latest is asked for, so that nothing falls between.
        let runs = server.hub.listen(workflow);
        let seat = match server.rooms.join(workflow, &who, rules_version, have).await {
            Ok(seat) => seat,
            Err(RoomsError::NotFound) => return End::Reload(WhyReload::Deleted),
            Err(RoomsError::Stopping) => return End::ComeBack,
            Err(error) => return broken(&error),
        };
        let latest = match server.engine.latest(workflow).await {
            Ok(latest) => latest,
            Err(error) => return broken(&error),
        };
        let mut screen = Self {
            socket,
            seat,
            runs,
            heard: Instant::now(),
        };
        match screen.talk(latest).await {
            Ok(never) => match never {},
            Err(end) => end,
        }
    }

    async fn talk(&mut self, latest: Vec<RunEvent>) -> Result<std::convert::Infallible, End> {
        let greeting = self.seat.greeting().await;
        send(self.socket, greeting).await?;
        self.tell_runs(latest).await?;
        let mut knock = interval_at(Instant::now() + KNOCK, KNOCK);
        loop {
            tokio::select! {
                said = self.seat.hear() => send(self.socket, said?).await?,
                events = self.runs.frame() => self.tell_runs(events).await?,
                arrived = self.socket.recv() => {
                    self.heard = Instant::now();
                    match arrived {
                        Some(Ok(message)) => self.answer(message).await?,
                        Some(Err(_)) | None => return Err(End::Gone),
                    }
                }
                _ = knock.tick() => {
                    if self.heard.elapsed() > KNOCK * 2 {
                        return Err(End::Gone);
                    }
                    send(self.socket, Message::Ping(Default::default())).await?;
                }
            }
        }
    }

    async fn tell_runs(&mut self, events: Vec<RunEvent>) -> Result<(), End> {
        if events.is_empty() {
            return Ok(());
        }
        send(self.socket, packed(&ServerMessage::Run { events })).await
    }

    async fn answer(&mut self, message: Message) -> Result<(), End> {
        let Message::Text(text) = message else {
            return closed(&message);
        };
        let there = match ClientMessage::from_text(&text) {
            Ok(ClientMessage::Submit { txs }) => self.seat.submit(txs).await,
            Ok(ClientMessage::Call { name }) => self.seat.call(name).await,
            Ok(ClientMessage::Digest { seq, digest }) => self.seat.check(seq, digest).await,
            Ok(ClientMessage::Ping) => {
                send(self.socket, packed(&ServerMessage::Pong)).await?;
                true
            }
            Ok(ClientMessage::Hello { .. }) => return Err(End::ComeBack),
            Err(error) => return Err(misunderstood(&error)),
        };
        if there { Ok(()) } else { Err(End::ComeBack) }
    }
}

fn closed(message: &Message) -> Result<(), End> {
    match message {
        Message::Close(_) => Err(End::Gone),
        Message::Binary(_) => Err(End::Reload(WhyReload::NotUnderstood)),
        _ => Ok(()),
    }
}

fn misunderstood(error: &MessageError) -> End {
    tracing::warn!("a page was not understood: {error}");
    End::Reload(WhyReload::NotUnderstood)
}

fn broken(error: &dyn std::fmt::Display) -> End {
    tracing::error!("a room was not opened: {error}");
    End::ComeBack
}

impl From<Goodbye> for End {
    fn from(goodbye: Goodbye) -> Self {
        match goodbye {
            Goodbye::Reload(reason) => Self::Reload(reason),
            Goodbye::ComeBack => Self::ComeBack,
        }
    }
}

/// The first word of every conversation.
async fn hello(socket: &mut WebSocket) -> Result<(Present, u32, Option<Seq>), End> {
    loop {
        let Ok(Some(Ok(message))) = timeout(FIRST_WORD, socket.recv()).await else {
            return Err(End::Gone);
        };
        let Message::Text(text) = message else {
            closed(&message)?;
            continue;
        };
        return match ClientMessage::from_text(&text) {
            Ok(ClientMessage::Hello {
                rules_version,
                person,
                name,
                have,
            }) if person.0.len() <= limits::PERSON_BYTES => {
                Ok((Present { person, name }, rules_version, have))
            }
            Ok(_) => Err(End::ComeBack),
            Err(error) => Err(misunderstood(&error)),
        };
    }
}
