//! Five places: below on a phone, on the left edge from 900 px. ＋ is the only floating thing on a screen.

use leptos::prelude::*;

use super::badge::Badge;
use super::icon::{Icon, Sign};

/// One place.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Where it leads.
    pub href: &'static str,
    /// Its sign.
    pub sign: Sign,
    /// Its name.
    pub name: String,
    /// How many wait there.
    pub count: Signal<usize>,
}

/// The bar of places, with ＋ in the middle.
#[component]
pub fn Tabs(
    /// What a screen reader says of it.
    #[prop(into)]
    label: String,
    /// The name of the product, at the top of the rail.
    #[prop(into)]
    brand: String,
    /// The places.
    tabs: Vec<Tab>,
    /// The one we are at.
    #[prop(into)]
    current: Signal<Option<&'static str>>,
    /// A task fills the phone; its own buttons are where the tabs were.
    #[prop(into)]
    rail: Signal<bool>,
    /// Where ＋ leads.
    add: &'static str,
    /// What ＋ means.
    #[prop(into)]
    add_label: String,
) -> impl IntoView {
    let middle = tabs.len() / 2;
    let item = move |tab: Tab| {
        let here = move || (current.get() == Some(tab.href)).then_some("page");
        view! {
            <a class="tabs__item" href=tab.href aria-current=here>
                <Icon of=tab.sign />
                {tab.name}
                <Badge count=tab.count />
            </a>
        }
    };
    let mut left = tabs;
    let right = left.split_off(middle);
    view! {
        <nav class="tabs" class:tabs--rail=move || rail.get() aria-label=label>
            <span class="tabs__brand" aria-hidden="true">
                {brand}
            </span>
            {left.into_iter().map(item).collect_view()}
            <a class="tabs__add" href=add aria-label=add_label>
                <span class="float">
                    <Icon of=Sign::Plus />
                </span>
            </a>
            {right.into_iter().map(item).collect_view()}
        </nav>
    }
}
