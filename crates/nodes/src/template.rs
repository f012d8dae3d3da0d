//! Workflows to begin with: the first visit's Postcard and the templates of the gallery.
//! Every one runs as it is once a photo is chosen; none depends on anything outside the catalogue.

mod contact;
mod cuts;
mod portrait;
mod postcard;
mod poster;
mod product;
mod sheet;

use gesso_graph::{AssetRef, Document};
use gesso_words::Words;

pub use postcard::postcard;

/// A workflow to begin with.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// Its stored name.
    pub id: &'static str,
    /// The name people read; also the name of the workflow made from it.
    pub title: &'static str,
    /// One sentence.
    pub doc: &'static str,
    build: fn(Option<AssetRef>) -> Document,
}

impl Template {
    /// The name people read, in a language.
    pub fn title_in(&self, words: &'static Words) -> &'static str {
        let title = words.find(&format!("template-{}", self.id));
        title.unwrap_or(self.title)
    }

    /// What comes out, in a language.
    pub fn doc_in(&self, words: &'static Words) -> &'static str {
        let doc = words.find(&format!("template-{}.doc", self.id));
        doc.unwrap_or(self.doc)
    }

    /// The workflow, with this photo where it begins with one; without a photo people choose it in the inspector.
    pub fn document(&self, photo: Option<AssetRef>) -> Document {
        (self.build)(photo)
    }

    /// Where the pictures of what it makes stand below `public/`, one for each file it saves.
    pub fn pictures(&self) -> Vec<String> {
        let document = self.document(None);
        let saves = document.nodes().iter();
        let saves = saves.filter(|(_, node)| node.kind.as_str() == crate::image_save::ID);
        (1..=saves.count())
            .map(|number| format!("templates/{}-{number}.webp", self.id))
            .collect()
    }
}

/// All templates, in the order shown.
pub fn templates() -> &'static [Template] {
    &[
        Template {
            id: "postcard",
            title: "Postcard",
            doc: "A photo, graded, with a title and a paper edge.",
            build: postcard::build,
        },
        Template {
            id: "portrait",
            title: "Soft focus",
            doc: "A photo cut upright, sharp where the eye should rest, soft and dark around it.",
            build: portrait::build,
        },
        Template {
            id: "cuts",
            title: "Social cuts",
            doc: "One photo as a square, a story and a wide banner, three files in one run.",
            build: cuts::build,
        },
        Template {
            id: "poster",
            title: "Poster from nothing",
            doc: "A gradient, a little grain and two lines of type. Needs no photo.",
            build: poster::build,
        },
        Template {
            id: "product",
            title: "Product shots",
            doc: "A cut-out with its shadow and a logo on a studio ground: square, portrait and banner in one run.",
            build: product::build,
        },
        Template {
            id: "contact",
            title: "Contact sheet",
            doc: "All pictures of a folder, row by row with their names.",
            build: contact::build,
        },
    ]
}
