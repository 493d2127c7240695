//! Scripts, manners, what may be filled in later: there, but not in the way.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// A card that opens.
#[component]
pub fn Fold(
    /// Its name.
    #[prop(into)]
    title: String,
    /// What is inside, in a few words.
    #[prop(optional, into)]
    note: Option<String>,
    /// The sign before the name.
    #[prop(optional, into)]
    sign: Option<Sign>,
    /// Whether it is open; the page may open it, the finger may close it.
    open: RwSignal<bool>,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    let details = NodeRef::<leptos::html::Details>::new();
    let toggled = move |_| {
        if let Some(details) = details.get_untracked() {
            open.set(details.open());
        }
    };
    view! {
        <details class="card fold" node_ref=details prop:open=move || open.get() on:toggle=toggled>
            <summary class="fold__head">
                {sign.map(|sign| view! { <Icon of=sign /> })}
                {title}
                {note.map(|note| view! { <span class="fold__note">{note}</span> })}
                <Icon of=Sign::Chevron />
            </summary>
            {children()}
        </details>
    }
}
