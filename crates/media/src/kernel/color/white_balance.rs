//! White balance: the light a picture was taken in becomes the light it is shown in. In linear light.
//!
//! The colour of the light is a point near the Planckian locus: its temperature by the rational fit of Krystek (1985,
//! "An algorithm to calculate correlated colour temperature") in CIE 1960 u, v, and how far it lies off the locus towards
//! green by the tint. The adaptation is CAT16 (Li et al. 2017, "Comprehensive color solutions: CAM16, CAT16, and CAM16-UCS").

use crate::Image;
use crate::kernel::pointwise::pointwise;
use crate::math::smaller;

/// The parameters of [`white_balance`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WhiteBalance {
    /// The light's colour temperature in kelvins, 1000–15 000: a higher one makes the picture warmer.
    pub kelvin: f32,
    /// How green the light was, −1 to 1: above 0 the picture becomes more magenta.
    pub tint: f32,
}

/// Daylight at noon, the white of sRGB: its correlated colour temperature (6504 K), as people say it.
const DAYLIGHT: f64 = 6500.0;
/// How far the white of sRGB lies off the Planckian locus, towards green.
const DAYLIGHT_OFF: f64 = 0.0032;
/// How far off the locus a tint of 1 lies; a step of 1 % is one of the tint of the DNG SDK.
const TINT: f64 = 1.0 / 30.0;

impl Default for WhiteBalance {
    fn default() -> Self {
        Self {
            kelvin: DAYLIGHT as f32,
            tint: 0.0,
        }
    }
}

/// What was white in that light becomes white.
pub fn white_balance(input: Image, p: &WhiteBalance) -> Image {
    if *p == WhiteBalance::default() {
        return input;
    }
    let m = adaptation(p);
    // What each channel gives to all: four alike are vector code, alpha is set right after.
    let [of_red, of_green, of_blue] = [0, 1, 2].map(|from| {
        [0, 1, 2, 3].map(|to| m.get(to).map_or(0.0, |row: &[f64; 3]| row[from] as f32))
    });
    let opaque = input.is_opaque();
    pointwise(input, opaque, move |row| {
        for px in row.chunks_exact_mut(4) {
            let [r, g, b, a] = [px[0], px[1], px[2], px[3]];
            for (i, to) in px.iter_mut().enumerate() {
                let v = of_red[i] * r + of_green[i] * g + of_blue[i] * b;
                // Colours that no screen shows would be negative light; what is no number is none.
                *to = if v > 0.0 { smaller(v, f32::MAX) } else { 0.0 };
            }
            px[3] = a;
        }
    })
}

type Matrix = [[f64; 3]; 3];

const CAT16: Matrix = [
    [0.401_288, 0.650_173, -0.051_461],
    [-0.250_268, 1.204_414, 0.045_854],
    [-0.002_079, 0.048_952, 0.953_127],
];
/// IEC 61966-2-1.
const TO_XYZ: Matrix = [
    [
        0.412_390_799_265_959_5,
        0.357_584_339_383_878,
        0.180_480_788_401_834_3,
    ],
    [
        0.212_639_005_871_510_4,
        0.715_168_678_767_756,
        0.072_192_315_360_733_7,
    ],
    [
        0.019_330_818_715_591_8,
        0.119_194_779_794_626,
        0.950_532_152_249_660_7,
    ],
];

/// Linear sRGB in the light of `p` to linear sRGB in daylight.
fn adaptation(p: &WhiteBalance) -> Matrix {
    let response = |kelvin: f64, off: f64| apply(&CAT16, white(kelvin, off));
    let kelvin = f64::from(p.kelvin.clamp(1000.0, 15_000.0));
    let off = DAYLIGHT_OFF + f64::from(p.tint.clamp(-1.0, 1.0)) * TINT;
    let (from, to) = (response(kelvin, off), response(DAYLIGHT, DAYLIGHT_OFF));
    let mut gain = [[0.0; 3]; 3];
    for i in 0..3 {
        gain[i][i] = to[i] / from[i].max(1e-3);
    }
    let to_response = multiply(&CAT16, &TO_XYZ);
    multiply(&inverse(&to_response), &multiply(&gain, &to_response))
}

/// X, Y, Z of a light of this temperature, `off` the locus towards green; Y is 1.
fn white(kelvin: f64, off: f64) -> [f64; 3] {
    let (u, v) = locus(kelvin);
    // Along the locus u falls as it gets hotter, so this right angle to it points to green.
    let (ahead, behind) = (locus(kelvin * 1.001), locus(kelvin * 0.999));
    let (du, dv) = (ahead.0 - behind.0, ahead.1 - behind.1);
    let length = (du * du + dv * dv).sqrt();
    let (u, v) = (u + dv / length * off, v - du / length * off);
    let scale = 2.0 * u - 8.0 * v + 4.0;
    let (x, y) = (3.0 * u / scale, 2.0 * v / scale);
    [x / y, 1.0, (1.0 - x - y) / y]
}

/// CIE 1960 u, v of a black body.
fn locus(t: f64) -> (f64, f64) {
    let u = (0.860_117_757 + 1.541_182_54e-4 * t + 1.286_412_12e-7 * t * t)
        / (1.0 + 8.424_202_35e-4 * t + 7.081_451_63e-7 * t * t);
    let v = (0.317_398_726 + 4.228_062_45e-5 * t + 4.204_816_91e-8 * t * t)
        / (1.0 - 2.897_418_16e-5 * t + 1.614_560_53e-7 * t * t);
    (u, v)
}

fn apply(m: &Matrix, v: [f64; 3]) -> [f64; 3] {
    m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

fn multiply(a: &Matrix, b: &Matrix) -> Matrix {
    a.map(|row| [0, 1, 2].map(|j| row[0] * b[0][j] + row[1] * b[1][j] + row[2] * b[2][j]))
}

/// By cofactors; the matrices of this file have an inverse.
fn inverse(m: &Matrix) -> Matrix {
    let minor = |i: usize, j: usize| {
        let (a, b, c, d) = ((i + 1) % 3, (i + 2) % 3, (j + 1) % 3, (j + 2) % 3);
        m[a][c] * m[b][d] - m[a][d] * m[b][c]
    };
    let determinant = m[0][0] * minor(0, 0) + m[0][1] * minor(0, 1) + m[0][2] * minor(0, 2);
    [0, 1, 2].map(|i| [0, 1, 2].map(|j| minor(j, i) / determinant))
}
