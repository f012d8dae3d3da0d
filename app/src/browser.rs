//! Everything this crate asks of the browser. The only place in it that names web-sys.

#[cfg(feature = "hydrate")]
mod media;
#[cfg(feature = "hydrate")]
pub(crate) mod storage;

#[cfg(feature = "hydrate")]
pub(crate) use media::{follow_media, set_theme_attribute};
