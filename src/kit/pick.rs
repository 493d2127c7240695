//! Picking: a file from the device, or one of many words from a menu.

use leptos::prelude::*;

use super::button::Look;
use super::choices::Choice;
use super::field::Around;
use super::icon::{Icon, Sign};

/// A button that lets a file be chosen.
#[component]
pub fn PickFile(
    /// The words on it.
    #[prop(into)]
    words: Signal<String>,
    /// Which files the browser offers.
    kinds: &'static str,
    /// How it looks.
    look: Look,
    /// The sign before the words.
    sign: Sign,
    /// Greyed; its words then say why.
    #[prop(into)]
    off: Signal<bool>,
    /// A file was chosen.
    on_files: Callback<web_sys::FileList>,
) -> impl IntoView {
    let node = NodeRef::<leptos::html::Input>::new();
    let changed = move |_| hand_over(node, on_files);
    view! {
        <label class=look.class() aria-disabled=move || off.get().then_some("true")>
            <input
                class="pick__file"
                type="file"
                accept=kinds
                node_ref=node
                disabled=move || off.get()
                on:change=changed
            />
            <Icon of=sign />
            {move || words.get()}
        </label>
    }
}

/// Hands over what was chosen; the same file may be chosen again.
pub(super) fn hand_over(input: NodeRef<leptos::html::Input>, on_files: Callback<web_sys::FileList>) {
    let Some(input) = input.get_untracked() else { return };
    if let Some(files) = input.files() {
        on_files.run(files);
    }
    input.set_value("");
}

/// One of more words than can be in sight.
#[component]
pub fn PickOne(
    /// What stands around it.
    around: Around,
    /// The words, the one for none of them first.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The code of the chosen one.
    #[prop(into)]
    chosen: Signal<String>,
    /// Another was chosen, by its code.
    on_choose: Callback<String>,
) -> impl IntoView {
    let id = around.id.clone();
    let option = move |choice: Choice| {
        let Choice { code, text } = choice;
        let same = code.clone();
        view! {
            <option value=code prop:selected=move || chosen.with(|now| *now == same)>
                {text}
            </option>
        }
    };
    view! {
        <select
            class="field__input"
            id=id.clone()
            name=id
            aria-describedby=move || around.described()
            on:change=move |event| on_choose.run(event_target_value(&event))
        >
            {move || choices.get().into_iter().map(option).collect_view()}
        </select>
    }
}
