//! Markdown of notes as a tree of pieces. Sanitised by construction: HTML in a note stays text, and a link leads to a
//! workflow of this server or to the web, or it is text as well.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

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
    /// A heading and its level, 1 to 3.
    Heading(u8),
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
            // Whoever types a note means its lines as they are typed.
            Event::SoftBreak | Event::HardBreak => Piece::Break,
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
        Tag::Heading { level, .. } => Wrap::Heading(match level {
            HeadingLevel::H1 => 1,
            HeadingLevel::H2 => 2,
            _ => 3,
        }),
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

/// The links of a note, in order: what they are called and where they lead.
pub fn links(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<Piece> = read(text);
    open.reverse();
    while let Some(piece) = open.pop() {
        let Piece::Around(wrap, inner) = piece else {
            continue;
        };
        match wrap {
            Wrap::Link(address) => found.push((words(&inner), address)),
            _ => open.extend(inner.into_iter().rev()),
        }
    }
    found
}

/// What a note is called in a list: the words of its first line; nothing when it has none.
pub fn title(text: &str) -> String {
    first_words(&read(text)).unwrap_or_default()
}

fn first_words(pieces: &[Piece]) -> Option<String> {
    pieces.iter().find_map(|piece| {
        match piece {
            Piece::Around(Wrap::List(_) | Wrap::Item | Wrap::Quote, inner) => first_words(inner),
            Piece::Around(_, inner) => {
                let line = inner.split(|piece| *piece == Piece::Break).next();
                Some(words(line.unwrap_or_default()))
            }
            piece => Some(words(std::slice::from_ref(piece))),
        }
        .map(|words| words.lines().next().unwrap_or_default().trim().to_owned())
        .filter(|words| !words.is_empty())
    })
}

/// The words of some pieces, without anything around them.
pub(crate) fn words(pieces: &[Piece]) -> String {
    let mut words = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) | Piece::Code(text) => words.push_str(text),
            Piece::Break => words.push(' '),
            Piece::Around(_, inner) => words.push_str(&self::words(inner)),
            Piece::Rule | Piece::Tick(_) => {}
        }
    }
    words
}

/// A link as it is typed, with signs that would end it taken as words.
pub fn link(title: &str, address: &str) -> String {
    let mut escaped = String::with_capacity(title.len());
    for sign in title.chars() {
        if sign.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    format!("[{escaped}]({address})")
}
