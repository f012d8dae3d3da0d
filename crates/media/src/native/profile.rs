//! What the numbers of a file mean: curves and a matrix that lead to linear light with sRGB primaries.
//! Profiles of curves and a matrix are computed here in floats, so colours outside sRGB are kept;
//! table profiles are converted once to BT.2020 at 16 bits.

use moxcms::{
    Chromaticity, ColorPrimaries, ColorProfile, DataColorSpace, Layout, ToneReprCurve,
    TransformOptions, XyY,
};

use super::MediaError;
use crate::math::srgb_decode_exact;
use gesso_words::said;

/// Row-major.
type Matrix = [[f64; 3]; 3];

/// A profile with larger numbers than this, or with what is no number, is damaged.
const LARGEST: f64 = 100.0;

/// How samples become linear light.
pub(super) struct Meaning {
    /// Linear light of every possible sample, one table a channel or one for all.
    pub(super) curves: Vec<Vec<f32>>,
    /// From the file's primaries to those of sRGB; none when they are the same.
    pub(super) matrix: Option<[[f32; 3]; 3]>,
}

/// What to do with a file's samples.
pub(super) enum Reading {
    /// They mean this as they are.
    Direct(Meaning),
    /// Convert first to 16 bits with the first profile, then they mean the second.
    Converted(Box<ColorProfile>, Meaning),
}

/// The meaning of sRGB samples with `levels` steps.
pub(super) fn srgb(levels: usize) -> Meaning {
    let top = (levels - 1) as f64;
    let curve = (0..levels)
        .map(|i| srgb_decode_exact(i as f64 / top) as f32)
        .collect();
    Meaning {
        curves: vec![curve],
        matrix: None,
    }
}

/// The meaning of floats: linear light by custom.
pub(super) fn linear() -> Meaning {
    Meaning {
        curves: vec![Vec::new()],
        matrix: None,
    }
}

/// The meaning of samples with `levels` steps under a file's profile; a profile that does not fit the samples or
/// can't be understood is left aside, as browsers do.
pub(super) fn read(icc: Option<&[u8]>, grey: bool, levels: usize) -> Reading {
    let profile = icc.and_then(|icc| ColorProfile::new_from_slice(icc).ok());
    let meaning = match profile {
        Some(profile) if grey && profile.color_space == DataColorSpace::Gray => profile
            .gray_trc
            .as_ref()
            .and_then(|curve| Some(vec![table(curve, levels)?]))
            .map(|curves| Meaning {
                curves,
                matrix: None,
            }),
        Some(profile) if !grey && profile.color_space == DataColorSpace::Rgb => {
            if profile.is_matrix_shaper() {
                shaper(&profile, levels)
            } else {
                let wide = ColorProfile::new_bt2020();
                match shaper(&wide, 1 << 16) {
                    Some(meaning) => return Reading::Converted(Box::new(profile), meaning),
                    None => None,
                }
            }
        }
        _ => None,
    };
    let plain = srgb(levels);
    Reading::Direct(match meaning {
        Some(meaning) if !is_srgb(&meaning, &plain) => meaning,
        _ => plain,
    })
}

