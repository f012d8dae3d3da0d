//! The sizes that messages and transactions are held to. Inclusive: exactly the limit is still accepted.

/// Most commands in one transaction.
pub const TX_COMMANDS: usize = 20_000;
/// Largest transaction, in bytes of JSON.
pub const TX_BYTES: usize = 8 * 1024 * 1024;
/// Longest label of a transaction, in bytes.
pub const LABEL_BYTES: usize = 200;
/// Longest id of a person, in bytes.
pub const PERSON_BYTES: usize = 100;
/// Longest name of a person, in characters.
pub const PERSON_NAME: usize = 60;
/// Most people who are told by name who else is here.
pub const PEOPLE: usize = 32;
/// Largest message a client may send, in bytes; the server's websocket limit.
pub const MESSAGE_BYTES: usize = 16 * 1024 * 1024;
/// Largest document with its recent entries that a client unpacks, in bytes of JSON.
pub const WELCOME_BYTES: usize = 512 * 1024 * 1024;
/// Where a client begins another `Submit`, in bytes.
pub const SUBMIT_BYTES: usize = 4 * 1024 * 1024;
/// Most entries that a `Welcome` brings, and so how far back undo reaches after a reload.
pub const RECENT_ENTRIES: usize = 500;
/// How many transactions a room knows by name; the store knows the older ones.
pub const KNOWN_TXS: usize = 20_000;
/// Deepest undo history of one tab.
pub const UNDO_STEPS: usize = 1_000;
