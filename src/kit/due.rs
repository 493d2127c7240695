//! By when something is to be done, at the right of a row. What is overdue says so by its words and its sign.

use leptos::prelude::*;

use super::Tone;
use super::icon::{Icon, Sign};

/// By when.
#[component]
pub fn Due(
    /// How pressing it is.
    tone: Tone,
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let late = tone == Tone::Wrong;
    view! {
        <span class=tone.class("due")>
            {late.then(|| view! { <Icon of=Sign::Alert small=true /> })} {text}
        </span>
    }
}
