//! How much of things is drawn at which zoom.

/// The level of detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Detail {
    /// Below 8 %: filled boxes and straight lines.
    Far,
    /// 8–25 %: a coloured header and the picture.
    Card,
    /// 25–60 %: no port names, no summary.
    Plain,
    /// From 60 %: everything.
    Full,
}

impl Detail {
    /// The level at a zoom.
    pub(crate) fn at(zoom: f64) -> Self {
        match zoom {
            zoom if zoom >= 0.6 => Self::Full,
            zoom if zoom >= 0.25 => Self::Plain,
            zoom if zoom >= 0.08 => Self::Card,
            _ => Self::Far,
        }
    }

    /// The distance of the grid's dots in world pixels, wide enough apart on the screen; far away there is no grid.
    pub(crate) fn grid(self, zoom: f64, step: f64) -> Option<f64> {
        match self {
            Self::Full => Some(step),
            Self::Plain if zoom >= 0.35 => Some(step * 2.0),
            Self::Plain => Some(step * 4.0),
            Self::Card if zoom >= 0.14 => Some(step * 8.0),
            Self::Card | Self::Far => None,
        }
    }
}
