//! Everything this crate asks of the browser. The only place in it that names web-sys.
//! It compiles for the server too, where none of it is ever called: effects and event handlers run in the browser alone.

pub(crate) mod clipboard;
mod cookie;
pub(crate) mod drag;
pub(crate) mod files;
pub(crate) mod installed;
pub(crate) mod kept;
pub(crate) mod keyboard;
pub(crate) mod lock;
mod media;
pub(crate) mod network;
pub(crate) mod page;
pub(crate) mod paint;
pub(crate) mod pixels;
pub(crate) mod preview;
mod socket;
pub(crate) mod storage;
mod upload;
mod viewport;

pub(crate) use cookie::{cookie, set_cookie};
pub(crate) use media::{follow_media, is_medium, is_small, is_touched, set_theme_attribute};
#[cfg(feature = "hydrate")]
pub(crate) use page::page_language;
pub(crate) use page::{
    click, download, focus, go, now_ms, on_page, random_u64, reload, select_text, typed,
    window_height,
};
pub(crate) use socket::{Socket, SocketEvent};
pub(crate) use upload::{UploadError, upload};
pub(crate) use viewport::follow_keyboard;
pub(crate) use web_sys::File;
