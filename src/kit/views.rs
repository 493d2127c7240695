//! Tabs inside a page.

use leptos::prelude::*;

/// Which side of the same thing is shown.
#[component]
pub fn Views(
    /// What a screen reader says of them.
    #[prop(into)]
    label: String,
    /// The address and the name of each.
    views: Vec<(&'static str, String)>,
    /// The address of the one that is shown.
    #[prop(into)]
    current: Signal<&'static str>,
) -> impl IntoView {
    let item = move |(href, name): (&'static str, String)| {
        view! {
            <a
                class="views__item"
                href=href
                aria-current=move || (current.get() == href).then_some("true")
            >
                {name}
            </a>
        }
    };
    view! { <nav class="views" aria-label=label>{views.into_iter().map(item).collect_view()}</nav> }
}
