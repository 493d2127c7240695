//! Choices: everything in sight, no menu below seven. Chosen shows in three ways: bold, thick line, tint.

use leptos::prelude::*;

/// One that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What is kept.
    pub code: String,
    /// What is read.
    pub text: String,
}

/// How choices stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stand {
    /// As chips that wrap.
    #[default]
    Loose,
    /// As one bar of equal parts, for two or three short ones.
    Joined,
    /// In two columns, for four.
    Two,
}

/// Several faces to press. The fieldset around them is the caller's, since it carries their name.
#[component]
pub fn Choices(
    /// The name of the group.
    #[prop(into)]
    name: String,
    /// What can be chosen.
    choices: Vec<Choice>,
    /// Several at once.
    #[prop(optional)]
    many: bool,
    /// A second press on the chosen one takes it back.
    #[prop(optional)]
    none: bool,
    /// How they stand.
    #[prop(optional)]
    stand: Stand,
    /// Which codes are chosen.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
    /// A code was pressed.
    on_press: Callback<String>,
) -> impl IntoView {
    let class = match stand {
        Stand::Loose => "choices",
        Stand::Joined => "choices choices--joined",
        Stand::Two => "choices choices--two",
    };
    let face = move |choice: Choice| {
        let kind = if many { "checkbox" } else { "radio" };
        let code = StoredValue::new(choice.code.clone());
        let on = move || chosen.with(|all| code.with_value(|code| all.contains(code)));
        // A radio button that is on sends no `change`; the press itself has to be heard to take it back.
        let clicked = move |_| {
            if none && !many && untrack(on) {
                on_press.run(code.get_value());
            }
        };
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type=kind
                    name=name.clone()
                    value=choice.code
                    prop:checked=on
                    on:click=clicked
                    on:change=move |_| on_press.run(code.get_value())
                />
                <span class="choice__face">{choice.text}</span>
            </label>
        }
    };
    view! { <div class=class>{choices.into_iter().map(face).collect_view()}</div> }
}
