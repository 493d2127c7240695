//! Three steps of something that takes its time: done, going on with its clock, to come.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// A step that is done.
#[derive(Clone, Debug)]
pub struct Stage {
    name: String,
    time: String,
}

impl Stage {
    /// Done at that time.
    pub fn at(name: &str, time: String) -> Self {
        Self { name: name.to_owned(), time }
    }
}

/// The three.
#[component]
pub fn Steps(
    /// What a screen reader says of them.
    #[prop(into)]
    label: String,
    /// What is done, and when.
    done: Stage,
    /// What goes on, and how long.
    now: (String, Signal<String>),
    /// What comes.
    #[prop(into)]
    next: String,
) -> impl IntoView {
    let (name, timer) = now;
    view! {
        <ol class="steps" aria-label=label>
            <li class="step step--done">
                <Icon of=Sign::Tick small=true />
                {done.name}
                <time>{done.time}</time>
            </li>
            <li class="step step--now" aria-current="step">
                {name}
                <time class="step__timer">{move || timer.get()}</time>
            </li>
            <li class="step">{next}</li>
        </ol>
    }
}
