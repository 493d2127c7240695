//! Where I am, the state of the data, what else can be done here.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// The way back: where to, and what a screen reader says of it.
#[derive(Clone, Debug)]
pub struct Back {
    /// The page above this one.
    pub href: String,
    /// Its label.
    pub label: String,
}

/// The bar at the top of a page, or with `pane` that of a detail, which only a phone shows.
#[component]
pub fn Bar(
    /// The page's name.
    #[prop(into)]
    title: String,
    /// The arrow on the left.
    #[prop(optional, into)]
    back: Option<Back>,
    /// A word beside the title where there is room.
    #[prop(optional, into)]
    note: Option<String>,
    /// The bar of a detail pane.
    #[prop(optional)]
    pane: bool,
    /// On a phone a detail lies over it now.
    #[prop(optional, into)]
    under: Signal<bool>,
    /// Pill and tools.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = match (back.is_some(), pane) {
        (false, _) => "bar",
        (true, false) => "bar bar--back",
        (true, true) => "bar bar--back bar--pane",
    };
    let heading = if pane {
        view! { <h2 class="bar__title">{title}</h2> }.into_any()
    } else {
        view! { <h1 class="bar__title">{title}</h1> }.into_any()
    };
    view! {
        <header class=class class:bar--under=move || under.get()>
            {back
                .map(|back| {
                    view! {
                        <a class="tool" href=back.href aria-label=back.label data-back="">
                            <Icon of=Sign::Back />
                        </a>
                    }
                })}
            {heading}
            {note.map(|note| view! { <p class="bar__note">{note}</p> })}
            {children.map(|children| view! { <div class="bar__end">{children()}</div> })}
        </header>
    }
}
