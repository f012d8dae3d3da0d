//! The takes of the node that is looked at, in a strip under the picture: look at one, use it, mark it, compare it, go
//! back to what made it, remove it.

use super::made::MadeWith;
use super::wipe::Wipe;
use crate::api::TakeWish;
use crate::browser;
use crate::editor::desk::{Desk, desk};
use crate::editor::icon::{Glyph, Icon};
use crate::editor::sheet::Detent;
use crate::when;
use crate::words::{catalogue, text, with, words};
use gesso_graph::edit::{Setting, restore_take};
use gesso_graph::{Catalog as _, Command, ContentKey, NodeId, Value};
use gesso_sync::Take;
use leptos::prelude::*;
use std::sync::Arc;

/// How many differences are told in a line.
const TOLD: usize = 3;

/// The node that is looked at: its id, and what a run calls it.
type Whose = Memo<Option<(NodeId, NodeId)>>;

/// Which takes are looked at; view state of this tab. A handle, free to copy.
#[derive(Clone, Copy)]
pub(super) struct Looks {
    node: Whose,
    /// The take that is looked at in place of the latest result.
    at: RwSignal<Option<ContentKey>>,
    /// What is wiped over it.
    pub(super) wipe: Wipe,
}

impl Looks {
    /// Follows the node that is looked at, as long as the current owner lives.
    pub(super) fn new(desk: Desk, node: Whose, is_open: Signal<bool>) -> Self {
        let looks = Self {
            node,
            at: RwSignal::new(None),
            wipe: Wipe::new(),
        };
        let made = Memo::new(move |_| {
            let (node, name) = node.get()?;
            Some((name, desk.session.step(name, node)?.result?.key))
        });
        Effect::new(move |_| {
            // Another node or a new result is what people want to see.
            made.with(|_| ());
            node.with(|_| ());
            looks.at.set(None);
            looks.wipe.against.set(None);
        });
        Effect::new(move |_| {
            made.with(|_| ());
            if let (Some((_, name)), true) = (node.get(), is_open.get()) {
                desk.session.ask_takes(name);
            }
        });
        looks
    }

    fn takes(self, desk: Desk) -> Arc<Vec<Take>> {
        let named = self.node.get();
        named.map_or_else(Arc::default, |(_, name)| desk.session.takes_of(name))
    }

    fn find(self, desk: Desk, key: ContentKey) -> Option<Take> {
        let takes = self.takes(desk);
        takes.iter().find(|take| take.key == key).cloned()
    }

    /// The take that is looked at. Tracks.
    pub(super) fn take(self, desk: Desk) -> Option<Take> {
        self.find(desk, self.at.get()?)
    }

    /// What the strip takes of the room: whether there are takes, and whether one is looked at. Tracks.
    pub(super) fn room(self, desk: Desk) -> (bool, bool) {
        (!self.takes(desk).is_empty(), self.take(desk).is_some())
    }

    /// The take that is wiped over it. Tracks.
    pub(super) fn against(self, desk: Desk) -> Option<Take> {
        self.find(desk, self.wipe.against.get()?)
    }

    /// Looks at a take, at the latest when it is looked at already; while two are compared, sets the second one.
    fn choose(self, desk: Desk, key: ContentKey) {
        let at = self.at.get_untracked();
        if self.wipe.against.get_untracked().is_some() && at != Some(key) {
            return self.wipe.against.set(Some(key));
        }
        self.wipe.against.set(None);
        self.at.set(Some(key).filter(|key| at != Some(*key)));
        // On a phone the picture and what can be done with it need the whole sheet.
        if at != Some(key) && browser::is_small() {
            desk.detent.set(Detent::Full);
        }
    }

    /// Compares the take with another one, or no longer.
    fn compare(self, desk: Desk, key: ContentKey) {
        if self.wipe.against.get_untracked().is_some() {
            return self.wipe.against.set(None);
        }
        let chosen = chosen(desk, self.node.get_untracked());
        let takes = self.takes(desk);
        let latest = takes.first().map(|take| take.key);
        let before = takes.iter().skip_while(|take| take.key != key).nth(1);
        let others = [chosen, latest, before.map(|take| take.key)];
        let other = others.into_iter().flatten().find(|other| *other != key);
        self.wipe.against.set(other);
    }
}

/// The take that counts for a node. Tracks.
fn chosen(desk: Desk, node: Option<(NodeId, NodeId)>) -> Option<ContentKey> {
    desk.node(node?.0)?.take
}

