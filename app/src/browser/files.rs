//! Files a person chose, dropped or pasted.

use leptos::prelude::event_target;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DragEvent, Event, File, FileList, HtmlInputElement};

fn all(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length())
        .filter_map(|index| list.item(index))
        .collect()
}

/// The files of a file input's change event; the input is emptied, so that the same file can be chosen again.
pub(crate) fn chosen(event: &Event) -> Vec<File> {
    let input: HtmlInputElement = event_target(event);
    let files = all(input.files());
    input.set_value("");
    files
}

/// The files of the chosen folder and of those in it, each with its name below that folder's own, as `summer/beach/1.jpg`.
pub(crate) fn of_folder(event: &Event) -> Vec<(String, File)> {
    let path = |file: &File| {
        let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok()?;
        path.as_string().filter(|path| !path.is_empty())
    };
    let files = chosen(event).into_iter();
    files
        .map(|file| (path(&file).unwrap_or_else(|| file.name()), file))
        .collect()
}

/// The files of a drop.
pub(crate) fn dropped(event: &DragEvent) -> Vec<File> {
    carried(event.data_transfer())
}

/// The files something carries: a drop or a paste.
pub(crate) fn carried(transfer: Option<DataTransfer>) -> Vec<File> {
    all(transfer.and_then(|transfer| transfer.files()))
}

/// Whether what is dragged over the page has files; their names are not known before the drop.
pub(crate) fn has_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// A file's content as text.
pub(crate) async fn text(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
