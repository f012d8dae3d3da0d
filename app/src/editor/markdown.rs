//! Markdown of notes as elements of the page, from the same pieces as the canvas draws.

pub(crate) use gesso_canvas::markdown::{links, title};

use gesso_canvas::markdown::{Piece, Wrap, read};
use leptos::prelude::*;

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
        Wrap::Heading(_) => view! { <h4>{inner}</h4> }.into_any(),
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
