//! The canvas as a person uses it: gestures are typed, effects and display lists are looked at. Rules: `SPEC.md`.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod catalog;
mod desk;
mod drawing;
mod laws;
mod mapping;
mod moving;
mod nodes;
mod papers;
mod pinching;
mod places;
mod routing;
mod selecting;
mod showing;
mod snapping;
mod wiring;
