//! The pages, one per address.

mod editor;
mod gallery;
mod not_found;
mod unreachable;

pub(crate) use editor::EditorPage;
pub(crate) use gallery::GalleryPage;
pub(crate) use not_found::NotFoundPage;
pub(crate) use unreachable::UnreachablePage;
