//! The value of the pixel under the pointer.

use super::hand::Hand;
use super::probe::Probe;
use leptos::prelude::*;

/// Place, colour and hexadecimal digits.
#[component]
pub(super) fn PixelValue(
    /// What reads it.
    probe: Probe,
    /// The pointer.
    hand: Hand,
) -> impl IntoView {
    move || {
        hand.at.get().map(|(x, y)| {
            let value = probe.color((x, y));
            view! {
                <span class="pixel mono">
                    <span class="pixel-color" style:background-color=value.map(css)></span>
                    {format!("{x}, {y}")}
                    {value.map(words)}
                </span>
            }
        })
    }
}

/// As a style sheet has it.
pub(super) fn css([r, g, b, a]: [u8; 4]) -> String {
    format!("rgb({r} {g} {b} / {:.3})", f64::from(a) / 255.0)
}

/// Its digits, without how opaque it is.
pub(super) fn digits([r, g, b, _]: [u8; 4]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn words(color: [u8; 4]) -> String {
    let [r, g, b, a] = color;
    let digits = digits(color);
    if a == 255 {
        format!(" · {r} {g} {b} · {digits}")
    } else {
        format!(" · {r} {g} {b} {a} · {digits}{a:02x}")
    }
}
