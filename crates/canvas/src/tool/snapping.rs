//! Where things in hand come to rest: beside their neighbours' edges and middles, at equal gaps, on the grid.
//! Pure geometry: boxes in, a small correction and the guides that explain it out.

use gesso_graph::{Point, Rect};

/// What things in hand snap to. Ctrl held suspends all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snapping {
    /// Edges and middles of what is near, and equal gaps between it.
    pub neighbours: bool,
    /// The grid's dots.
    pub grid: bool,
}

impl Default for Snapping {
    fn default() -> Self {
        Self {
            neighbours: true,
            grid: false,
        }
    }
}

/// Distance of the grid's dots in world pixels.
pub(crate) const GRID: f64 = 24.0;
/// Places that differ by less than this are the same.
const SAME: f64 = 0.01;

/// A line that says what something snapped to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Guide {
    pub(crate) from: Point,
    pub(crate) to: Point,
    /// It measures a gap between two boxes, instead of showing an edge they share.
    pub(crate) gap: bool,
}

/// What snapping found.
#[derive(Debug, Default)]
pub(crate) struct Snap {
    /// How much further the box goes.
    pub(crate) by: (f64, f64),
    pub(crate) guides: Vec<Guide>,
}

/// Where `held` goes among `others`, no further than `reach`; an axis that finds no neighbour goes to
/// the grid of that step.
pub(crate) fn snap(held: Rect, others: &[Rect], reach: f64, grid: Option<f64>) -> Snap {
    let flipped: Vec<Rect> = others.iter().copied().map(flip).collect();
    let across = nearest(held, others, reach);
    let down = nearest(flip(held), &flipped, reach);
    let settle = |found: Option<f64>, at: f64| match (found, grid) {
        (Some(by), _) => by,
        (None, Some(step)) => (at / step).round() * step - at,
        (None, None) => 0.0,
    };
    let by = (settle(across, held.x), settle(down, held.y));
    let placed = held.translate(by.0, by.1);
    let mut guides = Vec::new();
    if across.is_some() {
        guides.extend(explain(placed, others));
    }
    if down.is_some() {
        guides.extend(
            explain(flip(placed), &flipped)
                .into_iter()
                .map(|guide| Guide {
                    from: Point::new(guide.from.y, guide.from.x),
                    to: Point::new(guide.to.y, guide.to.x),
                    ..guide
                }),
        );
    }
    Snap { by, guides }
}

/// Where the lower right corner of `held` goes: to edges of `others`, else to the grid of that step.
pub(crate) fn snap_corner(held: Rect, others: &[Rect], reach: f64, grid: Option<f64>) -> Snap {
    let flipped: Vec<Rect> = others.iter().copied().map(flip).collect();
    let across = nearest_edge(held, others, reach);
    let down = nearest_edge(flip(held), &flipped, reach);
    let settle = |found: Option<(f64, Rect)>, at: f64| match (found, grid) {
        (Some((by, _)), _) => by,
        (None, Some(step)) => (at / step).round() * step - at,
        (None, None) => 0.0,
    };
    let by = (settle(across, held.right()), settle(down, held.bottom()));
    let mut guides = Vec::new();
    if let Some((by, other)) = across {
        let x = held.right() + by;
        guides.push(Guide {
            from: Point::new(x, held.y.min(other.y)),
            to: Point::new(x, held.bottom().max(other.bottom())),
            gap: false,
        });
    }
    if let Some((by, other)) = down {
        let y = held.bottom() + by;
        guides.push(Guide {
            from: Point::new(held.x.min(other.y), y),
            to: Point::new(held.right().max(other.bottom()), y),
            gap: false,
        });
    }
    Snap { by, guides }
}

/// The smallest way for the right edge to an edge of another box, and whose.
fn nearest_edge(held: Rect, others: &[Rect], reach: f64) -> Option<(f64, Rect)> {
    let edges = others
        .iter()
        .flat_map(|other| [other.x, other.right()].map(|x| (x - held.right(), *other)));
    edges
        .filter(|(by, _)| by.abs() <= reach)
        .min_by(|a, b| a.0.abs().total_cmp(&b.0.abs()))
}

/// The same box with its axes exchanged, so that one direction is all that has to be thought of.
fn flip(rect: Rect) -> Rect {
    Rect::new(rect.y, rect.x, rect.h, rect.w)
}

/// The places of a box that line up with those of others: its left edge, its right edge, its middle.
fn lines(rect: Rect) -> [f64; 3] {
    [rect.x, rect.right(), rect.center().x]
}

/// Pairs of places that may meet: edges with edges, middles with middles.
const MEET: [(usize, usize); 5] = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2)];

