//! Nothing here yet: what belongs here, and the next action.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// A page or a pane without content.
#[component]
pub fn Empty(
    /// What belongs here.
    sign: Sign,
    /// In a few words.
    #[prop(into)]
    title: String,
    /// What will come here, and how.
    #[prop(optional, into)]
    text: Option<String>,
    /// The next action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="empty">
            <Icon of=sign />
            <h2>{title}</h2>
            {text.map(|text| view! { <p class="soft read">{text}</p> })}
            {children.map(|children| children())}
        </section>
    }
}
