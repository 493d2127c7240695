//! Search inside a list. The one input with words inside, because it has no label above.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// The words looked for.
#[component]
pub fn Search(
    /// What can be looked for; also the label.
    #[prop(into)]
    label: String,
    /// What was typed.
    text: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="search">
            <Icon of=Sign::Search />
            <input
                class="search__input"
                type="search"
                aria-label=label.clone()
                placeholder=label
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
        </div>
    }
}
