//! The 26 blend modes: their names and their formulas on sRGB-encoded straight colours in 0–1.
//! "W3C" marks the formulas of Compositing and Blending Level 1, section 9; the rest are those that the
//! Adobe PDF blend mode addendum and the tools after Photoshop share. `b` is the base, `s` the top.

use crate::math::unit;
use crate::wide::wide;

use super::composite_row;

macro_rules! modes {
    ($($name:ident $id:literal $label:literal;)*) => {
        /// How the colours of two pictures mix.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum BlendMode {
            $(#[doc = $label] $name,)*
        }

        impl BlendMode {
            /// All of them, in the order menus show.
            pub const ALL: [Self; 26] = [$(Self::$name),*];

            /// The id stored in documents.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// As people read it.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }
        }
    };
}

modes! {
    Normal "normal" "Normal";
    Darken "darken" "Darken";
    Multiply "multiply" "Multiply";
    ColorBurn "color_burn" "Color burn";
    LinearBurn "linear_burn" "Linear burn";
    DarkerColor "darker_color" "Darker color";
    Lighten "lighten" "Lighten";
    Screen "screen" "Screen";
    ColorDodge "color_dodge" "Color dodge";
    LinearDodge "linear_dodge" "Linear dodge (add)";
    LighterColor "lighter_color" "Lighter color";
    Overlay "overlay" "Overlay";
    SoftLight "soft_light" "Soft light";
    HardLight "hard_light" "Hard light";
    VividLight "vivid_light" "Vivid light";
    LinearLight "linear_light" "Linear light";
    PinLight "pin_light" "Pin light";
    HardMix "hard_mix" "Hard mix";
    Difference "difference" "Difference";
    Exclusion "exclusion" "Exclusion";
    Subtract "subtract" "Subtract";
    Divide "divide" "Divide";
    Hue "hue" "Hue";
    Saturation "saturation" "Saturation";
    Color "color" "Color";
    Luminosity "luminosity" "Luminosity";
}

impl BlendMode {
    /// The mode of a stored id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.id() == id)
    }
}

wide! {
    /// Composites a row of premultiplied linear pixels; `top` has its opacity and mask applied.
    pub(super) fn rows(mode: BlendMode, clip: bool, base: &mut [f32], top: &[f32]) {
        macro_rules! each {
            ($f:expr) => {
                composite_row(clip, base, top, #[inline(always)] |b, s, out| {
                    let channels = b.iter().zip(s);
                    out.iter_mut()
                        .zip(channels)
                        .for_each(|(out, (&b, &s))| *out = $f(b, s));
                })
            };
        }
        macro_rules! pixels {
            ($f:expr) => {
                composite_row(clip, base, top, #[inline(always)] |b, s, out| {
                    let pixels = b.chunks_exact(4).zip(s.chunks_exact(4));
                    for (out, (b, s)) in out.chunks_exact_mut(4).zip(pixels) {
                        out[..3].copy_from_slice(&$f([b[0], b[1], b[2]], [s[0], s[1], s[2]]));
                    }
                })
            };
        }
        match mode {
            BlendMode::Normal => each!(|_: f32, s: f32| s),
            BlendMode::Darken => each!(min),
            BlendMode::Multiply => each!(multiply),
            BlendMode::ColorBurn => each!(color_burn),
            BlendMode::LinearBurn => each!(|b: f32, s: f32| unit(b + s - 1.0)),
            BlendMode::DarkerColor => pixels!(|b, s| if lum(s) < lum(b) { s } else { b }),
            BlendMode::Lighten => each!(max),
            BlendMode::Screen => each!(screen),
            BlendMode::ColorDodge => each!(color_dodge),
            BlendMode::LinearDodge => each!(|b: f32, s: f32| unit(b + s)),
            BlendMode::LighterColor => pixels!(|b, s| if lum(s) > lum(b) { s } else { b }),
            BlendMode::Overlay => each!(|b: f32, s: f32| hard_light(s, b)),
            BlendMode::SoftLight => each!(soft_light),
            BlendMode::HardLight => each!(hard_light),
            BlendMode::VividLight => each!(vivid_light),
            BlendMode::LinearLight => each!(|b: f32, s: f32| unit(b + 2.0 * s - 1.0)),
            BlendMode::PinLight => each!(pin_light),
            BlendMode::HardMix => each!(|b: f32, s: f32| if b + s >= 1.0 - EDGE { 1.0 } else { 0.0 }),
            BlendMode::Difference => each!(|b: f32, s: f32| (b - s).abs()),
            BlendMode::Exclusion => each!(|b: f32, s: f32| b + s - 2.0 * b * s),
            BlendMode::Subtract => each!(|b: f32, s: f32| unit(b - s)),
            BlendMode::Divide => each!(divide),
            BlendMode::Hue => pixels!(|b, s| set_lum(set_saturation(s, sat(b)), lum(b))),
            BlendMode::Saturation => pixels!(|b, s| set_lum(set_saturation(b, sat(s)), lum(b))),
            BlendMode::Color => pixels!(|b, s| set_lum(s, lum(b))),
            BlendMode::Luminosity => pixels!(|b, s| set_lum(b, lum(s))),
        }
    }
}

