//! The one list of everything a person can do: id (which names its label and search words), default keys, whether it is possible now, and the deed.
//! Menus, the command palette, the key handler, the sheet of shortcuts and the phone's action sheet are drawn from it.

mod list;

pub(crate) use list::{actions, is_running};

use crate::editor::desk::Desk;
use crate::editor::keymap::Keymap;
use crate::editor::keys::{Chord, Pressed, cap};
use crate::words::{text, words};
use leptos::prelude::With;

/// The group an action is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Running the workflow.
    Run,
    /// Putting things on the canvas.
    Add,
    /// Changing what is there.
    Edit,
    /// Putting things in order.
    Arrange,
    /// Choosing what is meant.
    Select,
    /// Where one looks.
    View,
    /// The workflow as a whole.
    Workflow,
    /// Finding one's way.
    Help,
}

impl Group {
    /// The groups in the order shown.
    pub(crate) const ALL: [Self; 8] = [
        Self::Run,
        Self::Add,
        Self::Edit,
        Self::Arrange,
        Self::Select,
        Self::View,
        Self::Workflow,
        Self::Help,
    ];

    /// The name people read.
    pub(crate) fn label(self) -> &'static str {
        text(match self {
            Self::Run => "group-run",
            Self::Add => "group-add",
            Self::Edit => "group-edit",
            Self::Arrange => "group-arrange",
            Self::Select => "group-select",
            Self::View => "group-view",
            Self::Workflow => "group-workflow",
            Self::Help => "group-help",
        })
    }
}

/// Where an action's keys are listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Wherever the keyboard is, also while typing.
    Anywhere,
    /// Wherever nothing is typed.
    Page,
    /// Only on the canvas: elsewhere the key has a meaning of its own.
    Canvas,
    /// The browser's own event does it (copy, cut, paste); the keys are only shown.
    Browser,
}

/// One thing a person can do.
pub(crate) struct Action {
    /// Names it for good; what people read of it is the text `action-` with this id.
    pub(crate) id: &'static str,
    /// Default keys; the first is shown.
    pub(crate) keys: &'static [&'static str],
    /// Where the keys are listened to.
    pub(crate) place: Where,
    /// The group it is shown in.
    pub(crate) group: Group,
    /// Whether it is possible now. Tracks.
    pub(crate) possible: fn(Desk) -> bool,
    /// Does it.
    pub(crate) perform: fn(Desk),
}

impl Action {
    /// As people read it.
    pub(crate) fn label(&self) -> &'static str {
        let key = format!("action-{}", self.id.replace('.', "-"));
        words().find(&key).unwrap_or(self.id)
    }

    /// Other words people search for.
    pub(crate) fn words(&self) -> &'static str {
        let key = format!("action-{}.words", self.id.replace('.', "-"));
        words().find(&key).unwrap_or_default()
    }

    /// The keys as they are on key caps, chord by chord. Tracks.
    pub(crate) fn chords(&self, desk: Desk) -> Vec<Vec<String>> {
        let caps = |keys: &str| {
            Chord::read(keys)
                .caps()
                .into_iter()
                .map(|key| cap(key).to_owned())
                .collect()
        };
        desk.keymap.with(|keymap| {
            keymap
                .keys(self.id, self.keys)
                .into_iter()
                .map(caps)
                .collect()
        })
    }

    /// The first keys as people read them, as `Ctrl+Z`. Tracks.
    pub(crate) fn hint(&self, desk: Desk) -> Option<String> {
        self.chords(desk).first().map(|caps| caps.join("+"))
    }
}

/// The action with this id.
///
/// # Panics
/// When the list has none: ids are written in the code, and a test walks through them.
pub(crate) fn action(id: &str) -> &'static Action {
    actions()
        .find(|action| action.id == id)
        .expect("the list has every action the code names")
}

/// The action that these keys stand for where the keyboard is.
pub(crate) fn find(
    keymap: &Keymap,
    pressed: &Pressed,
    typing: bool,
    on_canvas: bool,
) -> Option<&'static Action> {
    actions().find(|action| {
        let heard = match action.place {
            Where::Anywhere => true,
            Where::Page => !typing,
            Where::Canvas => on_canvas && !typing,
            Where::Browser => false,
        };
        let is_pressed = |keys: &str| Chord::read(keys).is(pressed);
        heard
            && keymap
                .keys(action.id, action.keys)
                .into_iter()
                .any(is_pressed)
    })
}

/// The id, the place and the default keys of every action, in the order shown: for documents and tests.
pub fn shortcuts() -> impl Iterator<Item = (&'static str, Where, &'static [&'static str])> {
    actions().map(|action| (action.id, action.place, action.keys))
}
