//! A bar for a share. The numbers stand beside it.

use leptos::prelude::*;

/// How much of how much.
#[component]
pub fn Meter(
    /// How much.
    #[prop(into)]
    value: Signal<u64>,
    /// Of how much.
    #[prop(into)]
    of: Signal<u64>,
    /// What a screen reader says of it.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <progress
            class="meter"
            aria-label=label
            max=move || of.get().to_string()
            value=move || value.get().to_string()
        ></progress>
    }
}
