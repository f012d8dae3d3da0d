//! Notes are read as Markdown, and nothing in one can be more than words, lists and links.

use gesso_canvas::markdown::{Piece, Wrap, link, links, read, title};
use proptest::prelude::*;

fn text(words: &str) -> Piece {
    Piece::Text(words.to_owned())
}

fn paragraph(pieces: Vec<Piece>) -> Piece {
    Piece::Around(Wrap::Paragraph, pieces)
}

#[test]
fn words_are_stressed_listed_and_linked() {
    assert_eq!(
        read("# Grade\n\nKeep it *quiet*."),
        [
            Piece::Around(Wrap::Heading(1), vec![text("Grade")]),
            paragraph(vec![
                text("Keep it "),
                Piece::Around(Wrap::Emphasis, vec![text("quiet")]),
                text("."),
            ]),
        ]
    );
    let list = read("1. a\n2. b");
    assert!(matches!(&list[..], [Piece::Around(Wrap::List(true), items)] if items.len() == 2));
}

#[test]
fn a_link_leads_to_a_workflow_or_to_the_web_or_is_words() {
    let link = |address: &str| {
        let pieces = read(&format!("[x]({address})"));
        match &pieces[..] {
            [Piece::Around(Wrap::Paragraph, inner)] => inner[0].clone(),
            other => panic!("{other:?}"),
        }
    };
    let leads = |address: &str| Piece::Around(Wrap::Link(address.to_owned()), vec![text("x")]);
    let words = Piece::Around(Wrap::Plain, vec![text("x")]);
    for address in ["/w/a-b_9", "https://example.org/"] {
        assert_eq!(link(address), leads(address));
    }
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "/w/",
        "/w/a/b",
        "/api/x",
        "//evil.example",
    ] {
        assert_eq!(link(address), words, "{address}");
    }
}

#[test]
fn a_line_that_is_typed_is_a_line_that_is_read() {
    let lines = vec![text("one"), Piece::Break, text("two")];
    assert_eq!(read("one\ntwo"), [paragraph(lines)]);
}

#[test]
fn links_are_listed_in_order_and_written_so_that_they_are_read() {
    let title = "a [b] *c* \\d";
    let note = format!(
        "- {}\n- [site](https://example.org/)",
        link(title, "/w/film")
    );
    let found = [
        (title.to_owned(), "/w/film".to_owned()),
        ("site".to_owned(), "https://example.org/".to_owned()),
    ];
    assert_eq!(links(&note), found);
}

#[test]
fn a_note_is_called_by_the_words_of_its_first_line() {
    for (text, called) in [
        ("# Grade\n\nmore", "Grade"),
        ("\n\none *two*\nthree", "one two"),
        ("- [x] done\n- open", "done"),
        ("```\nlet a\nlet b\n```", "let a"),
        ("---", ""),
        ("", ""),
    ] {
        assert_eq!(title(text), called, "{text}");
    }
}

#[test]
fn html_stays_words() {
    let pieces = read("<script>alert(1)</script>");
    assert!(format!("{pieces:?}").contains("Text(\"<script>alert(1)</script>"));
}

proptest! {
    #[test]
    fn any_text_is_read_and_not_too_deep(text in "[->*_`\\[\\]()#a \n0-9.]{0,400}") {
        let mut open: Vec<(usize, Piece)> = read(&text).into_iter().map(|piece| (1, piece)).collect();
        while let Some((depth, piece)) = open.pop() {
            prop_assert!(depth < 30);
            if let Piece::Around(_, inner) = piece {
                open.extend(inner.into_iter().map(|piece| (depth + 1, piece)));
            }
        }
    }
}
