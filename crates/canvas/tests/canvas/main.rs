//! The canvas as a person uses it: gestures are typed, effects and display lists are looked at. Rules: `SPEC.md`.

mod catalog;
mod desk;
mod drawing;
mod laws;
mod moving;
mod papers;
mod pinching;
mod selecting;
mod showing;
mod wiring;