/// The smallest way to the right or left that lines `held` up with something.
fn nearest(held: Rect, others: &[Rect], reach: f64) -> Option<f64> {
    let mine = lines(held);
    let edges = others.iter().flat_map(|other| {
        let theirs = lines(*other);
        MEET.map(|(i, j)| theirs[j] - mine[i])
    });
    let gaps = gap_places(held, others).into_iter().map(|x| x - held.x);
    edges
        .chain(gaps)
        .filter(|by| by.abs() <= reach)
        .min_by(|a, b| a.abs().total_cmp(&b.abs()))
}

/// The boxes beside another, nearest first: to the left and to the right.
fn beside(held: Rect, others: &[Rect]) -> (Vec<Rect>, Vec<Rect>) {
    let level = |other: &Rect| other.y < held.bottom() && held.y < other.bottom();
    let middle = held.center().x;
    let (mut left, mut right): (Vec<Rect>, Vec<Rect>) = others
        .iter()
        .filter(|other| level(other))
        .partition(|other| other.center().x < middle);
    left.retain(|other| other.right() <= middle);
    right.retain(|other| other.x >= middle);
    left.sort_by(|a, b| b.right().total_cmp(&a.right()));
    right.sort_by(|a, b| a.x.total_cmp(&b.x));
    (left, right)
}

/// The box behind `first` on its far side, and the gap between them.
fn gap_behind(row: &[Rect], between: impl Fn(Rect, Rect) -> f64) -> Option<(Rect, f64)> {
    let first = *row.first()?;
    let gaps = row.iter().skip(1).map(|other| between(first, *other));
    let gap = gaps.filter(|gap| *gap > 0.0).min_by(f64::total_cmp)?;
    Some((first, gap))
}

/// Where the left edge makes gaps equal.
fn gap_places(held: Rect, others: &[Rect]) -> Vec<f64> {
    let (left, right) = beside(held, others);
    let mut places = Vec::new();
    if let Some((first, gap)) = gap_behind(&left, |near, far| near.x - far.right()) {
        places.push(first.right() + gap);
    }
    if let Some((first, gap)) = gap_behind(&right, |near, far| far.x - near.right()) {
        places.push(first.x - gap - held.w);
    }
    if let (Some(left), Some(right)) = (left.first(), right.first())
        && right.x - left.right() > held.w
    {
        places.push((left.right() + right.x - held.w) / 2.0);
    }
    places
}

/// The guides of one direction: lines along shared places, and the gaps that are equal now.
fn explain(placed: Rect, others: &[Rect]) -> Vec<Guide> {
    let mine = lines(placed);
    let mut shared: Vec<(f64, f64, f64)> = Vec::new();
    for other in others {
        let theirs = lines(*other);
        for (i, j) in MEET {
            if (theirs[j] - mine[i]).abs() >= SAME {
                continue;
            }
            let (top, bottom) = (placed.y.min(other.y), placed.bottom().max(other.bottom()));
            match shared
                .iter_mut()
                .find(|line| (line.0 - mine[i]).abs() < SAME)
            {
                Some(line) => *line = (line.0, line.1.min(top), line.2.max(bottom)),
                None => shared.push((mine[i], top, bottom)),
            }
        }
    }
    let mut guides: Vec<Guide> = shared
        .into_iter()
        .map(|(x, top, bottom)| Guide {
            from: Point::new(x, top),
            to: Point::new(x, bottom),
            gap: false,
        })
        .collect();
    guides.extend(equal_gaps(placed, others));
    guides
}

fn equal_gaps(placed: Rect, others: &[Rect]) -> Vec<Guide> {
    let (left, right) = beside(placed, others);
    let to_left = left.first().map(|near| (near.right(), placed.x));
    let to_right = right.first().map(|near| (placed.right(), near.x));
    let behind_left = gap_behind(&left, |near, far| near.x - far.right())
        .map(|(near, gap)| (near.x - gap, near.x));
    let behind_right = gap_behind(&right, |near, far| far.x - near.right())
        .map(|(near, gap)| (near.right(), near.right() + gap));
    let mut guides: Vec<Guide> = Vec::new();
    for pair in [
        (to_left, to_right),
        (to_left, behind_left),
        (to_right, behind_right),
    ] {
        let (Some(one), Some(two)) = pair else {
            continue;
        };
        let (a, b) = (one.1 - one.0, two.1 - two.0);
        if a <= 0.0 || (a - b).abs() >= SAME {
            continue;
        }
        for (from, to) in [one, two] {
            let y = placed.center().y;
            let guide = Guide {
                from: Point::new(from, y),
                to: Point::new(to, y),
                gap: true,
            };
            if !guides.contains(&guide) {
                guides.push(guide);
            }
        }
    }
    guides
}
