//! The sizes a document is held to, so that no edit, file or clipboard can make one that nobody can open again.
//! Counts and bytes are inclusive: exactly the limit is still accepted.

/// Longest title of a node or a frame, in bytes.
pub const TITLE_BYTES: usize = 200;
/// Longest text of a note or of a text parameter, in bytes.
pub const TEXT_BYTES: usize = 64 * 1024;
/// Longest name of a kind, a port, a parameter or an option, in bytes.
pub const NAME_BYTES: usize = 128;
/// Longest file name that an asset carries for people, in bytes.
pub const FILE_NAME_BYTES: usize = 255;
/// Most files in one list of files.
pub const FILES: usize = 2_000;
/// Most numbers in one list of numbers.
pub const NUMBERS: usize = 32 * 1024;
/// Most parameters stored on one node.
pub const PARAMS: usize = 256;
/// Most nodes in one document.
pub const NODES: usize = 500_000;
/// Most wires in one document.
pub const WIRES: usize = 2_000_000;
/// Most frames in one document, and most notes.
pub const BOXES: usize = 100_000;
/// Most subgraphs in one document.
pub const GRAPHS: usize = 10_000;
/// Most bends of one wire.
pub const BENDS: usize = 64;
/// Most nodes that a run sees when every instance stands for its inside.
pub const EXPANDED: usize = 500_000;
/// Farthest from the origin that anything stands, and longest side of a box, in world pixels.
pub const REACH: f64 = 1e9;
/// Largest workflow file or clipboard text that is read, in bytes.
pub const FILE_BYTES: usize = 256 * 1024 * 1024;
