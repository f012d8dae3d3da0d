//! A slider. Among what a finger scrolls a swipe that begins on one sets it where the finger came down, before the browser knows
//! that it is going to scroll: what it says then is not heard.

use leptos::prelude::*;

/// A slider over a range.
#[component]
pub(crate) fn Slider(
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
    /// The least and the most.
    range: (f64, f64),
    /// How far it goes at once.
    step: f64,
    /// Where it is.
    #[prop(into)]
    value: Signal<f64>,
    /// It is in hand.
    on_try: impl Fn(f64) + Copy + 'static,
    /// It was let go of.
    on_change: impl Fn(f64) + Copy + 'static,
    /// The browser took it from the finger that had it, to scroll.
    on_cancel: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let is_scrolled = StoredValue::new(false);
    let read = move |event: &leptos::ev::Event| {
        let number = event_target_value(event).parse::<f64>().ok();
        number.filter(|_| !is_scrolled.get_value())
    };
    let fill = move || {
        let (least, most) = range;
        let share = (value.get() - least) / (most - least).max(f64::MIN_POSITIVE);
        format!("{:.2}%", share.clamp(0.0, 1.0) * 100.0)
    };
    view! {
        <input
            type="range"
            class="slider"
            aria-label=name
            min=range.0.to_string()
            max=range.1.to_string()
            step=step.to_string()
            style:--fill=fill
            prop:value=move || value.get().to_string()
            on:pointerdown=move |_| is_scrolled.set_value(false)
            on:keydown=move |_| is_scrolled.set_value(false)
            on:pointercancel=move |_| {
                is_scrolled.set_value(true);
                on_cancel();
            }
            on:input=move |event| if let Some(number) = read(&event) { on_try(number) }
            on:change=move |event| if let Some(number) = read(&event) { on_change(number) }
        />
    }
}