/// Closer than this to black or white is black or white: encoding is exact to less, 16 bits have steps of more.
const EDGE: f32 = 4e-6;

#[inline(always)]
fn min(b: f32, s: f32) -> f32 {
    if s < b { s } else { b }
}

#[inline(always)]
fn max(b: f32, s: f32) -> f32 {
    if s > b { s } else { b }
}

#[inline(always)]
fn multiply(b: f32, s: f32) -> f32 {
    b * s
}

#[inline(always)]
fn screen(b: f32, s: f32) -> f32 {
    b + s - b * s
}

/// W3C: white stays white, then black wins, else `1 - (1 - b) / s`.
#[inline(always)]
fn color_burn(b: f32, s: f32) -> f32 {
    if b >= 1.0 - EDGE {
        1.0
    } else if s <= EDGE {
        0.0
    } else {
        1.0 - unit((1.0 - b) / s)
    }
}

/// W3C: black stays black, then white wins, else `b / (1 - s)`.
#[inline(always)]
fn color_dodge(b: f32, s: f32) -> f32 {
    if b <= EDGE {
        0.0
    } else if s >= 1.0 - EDGE {
        1.0
    } else {
        unit(b / (1.0 - s))
    }
}

/// W3C: multiply or screen with the doubled top.
#[inline(always)]
fn hard_light(b: f32, s: f32) -> f32 {
    if s <= 0.5 {
        multiply(b, 2.0 * s)
    } else {
        screen(b, 2.0 * s - 1.0)
    }
}

/// W3C: `b + (2 s - 1) x`, whose `x` is `b (1 - b)` under the dark half of the top and `D(b) - b` under the light half.
#[inline(always)]
fn soft_light(b: f32, s: f32) -> f32 {
    let (four, k) = (4.0 * b, 2.0 * s - 1.0);
    let d = if four <= 1.0 {
        ((four - 3.0) * four + 4.0) * b
    } else {
        b.sqrt()
    };
    let x = if k <= 0.0 { b - b * b } else { d - b };
    b + k * x
}

/// Burn with the dark half of the top, dodge with the light half.
#[inline(always)]
fn vivid_light(b: f32, s: f32) -> f32 {
    if s <= 0.5 {
        color_burn(b, 2.0 * s)
    } else {
        color_dodge(b, 2.0 * s - 1.0)
    }
}

/// Darken with the dark half of the top, lighten with the light half.
#[inline(always)]
fn pin_light(b: f32, s: f32) -> f32 {
    if s <= 0.5 {
        min(b, 2.0 * s)
    } else {
        max(b, 2.0 * s - 1.0)
    }
}

/// `b / s`; black by black stays black.
#[inline(always)]
fn divide(b: f32, s: f32) -> f32 {
    if b <= EDGE {
        0.0
    } else if s <= EDGE {
        1.0
    } else {
        unit(b / s)
    }
}

/// W3C section 9.2, `Lum`.
#[inline(always)]
fn lum(c: [f32; 3]) -> f32 {
    0.3 * c[0] + 0.59 * c[1] + 0.11 * c[2]
}

/// W3C, `Sat`.
#[inline(always)]
fn sat(c: [f32; 3]) -> f32 {
    max(c[0], max(c[1], c[2])) - min(c[0], min(c[1], c[2]))
}

/// W3C, `SetSat`: the smallest component becomes 0, the largest `s`, the middle keeps its place between.
#[inline(always)]
fn set_saturation(c: [f32; 3], s: f32) -> [f32; 3] {
    let low = min(c[0], min(c[1], c[2]));
    let range = max(c[0], max(c[1], c[2])) - low;
    let k = if range > 0.0 { s / range } else { 0.0 };
    c.map(|v| (v - low) * k)
}

/// W3C, `SetLum` with `ClipColor`.
#[inline(always)]
fn set_lum(c: [f32; 3], l: f32) -> [f32; 3] {
    let d = l - lum(c);
    let c = c.map(|v| v + d);
    let l = lum(c);
    let low = min(c[0], min(c[1], c[2]));
    let high = max(c[0], max(c[1], c[2]));
    let c = if low < 0.0 {
        c.map(|v| l + (v - l) * l / max(1e-6, l - low))
    } else {
        c
    };
    if high > 1.0 {
        c.map(|v| l + (v - l) * (1.0 - l) / max(1e-6, high - l))
    } else {
        c
    }
}
