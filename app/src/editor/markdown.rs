//! Markdown of notes as a tree of pieces and as elements of the page. Sanitised by construction: HTML in a note stays text,
//! and a link leads to a workflow of this server or to the web, or it is text as well.

use leptos::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// One piece of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// Words as they are typed by programs.
    Code(String),
    /// A new line.
    Break,
    /// A line across.
    Rule,
    /// A box that is ticked or not.
    Tick(bool),
    /// Something with pieces in it.
    Around(Wrap, Vec<Piece>),
}

/// What can be around pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrap {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// Stressed.
    Emphasis,
    /// Strong.
    Strong,
    /// Struck through.
    Struck,
    /// A list; numbered or not.
    List(bool),
    /// An item of a list.
    Item,
    /// What somebody else said.
    Quote,
    /// Lines of a program.
    Lines,
    /// A link, to a workflow or to the web.
    Link(String),
    /// Nothing of its own.
    Plain,
}

/// How deep pieces lie in each other at most; what is deeper stays beside.
const DEEPEST: usize = 24;

/// Reads a note.
pub fn read(text: &str) -> Vec<Piece> {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut open: Vec<(Wrap, Vec<Piece>)> = vec![(Wrap::Plain, Vec::new())];
    let mut deeper = 0_usize;
    for event in Parser::new_ext(text, options) {
        let piece = match event {
            Event::Start(_) if open.len() > DEEPEST => {
                deeper += 1;
                continue;
            }
            Event::Start(tag) => {
                open.push((wrap(tag), Vec::new()));
                continue;
            }
            Event::End(_) if deeper > 0 => {
                deeper -= 1;
                continue;
            }
            Event::End(_) => match open.pop() {
                Some((wrap, pieces)) => Piece::Around(wrap, pieces),
                None => continue,
            },
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                Piece::Text(text.into_string())
            }
            Event::Code(text) => Piece::Code(text.into_string()),
            Event::SoftBreak => Piece::Text(" ".to_owned()),
            Event::HardBreak => Piece::Break,
            Event::Rule => Piece::Rule,
            Event::TaskListMarker(ticked) => Piece::Tick(ticked),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                Piece::Text(text.into_string())
            }
        };
        if let Some((_, pieces)) = open.last_mut() {
            pieces.push(piece);
        }
    }
    open.pop().map_or_else(Vec::new, |(_, pieces)| pieces)
}

fn wrap(tag: Tag<'_>) -> Wrap {
    match tag {
        Tag::Paragraph => Wrap::Paragraph,
        Tag::Heading { .. } => Wrap::Heading,
        Tag::Emphasis => Wrap::Emphasis,
        Tag::Strong => Wrap::Strong,
        Tag::Strikethrough => Wrap::Struck,
        Tag::List(first) => Wrap::List(first.is_some()),
        Tag::Item => Wrap::Item,
        Tag::BlockQuote(_) => Wrap::Quote,
        Tag::CodeBlock(_) => Wrap::Lines,
        Tag::Link { dest_url, .. } if is_safe(&dest_url) => Wrap::Link(dest_url.into_string()),
        _ => Wrap::Plain,
    }
}

/// A workflow of this server, or an address of the web.
fn is_safe(address: &str) -> bool {
    let id = address.strip_prefix("/w/");
    let is_id = |id: &str| {
        !id.is_empty()
            && id
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || "-_".contains(sign))
    };
    id.is_some_and(is_id) || address.starts_with("https://") || address.starts_with("http://")
}

/// A note as it is read.
#[component]
pub(crate) fn Markdown(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <div class="markdown">{move || text.with(|text| shown(read(text)))}</div> }
}

fn shown(pieces: Vec<Piece>) -> Vec<AnyView> {
    pieces.into_iter().map(one).collect()
}

fn one(piece: Piece) -> AnyView {
    match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Code(text) => view! { <code>{text}</code> }.into_any(),
        Piece::Break => view! { <br /> }.into_any(),
        Piece::Rule => view! { <hr /> }.into_any(),
        Piece::Tick(ticked) => {
            view! { <input type="checkbox" disabled checked=ticked aria-label=if ticked { "done" } else { "open" } /> }
                .into_any()
        }
        Piece::Around(wrap, pieces) => around(wrap, shown(pieces)),
    }
}

fn around(wrap: Wrap, inner: Vec<AnyView>) -> AnyView {
    match wrap {
        Wrap::Paragraph => view! { <p>{inner}</p> }.into_any(),
        Wrap::Heading => view! { <h4>{inner}</h4> }.into_any(),
        Wrap::Emphasis => view! { <em>{inner}</em> }.into_any(),
        Wrap::Strong => view! { <strong>{inner}</strong> }.into_any(),
        Wrap::Struck => view! { <s>{inner}</s> }.into_any(),
        Wrap::List(true) => view! { <ol>{inner}</ol> }.into_any(),
        Wrap::List(false) => view! { <ul>{inner}</ul> }.into_any(),
        Wrap::Item => view! { <li>{inner}</li> }.into_any(),
        Wrap::Quote => view! { <blockquote>{inner}</blockquote> }.into_any(),
        Wrap::Lines => view! { <pre><code>{inner}</code></pre> }.into_any(),
        Wrap::Link(address) if address.starts_with('/') => {
            view! { <a href=address rel="external">{inner}</a> }.into_any()
        }
        Wrap::Link(address) => {
            view! { <a href=address target="_blank" rel="noopener noreferrer">{inner}</a> }
                .into_any()
        }
        Wrap::Plain => inner.into_any(),
    }
}
