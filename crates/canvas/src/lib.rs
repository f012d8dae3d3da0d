//! The canvas without a browser: camera, scene, hit test, gestures, tools and display list.
//! Input goes in, effects and display lists come out. Pure: no clock, no randomness, no web-sys; time and seeds are arguments.

mod action;
mod camera;
mod display;
mod draw;
mod editor;
mod effect;
mod gesture;
mod hit;
mod icon;
mod input;
mod layout;
pub mod markdown;
mod prose;
mod route;
mod scene;
mod summary;
mod theme;
mod tiles;
mod tool;
mod view;
mod words;

pub use action::CanvasAction;
pub use camera::{Camera, Px, PxRect, Viewport};
pub use display::{Align, Area, DisplayList, Op, Shape, Weight};
pub use editor::{Editor, Patch};
pub use effect::{Effect, LooseWire};
pub use icon::Icon;
pub use input::{Button, Device, Input, Modifiers, Pointer, PointerKind, Wheel};
pub use prose::{Face, Measure};
pub use route::WireStyle;
pub use summary::value as value_words;
pub use theme::{Ink, Theme};
pub use tiles::{Blit, Cover, Paint, Repaint, TILE_SIDE, TileId, Want};
pub use tool::Snapping;
pub use view::{NodeView, PREVIEW, PictureRef, RunLook};
