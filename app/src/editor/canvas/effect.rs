//! Does what the canvas asks for: gestures become edits, selections, panels and menus.

use crate::editor::desk::{Desk, Popup, Sheet, Typed, Typing};
use crate::editor::{menu, words};
use gesso_canvas::Effect;
use leptos::prelude::{GetUntracked, Set, SetValue, WithUntracked};

/// Does what the canvas asks for.
pub(crate) fn handle(desk: Desk, effect: Effect) {
    match effect {
        Effect::Commit { label, commands } => {
            desk.session.commit(label, commands);
            desk.preview.let_go(desk);
        }
        Effect::Try { node, name, value } => desk.preview.try_value(desk, node, name, value),
        Effect::LetGo => desk.preview.let_go(desk),
        Effect::SelectionChanged => {
            let selected = |editor: &mut gesso_canvas::Editor| {
                (editor.selection().clone(), editor.selected_wire().cloned())
            };
            let Some((selection, wire)) = desk.stage.with(selected) else {
                return;
            };
            if desk.wire.with_untracked(|old| *old != wire) {
                desk.wire.set(wire);
            }
            if desk
                .session
                .selection
                .with_untracked(|old| *old != selection)
            {
                desk.session.selection.set(selection);
            }
        }
        Effect::CameraChanged => {
            let Some(camera) = desk.stage.with(|editor| editor.camera()) else {
                return;
            };
            desk.looked.set_value(Some(camera));
            if desk.zoom.get_untracked() != camera.zoom {
                desk.zoom.set(camera.zoom);
            }
            if desk.typing.get_untracked().is_some() {
                desk.typing.set(None);
            }
            if desk.typed.with_untracked(Option::is_some) {
                desk.typed.set(None);
            }
        }
        Effect::PlaceChanged => {
            let place = desk.stage.with(|editor| {
                let steps = editor.place().iter().copied();
                steps.zip(editor.place_titles()).collect::<Vec<_>>()
            });
            let place = place.unwrap_or_default();
            desk.session
                .say(words::place(place.last().map(|(_, title)| title)));
            desk.place.set(place);
        }
        Effect::OpenSearch { at, world, wire } => {
            desk.open(Popup::AddNode {
                at: Some((at.x, at.y)),
                world,
                wire,
            });
        }
        Effect::OpenInspector(_) => desk.show(Sheet::Inspector),
        Effect::EditParam { node, name, at } => desk.typed.set(Some(Typed { node, name, at })),
        Effect::OpenMenu { at, on, wire } => desk.open(Popup::Menu {
            at: Some((at.x, at.y)),
            actions: menu::for_item(desk, on, wire.is_some()),
        }),
        Effect::View(node) => desk.view(node),
        Effect::EditTitle(item) => desk.typing.set(Some(Typing::Title(item))),
        Effect::EditNote(note) => desk.typing.set(Some(Typing::Note(note))),
        Effect::FollowLink(address) => desk.follow_link(&address),
        Effect::RunFrame(frame) => desk.run_frames(&[frame]),
        Effect::OpenInsert(wire) => desk.open(Popup::Insert(wire)),
        Effect::Undo => desk.session.undo_by_touch(),
        Effect::Redo => desk.session.redo_by_touch(),
        Effect::HeldChanged => {
            if let Some(held) = desk.stage.with(|editor| editor.held_keys()) {
                desk.held.set(held);
            }
        }
        Effect::Say(text) => desk.session.say(text),
        // The host draws and keeps time by itself.
        Effect::Cursor(_) | Effect::Redraw | Effect::WantTick => {}
    }
}
