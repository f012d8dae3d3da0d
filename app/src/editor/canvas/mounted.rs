//! Mounts the canvas and keeps it in step with document, runs, problems, selection and theme.

use super::effect::handle;
use super::first_look::first_look;
use crate::appearance::Appearance;
use crate::browser::keyboard;
use crate::editor::desk::Desk;
use crate::session::{SaveState, Step, instances};
use gesso_canvas::{Editor, NodeView, PictureRef, RunLook, Theme};
use gesso_canvas_web::CanvasHost;
use gesso_graph::{Fault, NodeId};
use gesso_nodes::catalogue;
use gesso_sync::{StepResult, StepState};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The size a node's picture is asked for, in pixels of its longest side.
const PICTURE_WIDTH: u32 = 256;

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
            Err(_) => desk
                .session
                .warn("This browser can't show the canvas. The outline works without it."),
        }
    });
    on_cleanup(move || desk.stage.put(None));
    follow_document(desk, mounted);
    follow_nodes(desk, mounted);
    follow_selection(desk, mounted);
    Effect::new(move |_| {
        if mounted.get() {
            desk.apply_canvas_settings();
        }
    });
    let is_dark = expect_context::<Appearance>().is_dark();
    Effect::new(move |_| {
        let theme = if is_dark.get() {
            Theme::Dark
        } else {
            Theme::Light
        };
        if mounted.get() {
            desk.stage.set_theme(theme);
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
        let is_open = desk.session.save_state.get() != SaveState::Opening;
        if !seen && is_open {
            match desk.last_camera() {
                Some(camera) => desk.stage.perform(desk, |editor| editor.set_camera(camera)),
                None => first_look(desk, &document),
            }
        }
        seen || is_open
    });
}

fn follow_nodes(desk: Desk, mounted: RwSignal<bool>) {
    Effect::new(move |shown: Option<BTreeMap<NodeId, NodeView>>| {
        let shown = shown.unwrap_or_default();
        if !mounted.get() {
            return shown;
        }
        let mut views = desk.session.steps.with(|steps| {
            let instances = desk
                .session
                .document
                .with(|document| instances::all(document, steps));
            desk.session
                .problems
                .with(|problems| views(steps.iter().chain(&instances), problems))
        });
        desk.session.outdated.with(|outdated| {
            for id in outdated {
                if let Some(view) = views.get_mut(id) {
                    view.state = Some(RunLook::Outdated);
                }
            }
        });
        desk.stage.with(|editor| {
            for (id, view) in &views {
                if shown.get(id) != Some(view) {
                    editor.set_node_view(*id, view.clone());
                }
            }
            for id in shown.keys().filter(|id| !views.contains_key(id)) {
                editor.set_node_view(*id, NodeView::default());
            }
        });
        views
    });
}

fn views<'a>(
    steps: impl Iterator<Item = (&'a NodeId, &'a Step)>,
    problems: &BTreeMap<NodeId, Vec<Fault>>,
) -> BTreeMap<NodeId, NodeView> {
    let mut views: BTreeMap<NodeId, NodeView> = BTreeMap::new();
    for (id, step) in steps {
        let view = NodeView {
            state: look(&step.state),
            problem: step
                .result
                .as_ref()
                .is_some_and(|result| !result.notes.is_empty()),
            picture: step.result.as_ref().and_then(picture),
        };
        views.insert(*id, view);
    }
    for id in problems
        .iter()
        .filter(|(_, faults)| !faults.is_empty())
        .map(|(id, _)| id)
    {
        views.entry(*id).or_default().problem = true;
    }
    views
}

fn look(state: &StepState) -> Option<RunLook> {
    match state {
        StepState::Queued => Some(RunLook::Queued),
        StepState::Running { progress } => Some(RunLook::Running(*progress)),
        StepState::Cached => Some(RunLook::Cached),
        StepState::Done => Some(RunLook::Done),
        StepState::Failed { .. } => Some(RunLook::Failed),
        StepState::Blocked { .. } => Some(RunLook::Blocked),
        StepState::Cancelled => None,
    }
}

fn picture(result: &StepResult) -> Option<PictureRef> {
    let (w, h) = result.size?;
    let preview = result.preview.as_ref()?;
    Some(PictureRef {
        url: format!("/artifact/{preview}?w={PICTURE_WIDTH}").into(),
        w,
        h,
    })
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
