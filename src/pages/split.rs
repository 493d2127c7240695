//! A list with the place for one of its records: beside it on a wide screen, over it on a phone.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::state::titled;

/// What stands in the address of the open record, if one is open.
pub fn opened(id_in: fn(&str) -> Option<String>) -> Memo<Option<String>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| id_in(path)))
}

/// The page. `bar` is told whether a record lies over the list on a phone.
pub fn split(
    title: &'static str,
    open: Memo<Option<String>>,
    bar: impl FnOnce(Signal<bool>) -> AnyView,
    list: AnyView,
    beside: impl Fn(Option<String>) -> AnyView + Send + 'static,
) -> AnyView {
    let is_open = Signal::derive(move || open.with(Option::is_some));
    Effect::new(move || {
        if open.with(Option::is_none) {
            titled(title);
        }
    });
    // A new pane for each, so that it opens at its top.
    // The record may be anything, and so is not pictured.
    let pictured = move || open.with(Option::is_none).then_some("");
    let pane = move || view! { <section class="split__detail">{beside(open.get())}</section> };
    view! {
        {bar(is_open)}
        <main class="split" class:split--open=is_open data-picture=pictured>
            <div class="split__list">{list}</div>
            {pane}
        </main>
    }
    .into_any()
}
