//! Notices: short sentences at the edge of the page that go away by themselves, read out to screen readers,
//! sometimes with one thing to do ("Undo"). One stack for every page; nothing here asks a question.
//! What is only read out is gathered until a moment is quiet, so that a key that is held down is heard once.

use crate::words::text;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many are shown at once; older ones leave first.
const MOST: usize = 3;
/// How long a notice stays: as long as it takes to read, longer when there is something to do about it.
const STAYS_MS: u32 = 2_500;
const STAYS_PER_LETTER_MS: u32 = 45;
const STAYS_TO_ACT_MS: u32 = 10_000;
/// How long nothing new must come before what was gathered is read out, and how much of it at most.
const QUIET_MS: u32 = 250;
const MOST_SPOKEN: usize = 4;

/// One notice.
#[derive(Clone)]
struct Notice {
    id: u64,
    text: String,
    trouble: bool,
    action: Option<(String, Callback<()>)>,
}

/// The stack; in the context of every page.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    spoken: RwSignal<String>,
    /// What waits to be read out, and how often something was put there.
    gathered: StoredValue<(Vec<String>, u64)>,
    next: StoredValue<u64>,
}

impl Notices {
    /// Empty.
    pub(crate) fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            spoken: RwSignal::new(String::new()),
            gathered: StoredValue::new((Vec::new(), 0)),
            next: StoredValue::new(0),
        }
    }

    /// Says something that went as wished.
    pub fn say(self, text: impl Into<String>) {
        self.put(text.into(), false, None);
    }

    /// Says what went wrong and what to do.
    pub fn warn(self, text: impl Into<String>) {
        self.put(text.into(), true, None);
    }

    /// Says something and offers one thing to do about it, as "Undo".
    pub fn offer(
        self,
        text: impl Into<String>,
        label: impl Into<String>,
        act: impl Fn() + Send + Sync + 'static,
    ) {
        self.put(
            text.into(),
            false,
            Some((label.into(), Callback::new(move |()| act()))),
        );
    }

    /// Says something only to those who listen: the others see it happen.
    pub fn announce(self, text: impl Into<String>) {
        let text = text.into();
        let turn = self.gathered.try_update_value(|(texts, turns)| {
            // Said again, it counts as said now.
            texts.retain(|waiting| *waiting != text);
            texts.push(text);
            let surplus = texts.len().saturating_sub(MOST_SPOKEN);
            texts.drain(..surplus);
            *turns += 1;
            *turns
        });
        spawn_local(async move {
            TimeoutFuture::new(QUIET_MS).await;
            let is_quiet = self
                .gathered
                .try_with_value(|(_, turns)| Some(*turns) == turn);
            if is_quiet == Some(true) {
                self.speak();
            }
        });
    }

    fn speak(self) {
        let texts = self
            .gathered
            .try_update_value(|(texts, _)| std::mem::take(texts));
        let text = texts.unwrap_or_default().join(". ");
        self.spoken.try_update(|spoken| {
            // The same words twice are only read out when the text differs.
            let again = *spoken == text;
            *spoken = text;
            if again {
                spoken.push('\u{a0}');
            }
        });
    }

    /// Takes one away.
    fn dismiss(self, id: u64) {
        self.list
            .try_update(|list| list.retain(|notice| notice.id != id));
    }

    fn put(self, text: String, trouble: bool, action: Option<(String, Callback<()>)>) {
        let Some(id) = self.next.try_update_value(|next| {
            *next += 1;
            *next
        }) else {
            return;
        };
        let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let to_read_ms = STAYS_MS.saturating_add(letters.saturating_mul(STAYS_PER_LETTER_MS));
        let stays_ms = if action.is_some() {
            STAYS_TO_ACT_MS
        } else {
            to_read_ms.min(STAYS_TO_ACT_MS)
        };
        spawn_local(async move {
            TimeoutFuture::new(stays_ms).await;
            self.dismiss(id);
        });
        self.list.try_update(|list| {
            list.retain(|notice| notice.text != text);
            list.push(Notice {
                id,
                text,
                trouble,
                action,
            });
            let surplus = list.len().saturating_sub(MOST);
            list.drain(..surplus);
        });
    }
}

/// Shows the stack.
#[component]
pub(crate) fn NoticeStack() -> impl IntoView {
    let notices = expect_context::<Notices>();
    view! {
        <p class="spoken" role="status" aria-live="polite">{move || notices.spoken.get()}</p>
        <section class="notices" role="log" aria-live="polite" aria-relevant="additions" aria-label=text("notices")>
            <For each=move || notices.list.get() key=|notice| notice.id let(notice)>
                <div class="notice" class:trouble=notice.trouble>
                    <p>{notice.text}</p>
                    {notice.action.map(|(label, act)| view! {
                        <button class="notice-act" on:click=move |_| { act.run(()); notices.dismiss(notice.id); }>{label}</button>
                    })}
                    <button class="notice-close" aria-label=text("close-notice") on:click=move |_| notices.dismiss(notice.id)>
                        <span aria-hidden="true">"×"</span>
                    </button>
                </div>
            </For>
        </section>
    }
    .into_any()
}
