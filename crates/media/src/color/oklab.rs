//! Oklab, where equal distances look equally far apart (Björn Ottosson 2020, <https://bottosson.github.io/posts/oklab/>):
//! lightness, green to red, blue to yellow. From and to linear light with sRGB primaries.

use crate::math::cbrt;

/// Lightness 0–1 for what a screen shows, and two opponent axes of about ±0.4.
pub type Oklab = [f32; 3];

/// Of linear light; negative light counts as none.
#[inline(always)]
pub fn from_linear([r, g, b]: [f32; 3]) -> Oklab {
    let l = cbrt(0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b);
    let m = cbrt(0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b);
    let s = cbrt(0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b);
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

/// Linear light; what no screen shows has channels below 0 or above 1.
#[inline(always)]
pub fn to_linear([lightness, a, b]: Oklab) -> [f32; 3] {
    let l = lightness + 0.396_337_78 * a + 0.215_803_76 * b;
    let m = lightness - 0.105_561_346 * a - 0.063_854_17 * b;
    let s = lightness - 0.089_484_18 * a - 1.291_485_5 * b;
    let (l, m, s) = (l * l * l, m * m * m, s * s * s);
    [
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
        -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ]
}

/// The square of how far apart two colours are.
#[inline(always)]
pub fn apart(p: Oklab, q: Oklab) -> f32 {
    let [x, y, z] = [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
    x * x + y * y + z * z
}
