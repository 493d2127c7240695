//! A sheet with a heading; nothing else has a border all round.

use leptos::prelude::*;

/// A sheet of something to read.
#[component]
pub fn Card(
    /// Its name.
    #[prop(optional, into)]
    title: Option<String>,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card">
            {title.map(|title| view! { <div class="card__head"><h2>{title}</h2></div> })}
            {children()}
        </section>
    }
}
