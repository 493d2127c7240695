//! The heading of a list: its name and how many.

use leptos::prelude::*;

use super::Tone;
use super::icon::{Icon, Sign};

/// The heading of a list.
#[component]
pub fn Group(
    /// Its name.
    #[prop(into)]
    title: String,
    /// How many follow.
    #[prop(optional, into)]
    count: Option<Signal<usize>>,
    /// Coloured only where something is overdue or refused.
    #[prop(optional)]
    tone: Tone,
    /// The sign before the name.
    #[prop(optional, into)]
    sign: Option<Sign>,
    /// One quiet button at its end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=tone.class("group")>
            <h2 class="group__name">{sign.map(|sign| view! { <Icon of=sign small=true /> })} {title}</h2>
            {count.map(|count| view! { <span class="group__count">{move || count.get()}</span> })}
            {children.map(|children| children())}
        </div>
    }
}