/// The strip; nothing for a node without takes.
#[component]
pub(super) fn Takes(looks: Looks) -> impl IntoView {
    let desk = desk();
    let takes = Memo::new(move |_| looks.takes(desk));
    let keys = move || {
        takes.with(|takes| {
            let key = |take: &Take| (take.key, take.starred);
            takes.iter().map(key).collect::<Vec<_>>()
        })
    };
    let shown = Memo::new(move |_| looks.take(desk));
    view! {
        <Show when=move || takes.with(|takes| !takes.is_empty())>
            <section class="takes" aria-label=text("takes")>
                {move || shown.get().map(|take| view! { <TakeBar take looks /> })}
                <ul class="takes-strip" role="list" aria-label=text("takes-newest-first")>
                    <For each=keys key=|key| *key let((key, _))>
                        {move || takes.with_untracked(|takes| takes.iter().find(|take| take.key == key).cloned()).map(|take| view! { <Thumb take looks /> })}
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Thumb(take: Take, looks: Looks) -> impl IntoView {
    let desk = desk();
    let key = take.key;
    let is_chosen = Memo::new(move |_| chosen(desk, looks.node.get()) == Some(key));
    let made = when::ago(take.made_ms, browser::now_ms());
    let place = move || match (looks.at.get(), looks.wipe.against.get()) {
        (Some(at), Some(_)) if at == key => "A",
        (_, Some(against)) if against == key => "B",
        _ => "",
    };
    let label = {
        let made = made.clone();
        let starred = take.starred;
        move || {
            let mut parts = vec![with("take-made", &[("when", &made)])];
            parts.extend(is_chosen.get().then(|| text("take-in-use").to_owned()));
            parts.extend(starred.then(|| text("take-starred").to_owned()));
            parts.extend((!place().is_empty()).then(|| place().to_owned()));
            parts.join(", ")
        }
    };
    let pressed = move || match looks.at.get() == Some(key) || looks.wipe.against.get() == Some(key)
    {
        true => "true",
        false => "false",
    };
    view! {
        <li>
            <button class="take" class:is-chosen=move || is_chosen.get() aria-pressed=pressed aria-label=label on:click=move |_| looks.choose(desk, key)>
                <span class="take-picture checker">
                    {take.result.preview.map(|hash| view! { <img src=format!("/artifact/{hash}?w=256") alt="" draggable="false" loading="lazy" /> })}
                    {take.starred.then(|| view! { <span class="take-star"><Icon glyph=Glyph::Star /></span> })}
                    <Show when=move || is_chosen.get()><span class="take-used"><Icon glyph=Glyph::Check /></span></Show>
                    <Show when=move || !place().is_empty()><span class="take-place" data-place=place></span></Show>
                </span>
                <span class="take-when">{made}</span>
            </button>
        </li>
    }
}

/// What can be done with the take that is looked at.
#[component]
fn TakeBar(take: Take, looks: Looks) -> impl IntoView {
    let desk = desk();
    let key = take.key;
    let name = move || looks.node.get_untracked().map(|(_, name)| name);
    let wish = move |wish| {
        if let Some(name) = name() {
            desk.session.wish_take(name, key, wish);
        }
    };
    let is_chosen = Memo::new(move |_| chosen(desk, looks.node.get()) == Some(key));
    let compares = move || looks.wipe.against.get().is_some();
    let can_compare = Memo::new(move |_| looks.takes(desk).len() > 1);
    let starred = take.starred;
    let remove = move |_| {
        looks.at.set(None);
        looks.wipe.against.set(None);
        wish(TakeWish::Remove);
    };
    let take = StoredValue::new(take);
    view! {
        <div class="take-bar" role="group" aria-label=text("take-actions")>
            <p class="take-said clip">{take.with_value(|take| said(desk, take, &looks.takes(desk)))}</p>
            <button class="button" class:primary=move || !is_chosen.get() aria-pressed=move || if is_chosen.get() { "true" } else { "false" }
                title=text("take-use-doc") on:click=move |_| use_take(desk, looks.node.get_untracked(), (!is_chosen.get_untracked()).then_some(key))>
                <Icon glyph=Glyph::Check /><span>{move || text(if is_chosen.get() { "take-used" } else { "take-use" })}</span>
            </button>
            <Show when=move || can_compare.get()>
                <button class="button" aria-pressed=move || if compares() { "true" } else { "false" } title=text("take-compare-doc") on:click=move |_| looks.compare(desk, key)>
                    <Icon glyph=Glyph::Compare /><span>{text("take-compare")}</span>
                </button>
            </Show>
            <button class="button" title=text("take-restore-doc") on:click=move |_| take.with_value(|take| restore(desk, looks.node.get_untracked(), take))>
                <Icon glyph=Glyph::Reset /><span>{text("take-restore")}</span>
            </button>
            {take.with_value(|take| view! { <MadeWith take=take.clone() who=who(desk, take) /> })}
            <button class="tool take-mark" aria-pressed=if starred { "true" } else { "false" } aria-label=text("take-star") title=text("take-star")
                on:click=move |_| wish(if starred { TakeWish::Unstar } else { TakeWish::Star })><Icon glyph=Glyph::Star /></button>
            <button class="tool" aria-label=text("take-remove") title=text("take-remove") on:click=remove><Icon glyph=Glyph::Trash /></button>
            <button class="tool" aria-label=text("take-latest") title=text("take-latest") on:click=move |_| { looks.wipe.against.set(None); looks.at.set(None); }><Icon glyph=Glyph::Close /></button>
        </div>
    }
}

/// Who made a take.
fn who(desk: Desk, take: &Take) -> Option<String> {
    let by = take.by.as_ref()?;
    Some(match &by.name {
        _ if desk.session.is_me(&by.person) => text("you").to_owned(),
        Some(name) => name.to_string(),
        None => text("somebody-else").to_owned(),
    })
}

/// Who made a take and what was different then.
fn said(desk: Desk, take: &Take, all: &[Take]) -> String {
    let before = all.iter().skip_while(|other| other.key != take.key).nth(1);
    let differences = before.map_or_else(Vec::new, |before| {
        differences(&before.settings, &take.settings)
    });
    let parts = who(desk, take).into_iter().chain(differences);
    parts.collect::<Vec<_>>().join(" · ")
}

/// What is set otherwise than before, as "Blur: Sigma 8 px".
fn differences(before: &[Setting], now: &[Setting]) -> Vec<String> {
    let mut told = Vec::new();
    for setting in now {
        let earlier = before.iter().find(|earlier| earlier.node == setting.node);
        let Some(schema) = catalogue().schema(&setting.kind) else {
            continue;
        };
        for param in schema.params.iter() {
            let value = |setting: &Setting| setting.params.get(&*param.name).cloned();
            let (was, is): (Option<Value>, _) = (earlier.and_then(value), value(setting));
            if let (Some(is), true) = (&is, was != is) {
                let value = gesso_canvas::value_words(words(), param, Some(is));
                let title = setting.title.describe(words());
                told.push(format!("{title}: {} {value}", param.label));
            }
        }
    }
    let more = told.len().saturating_sub(TOLD);
    told.truncate(TOLD);
    if more > 0 {
        told.push(with("more-count", &[("count", &more)]));
    }
    told
}

/// Lets a take count, or the latest.
fn use_take(desk: Desk, node: Option<(NodeId, NodeId)>, take: Option<ContentKey>) {
    let Some((id, _)) = node else { return };
    let key = match take {
        Some(_) => "edit-use-take",
        None => "edit-use-latest",
    };
    let label = with(key, &[("what", &desk.title(id))]);
    desk.session
        .commit(label, vec![Command::SetTake { id, take }]);
}

/// Sets the parameters again that made a take, and says what could not be.
fn restore(desk: Desk, node: Option<(NodeId, NodeId)>, take: &Take) {
    let Some((id, name)) = node else { return };
    let document = desk.document_now();
    let takes = desk.session.kept_takes(&document).unwrap_or_default();
    let (key, settings) = (take.key, &take.settings);
    let back = restore_take(&document, catalogue(), &takes, name, key, settings);
    let what = desk.title(id);
    if !back.commands.is_empty() {
        let label = with("edit-restore-take", &[("what", &what)]);
        desk.session.commit(label, back.commands);
    } else if back.is_exact {
        return desk.session.say(text("take-same-already"));
    }
    desk.session.say(if !back.lost.is_empty() {
        with("take-restored-lost", &[("what", &back.lost.join(", "))])
    } else if !back.is_exact {
        text("take-restored-changed").to_owned()
    } else {
        text("take-restored").to_owned()
    });
}
