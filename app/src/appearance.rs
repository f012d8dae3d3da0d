//! Dark, light, or as the system has it. The choice is kept in the browser and set on `<html data-theme>`;
//! the style sheet does the rest. What the system asks for besides, more contrast and less motion, is followed live.

use crate::browser::{follow_media, set_theme_attribute, storage};
use leptos::prelude::*;

/// Runs before the first paint, so that a stored choice never flashes. Keep in step with [`STORED_UNDER`].
pub(crate) const FIRST_PAINT: &str = "try { const theme = localStorage.getItem('gesso.theme'); \
    if (theme) document.documentElement.dataset.theme = theme; } catch {}";

const STORED_UNDER: &str = "gesso.theme";
const SYSTEM_IS_LIGHT: &str = "(prefers-color-scheme: light)";
/// Colours that the system forces on pages don't reach a canvas, so there they count as a wish for contrast.
const MORE_CONTRAST: &str = "(prefers-contrast: more), (forced-colors: active)";
const REDUCED_MOTION: &str = "(prefers-reduced-motion: reduce)";

/// What a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// Whatever the system has.
    #[default]
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

/// The appearance of every page; in the context of all of them.
#[derive(Debug, Clone, Copy)]
pub struct Appearance {
    choice: RwSignal<ThemeChoice>,
    system_is_light: RwSignal<bool>,
    more_contrast: RwSignal<bool>,
    reduced_motion: RwSignal<bool>,
}

impl Appearance {
    /// As stored in this browser. The server knows no choice and renders for both.
    pub(crate) fn new() -> Self {
        let appearance = Self {
            choice: RwSignal::new(ThemeChoice::System),
            system_is_light: RwSignal::new(false),
            more_contrast: RwSignal::new(false),
            reduced_motion: RwSignal::new(false),
        };
        Effect::new(move |_| appearance.follow_browser());
        appearance
    }

    /// What is chosen.
    pub fn choice(self) -> Signal<ThemeChoice> {
        self.choice.into()
    }

    /// Whether the page is dark now; what the canvas goes by.
    pub fn is_dark(self) -> Signal<bool> {
        Signal::derive(move || match self.choice.get() {
            ThemeChoice::System => !self.system_is_light.get(),
            ThemeChoice::Dark => true,
            ThemeChoice::Light => false,
        })
    }

    /// Whether the person's system asks for more contrast.
    pub fn more_contrast(self) -> Signal<bool> {
        self.more_contrast.into()
    }

    /// Whether the person's system asks for less motion.
    pub fn reduced_motion(self) -> Signal<bool> {
        self.reduced_motion.into()
    }

    /// Chooses, and keeps the choice.
    pub fn choose(self, choice: ThemeChoice) {
        self.choice.set(choice);
        let stored = choice.stored();
        set_theme_attribute(stored);
        match stored {
            Some(theme) => storage::set(STORED_UNDER, theme),
            None => storage::remove(STORED_UNDER),
        };
    }

    fn follow_browser(self) {
        let stored = storage::get(STORED_UNDER);
        self.choice.set(ThemeChoice::from_stored(stored.as_deref()));
        for (query, signal) in [
            (SYSTEM_IS_LIGHT, self.system_is_light),
            (MORE_CONTRAST, self.more_contrast),
            (REDUCED_MOTION, self.reduced_motion),
        ] {
            follow_media(query, move |matches| signal.set(matches));
        }
    }
}

impl ThemeChoice {
    fn stored(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Dark => Some("dark"),
            Self::Light => Some("light"),
        }
    }

    fn from_stored(stored: Option<&str>) -> Self {
        match stored {
            Some("dark") => Self::Dark,
            Some("light") => Self::Light,
            _ => Self::System,
        }
    }
}
