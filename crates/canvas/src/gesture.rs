//! Pointer events → gestures: click or drag, how many clicks, long press, pinch.
//! Keeps true: a drag that began ends with exactly one of end and cancel; a second finger cancels what one finger did.

mod tapping;

use crate::camera::Px;
use crate::input::{Button, Device, Modifiers, Pointer, PointerKind};
use tapping::Taps;

/// How far a pointer moves before a press becomes a drag, in CSS pixels.
fn slop(device: Device) -> f64 {
    match device {
        Device::Mouse => 4.0,
        Device::Pen => 6.0,
        Device::Touch => 10.0,
    }
}

/// A finger or pen that rests this long asks for the menu.
const LONG_PRESS_MS: f64 = 500.0;
/// A touch that comes so soon after a pen was seen is the hand that holds it.
const PALM_MS: f64 = 500.0;
/// Clicks that follow each other within this time count together.
const MULTI_MS: f64 = 400.0;
/// Clicks that are this near count together.
const MULTI_PX: f64 = 16.0;

/// A press.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Press {
    pub(crate) at: Px,
    pub(crate) device: Device,
    pub(crate) button: Button,
    pub(crate) modifiers: Modifiers,
    pub(crate) time_ms: f64,
}

/// What a person did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Gesture {
    /// The pointer moves without being pressed.
    Hover { at: Px, device: Device },
    /// The pointer is no longer over the canvas.
    Leave,
    /// Pressed; nothing is decided.
    Press(Press),
    /// Released where it was pressed. `count` is 2 for the second click of a double click.
    Click { press: Press, count: u32 },
    /// A finger or pen rests.
    LongPress(Press),
    /// It was released after it rested.
    LongClick(Press),
    /// It moved away from where it was pressed. `long` when it had rested there.
    DragStart { press: Press, at: Px, long: bool },
    /// It moves on.
    Drag {
        at: Px,
        modifiers: Modifiers,
        time_ms: f64,
    },
    /// It was released.
    DragEnd {
        at: Px,
        modifiers: Modifiers,
        time_ms: f64,
    },
    /// Two fingers are down.
    PinchStart,
    /// Two fingers moved: their middle, how it moved, and by which factor they spread.
    Pinch {
        about: Px,
        dx: f64,
        dy: f64,
        factor: f64,
    },
    /// Fewer than two fingers are down.
    PinchEnd,
    /// So many fingers, two or more, came down and lifted at once.
    Tap(u32),
    /// Whatever is under way is to be reverted.
    Cancel,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Idle,
    Pressed {
        id: i32,
        press: Press,
        long: bool,
    },
    Dragging {
        id: i32,
        device: Device,
        at: Px,
    },
    Pinching {
        first: (i32, Px),
        second: (i32, Px),
    },
    /// What was under way is over; fingers that are still down mean nothing until another one joins them.
    Spent,
}

#[derive(Debug, Clone, Copy)]
struct Clicked {
    at: Px,
    time_ms: f64,
    count: u32,
    button: Button,
}

/// The recogniser.
#[derive(Debug)]
pub(crate) struct Gestures {
    state: State,
    last: Option<Clicked>,
    /// The fingers that are down, whether they mean anything or not.
    touches: Vec<(i32, Px)>,
    taps: Taps,
    /// What lies on the screen beside a pen.
    palms: Vec<i32>,
    /// When a pen was seen last.
    pen_ms: Option<f64>,
}

impl Gestures {
    pub(crate) fn new() -> Self {
        Self {
            state: State::Idle,
            last: None,
            touches: Vec::new(),
            taps: Taps::default(),
            palms: Vec::new(),
            pen_ms: None,
        }
    }

