//! List row: mark, name bold, why, who and where; due date top right. The whole row is the link.

use std::hash::{DefaultHasher, Hash, Hasher};

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

/// One row of a list that is to be chosen, or not.
#[component]
pub fn PickRow(
    /// The id of its box.
    id: String,
    /// The name, never cut.
    #[prop(into)]
    title: String,
    /// Whether it is chosen.
    #[prop(into)]
    picked: Signal<bool>,
    /// It was pressed.
    on_press: Callback<()>,
    /// Lines below the name.
    #[prop(into)]
    lines: ViewFn,
    /// What stands at the right.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="row" class:row--chosen=picked>
            <span class="row__mark">
                <input
                    class="row__box"
                    type="checkbox"
                    id=id.clone()
                    prop:checked=picked
                    on:change=move |_| on_press.run(())
                />
            </span>
            <div>
                <label class="row__title" for=id>
                    {title}
                </label>
                {lines.run()}
            </div>
            <div class="row__end">{children()}</div>
        </li>
    }
}

/// One row for each item: drawn when the item comes, left as it is while the item stays, gone with it.
///
/// Leptos makes `For` anew for each type of item, 5 kB each time; so all lists show one type.
pub fn each<T: Hash + Send + 'static>(
    items: impl Fn() -> Vec<T> + Send + Sync + 'static,
    row: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView {
    let drawn = move |item: T| {
        let row = row.clone();
        Drawn { key: key(&item), draw: Box::new(move || row(item)) }
    };
    all(Box::new(move || items().into_iter().map(&drawn).collect()))
}

/// A row, whatever it is of.
struct Drawn {
    /// See [`key`].
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

fn all(rows: Box<dyn Fn() -> Vec<Drawn> + Send + Sync>) -> AnyView {
    view! { <For each=rows key=|row| row.key children=|row| (row.draw)() /> }.into_any()
}

/// Two items that differ have the same key once in 2⁶⁴ times.
fn key(item: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    item.hash(&mut hasher);
    hasher.finish()
}
