//! What a person does with the canvas, normalised: mouse, touch and pen look the same, keys are already actions.
//! Places are CSS pixels from the canvas's corner, times come from the shell.

use crate::camera::Px;

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Input {
    /// A mouse, finger or pen did something.
    Pointer(Pointer),
    /// A wheel or trackpad scrolled.
    Wheel(Wheel),
    /// Keys that change what a pointer does went down or up.
    Held(Modifiers),
    /// Time went on; sent while somebody asked for it with `Effect::WantTick`.
    Tick {
        /// Milliseconds on the same clock as pointer events.
        time_ms: f64,
    },
    /// The window or the canvas lost the person's attention.
    Blur,
    /// The canvas has another extent.
    Resize {
        /// Width in CSS pixels.
        w: f64,
        /// Height in CSS pixels.
        h: f64,
        /// Device pixels per CSS pixel.
        dpr: f64,
    },
}

/// What points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// A mouse or trackpad.
    Mouse,
    /// A finger.
    Touch,
    /// A pen.
    Pen,
}

/// What a pointer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// It touched or a button went down.
    Down,
    /// It moved, pressed or not.
    Move,
    /// It lifted or the button went up.
    Up,
    /// The system took it away; whatever it held is reverted.
    Cancel,
    /// It left the canvas without being pressed.
    Leave,
}

/// Which button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Button {
    /// The left one, a finger, a pen's tip; also when nothing is pressed.
    #[default]
    Primary,
    /// The wheel.
    Middle,
    /// The right one, a pen's barrel button.
    Secondary,
}

/// Keys held meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    /// Shift.
    pub shift: bool,
    /// Ctrl, or Command on a Mac.
    pub ctrl: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
    /// Space.
    pub space: bool,
}

impl Modifiers {
    /// The keys of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            shift: self.shift || other.shift,
            ctrl: self.ctrl || other.ctrl,
            alt: self.alt || other.alt,
            space: self.space || other.space,
        }
    }
}

/// A pointer event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pointer {
    /// What it did.
    pub kind: PointerKind,
    /// What it is.
    pub device: Device,
    /// Tells fingers apart.
    pub id: i32,
    /// Where.
    pub at: Px,
    /// Which button went down or up.
    pub button: Button,
    /// Keys held.
    pub modifiers: Modifiers,
    /// When, in milliseconds.
    pub time_ms: f64,
}

/// A wheel event, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wheel {
    /// Where the pointer is.
    pub at: Px,
    /// Scrolled to the right.
    pub dx: f64,
    /// Scrolled down.
    pub dy: f64,
    /// Keys held; a trackpad's pinch arrives with ctrl.
    pub modifiers: Modifiers,
}
