//! How many people edit one document: wire types, the client's replica and the server's room.
//! Pure: no sockets, no clock. Who calls it brings messages and time. Rules: `SPEC.md`.

mod codec;
mod history;
pub mod limits;
mod message;
mod past;
mod person;
mod preview;
mod queue;
mod refusal;
mod replica;
mod reversal;
mod room;
mod run;
mod saved;
mod take;

pub use codec::{Frame, MessageError};
pub use gesso_words::{Said, said};
pub use message::{
    ClientMessage, Entry, RULES_VERSION, Role, Seq, ServerMessage, Tx, TxId, Welcome,
};
pub use past::{Past, PastStep};
pub use person::{NameError, Person, PersonName, Present, who_is_here};
pub use preview::{PreviewAsk, PreviewLook, PreviewNews};
pub use queue::{Place, Priority, Span};
pub use refusal::{NotTaken, TooLarge, WhyReload};
pub use replica::{Effect, NotMade, Replica};
pub use room::{Room, RoomError, Submitted};
pub use run::{
    ITEMS_TOLD, Item, Items, ResultFile, RunEvent, RunId, RunState, StepResult, StepState, progress,
};
pub use saved::SavedError;
pub use take::{Author, Take};
