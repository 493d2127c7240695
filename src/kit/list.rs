//! List row: mark, name bold, why, who and where; due date top right. The whole row is the link.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// A list of rows. With `card` it stands on a page of cards and has a border all round.
#[component]
pub fn List(
    /// On a page of cards.
    #[prop(optional)]
    card: bool,
    /// The rows, each in its own `li`.
    children: Children,
) -> impl IntoView {
    let class = if card { "list list--card" } else { "list" };
    view! { <ul class=class>{children()}</ul> }
}

/// What stands at the left of a row.
#[derive(Clone, Debug)]
pub enum Mark {
    /// A sign.
    Sign(Sign),
    /// The first letter of a name.
    Letter(String),
}

impl Mark {
    /// The first letter of a name, as a mark.
    pub fn letter(name: &str) -> Self {
        Self::Letter(name.chars().next().map(String::from).unwrap_or_default())
    }

    pub(super) fn draw(self) -> AnyView {
        match self {
            Self::Sign(sign) => view! { <Icon of=sign /> }.into_any(),
            Self::Letter(letter) => letter.into_any(),
        }
    }
}

/// One row of a list.
#[component]
pub fn Row(
    /// The mark at the left.
    mark: Mark,
    /// The name, never cut.
    #[prop(into)]
    title: String,
    /// Where the row leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// Whether the right pane shows it.
    #[prop(optional, into)]
    chosen: Signal<bool>,
    /// Lines below the name: why in ink, who and where softer.
    #[prop(optional, into)]
    lines: Option<ViewFn>,
    /// What stands at the right: when it is due, its state.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let name = match href {
        // `data-noscroll`: the list stays where it is below the detail.
        Some(href) => view! {
            <a
                class="row__title"
                href=href
                data-noscroll=""
                aria-current=move || chosen.get().then_some("true")
            >
                {title}
            </a>
        }
        .into_any(),
        None => view! { <strong>{title}</strong> }.into_any(),
    };
    view! {
        <li class="row" class:row--chosen=move || chosen.get()>
            <span class="row__mark" aria-hidden="true">{mark.draw()}</span>
            <div>{name} {lines.map(|lines| lines.run())}</div>
            {children.map(|children| view! { <div class="row__end">{children()}</div> })}
        </li>
    }
}