/// Samples through a table profile to BT.2020 at 16 bits; `channels` is 3 or 4.
pub(super) fn convert(
    profile: &ColorProfile,
    samples: &[u16],
    channels: usize,
) -> Result<Vec<u16>, MediaError> {
    let layout = if channels == 4 {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let wrong = |error: moxcms::CmsError| {
        MediaError::Broken(said(
            "broken-profile",
            [("reason", error.to_string().into())],
        ))
    };
    let transform = profile
        .create_transform_16bit(
            layout,
            &ColorProfile::new_bt2020(),
            layout,
            TransformOptions::default(),
        )
        .map_err(wrong)?;
    let mut out = vec![0; samples.len()];
    transform.transform(samples, &mut out).map_err(wrong)?;
    Ok(out)
}

fn shaper(profile: &ColorProfile, levels: usize) -> Option<Meaning> {
    let curves = [&profile.red_trc, &profile.green_trc, &profile.blue_trc]
        .into_iter()
        .map(|curve| table(curve.as_ref()?, levels))
        .collect::<Option<Vec<_>>>()?;
    let to_srgb = product(
        &inverse(&colorants(&ColorProfile::new_srgb()))?,
        &colorants(profile),
    );
    let ordinary = to_srgb.iter().flatten().all(|v| v.abs() < LARGEST);
    ordinary.then_some(())?;
    Some(Meaning {
        curves,
        matrix: Some(to_srgb.map(|row| row.map(|v| v as f32))),
    })
}

fn table(curve: &ToneReprCurve, levels: usize) -> Option<Vec<f32>> {
    let evaluator = curve.make_linear_evaluator().ok()?;
    let top = (levels - 1) as f32;
    let ordinary = |v: &f32| f64::from(v.abs()) < LARGEST;
    let mut table: Vec<f32> = (0..levels)
        .map(|i| evaluator.evaluate_value(i as f32 / top))
        .collect();
    // A power of zero is no number to the crate.
    if let Some(black) = table.first_mut().filter(|black| !ordinary(black)) {
        *black = 0.0;
    }
    table.iter().all(ordinary).then_some(table)
}

/// From linear light with these primaries and this white (CIE xy of red, green, blue, white) to sRGB's; none when they are
/// sRGB's own, or no primaries at all.
pub(super) fn to_srgb(primaries: &[[f64; 2]; 3], white: [f64; 2]) -> Option<[[f32; 3]; 3]> {
    let point = |[x, y]: [f64; 2]| Chromaticity {
        x: x as f32,
        y: y as f32,
    };
    let mut profile = ColorProfile::new_srgb();
    let white = XyY {
        x: white[0],
        y: white[1],
        yb: 1.0,
    };
    profile.update_rgb_colorimetry(
        white,
        ColorPrimaries {
            red: point(primaries[0]),
            green: point(primaries[1]),
            blue: point(primaries[2]),
        },
    );
    let to = inverse(&colorants(&ColorProfile::new_srgb()))?;
    let matrix = product(&to, &colorants(&profile));
    let usable = matrix.iter().flatten().all(|v| v.abs() < LARGEST);
    (usable && !is_identity(&matrix)).then(|| matrix.map(|row| row.map(|v| v as f32)))
}

/// From linear light with the primaries of sRGB to those of a profile; none when they are the same.
pub(super) fn from_srgb(profile: &ColorProfile) -> Option<[[f32; 3]; 3]> {
    let matrix = product(
        &inverse(&colorants(profile))?,
        &colorants(&ColorProfile::new_srgb()),
    );
    (!is_identity(&matrix)).then(|| matrix.map(|row| row.map(|v| v as f32)))
}

/// Closer to it than the rounding of the colorants in a profile.
fn is_identity(matrix: &Matrix) -> bool {
    let rows = matrix.iter().enumerate();
    rows.flat_map(|(row, line)| line.iter().enumerate().map(move |(at, v)| (row == at, v)))
        .all(|(one, v)| (v - if one { 1.0 } else { 0.0 }).abs() <= 2e-3)
}

/// Within half a step of 8 bits everywhere: then the exact tables are used, and files come back unchanged.
fn is_srgb(meaning: &Meaning, plain: &Meaning) -> bool {
    let near = |a: f32, b: f32, tolerance: f32| (a - b).abs() <= tolerance;
    let curves = meaning.curves.iter().all(|curve| {
        curve.iter().zip(&plain.curves[0]).all(|(&a, &b)| {
            near(
                crate::math::srgb_encode(a),
                crate::math::srgb_encode(b),
                0.5 / 255.0,
            )
        })
    });
    let primaries = meaning
        .matrix
        .is_none_or(|matrix| is_identity(&matrix.map(|row| row.map(f64::from))));
    curves && primaries
}

fn colorants(profile: &ColorProfile) -> Matrix {
    let (r, g, b) = (
        profile.red_colorant,
        profile.green_colorant,
        profile.blue_colorant,
    );
    [[r.x, g.x, b.x], [r.y, g.y, b.y], [r.z, g.z, b.z]]
}

fn product(a: &Matrix, b: &Matrix) -> Matrix {
    std::array::from_fn(|row| {
        std::array::from_fn(|column| (0..3).map(|k| a[row][k] * b[k][column]).sum())
    })
}

fn inverse(m: &Matrix) -> Option<Matrix> {
    let minor =
        |r0: usize, c0: usize, r1: usize, c1: usize| m[r0][c0] * m[r1][c1] - m[r0][c1] * m[r1][c0];
    let cofactors: Matrix = std::array::from_fn(|row| {
        std::array::from_fn(|column| {
            // The adjugate is transposed: rows and columns change places here.
            let (r0, r1) = ((column + 1) % 3, (column + 2) % 3);
            let (c0, c1) = ((row + 1) % 3, (row + 2) % 3);
            minor(r0, c0, r1, c1)
        })
    });
    let determinant: f64 = (0..3).map(|k| m[0][k] * cofactors[k][0]).sum();
    (determinant.abs() > 1e-9).then(|| cofactors.map(|row| row.map(|v| v / determinant)))
}
