//! What can be done, each with a line that says what it is for.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// One thing that can be done. Its page takes the menu's place in the history, so that "back" skips the menu.
#[component]
pub fn MenuItem(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its sign.
    sign: Sign,
    /// Its name.
    #[prop(into)]
    name: String,
    /// What it is for.
    #[prop(into)]
    note: String,
) -> impl IntoView {
    view! {
        <a class="menu__item" href=href prop:replace=true>
            <span class="menu__mark">
                <Icon of=sign />
            </span>
            <span>
                <span class="menu__name">{name}</span>
                <span class="menu__note">{note}</span>
            </span>
        </a>
    }
}
