//! The icons of the editor: one stroked path each on a 16-pixel grid, drawn in the colour of the text around them.
//! They say nothing to a screen reader; whoever uses one gives its control a name.

use leptos::prelude::*;

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    Add,
    Bolt,
    Brush,
    Check,
    ChevronDown,
    ChevronRight,
    ChevronUp,
    Clock,
    Compare,
    Close,
    Download,
    Expose,
    Fit,
    Frame,
    Grip,
    Hollow,
    Home,
    Link,
    List,
    More,
    Nodes,
    Note,
    Pause,
    People,
    Picture,
    Pipette,
    Play,
    Redo,
    Reset,
    Runs,
    Sliders,
    Star,
    Stop,
    Swap,
    Trash,
    Undo,
    Warning,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M8 3v10M3 8h10",
            Self::Bolt => "M9 2 4 9h3.5L7 14l5-7H8.5z",
            Self::Brush => {
                "M13.500 2.500 7 9M5.500 8.500c-2 0-2.500 1.500-2.500 3 0 .8-.5 1.500-1 2 3 .3 5.500-.8 5.500-3z"
            }
            Self::Check => "M3 8.5 6.5 12 13 4.5",
            Self::ChevronDown => "m4 6 4 4 4-4",
            Self::ChevronUp => "m4 10 4-4 4 4",
            Self::ChevronRight => "m6 4 4 4-4 4",
            Self::Clock => "M8 2.500a5.5 5.500 0 1 0 .01 0M8 5v3.200l2.200 1.300",
            Self::Compare => "M8 1.500v13M2.500 3.500h11v9h-11zM10 6.500h1.500M10 9.500h1.500",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Download => "M8 2.500v8M4.5 7.5 8 11l3.5-3.500M3 13.500h10",
            Self::Expose => "M2.5 2.500h8v8h-8zM8 8l5.500 5.500M13.500 9.500v4h-4",
            Self::Fit => "M2.5 6V2.500H6M10 2.500h3.500V6M13.5 10v3.500H10M6 13.500H2.500V10",
            Self::Frame => "M2.5 3.500h11v9h-11zM2.5 6.500h11",
            Self::Grip => "M3 6h10M3 10h10",
            Self::Hollow => "M8 4a4 4 0 1 0 .01 0",
            Self::Home => "M2.5 7.5 8 3l5.5 4.500M4 6.500V13h8V6.5",
            Self::Link => {
                "M6.5 9.500a2.5 2.5 0 0 0 3.5 0l3-3a2.5 2.5 0 0 0-3.5-3.500L8.5 4M9.5 6.500a2.5 2.5 0 0 0-3.5 0l-3 3A2.5 2.5 0 0 0 6.5 13l1-1"
            }
            Self::List => "M6 4h7.500M6 8h7.500M6 12h7.500M2.5 4h.5M2.5 8h.5M2.5 12h.5",
            Self::More => "M3.5 8h.01M8 8h.01M12.5 8h.01",
            Self::Nodes => "M2.5 3h4v4h-4zM9.5 9h4v4h-4zM6.5 5H8v6h1.5",
            Self::Note => "M3 2.500h10v7l-4 4H3zM13 9.500H9v4",
            Self::Pause => "M5.500 3v10M10.500 3v10",
            Self::People => {
                "M6 3a2.25 2.25 0 1 0 .01 0M2 13c.3-2.3 1.9-3.5 4-3.500s3.7 1.2 4 3.500M10.5 3.200a2.2 2.2 0 0 1 0 4.200M12 9.800c1.2.5 1.9 1.6 2 3.2"
            }
            Self::Picture => "M2.5 3h11v10h-11zM2.5 11l3.5-3.5 3 3 1.5-1.5 3 3M10.5 6h.01",
            Self::Pipette => {
                "M9 4.500 11.500 7M10 5.500l1.500-2a1.600 1.600 0 0 1 2 2l-2 1.500M9.500 6 4 11.500 2.500 13.500 4.500 12 10 6.500"
            }
            Self::Play => "M5 3v10l8-5z",
            Self::Redo => "m10.5 3 3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H9",
            Self::Reset => "M3 3.500v3h3M3.3 6.500A5.3 5.3 0 1 1 3 9.5",
            Self::Runs => "M8 2.500a5.5 5.5 0 1 0 .01 0M8 5v3.200l2.2 1.3",
            Self::Sliders => {
                "M2.5 5h6M12.5 5h1M2.5 11h1M7.5 11h6M10.5 3a2 2 0 1 0 .01 0M5.5 9a2 2 0 1 0 .01 0"
            }
            Self::Star => {
                "m8 2 1.8 3.900 4.200.5-3.100 2.900.8 4.200L8 11.400l-3.700 2.100.8-4.200L2 6.400l4.200-.5z"
            }
            Self::Stop => "M4 4h8v8H4z",
            Self::Swap => "M3 6h9.500L10 3.500M13 10H3.500L6 12.500",
            Self::Trash => "M3 4.500h10M6.500 4.500V3h3v1.500M4.500 4.500l.6 9h5.800l.6-9",
            Self::Undo => "m5.5 3-3 3 3 3M2.5 6h7a4 4 0 0 1 0 8H7",
            Self::Warning => "M8 2.5 14 13H2zM8 6.500v3M8 11.300v.01",
        }
    }

    fn is_solid(self) -> bool {
        matches!(self, Self::Play | Self::Stop | Self::Bolt)
    }
}

/// One icon.
#[component]
pub(crate) fn Icon(
    /// Which picture.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg
            class=if glyph.is_solid() { "icon icon-solid" } else { "icon" }
            class:icon-dots=glyph == Glyph::More
            viewBox="0 0 16 16"
            aria-hidden="true"
            focusable="false"
        >
            <path d=glyph.path()></path>
        </svg>
    }
}
