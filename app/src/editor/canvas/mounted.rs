//! Mounts the canvas and keeps it in step with document, runs, problems, selection and theme.

use super::effect::handle;
use super::first_look::first_look;
use crate::appearance::Appearance;
use crate::browser::keyboard;
use crate::editor::desk::Desk;
use crate::session::node_views::Known;
use crate::session::{SaveState, instances};
use crate::words::{catalogue, text};
use gesso_canvas::{Editor, Theme};
use gesso_canvas_web::CanvasHost;
use gesso_graph::Document;
use leptos::prelude::*;

/// Mounts the canvas once its element is there; it goes when the page does.
pub(super) fn mount(desk: Desk) {
    let mounted = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(container) = desk.stage.container.get() else {
            return;
        };
        let editor = Editor::new(catalogue(), desk.session.ids(|ids| ids.next_u64()));
        match CanvasHost::mount((*container).clone(), editor, move |effect| {
            handle(desk, effect)
        }) {
            Ok(host) => {
                desk.stage.put(Some(host));
                mounted.set(true);
                // The keys that the empty canvas speaks of work from the beginning.
                if keyboard::is_free() {
                    desk.stage.focus();
                }
            }
            Err(_) => desk.session.warn(text("canvas-missing")),
        }
    });
    on_cleanup(move || desk.stage.put(None));
    follow_document(desk, mounted);
    follow_nodes(desk, mounted);
    follow_selection(desk, mounted);
    desk.preview.follow(desk);
    Effect::new(move |_| {
        if mounted.get() {
            desk.apply_canvas_settings();
        }
    });
    follow_appearance(desk, mounted);
}

fn follow_appearance(desk: Desk, mounted: RwSignal<bool>) {
    let appearance = expect_context::<Appearance>();
    let (is_dark, more_contrast) = (appearance.is_dark(), appearance.more_contrast());
    Effect::new(move |_| {
        let theme = Theme::of(is_dark.get(), more_contrast.get());
        if mounted.get() {
            desk.stage.set_theme(theme);
        }
    });
    let reduced = appearance.reduced_motion();
    Effect::new(move |_| {
        let reduced = reduced.get();
        if mounted.get() {
            desk.stage.with(|editor| editor.set_reduced_motion(reduced));
        }
    });
}

fn follow_document(desk: Desk, mounted: RwSignal<bool>) {
    Effect::new(move |seen: Option<bool>| {
        let seen = seen.unwrap_or(false);
        let document = desk.session.document.get();
        if !mounted.get() {
            return seen;
        }
        desk.stage
            .perform(desk, |editor| editor.set_document(&document));
        // Only what was there when it opened is fitted: what a person puts down later stays where they put it.
        if seen || desk.session.save_state.get() == SaveState::Opening {
            return seen;
        }
        desk.stage.begin();
        if !desk.look_as_before() {
            first_look(desk, &document);
        }
        true
    });
}

fn follow_nodes(desk: Desk, mounted: RwSignal<bool>) {
    Effect::new(move |shown: Option<Known>| {
        let shown = shown.unwrap_or_default();
        if !mounted.get() {
            return shown;
        }
        let steps = desk.session.steps.get();
        let standing = |document: &Document| instances::all(document, &steps);
        let known = Known {
            instances: desk.session.document.with(standing),
            problems: desk.session.problems.get(),
            outdated: desk.session.outdated.get(),
            loads: desk.session.loads.get(),
            live: desk.preview.live(),
            steps,
        };
        let changed = known.since(&shown);
        if !changed.is_empty() {
            desk.stage.with(|editor| {
                for (id, view) in changed {
                    editor.set_node_view(id, view);
                }
            });
        }
        known
    });
}

fn follow_selection(desk: Desk, mounted: RwSignal<bool>) {
    Effect::new(move |_| {
        let selection = desk.session.selection.get();
        if mounted.get() {
            let is_same = desk
                .stage
                .with(|editor| *editor.selection() == selection)
                .unwrap_or(true);
            if !is_same {
                desk.stage
                    .perform(desk, |editor| editor.set_selection(selection));
            }
        }
    });
}
