//! What to draw, as plain data in the device pixels of the surface it goes to, in painting order.
//! A backend replays it; a text form makes it comparable in tests.

use crate::icon::Icon;
use crate::prose::Face;
use crate::theme::Ink;
use std::fmt;
use std::sync::Arc;

/// A box in device pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Area {
    /// The box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self {
            x,
            y,
            w: (self.x + self.w).max(other.x + other.w) - x,
            h: (self.y + self.h).max(other.y + other.h) - y,
        }
    }
}

/// What a port looks like: every type has a shape besides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Pictures.
    Circle,
    /// Masks.
    Ring,
    /// Sound.
    Diamond,
    /// Moving pictures.
    Square,
    /// Words.
    Bar,
    /// Numbers.
    Triangle,
    /// Shots.
    Hexagon,
    /// Anything else.
    Dot,
}

/// How thick letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Titles.
    Medium,
    /// What is stressed in running text.
    Bold,
}

/// Which end of a text is at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// It begins there.
    Left,
    /// Its middle is there.
    Center,
    /// It ends there.
    Right,
}

/// One thing to draw. Lengths and places are device pixels.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// Filled boxes of one colour: one path.
    Boxes {
        /// Their colour.
        ink: Ink,
        /// The boxes.
        areas: Vec<Area>,
    },
    /// A box with round corners. The border lies inside the edge.
    Panel {
        /// The box.
        area: Area,
        /// Corner radii: top left and right, bottom left and right.
        radii: [f32; 2],
        /// Its inside.
        fill: Option<Ink>,
        /// Its edge and the edge's width.
        border: Option<(Ink, f32)>,
        /// The edge is dashed, and the dashes begin here.
        dash: Option<f32>,
    },
    /// Cubic curves of one colour: one path.
    Curves {
        /// Their colour.
        ink: Ink,
        /// Their width.
        width: f32,
        /// Start, two handles, end.
        curves: Vec<[(f32, f32); 4]>,
        /// Drawn with dashes.
        dashed: bool,
    },
    /// Straight lines of one colour: one path.
    Lines {
        /// Their colour.
        ink: Ink,
        /// Their width.
        width: f32,
        /// Start and end.
        lines: Vec<[(f32, f32); 2]>,
    },
    /// A port, with an edge around it that sets it off.
    Port {
        /// Its shape.
        shape: Shape,
        /// Its middle.
        at: (f32, f32),
        /// Its radius.
        r: f32,
        /// Its colour.
        ink: Ink,
        /// The colour around it.
        edge: Ink,
    },
    /// A circle, filled.
    Disc {
        /// Its middle.
        at: (f32, f32),
        /// Its radius.
        r: f32,
        /// Its colour.
        ink: Ink,
    },
    /// A sign.
    Icon {
        /// Which.
        icon: Icon,
        /// Its top left corner.
        at: (f32, f32),
        /// Its side.
        side: f32,
        /// Its colour.
        ink: Ink,
    },
    /// One line of text, shortened with an ellipsis to fit.
    Text {
        /// The text.
        text: Arc<str>,
        /// Its end or middle, and the middle of its line.
        at: (f32, f32),
        /// Letter size.
        size: f32,
        /// Thickness.
        weight: Weight,
        /// Its colour.
        ink: Ink,
        /// Longest extent.
        room: f32,
        /// Which end is at `at`.
        align: Align,
    },
    /// Words of running text, as wide as they are.
    Span {
        /// The words.
        text: Arc<str>,
        /// Their left end, in the middle of their line.
        at: (f32, f32),
        /// Letter size.
        size: f32,
        /// How the letters look.
        face: Face,
        /// Their colour.
        ink: Ink,
    },
    /// A picture over a checkerboard, in a box with round corners. Nothing while it isn't loaded.
    Picture {
        /// Its address.
        url: Arc<str>,
        /// The box; it has the picture's proportions.
        area: Area,
        /// Corner radius.
        radius: f32,
        /// The checkerboard's colours.
        checker: [Ink; 2],
        /// Side of a square of the checkerboard.
        cell: f32,
    },
    /// A list of its own, in pixels from the corner of a box. It is drawn once and kept as long as it is the same.
    Kept {
        /// The box.
        area: Area,
        /// What is in it.
        list: Arc<DisplayList>,
    },
}

