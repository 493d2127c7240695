//! A clock that runs out. The ring only repeats what its words say.

use leptos::prelude::*;

use super::Tone;

/// How much time is left.
#[component]
pub fn Sla(
    /// How pressing it is.
    tone: Tone,
    /// How much of the time is left, in hundredths.
    left: u8,
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    // The ring is 2π · 8 long.
    let tenths = u32::from(left.min(100)) * 503 / 100;
    let dash = format!("{}.{} 51", tenths / 10, tenths % 10);
    view! {
        <span class=tone.class("sla")>
            <svg class="sla__ring" viewBox="0 0 20 20" aria-hidden="true">
                <circle cx="10" cy="10" r="8" />
                <circle
                    class="sla__left"
                    cx="10"
                    cy="10"
                    r="8"
                    stroke-dasharray=dash
                />
            </svg>
            {text}
        </span>
    }
}
