//! What happened, one after the other; the same piece shows approvers and the state of one record.

use leptos::prelude::*;

use super::Tone;
use super::icon::{Icon, Sign};

/// The line; its children are [`Step`]s.
#[component]
pub fn Timeline(
    /// What happened.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One thing that happened.
#[component]
pub fn Step(
    /// Its sign.
    sign: Sign,
    /// Its tone.
    #[prop(optional)]
    tone: Tone,
    /// What happened.
    #[prop(into)]
    title: String,
    /// When.
    #[prop(optional, into)]
    time: Option<String>,
    /// More of it, to read.
    #[prop(optional, into)]
    text: Option<String>,
) -> impl IntoView {
    view! {
        <li>
            <span class=tone.class("timeline__mark")>
                <Icon of=sign small=true />
            </span>
            <div>
                <p class="timeline__head">
                    <strong>{title}</strong>
                    {time.map(|time| view! { <time>{time}</time> })}
                </p>
                {text.map(|text| view! { <p class="read">{text}</p> })}
            </div>
        </li>
    }
}
