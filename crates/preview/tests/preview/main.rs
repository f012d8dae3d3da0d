//! The preview as the page's worker drives it: wishes in, addresses out, bytes in, pixels out.

mod crew;
mod drag;
mod servers;
mod support;
