//! One sentence and at most one way on.

use leptos::prelude::*;

use super::Tone;
use super::icon::{Icon, Sign};

/// A sentence across the page.
#[component]
pub fn Banner(
    /// The sign before it.
    sign: Sign,
    /// How pressing it is.
    #[prop(optional)]
    tone: Tone,
    /// The sentence in a `<p>`, then at most one button.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tone.class("banner")>
            <Icon of=sign />
            {children()}
        </div>
    }
}
