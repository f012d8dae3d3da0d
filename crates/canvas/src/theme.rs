//! The looks: neutral greys that don't tint the eye, one accent, colour for meaning only; each with strong contrast as well.
//! Hues of ports and categories come from one OKLCH palette: equal lightness, told apart by shape as well. What stands for
//! the same in the style sheet (`style/tokens.css`) has the same colour there.

use gesso_graph::{Category, Type};
use std::fmt;

/// Which look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Light on dark.
    #[default]
    Dark,
    /// Dark on light.
    Light,
    /// Light on black, for those who ask for more contrast.
    StrongDark,
    /// Dark on white, for those who ask for more contrast.
    StrongLight,
}

impl Theme {
    /// The look for what a person or their system asks for.
    pub fn of(dark: bool, more_contrast: bool) -> Self {
        match (dark, more_contrast) {
            (true, false) => Self::Dark,
            (false, false) => Self::Light,
            (true, true) => Self::StrongDark,
            (false, true) => Self::StrongLight,
        }
    }

    /// What is read or has to be told apart, by the names of the style sheet, and what it stands on.
    pub fn inks(self) -> Vec<(&'static str, Ink)> {
        let of = palette(self);
        let flow = [
            ("flow-image", Type::Image),
            ("flow-mask", Type::Mask),
            ("flow-audio", Type::Audio),
            ("flow-video", Type::Video),
            ("flow-text", Type::Text),
            ("flow-number", Type::Float),
            ("flow-sequence", Type::Sequence),
            ("flow-color", Type::Color),
            ("flow-any", Type::Any),
        ];
        let flow = flow.map(|(name, ty)| (name, of.port(ty)));
        let others = [
            ("bg", of.canvas),
            ("raised", of.node),
            ("header", of.header),
            ("text", of.text),
            ("dim", of.dim),
            ("accent", of.accent),
            ("on-accent", of.on_accent),
            ("done", of.done),
            ("failed", of.failed),
            ("warning", of.warning),
            ("note", of.note),
            ("note-text", of.note_text),
        ];
        others.into_iter().chain(flow).collect()
    }
}

/// A colour: sRGB with straight alpha, `0xrrggbbaa`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ink(pub u32);

impl Ink {
    pub(crate) const fn opaque(rgb: u32) -> Self {
        Self(rgb << 8 | 0xff)
    }

    /// The same colour with another opacity, 0–1.
    #[must_use]
    pub fn fade(self, alpha: f64) -> Self {
        Self(self.0 & !0xff | (alpha.clamp(0.0, 1.0) * 255.0).round() as u32)
    }

    /// `amount` of this colour over `below`, channel by channel in sRGB; opaque.
    #[must_use]
    pub fn over(self, below: Ink, amount: f64) -> Self {
        let channel = |shift: u32| {
            let (a, b) = (
                f64::from(self.0 >> shift & 0xff),
                f64::from(below.0 >> shift & 0xff),
            );
            ((a * amount + b * (1.0 - amount)).round() as u32) << shift
        };
        Self(channel(24) | channel(16) | channel(8) | 0xff)
    }

    /// How well one opaque colour stands out from another, 1–21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Ink) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |shift: u32| {
            let part = f64::from(self.0 >> shift & 0xff) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(24) + 0.7152 * linear(16) + 0.0722 * linear(8)
    }

    /// A document's colour.
    pub(crate) fn from_color(color: [f32; 4]) -> Self {
        let byte = |v: f32| (v.clamp(0.0, 1.0) * 255.0).round() as u32;
        Self(byte(color[0]) << 24 | byte(color[1]) << 16 | byte(color[2]) << 8 | byte(color[3]))
    }
}

/// As in CSS.
impl fmt::Display for Ink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 & 0xff == 0xff {
            write!(f, "#{:06x}", self.0 >> 8)
        } else {
            write!(f, "#{:08x}", self.0)
        }
    }
}

