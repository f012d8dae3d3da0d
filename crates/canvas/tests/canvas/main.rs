//! The canvas as a person uses it: gestures are typed, effects and display lists are looked at. Rules: `SPEC.md`.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod catalog;
mod desk;
mod devices;
mod drawing;
mod holding;
mod laws;
mod mapping;
mod markdown;
mod moving;
mod nodes;
mod notes;
mod papers;
mod pinching;
mod places;
mod routing;
mod selecting;
mod showing;
mod snapping;
mod tags;
mod wiring;
