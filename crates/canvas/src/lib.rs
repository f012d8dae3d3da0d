//! The canvas without a browser: camera, scene, hit test, gestures, tools and display list.
//! Input goes in, effects and display lists come out. Pure: no clock, no randomness, no web-sys; time and seeds are arguments.

mod action;
mod camera;
mod editor;
mod effect;
mod input;
mod theme;
mod view;

pub use action::CanvasAction;
pub use camera::{Camera, Px, PxRect, Viewport};
pub use editor::Editor;
pub use effect::{Effect, LooseWire};
pub use input::{Button, Device, Input, Modifiers, Pointer, PointerKind, Wheel};
pub use theme::Theme;
pub use view::{NodeView, PictureRef, RunLook};
