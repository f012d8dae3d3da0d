//! Boxes and outlines on a picture, in its pixels or as parts of it: what a handle that is dragged makes of them.

use gesso_graph::numbers::Place;

/// A box in pixels of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crop {
    /// Left edge.
    pub x: i64,
    /// Top edge.
    pub y: i64,
    /// Width, at least 1.
    pub w: i64,
    /// Height, at least 1.
    pub h: i64,
}

/// What of a box is held: −1 its left or top edge, 1 its right or bottom one, 0 neither; nothing of both is the whole box.
pub type Grip = (i8, i8);

/// The eight handles, clockwise from the top left.
pub const GRIPS: [Grip; 8] = [
    (-1, -1),
    (0, -1),
    (1, -1),
    (1, 0),
    (1, 1),
    (0, 1),
    (-1, 1),
    (-1, 0),
];

impl Crop {
    /// With a grip moved by so many pixels. Edges never pass each other; the whole box stays as large as it is and inside
    /// of the picture when it was.
    #[must_use]
    pub fn dragged(self, grip: Grip, (dx, dy): Place, (w, h): (u32, u32)) -> Self {
        let (x, w) = along(grip, grip.0, (self.x, self.w), dx, i64::from(w));
        let (y, h) = along(grip, grip.1, (self.y, self.h), dy, i64::from(h));
        Self { x, y, w, h }
    }

    /// Where a grip is.
    pub fn at(self, (across, down): Grip) -> Place {
        let part = |from: i64, length: i64, side: i8| {
            from as f64 + length as f64 * (f64::from(side) + 1.0) / 2.0
        };
        (part(self.x, self.w, across), part(self.y, self.h, down))
    }
}

/// The largest box with the proportions of an option, as `4_5`, inside of a picture; `parts` of what is over in percent lie
/// before it.
pub fn largest((w, h): (u32, u32), ratio: &str, parts: Place) -> Crop {
    let (across, down) = ratio.split_once('_').unwrap_or(("1", "1"));
    let read = |part: &str| part.parse::<i64>().unwrap_or(1).max(1);
    let (across, down) = (read(across), read(down));
    let (w, h) = (i64::from(w), i64::from(h));
    let (inner_w, inner_h) = if w * down > h * across {
        ((h * across / down).max(1), h)
    } else {
        (w, (w * down / across).max(1))
    };
    let free = |over: i64, percent: f64| (over as f64 * percent / 100.0).round() as i64;
    Crop {
        x: free(w - inner_w, parts.0),
        y: free(h - inner_h, parts.1),
        w: inner_w,
        h: inner_h,
    }
}

fn along(grip: Grip, side: i8, (from, length): (i64, i64), by: f64, whole: i64) -> (i64, i64) {
    let by = by.round() as i64;
    let end = from + length;
    match side {
        -1 => {
            // What lies inside of the picture does not leave it by an edge.
            let least = from.min(0);
            let from = (from + by).clamp(least, end - 1);
            (from, end - from)
        }
        1 => {
            let most = end.max(whole);
            (from, (end + by).clamp(from + 1, most) - from)
        }
        _ if grip == (0, 0) => {
            let (least, most) = (from.min(0), from.max(whole - length));
            ((from + by).clamp(least, most.max(least)), length)
        }
        _ => (from, length),
    }
}

/// A picture moved, turned and scaled about its pivot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// To the right, in pixels.
    pub x: f64,
    /// Down, in pixels.
    pub y: f64,
    /// Clockwise, in degrees.
    pub angle: f64,
    /// 1 keeps the size.
    pub scale: f64,
    /// What stays while turning and scaling, in pixels of the picture.
    pub pivot: Place,
}

/// What of a placed picture is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// All of it.
    Whole,
    /// A corner: scales.
    Corner,
    /// The knob above its top: turns.
    Turn,
}

impl Placed {
    /// Where a place of the picture comes to lie.
    pub fn at(self, (x, y): Place) -> Place {
        let (sin, cos) = self.angle.to_radians().sin_cos();
        let (dx, dy) = (x - self.pivot.0, y - self.pivot.1);
        (
            self.pivot.0 + self.x + (dx * cos - dy * sin) * self.scale,
            self.pivot.1 + self.y + (dx * sin + dy * cos) * self.scale,
        )
    }

    /// Dragged from one place to another. `steps` turns by 15 degrees at a time.
    #[must_use]
    pub fn dragged(self, held: Held, from: Place, to: Place, steps: bool) -> Self {
        let about = (self.pivot.0 + self.x, self.pivot.1 + self.y);
        let arm = |at: Place| (at.0 - about.0, at.1 - about.1);
        let (a, b) = (arm(from), arm(to));
        match held {
            Held::Whole => Self {
                x: (self.x + to.0 - from.0).round(),
                y: (self.y + to.1 - from.1).round(),
                ..self
            },
            Held::Corner => {
                let before = a.0.hypot(a.1).max(1e-6);
                let scale = self.scale * b.0.hypot(b.1) / before;
                Self {
                    scale: ((scale * 1000.0).round() / 1000.0).clamp(0.001, 100.0),
                    ..self
                }
            }
            Held::Turn => {
                let by = b.1.atan2(b.0) - a.1.atan2(a.0);
                let angle = self.angle + by.to_degrees();
                let angle = if steps {
                    (angle / 15.0).round() * 15.0
                } else {
                    (angle * 10.0).round() / 10.0
                };
                // As people say it: from −180 to 180.
                let angle = (angle + 180.0).rem_euclid(360.0) - 180.0;
                Self { angle, ..self }
            }
        }
    }
}

/// With one corner elsewhere; it may leave the picture, but not go far.
#[must_use]
pub fn corner_moved(corners: &[Place], index: usize, (x, y): Place) -> Vec<Place> {
    let mut corners = corners.to_vec();
    if let Some(corner) = corners.get_mut(index) {
        let held = |part: f64| (part.clamp(-2.0, 3.0) * 1e5).round() / 1e5;
        *corner = (held(x), held(y));
    }
    corners
}

/// With one more corner, on the side that is nearest to a place, and which it is; none when there are enough.
pub fn corner_added(corners: &[Place], at: Place, most: usize) -> Option<(Vec<Place>, usize)> {
    if corners.len() >= most || corners.is_empty() {
        return None;
    }
    let side = |i: usize| (corners[i], corners[(i + 1) % corners.len()]);
    let nearest = (0..corners.len()).min_by(|&a, &b| {
        let far = |i: usize| distance(at, side(i));
        far(a).total_cmp(&far(b))
    })?;
    let mut corners = corners.to_vec();
    corners.insert(nearest + 1, at);
    Some((corners, nearest + 1))
}

/// Without one corner; none when too few would be left.
pub fn corner_removed(corners: &[Place], index: usize, least: usize) -> Option<Vec<Place>> {
    if corners.len() <= least || index >= corners.len() {
        return None;
    }
    let mut corners = corners.to_vec();
    corners.remove(index);
    Some(corners)
}

/// How far a place is from a side.
fn distance(at: Place, (from, to): (Place, Place)) -> f64 {
    let way = (to.0 - from.0, to.1 - from.1);
    let square = way.0 * way.0 + way.1 * way.1;
    let part = ((at.0 - from.0) * way.0 + (at.1 - from.1) * way.1) / square.max(1e-12);
    let part = part.clamp(0.0, 1.0);
    (at.0 - from.0 - way.0 * part).hypot(at.1 - from.1 - way.1 * part)
}
