//! Filter chips: one line that scrolls sideways.

use leptos::prelude::*;

use super::choices::Choice;

/// Which part of a list is shown.
#[component]
pub fn Filters(
    /// What a screen reader says of the group.
    #[prop(into)]
    label: String,
    /// The name of the group.
    name: &'static str,
    /// The parts.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The code of the chosen part.
    chosen: RwSignal<String>,
) -> impl IntoView {
    let face = move |choice: Choice| {
        let code = choice.code;
        let same = code.clone();
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name=name
                    prop:checked=move || chosen.with(|now| *now == same)
                    on:change=move |_| chosen.set(code.clone())
                />
                <span class="choice__face">{choice.text}</span>
            </label>
        }
    };
    view! {
        <fieldset class="filters">
            <legend class="unseen">{label}</legend>
            {move || choices.get().into_iter().map(face).collect_view()}
        </fieldset>
    }
}
