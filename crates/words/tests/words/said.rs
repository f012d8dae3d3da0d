//! What is said by key, in the language of whoever reads it.

use gesso_words::{Language, Said, Words, label, said};

fn both(said: &Said) -> [String; 2] {
    [Language::English, Language::German].map(|language| said.describe(Words::of(language)))
}

#[test]
fn what_fills_a_text_is_in_the_same_language() {
    let reason = said("table-too-large", []);
    let all = said(
        "table-unusable",
        [("name", "a.cube".into()), ("reason", reason)],
    );
    assert_eq!(
        both(&all),
        [
            "“a.cube” can't be used as a table: it is too large. Choose another file.",
            "„a.cube“ ist als Tabelle nicht zu gebrauchen: sie ist zu groß. Wähl eine andere Datei.",
        ]
    );
}

#[test]
fn a_label_is_that_of_its_owner() {
    let loose = said("port-nothing", [("port", label("in-image", "Image"))]);
    assert_eq!(
        both(&loose.within("node-filter-blur")),
        [
            "Nothing is wired into Image. Wire something into it.",
            "An Bild hängt nichts. Verbinde etwas damit.",
        ]
    );
}

#[test]
fn a_label_that_no_language_has_stands_as_it_is() {
    let own = label("in-none", "Image").within("node-filter-blur");
    assert_eq!(both(&own), ["Image", "Image"]);
    let lost = said("no-such-text", []);
    assert_eq!(both(&lost), ["no-such-text", "no-such-text"]);
}

#[test]
fn finished_words_and_numbers_stand_as_they_are() {
    assert_eq!(both(&"done".into()), ["done", "done"]);
    assert_eq!(both(&Said::from(3_u32)), ["3", "3"]);
}
