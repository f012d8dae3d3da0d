//! What numbers mean, said by code points (ITU-T H.273): primaries, a transfer curve, and how luma and colour differences come from
//! red, green and blue.

use super::profile::{Meaning, srgb, to_srgb};
use crate::math::{exp, pow};

/// White of paper in a picture with more light than paper has, in cd/m² (ITU-R BT.2408): 1.0 here.
const PAPER: f64 = 203.0;
/// CIE xy of white.
const D65: [f64; 2] = [0.3127, 0.3290];
const ILLUMINANT_C: [f64; 2] = [0.310, 0.316];

/// CIE xy of red, green and blue, and of white.
type Primaries = ([[f64; 2]; 3], [f64; 2]);

/// Three code points; 2 is said of what is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodePoints {
    /// Table 2.
    pub(super) primaries: u16,
    /// Table 3.
    pub(super) transfer: u16,
    /// Table 4.
    pub(super) matrix: u16,
}

/// How red, green and blue come from three planes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mix {
    /// They are green, blue and red.
    None,
    /// Luma has so much of red and of blue; the others are differences from it.
    Weights(f64, f64),
    /// Luma, and differences on the axes from green to magenta and from orange to blue.
    Orthogonal,
}

impl CodePoints {
    /// The meaning of samples with `levels` steps. What is not known means sRGB.
    pub(super) fn meaning(self, levels: usize) -> Meaning {
        let matrix = match self.primaries {
            1 => None,
            _ => self
                .primaries()
                .and_then(|(rgb, white)| to_srgb(&rgb, white)),
        };
        let Some(light) = self.light() else {
            return Meaning {
                matrix,
                ..srgb(levels)
            };
        };
        let top = (levels - 1) as f64;
        let curve = (0..levels).map(|i| light(i as f64 / top) as f32).collect();
        Meaning {
            curves: vec![curve],
            matrix,
        }
    }

    /// How the planes are mixed; none when it is a way that is not known.
    pub(super) fn mix(self) -> Option<Mix> {
        Some(match self.matrix {
            0 => Mix::None,
            1 => Mix::Weights(0.2126, 0.0722),
            4 => Mix::Weights(0.30, 0.11),
            // Not said: as AVIF readers have it.
            2 | 5 | 6 => Mix::Weights(0.299, 0.114),
            7 => Mix::Weights(0.212, 0.087),
            8 => Mix::Orthogonal,
            9 => Mix::Weights(0.2627, 0.0593),
            12 => {
                let (red, blue) = weights(self.primaries().unwrap_or(BT709));
                Mix::Weights(red, blue)
            }
            _ => return None,
        })
    }

    fn primaries(self) -> Option<Primaries> {
        let dci = [[0.680, 0.320], [0.265, 0.690], [0.150, 0.060]];
        Some(match self.primaries {
            1 => BT709,
            4 => ([[0.67, 0.33], [0.21, 0.71], [0.14, 0.08]], ILLUMINANT_C),
            5 => ([[0.64, 0.33], [0.29, 0.60], [0.15, 0.06]], D65),
            6 | 7 => ([[0.630, 0.340], [0.310, 0.595], [0.155, 0.070]], D65),
            8 => (
                [[0.681, 0.319], [0.243, 0.692], [0.145, 0.049]],
                ILLUMINANT_C,
            ),
            9 => ([[0.708, 0.292], [0.170, 0.797], [0.131, 0.046]], D65),
            10 => ([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], [1.0 / 3.0; 2]),
            11 => (dci, [0.314, 0.351]),
            12 => (dci, D65),
            22 => ([[0.630, 0.340], [0.295, 0.605], [0.155, 0.077]], D65),
            _ => return None,
        })
    }

    /// From a stored value of 0–1 to light, of which white paper has 1; none for sRGB's curve.
    fn light(self) -> Option<fn(f64) -> f64> {
        Some(match self.transfer {
            1 | 6 | 11 | 12 | 14 | 15 => |v| {
                const ALPHA: f64 = 1.099_296_826_809_44;
                if v < 0.081_242_858_298_635_3 {
                    v / 4.5
                } else {
                    pow((v + ALPHA - 1.0) / ALPHA, 1.0 / 0.45)
                }
            },
            4 => |v| pow(v, 2.2),
            5 => |v| pow(v, 2.8),
            7 => |v| {
                if v < 4.0 * 0.0228 {
                    v / 4.0
                } else {
                    pow((v + 0.1115) / 1.1115, 1.0 / 0.45)
                }
            },
            8 => |v| v,
            9 => |v| {
                if v <= 0.0 {
                    0.0
                } else {
                    decades((v - 1.0) * 2.0)
                }
            },
            10 => |v| {
                if v <= 0.0 {
                    0.0
                } else {
                    decades((v - 1.0) * 2.5)
                }
            },
            16 => perceptual,
            17 => |v| pow(v, 2.6) * 52.37 / 48.0,
            18 => hybrid,
            _ => return None,
        })
    }
}

const BT709: Primaries = ([[0.640, 0.330], [0.300, 0.600], [0.150, 0.060]], D65);

fn decades(count: f64) -> f64 {
    exp(count * std::f64::consts::LN_10)
}

/// SMPTE ST 2084, up to 10 000 cd/m².
fn perceptual(v: f64) -> f64 {
    const M1: f64 = 2610.0 / 16_384.0;
    const M2: f64 = 2523.0 / 32.0;
    const C1: f64 = 3424.0 / 4096.0;
    const C2: f64 = 2413.0 / 128.0;
    const C3: f64 = 2392.0 / 128.0;
    let root = pow(v, 1.0 / M2);
    pow((root - C1).max(0.0) / (C2 - C3 * root), 1.0 / M1) * 10_000.0 / PAPER
}

/// ITU-R BT.2100, hybrid log-gamma, on a screen of 1000 cd/m²; its gamma of 1.2 for each channel by itself.
fn hybrid(v: f64) -> f64 {
    const A: f64 = 0.178_832_77;
    const B: f64 = 1.0 - 4.0 * A;
    const C: f64 = 0.559_910_73;
    let scene = if v <= 0.5 {
        v * v / 3.0
    } else {
        (exp((v - C) / A) + B) / 12.0
    };
    pow(scene, 1.2) * 1000.0 / PAPER
}

/// How much of red and of blue luma has when it is that of these primaries (equations 32 to 37).
fn weights(([r, g, b], w): Primaries) -> (f64, f64) {
    let full = |[x, y]: [f64; 2]| [x, y, 1.0 - x - y];
    let [r, g, b, w] = [r, g, b, w].map(full);
    let volume = |a: [f64; 3], b: [f64; 3], c: [f64; 3]| {
        a[0] * (b[1] * c[2] - b[2] * c[1])
            + a[1] * (b[2] * c[0] - b[0] * c[2])
            + a[2] * (b[0] * c[1] - b[1] * c[0])
    };
    let all = w[1] * volume(r, g, b);
    (r[1] * volume(w, g, b) / all, b[1] * volume(w, r, g) / all)
}
