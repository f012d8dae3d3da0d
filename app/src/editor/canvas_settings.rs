//! How the canvas helps and draws: what things snap to, how wires run. Kept in the browser, for all workflows.

use crate::browser::storage;
use crate::editor::desk::{Desk, desk};
use crate::words::text;
use gesso_canvas::{Snapping, WireStyle};
use leptos::prelude::*;

const STORED_UNDER: &str = "gesso.canvas";

/// What a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct CanvasSettings {
    snapping: Snapping,
    wires: WireStyle,
    map: bool,
}

impl CanvasSettings {
    fn to_text(self) -> String {
        let wires = match self.wires {
            WireStyle::Curved => "curved",
            WireStyle::Straight => "straight",
            WireStyle::Orthogonal => "orthogonal",
        };
        let yes = |on: bool| if on { "on" } else { "off" };
        format!(
            "{} {} {wires} {}",
            yes(self.snapping.neighbours),
            yes(self.snapping.grid),
            yes(self.map)
        )
    }

    /// What is not understood, as from another version, is as at first.
    fn from_text(text: &str) -> Self {
        let mut parts = text.split(' ');
        let mut next = || parts.next().unwrap_or_default();
        Self {
            snapping: Snapping {
                neighbours: next() != "off",
                grid: next() == "on",
            },
            wires: match next() {
                "straight" => WireStyle::Straight,
                "orthogonal" => WireStyle::Orthogonal,
                _ => WireStyle::Curved,
            },
            map: next() == "on",
        }
    }
}

/// Reads what is kept once the page is live.
pub(crate) fn restore(desk: Desk) {
    Effect::new(move |_| {
        if let Some(text) = storage::get(STORED_UNDER) {
            desk.canvas_settings.set(CanvasSettings::from_text(&text));
        }
    });
}

impl Desk {
    /// Tells the canvas what was chosen. Tracks.
    #[cfg(feature = "hydrate")]
    pub(crate) fn apply_canvas_settings(self) {
        let settings = self.canvas_settings.get();
        self.stage.with(|editor| {
            editor.set_snapping(settings.snapping);
            editor.set_wire_style(settings.wires);
            editor.set_minimap(settings.map);
        });
        self.stage
            .perform(self, |_| vec![gesso_canvas::Effect::Redraw]);
    }

    fn choose(self, change: impl FnOnce(&mut CanvasSettings)) {
        self.canvas_settings.update(change);
        storage::set(
            STORED_UNDER,
            &self
                .canvas_settings
                .with_untracked(|settings| settings.to_text()),
        );
    }

    /// Switches snapping to the grid on or off.
    pub(crate) fn toggle_grid(self) {
        self.choose(|settings| settings.snapping.grid = !settings.snapping.grid);
        let on = self
            .canvas_settings
            .with_untracked(|settings| settings.snapping.grid);
        self.session.say(if on {
            text("snap-grid-on")
        } else {
            text("snap-grid-off")
        });
    }

    /// Switches snapping to neighbours on or off.
    pub(crate) fn toggle_neighbours(self) {
        self.choose(|settings| settings.snapping.neighbours = !settings.snapping.neighbours);
        let on = self
            .canvas_settings
            .with_untracked(|settings| settings.snapping.neighbours);
        self.session.say(if on {
            text("snap-near-on")
        } else {
            text("snap-near-off")
        });
    }

    /// Shows the map in the corner of the canvas, or not.
    pub(crate) fn toggle_map(self) {
        self.choose(|settings| settings.map = !settings.map);
    }

    /// Draws wires in a style.
    pub(crate) fn run_wires(self, style: WireStyle) {
        self.choose(|settings| settings.wires = style);
    }
}

/// The choices in the sheet of settings.
#[component]
pub(crate) fn CanvasChoices() -> impl IntoView {
    let desk = desk();
    let styles = [
        (WireStyle::Curved, text("curved")),
        (WireStyle::Straight, text("straight")),
        (WireStyle::Orthogonal, text("orthogonal")),
    ];
    let styles = styles.map(|(style, name)| {
        view! {
            <button
                class="button"
                aria-pressed=move || if desk.canvas_settings.get().wires == style { "true" } else { "false" }
                on:click=move |_| desk.run_wires(style)
            >{name}</button>
        }
    });
    view! {
        <section aria-labelledby="settings-canvas">
            <h3 id="settings-canvas">{text("canvas")}</h3>
            <div class="settings-row" role="group" aria-label=text("wires-label")>{styles.collect_view()}</div>
            <label class="settings-check">
                <input type="checkbox" prop:checked=move || desk.canvas_settings.get().map on:change=move |_| desk.toggle_map() />
                {text("show-map")}
            </label>
            <label class="settings-check">
                <input type="checkbox" prop:checked=move || desk.canvas_settings.get().snapping.neighbours on:change=move |_| desk.toggle_neighbours() />
                {text("snap-to-near")}
            </label>
            <label class="settings-check">
                <input type="checkbox" prop:checked=move || desk.canvas_settings.get().snapping.grid on:change=move |_| desk.toggle_grid() />
                {text("snap-to-grid")}
            </label>
        </section>
    }
}
