//! The page `/bench`: the editor's canvas without panels. The host, the editor and the way of an edit (apply, diff, patch,
//! redraw) are the product's; only the document is kept here instead of by a server. `page.js` is the other half.

mod graph;
mod kinds;
mod page;

pub use page::Bench;
