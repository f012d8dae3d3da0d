//! One screen's place in a room: what the room says to it arrives here, what it says goes to the room.

use super::keeper::Wish;
use axum::extract::ws::Message;
use gesso_sync::{Frame, PersonName, Present, Seq, ServerMessage, Tx, WhyReload};
use tokio::sync::{mpsc, oneshot};

/// Messages that wait for one screen. Who lets more pile up loses its seat; it comes back and catches up.
const WAITING: usize = 512;

/// Names a seat within its room.
pub(super) type SeatNumber = u64;

/// The room's end of a seat.
pub(super) struct Screen {
    /// Who looks at it.
    pub(super) who: Present,
    post: mpsc::Sender<Message>,
    goodbye: oneshot::Sender<Goodbye>,
}

/// The screen's end, as the room hands it out.
pub(super) struct Post {
    number: SeatNumber,
    /// What it hears first. It may be large, so it is packed on the screen's side and not by the room.
    greeting: ServerMessage,
    arriving: mpsc::Receiver<Message>,
    goodbye: oneshot::Receiver<Goodbye>,
}

/// Why a seat was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Goodbye {
    /// The screen has to begin anew; says why.
    Reload(WhyReload),
    /// It may come back at once.
    ComeBack,
}

/// One screen's place in a room, left when it is dropped.
pub(crate) struct Seat {
    wishes: mpsc::Sender<Wish>,
    post: Post,
}

/// A message as it is sent.
pub(crate) fn packed(message: &ServerMessage) -> Message {
    match message.to_frame() {
        Frame::Text(text) => Message::text(text),
        Frame::Bytes(bytes) => Message::binary(bytes),
    }
}

impl Screen {
    pub(super) fn new(number: SeatNumber, who: Present, greeting: ServerMessage) -> (Self, Post) {
        let (post, arriving) = mpsc::channel(WAITING);
        let (goodbye, told) = oneshot::channel();
        (
            Self { who, post, goodbye },
            Post {
                number,
                greeting,
                arriving,
                goodbye: told,
            },
        )
    }

    /// `false` when the screen is gone or too slow.
    pub(super) fn say(&self, message: Message) -> bool {
        self.post.try_send(message).is_ok()
    }

    pub(super) fn dismiss(self, goodbye: Goodbye) {
        // It may be gone already.
        let _ = self.goodbye.send(goodbye);
    }
}

impl Seat {
    pub(super) fn new(wishes: mpsc::Sender<Wish>, post: Post) -> Self {
        Self { wishes, post }
    }

    /// The greeting, to be sent before anything that is heard.
    pub(crate) async fn greeting(&mut self) -> Message {
        let greeting = std::mem::replace(&mut self.post.greeting, ServerMessage::Pong);
        tokio::task::spawn_blocking(move || packed(&greeting))
            .await
            .expect("packing a message does not panic")
    }

    /// What the room says next, or why it says nothing any more. Safe to drop and call again.
    pub(crate) async fn hear(&mut self) -> Result<Message, Goodbye> {
        match self.post.arriving.recv().await {
            Some(message) => Ok(message),
            // The room let go of its end; what it said before was heard.
            None => Err(self.post.goodbye.try_recv().unwrap_or(Goodbye::ComeBack)),
        }
    }

    /// Hands transactions in; waits while the room has much to do. `false` when the room has ended.
    pub(crate) async fn submit(&self, txs: Vec<Tx>) -> bool {
        self.wishes
            .send(Wish::Submit {
                seat: self.post.number,
                txs,
            })
            .await
            .is_ok()
    }

    /// Tells the room that its person is called otherwise.
    pub(crate) async fn call(&self, name: Option<PersonName>) -> bool {
        self.wishes
            .send(Wish::Call {
                seat: self.post.number,
                name,
            })
            .await
            .is_ok()
    }

    /// Has the room compare a digest.
    pub(crate) async fn check(&self, seq: Seq, digest: String) -> bool {
        self.wishes
            .send(Wish::Check {
                seat: self.post.number,
                seq,
                digest,
            })
            .await
            .is_ok()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // A room with much to do notices later that nobody listens, the next time it says something.
        let _ = self.wishes.try_send(Wish::Leave {
            seat: self.post.number,
        });
    }
}
