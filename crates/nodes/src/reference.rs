//! The node reference as Markdown, made from the declarations: the words of the inspector and of the book are the same.

/// One page per group of nodes and an index: file names and Markdown.
pub fn reference() -> Vec<(String, String)> {
    Vec::new()
}
