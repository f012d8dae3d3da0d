//! The workflow as a whole.

use super::{always, on};
use crate::appearance::ThemeChoice;
use crate::editor::action::{Action, Group, Where};
use crate::editor::desk::Popup;
use crate::editor::workflow;
use crate::language;
use gesso_words::Language;
use leptos::prelude::Get as _;

pub(super) static ACTIONS: &[Action] = &[
    on(
        Where::Page,
        Group::Workflow,
        "workflow.rename",
        &[],
        always,
        |desk| desk.focus_name(),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "workflow.export",
        &[],
        always,
        workflow::download,
    ),
    on(
        Where::Page,
        Group::Workflow,
        "workflow.duplicate",
        &[],
        always,
        workflow::duplicate,
    ),
    on(
        Where::Page,
        Group::Workflow,
        "workflow.delete",
        &[],
        always,
        workflow::delete,
    ),
    on(
        Where::Page,
        Group::Workflow,
        "workflow.home",
        &[],
        always,
        workflow::leave,
    ),
    on(
        Where::Anywhere,
        Group::Workflow,
        "workflow.save",
        &["Ctrl+S"],
        always,
        workflow::say_saved,
    ),
    on(Where::Page, Group::Workflow, "theme", &[], always, |desk| {
        desk.switch_theme()
    }),
    on(
        Where::Page,
        Group::Workflow,
        "theme.system",
        &[],
        always,
        |desk| desk.appearance.choose(ThemeChoice::System),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "theme.dark",
        &[],
        always,
        |desk| desk.appearance.choose(ThemeChoice::Dark),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "theme.light",
        &[],
        always,
        |desk| desk.appearance.choose(ThemeChoice::Light),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "language.system",
        &[],
        always,
        |_| language::choose(None),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "language.english",
        &[],
        always,
        |_| language::choose(Some(Language::English)),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "language.german",
        &[],
        always,
        |_| language::choose(Some(Language::German)),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "people",
        &[],
        always,
        |desk| desk.open(Popup::People),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "settings.name",
        &[],
        always,
        |desk| desk.open_settings(&["#settings-name"]),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "settings.downloads",
        &[],
        |desk| desk.may_carry.get(),
        |desk| desk.open_settings(&["[aria-labelledby=settings-downloads] input"]),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "settings.keys",
        &[],
        always,
        |desk| desk.open_settings(&["#settings-key-search"]),
    ),
    on(
        Where::Page,
        Group::Workflow,
        "settings",
        &["Ctrl+,"],
        always,
        |desk| desk.open(Popup::Settings),
    ),
];