impl fmt::Debug for Ink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Every colour of one look.
#[derive(Debug)]
pub(crate) struct Palette {
    pub(crate) canvas: Ink,
    pub(crate) dot: Ink,
    pub(crate) node: Ink,
    pub(crate) header: Ink,
    pub(crate) border: Ink,
    pub(crate) rule: Ink,
    pub(crate) well: Ink,
    pub(crate) text: Ink,
    pub(crate) dim: Ink,
    pub(crate) faint: Ink,
    pub(crate) accent: Ink,
    pub(crate) on_accent: Ink,
    pub(crate) done: Ink,
    pub(crate) failed: Ink,
    pub(crate) warning: Ink,
    pub(crate) checker: [Ink; 2],
    pub(crate) note: Ink,
    pub(crate) note_border: Ink,
    pub(crate) note_text: Ink,
    hues: [Ink; HUES],
    neutral: Ink,
}

/// The same in both looks and neither light nor dark: white letters and black ones both show on it.
const CHECKER: [Ink; 2] = [Ink::opaque(0x76767a), Ink::opaque(0x87878b)];
const HUES: usize = 8;
const AMBER: usize = 0;
const CYAN: usize = 1;
const VIOLET: usize = 2;
const RED: usize = 3;
const PINK: usize = 4;
const GREEN: usize = 5;
const BLUE: usize = 6;
const YELLOW: usize = 7;

/// OKLCH lightness 0.76, chroma 0.125; hues 75, 195, 290, 15, 330, 145, 245, 110.
const DARK: Palette = Palette {
    canvas: Ink::opaque(0x141415),
    dot: Ink::opaque(0x29292b),
    node: Ink::opaque(0x212123),
    header: Ink::opaque(0x29292c),
    border: Ink::opaque(0x3d3d41),
    rule: Ink::opaque(0x343437),
    well: Ink::opaque(0x18181a),
    text: Ink::opaque(0xededef),
    dim: Ink::opaque(0xa8a8af),
    faint: Ink::opaque(0x56565c),
    accent: Ink::opaque(0x5c9dff),
    on_accent: Ink::opaque(0x0b1526),
    done: Ink::opaque(0x63c78b),
    failed: Ink::opaque(0xff7d79),
    warning: Ink::opaque(0xf0b44c),
    checker: CHECKER,
    note: Ink::opaque(0x2c2a20),
    note_border: Ink::opaque(0x4b4735),
    note_text: Ink::opaque(0xe6e2d0),
    hues: [
        Ink::opaque(0xdfa54d),
        Ink::opaque(0x21c9ca),
        Ink::opaque(0xb0a3fb),
        Ink::opaque(0xf68f97),
        Ink::opaque(0xde93d7),
        Ink::opaque(0x7cc67f),
        Ink::opaque(0x67b9fb),
        Ink::opaque(0xb6b852),
    ],
    neutral: Ink::opaque(0xb4b4ba),
};

/// The same hues at lightness 0.56.
const LIGHT: Palette = Palette {
    canvas: Ink::opaque(0xf1f1f2),
    dot: Ink::opaque(0xdadadd),
    node: Ink::opaque(0xffffff),
    header: Ink::opaque(0xf8f8f9),
    border: Ink::opaque(0xcbcbd0),
    rule: Ink::opaque(0xe4e4e7),
    well: Ink::opaque(0xefeff1),
    text: Ink::opaque(0x1c1c1f),
    dim: Ink::opaque(0x56565e),
    faint: Ink::opaque(0xb4b4bb),
    accent: Ink::opaque(0x1b62d2),
    on_accent: Ink::opaque(0xffffff),
    done: Ink::opaque(0x1c7a42),
    failed: Ink::opaque(0xc02a26),
    warning: Ink::opaque(0x8f5a00),
    checker: CHECKER,
    note: Ink::opaque(0xfff8de),
    note_border: Ink::opaque(0xe0d6ae),
    note_text: Ink::opaque(0x3a3520),
    hues: [
        Ink::opaque(0x9b690b),
        Ink::opaque(0x038586),
        Ink::opaque(0x7466b8),
        Ink::opaque(0xb1525c),
        Ink::opaque(0x9c5797),
        Ink::opaque(0x3e8743),
        Ink::opaque(0x237ab8),
        Ink::opaque(0x797a08),
    ],
    neutral: Ink::opaque(0x74747c),
};

