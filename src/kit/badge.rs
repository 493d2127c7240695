//! How many, on a tool or a tab. Nothing when there is nothing.

use leptos::prelude::*;

/// The number; invisible at zero.
#[component]
pub fn Badge(
    /// How many.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    move || (count.get() > 0).then(|| view! { <span class="badge">{count.get()}</span> })
}
