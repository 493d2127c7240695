//! What, then its value; two columns that stay aligned over the whole card.

use leptos::prelude::*;

/// The list; its children are [`Fact`]s.
#[component]
pub fn Facts(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One line of it.
#[component]
pub fn Fact(
    /// What.
    #[prop(into)]
    name: String,
    /// Its value takes the whole width, below its name.
    #[prop(optional)]
    wide: bool,
    /// Its value.
    children: Children,
) -> impl IntoView {
    view! {
        <dt>{name}</dt>
        <dd class:facts__wide=wide>{children()}</dd>
    }
}
