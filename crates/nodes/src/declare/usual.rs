//! Parameters that many nodes have, with the limits they share.

use super::{Param, flow};
use gesso_graph::{OptionDecl, Unit};

/// One option of a choice.
pub(crate) const fn option(id: &'static str, label: &'static str) -> OptionDecl {
    OptionDecl { id, label }
}

/// A width or height of a picture in pixels: a slider to 4096, accepted to 30 000.
pub(crate) const fn side(
    name: &'static str,
    label: &'static str,
    default: i64,
    doc: &'static str,
) -> Param<flow::Int> {
    Param::int(
        name,
        label,
        default,
        Unit::Pixels,
        ((16, 4096), (1, 30_000)),
        doc,
    )
}

/// A distance in pixels to the right or down, also negative.
pub(crate) const fn distance(
    name: &'static str,
    label: &'static str,
    doc: &'static str,
) -> Param<flow::Float> {
    Param::float(
        name,
        label,
        0.0,
        Unit::Pixels,
        ((-2048.0, 2048.0), (-60_000.0, 60_000.0)),
        doc,
    )
    .step(1.0)
}

/// A length in pixels: a slider to `soft`, accepted to `hard`.
pub(crate) const fn length(
    name: &'static str,
    label: &'static str,
    default: f64,
    (soft, hard): (f64, f64),
    doc: &'static str,
) -> Param<flow::Float> {
    Param::float(
        name,
        label,
        default,
        Unit::Pixels,
        ((0.0, soft), (0.0, hard)),
        doc,
    )
    .step(0.5)
}

/// An amount where 100 is the whole, from 0 to 100.
pub(crate) const fn percent(
    name: &'static str,
    label: &'static str,
    default: f64,
    doc: &'static str,
) -> Param<flow::Float> {
    Param::float(
        name,
        label,
        default,
        Unit::Percent,
        ((0.0, 100.0), (0.0, 100.0)),
        doc,
    )
    .step(1.0)
}

/// An angle, clockwise.
pub(crate) const fn angle(
    name: &'static str,
    label: &'static str,
    doc: &'static str,
) -> Param<flow::Float> {
    Param::float(
        name,
        label,
        0.0,
        Unit::Degrees,
        ((-180.0, 180.0), (-3600.0, 3600.0)),
        doc,
    )
}

/// How pixels between pixels are found, for every node that resamples.
pub(crate) const FILTERS: &[OptionDecl] = &[
    option("nearest", "Nearest (hard pixels)"),
    option("bilinear", "Bilinear (fast)"),
    option("bicubic", "Bicubic"),
    option("lanczos", "Lanczos (sharpest)"),
];