    /// Nothing is pressed or under way.
    pub(crate) fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle | State::Spent)
    }

    /// Something is being dragged.
    pub(crate) fn is_dragging(&self) -> bool {
        matches!(self.state, State::Dragging { .. })
    }

    /// Somebody has to send the time for a long press to be noticed.
    pub(crate) fn wants_tick(&self) -> bool {
        matches!(self.state, State::Pressed { press, long: false, .. } if press.device != Device::Mouse)
    }

    /// Time went on.
    pub(crate) fn tick(&mut self, time_ms: f64) -> Option<Gesture> {
        match &mut self.state {
            State::Pressed { press, long, .. }
                if !*long
                    && press.device != Device::Mouse
                    && time_ms - press.time_ms >= LONG_PRESS_MS =>
            {
                *long = true;
                Some(Gesture::LongPress(*press))
            }
            _ => None,
        }
    }

    /// Ends what is under way; says whether anything was.
    pub(crate) fn cancel(&mut self) -> bool {
        self.last = None;
        self.taps.forget();
        let under_way = !self.is_idle();
        if under_way {
            self.state = State::Spent;
        }
        under_way
    }

    /// Ends what is under way, and knows nothing more of fingers that may be lifted out of sight.
    pub(crate) fn forget(&mut self) {
        self.last = None;
        self.state = State::Idle;
        self.touches.clear();
        self.taps.forget();
        self.palms.clear();
    }

    /// Takes a pointer event.
    pub(crate) fn take(&mut self, pointer: Pointer) -> Vec<Gesture> {
        let tapped = match pointer.device {
            Device::Mouse => None,
            Device::Pen => {
                self.pen_ms = Some(pointer.time_ms);
                None
            }
            Device::Touch if self.is_palm(pointer) => return vec![],
            Device::Touch => self.touch(pointer),
        };
        let mut gestures = self.alone(pointer);
        gestures.extend(tapped.map(Gesture::Tap));
        gestures
    }

    /// What one pointer does, beside those that are down.
    fn alone(&mut self, pointer: Pointer) -> Vec<Gesture> {
        match pointer.kind {
            PointerKind::Down => self.down(pointer),
            PointerKind::Move => self.moved(pointer),
            PointerKind::Up => self.up(pointer),
            PointerKind::Cancel => self.lost(pointer.id),
            PointerKind::Leave if self.is_idle() => vec![Gesture::Leave],
            PointerKind::Leave => vec![],
        }
    }

    /// Whether it is the hand beside a pen, from when it comes down until it lifts.
    fn is_palm(&mut self, pointer: Pointer) -> bool {
        let known = self.palms.contains(&pointer.id);
        match pointer.kind {
            PointerKind::Down => {
                let beside = |pen_ms| pointer.time_ms - pen_ms < PALM_MS;
                let palm = self.pen_ms.is_some_and(beside);
                if palm && !known {
                    self.palms.push(pointer.id);
                }
                palm
            }
            PointerKind::Move | PointerKind::Leave => known,
            PointerKind::Up | PointerKind::Cancel => {
                self.palms.retain(|palm| *palm != pointer.id);
                known
            }
        }
    }

    /// Keeps count of the fingers; says how many have tapped.
    fn touch(&mut self, pointer: Pointer) -> Option<u32> {
        let tapped = self.taps.take(pointer, self.touches.is_empty());
        let known = self.touches.iter_mut().find(|(id, _)| *id == pointer.id);
        match (pointer.kind, known) {
            (PointerKind::Down | PointerKind::Move, Some(finger)) => finger.1 = pointer.at,
            (PointerKind::Down, None) => self.touches.push((pointer.id, pointer.at)),
            (PointerKind::Up | PointerKind::Cancel, _) => {
                self.touches.retain(|(id, _)| *id != pointer.id);
            }
            (PointerKind::Move | PointerKind::Leave, _) => {}
        }
        tapped
    }

    fn down(&mut self, pointer: Pointer) -> Vec<Gesture> {
        let press = Press {
            at: pointer.at,
            device: pointer.device,
            button: pointer.button,
            modifiers: pointer.modifiers,
            time_ms: pointer.time_ms,
        };
        let begin = State::Pressed {
            id: pointer.id,
            press,
            long: false,
        };
        let touch = pointer.device == Device::Touch;
        match self.state {
            State::Idle => {
                self.state = begin;
                vec![Gesture::Press(press)]
            }
            // A finger that is left from a pinch and a new one are a pinch again.
            State::Spent => {
                let mut others = self.touches.iter().filter(|(id, _)| *id != pointer.id);
                if let Some(other) = others.next_back().copied().filter(|_| touch) {
                    return self.pinch(other, pointer);
                }
                // A mouse or pen has one contact: an earlier one that never ended is gone.
                self.state = begin;
                vec![Gesture::Press(press)]
            }
            State::Pinching { .. } if pointer.device == Device::Pen => {
                self.state = begin;
                vec![Gesture::PinchEnd, Gesture::Press(press)]
            }
            State::Pressed {
                id, press: first, ..
            } if touch && first.device == Device::Touch && id != pointer.id => {
                self.pinch((id, first.at), pointer)
            }
            State::Dragging {
                id,
                device: Device::Touch,
                at,
            } if touch && id != pointer.id => self.pinch((id, at), pointer),
            State::Pressed {
                press:
                    Press {
                        device: Device::Touch,
                        ..
                    },
                ..
            }
            | State::Dragging {
                device: Device::Touch,
                ..
            } if pointer.device == Device::Pen => {
                self.last = None;
                self.state = begin;
                vec![Gesture::Cancel, Gesture::Press(press)]
            }
            // A palm beside the pen, a third finger, another button of the mouse.
            State::Pressed { .. } | State::Dragging { .. } | State::Pinching { .. } => vec![],
        }
    }

    fn pinch(&mut self, first: (i32, Px), second: Pointer) -> Vec<Gesture> {
        self.last = None;
        self.state = State::Pinching {
            first,
            second: (second.id, second.at),
        };
        vec![Gesture::Cancel, Gesture::PinchStart]
    }

    fn moved(&mut self, pointer: Pointer) -> Vec<Gesture> {
        let Pointer {
            at,
            modifiers,
            time_ms,
            ..
        } = pointer;
        match &mut self.state {
            State::Idle | State::Spent if pointer.device == Device::Touch => vec![],
            State::Idle | State::Spent => vec![Gesture::Hover {
                at,
                device: pointer.device,
            }],
            State::Pressed { id, press, long } if *id == pointer.id => {
                let (press, long) = (*press, *long);
                if press.at.distance(at) < slop(press.device) {
                    return vec![];
                }
                self.state = State::Dragging {
                    id: pointer.id,
                    device: press.device,
                    at,
                };
                self.last = None;
                vec![
                    Gesture::DragStart { press, at, long },
                    Gesture::Drag {
                        at,
                        modifiers,
                        time_ms,
                    },
                ]
            }
            State::Dragging { id, at: last, .. } if *id == pointer.id => {
                *last = at;
                vec![Gesture::Drag {
                    at,
                    modifiers,
                    time_ms,
                }]
            }
            State::Pinching { first, second } => {
                let before = (first.1, second.1);
                if first.0 == pointer.id {
                    first.1 = at;
                } else if second.0 == pointer.id {
                    second.1 = at;
                } else {
                    return vec![];
                }
                vec![spread(before, (first.1, second.1))]
            }
            State::Pressed { .. } | State::Dragging { .. } => vec![],
        }
    }

    fn up(&mut self, pointer: Pointer) -> Vec<Gesture> {
        let Pointer {
            at,
            modifiers,
            time_ms,
            ..
        } = pointer;
        match self.state {
            State::Pressed { id, press, long } if id == pointer.id => {
                self.state = State::Idle;
                if long {
                    self.last = None;
                    return vec![Gesture::LongClick(press)];
                }
                let count = self.count(press, time_ms);
                vec![Gesture::Click { press, count }]
            }
            State::Dragging { id, .. } if id == pointer.id => {
                self.state = State::Idle;
                vec![Gesture::DragEnd {
                    at,
                    modifiers,
                    time_ms,
                }]
            }
            State::Pinching { first, second }
                if first.0 == pointer.id || second.0 == pointer.id =>
            {
                self.state = State::Spent;
                vec![Gesture::PinchEnd]
            }
            State::Spent => {
                if self.touches.is_empty() {
                    self.state = State::Idle;
                }
                vec![]
            }
            State::Idle
            | State::Pressed { .. }
            | State::Dragging { .. }
            | State::Pinching { .. } => vec![],
        }
    }

    /// The system took a pointer away; what it held ends, what another one holds goes on.
    fn lost(&mut self, pointer: i32) -> Vec<Gesture> {
        let held = match self.state {
            State::Idle | State::Spent => false,
            State::Pressed { id, .. } | State::Dragging { id, .. } => id == pointer,
            State::Pinching { first, second } => first.0 == pointer || second.0 == pointer,
        };
        if held {
            self.cancel();
        }
        if self.touches.is_empty() && matches!(self.state, State::Spent) {
            self.state = State::Idle;
        }
        if held { vec![Gesture::Cancel] } else { vec![] }
    }

    fn count(&mut self, press: Press, time_ms: f64) -> u32 {
        let follows = self.last.filter(|last| {
            last.button == press.button
                && time_ms - last.time_ms <= MULTI_MS
                && last.at.distance(press.at) <= MULTI_PX
        });
        let count = follows.map_or(1, |last| last.count % 3 + 1);
        self.last = Some(Clicked {
            at: press.at,
            time_ms,
            count,
            button: press.button,
        });
        count
    }
}

/// How two fingers moved.
fn spread(before: (Px, Px), now: (Px, Px)) -> Gesture {
    let middle = |(a, b): (Px, Px)| Px::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
    let (was, is) = (middle(before), middle(now));
    let (apart_before, apart_now) = (before.0.distance(before.1), now.0.distance(now.1));
    // Fingers that touch each other say nothing about a factor.
    let factor = if apart_before > 8.0 && apart_now > 8.0 {
        apart_now / apart_before
    } else {
        1.0
    };
    Gesture::Pinch {
        about: is,
        dx: is.x - was.x,
        dy: is.y - was.y,
        factor,
    }
}
