//! What stands on paper only: the name of the form at its head, lines to sign at its foot.

use leptos::prelude::*;

/// The name of the form, as the paper one had it.
#[component]
pub fn PaperHead(
    /// The name.
    #[prop(into)]
    title: String,
    /// Of which day: on paper nothing is "today".
    day: String,
) -> impl IntoView {
    view! {
        <div class="on-paper">
            <p class="heading">{title}</p>
            <p>{day}</p>
        </div>
    }
}

/// Lines to sign by hand.
#[component]
pub fn PaperSigns(
    /// Who signs, or what is written there.
    signs: Vec<&'static str>,
) -> impl IntoView {
    let signs = signs.into_iter().map(|sign| view! { <span class="paper__sign">{sign}</span> });
    view! {
        <div class="on-paper">
            <p class="paper__signs">{signs.collect_view()}</p>
        </div>
    }
}