/// Lightness 0.86, chroma up to 0.11, on black.
const STRONG_DARK: Palette = Palette {
    canvas: Ink::opaque(0x000000),
    dot: Ink::opaque(0x2a2a2d),
    node: Ink::opaque(0x0c0c0d),
    header: Ink::opaque(0x19191b),
    border: Ink::opaque(0xb4b4ba),
    rule: Ink::opaque(0x83838a),
    well: Ink::opaque(0x000000),
    text: Ink::opaque(0xffffff),
    dim: Ink::opaque(0xdcdce1),
    faint: Ink::opaque(0x9a9aa1),
    accent: Ink::opaque(0x9cc4ff),
    on_accent: Ink::opaque(0x000000),
    done: Ink::opaque(0x8fe3ae),
    failed: Ink::opaque(0xffb0ad),
    warning: Ink::opaque(0xffd28a),
    checker: CHECKER,
    note: Ink::opaque(0x1b190f),
    note_border: Ink::opaque(0xb8b08a),
    note_text: Ink::opaque(0xfffbe8),
    hues: [
        Ink::opaque(0xfbc77c),
        Ink::opaque(0x6de8e7),
        Ink::opaque(0xd0c9ff),
        Ink::opaque(0xffbdc1),
        Ink::opaque(0xfab7f3),
        Ink::opaque(0xa3e4a4),
        Ink::opaque(0xa9d7ff),
        Ink::opaque(0xd5d881),
    ],
    neutral: Ink::opaque(0xdcdce1),
};

/// Lightness 0.44, on white.
const STRONG_LIGHT: Palette = Palette {
    canvas: Ink::opaque(0xffffff),
    dot: Ink::opaque(0xd4d4d8),
    node: Ink::opaque(0xffffff),
    header: Ink::opaque(0xf1f1f2),
    border: Ink::opaque(0x56565e),
    rule: Ink::opaque(0x74747c),
    well: Ink::opaque(0xffffff),
    text: Ink::opaque(0x000000),
    dim: Ink::opaque(0x2e2e33),
    faint: Ink::opaque(0x63636b),
    accent: Ink::opaque(0x0b3f94),
    on_accent: Ink::opaque(0xffffff),
    done: Ink::opaque(0x0c5228),
    failed: Ink::opaque(0x8c1512),
    warning: Ink::opaque(0x623c00),
    checker: CHECKER,
    note: Ink::opaque(0xfff8de),
    note_border: Ink::opaque(0x6b6238),
    note_text: Ink::opaque(0x1d1a0c),
    hues: [
        Ink::opaque(0x704a02),
        Ink::opaque(0x045f5f),
        Ink::opaque(0x53448f),
        Ink::opaque(0x88303d),
        Ink::opaque(0x763671),
        Ink::opaque(0x1a6323),
        Ink::opaque(0x02578b),
        Ink::opaque(0x565600),
    ],
    neutral: Ink::opaque(0x3c3c42),
};

/// The palette of a look.
pub(crate) fn palette(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Dark => &DARK,
        Theme::Light => &LIGHT,
        Theme::StrongDark => &STRONG_DARK,
        Theme::StrongLight => &STRONG_LIGHT,
    }
}

impl Palette {
    /// The colour of what flows.
    pub(crate) fn port(&self, ty: Type) -> Ink {
        match ty {
            Type::Image => self.hues[AMBER],
            Type::Mask => self.hues[CYAN],
            Type::Audio => self.hues[VIOLET],
            Type::Video => self.hues[RED],
            Type::Text | Type::Choice | Type::Subtitles => self.hues[PINK],
            Type::Int | Type::Float | Type::Bool => self.hues[GREEN],
            Type::Sequence => self.hues[BLUE],
            Type::Color => self.hues[YELLOW],
            Type::Json | Type::Asset | Type::Any => self.neutral,
            Type::List(of) => self.port(*of),
        }
    }

    /// The colour of a group of kinds; an unknown kind is neutral.
    pub(crate) fn category(&self, category: Option<Category>) -> Ink {
        match category {
            Some(Category::Image) => self.hues[BLUE],
            Some(Category::Compositing) => self.hues[VIOLET],
            Some(Category::Color) => self.hues[AMBER],
            Some(Category::Filter) => self.hues[CYAN],
            Some(Category::Mask) => self.hues[GREEN],
            Some(Category::Text) => self.hues[PINK],
            Some(Category::Logic) => self.hues[YELLOW],
            Some(Category::Graph) | None => self.neutral,
        }
    }
}