/// Things to draw, in painting order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DisplayList {
    /// The things.
    pub ops: Vec<Op>,
}

impl DisplayList {
    pub(crate) fn push(&mut self, op: Op) {
        self.ops.push(op);
    }

    /// Filled boxes; nothing when there are none.
    pub(crate) fn boxes(&mut self, ink: Ink, areas: Vec<Area>) {
        if !areas.is_empty() {
            self.push(Op::Boxes { ink, areas });
        }
    }

    /// A box with equally round corners.
    pub(crate) fn panel(
        &mut self,
        area: Area,
        radius: f32,
        fill: Option<Ink>,
        border: Option<(Ink, f32)>,
    ) {
        self.push(Op::Panel {
            area,
            radii: [radius; 2],
            fill,
            border,
            dash: None,
        });
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{},{} {}×{}",
            Short(self.x),
            Short(self.y),
            Short(self.w),
            Short(self.h)
        )
    }
}

/// A number with at most one decimal.
struct Short(f32);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        if tenths % 10 == 0 {
            write!(f, "{}", tenths / 10)
        } else {
            write!(f, "{:.1}", tenths as f64 / 10.0)
        }
    }
}

fn place((x, y): (f32, f32)) -> String {
    format!("{},{}", Short(x), Short(y))
}

/// One line for each thing, for tests and for looking at.
impl fmt::Display for DisplayList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ops.iter().try_for_each(|op| writeln!(f, "{op}"))
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boxes { ink, areas } => {
                write!(f, "boxes {ink} ×{}", areas.len())?;
                areas
                    .iter()
                    .take(3)
                    .try_for_each(|area| write!(f, " | {area}"))
            }
            Self::Panel {
                area,
                radii,
                fill,
                border,
                dash,
            } => {
                write!(f, "panel {area} r{}/{}", Short(radii[0]), Short(radii[1]))?;
                fill.iter().try_for_each(|ink| write!(f, " fill {ink}"))?;
                border
                    .iter()
                    .try_for_each(|(ink, width)| write!(f, " border {ink} {}", Short(*width)))?;
                dash.iter().try_for_each(|_| write!(f, " dashed"))
            }
            Self::Curves {
                ink,
                width,
                curves,
                dashed,
            } => {
                let dashed = if *dashed { " dashed" } else { "" };
                write!(
                    f,
                    "curves {ink} {}{dashed} ×{}",
                    Short(*width),
                    curves.len()
                )?;
                curves
                    .iter()
                    .take(3)
                    .try_for_each(|[a, _, _, d]| write!(f, " | {} → {}", place(*a), place(*d)))
            }
            Self::Lines { ink, width, lines } => {
                write!(f, "lines {ink} {} ×{}", Short(*width), lines.len())?;
                lines
                    .iter()
                    .take(3)
                    .try_for_each(|[a, b]| write!(f, " | {} → {}", place(*a), place(*b)))
            }
            Self::Port {
                shape, at, r, ink, ..
            } => write!(f, "port {shape:?} {} r{} {ink}", place(*at), Short(*r)),
            Self::Disc { at, r, ink } => write!(f, "disc {} r{} {ink}", place(*at), Short(*r)),
            Self::Icon {
                icon,
                at,
                side,
                ink,
            } => write!(f, "icon {icon:?} {} {} {ink}", place(*at), Short(*side)),
            Self::Text {
                text,
                at,
                size,
                weight,
                ink,
                room,
                align,
            } => {
                write!(
                    f,
                    "text {text:?} {} {align:?} {weight:?} {} {ink} in {}",
                    place(*at),
                    Short(*size),
                    Short(*room)
                )
            }
            Self::Span {
                text,
                at,
                size,
                face,
                ink,
            } => {
                write!(f, "span {text:?} {} {:?}", place(*at), face.weight)?;
                let slant = if face.italic { " italic" } else { "" };
                let mono = if face.mono { " mono" } else { "" };
                write!(f, "{slant}{mono} {} {ink}", Short(*size))
            }
            Self::Picture {
                url, area, radius, ..
            } => write!(f, "picture {url:?} {area} r{}", Short(*radius)),
            Self::Kept { area, list } => {
                write!(f, "kept {area}")?;
                list.ops.iter().try_for_each(|op| write!(f, "\n  {op}"))
            }
        }
    }
}
