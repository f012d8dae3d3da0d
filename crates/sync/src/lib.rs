//! How many people edit one document: wire types, the client's replica and the server's room.
//! Pure: no sockets, no clock. Who calls it brings messages and time.

mod message;
mod run;

pub use message::{ClientMessage, Entry, Person, RULES_VERSION, Role, Seq, ServerMessage, Tx, TxId};
pub use run::{ResultFile, RunEvent, RunId, RunState, StepResult, StepState};
