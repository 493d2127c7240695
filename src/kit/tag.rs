//! A status: sign and word, colour last.

use leptos::prelude::*;

use super::Tone;
use super::icon::{Icon, Sign};

/// One status.
#[component]
pub fn Tag(
    /// Its sign.
    #[prop(optional, into)]
    sign: Option<Sign>,
    /// Its tone.
    #[prop(optional)]
    tone: Tone,
    /// Its word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class=tone.class("tag")>{sign.map(|sign| view! { <Icon of=sign /> })} {text}</span> }
}
