//! An input that offers what is known: type, choose with finger or arrow keys, or go on with the typed words.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::field::Around;
use super::icon::{Icon, Sign};
use super::list::Mark;

/// One offer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// What is kept when it is chosen.
    pub code: String,
    /// What is read.
    pub title: String,
    /// A softer line below.
    pub note: String,
}

/// The input with its offers below.
#[component]
pub fn Suggest(
    /// What stands around it.
    around: Around,
    /// What stands in it.
    #[prop(into)]
    text: Signal<String>,
    /// What is offered for it.
    #[prop(into)]
    offers: Signal<Vec<Suggestion>>,
    /// It was changed.
    on_text: Callback<String>,
    /// An offer was chosen, by its code.
    on_choose: Callback<String>,
    /// It was left.
    on_leave: Callback<()>,
) -> impl IntoView {
    let id = around.id.clone();
    let problem = around.problem;
    let list = format!("{id}-offers");
    let shown = RwSignal::new(false);
    let at = RwSignal::new(None::<usize>);
    let open = move || shown.get() && offers.with(|all| !all.is_empty());
    let choose = move |code: String| {
        shown.set(false);
        at.set(None);
        on_choose.run(code);
    };
    let key = move |event: KeyboardEvent| {
        let count = offers.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                shown.set(true);
                at.update(|at| *at = Some(at.map_or(0, |n| (n + 1).min(count - 1))));
            }
            "ArrowUp" if count > 0 => at.update(|at| *at = at.and_then(|n| n.checked_sub(1))),
            "Enter" => {
                let Some(offer) = at.get_untracked().and_then(|n| offers.get_untracked().into_iter().nth(n))
                else {
                    return;
                };
                choose(offer.code);
            }
            "Escape" if shown.get_untracked() => shown.set(false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let item = StoredValue::new(id.clone());
    let option = move |(n, offer): (usize, Suggestion)| {
        let code = offer.code;
        let mark = Mark::letter(&offer.title);
        view! {
            <li
                class="row suggest__item"
                id=format!("{}-{n}", item.get_value())
                role="option"
                aria-selected=move || (at.get() == Some(n)).to_string()
                class:suggest__item--at=move || at.get() == Some(n)
                // The input keeps the focus, so that choosing is not also leaving.
                on:pointerdown=move |event| event.prevent_default()
                on:click=move |_| choose(code.clone())
            >
                <span class="row__mark" aria-hidden="true">
                    {mark.draw()}
                </span>
                <div>
                    <strong>{offer.title}</strong>
                    <p class="row__meta">{offer.note}</p>
                </div>
            </li>
        }
    };
    let expanded = move || open().to_string();
    view! {
        <div class="suggest">
            <input
                class="field__input"
                id=id.clone()
                name=id.clone()
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=expanded
                aria-controls=list.clone()
                aria-activedescendant=move || at.get().map(|n| format!("{id}-{n}"))
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                aria-describedby=move || around.described()
                prop:value=move || text.get()
                on:keydown=key
                on:focus=move |_| shown.set(true)
                on:input=move |event| {
                    shown.set(true);
                    at.set(None);
                    on_text.run(event_target_value(&event));
                }
                // Choosing takes the input away, and with it the focus, after its owner is gone.
                on:blur=move |_| {
                    shown.try_set(false);
                    on_leave.try_run(());
                }
            />
            {move || {
                open()
                    .then(|| {
                        view! {
                            <ul class="suggest__list list list--card" id=list.clone() role="listbox">
                                {offers.get().into_iter().enumerate().map(option).collect_view()}
                            </ul>
                        }
                    })
            }}
        </div>
    }
}

/// What was chosen, with a way to choose another.
#[component]
pub fn Chosen(
    /// What was chosen.
    title: String,
    /// A softer line below.
    note: String,
    /// The way to choose another.
    children: Children,
) -> impl IntoView {
    let mark = Mark::letter(&title);
    view! {
        <div class="list list--card">
            <div class="row">
                <span class="row__mark" aria-hidden="true">
                    {mark.draw()}
                </span>
                <div>
                    <strong>{title}</strong>
                    {(!note.is_empty()).then(|| view! { <p class="row__meta">{note}</p> })}
                </div>
                <span class="row__end">{children()}</span>
            </div>
        </div>
    }
}

/// A quiet line under the input: what happens with words that are not among the offers.
#[component]
pub fn Unlisted(
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <p class="suggest__note">
            <Icon of=Sign::Pen small=true />
            {text}
        </p>
    }
}
