//! Choosing a colleague: everybody in sight while they are few, found by typing when they are many.

use domain::UserId;
use leptos::prelude::*;

use crate::kit::choices::{Choice, Choices};
use crate::kit::field::{Around, FieldGroup};
use crate::kit::search::Search;
use crate::words::{language, say};

/// So many names can be looked over.
const FEW: usize = 12;

/// The names to choose one from.
#[component]
pub fn Colleague(
    /// The name of the group.
    name: &'static str,
    /// What they are chosen for.
    #[prop(into)]
    label: String,
    /// A sentence under it.
    #[prop(optional, into)]
    help: Option<String>,
    /// Nobody may be chosen; a second press takes the choice back.
    #[prop(optional)]
    optional: bool,
    /// Who can be chosen, by name.
    people: Memo<Vec<(UserId, String)>>,
    /// Who is chosen.
    chosen: RwSignal<Option<UserId>>,
    /// It was tried without one.
    #[prop(into)]
    missing: Signal<bool>,
) -> impl IntoView {
    let l = language();
    let text = RwSignal::new(String::new());
    let many = Memo::new(move |_| people.with(|all| all.len() > FEW));
    // A memo: a press, or a pull that brings nobody new, must not draw the faces anew under a finger.
    let offered = Memo::new(move |_| {
        let (typed, chosen) = (text.get(), chosen.get());
        let fits = |(user, name): &&(UserId, String)| name.contains(typed.trim()) || Some(*user) == chosen;
        let shown = people.get();
        let shown = shown.iter().filter(fits).take(FEW);
        shown.map(|(user, name)| Choice { code: user.to_string(), text: name.clone() }).collect::<Vec<_>>()
    });
    let problem =
        move || (missing.get() && chosen.get().is_none()).then(|| say!(l, form.required_choice).to_owned());
    let around = Around {
        id: name.into(),
        label,
        optional: Signal::stored(optional.then(|| say!(l, common.optional).to_owned())),
        help,
        problem: Signal::derive(problem),
    };
    let codes =
        Signal::derive(move || chosen.get().map(|user| user.to_string()).into_iter().collect::<Vec<_>>());
    let press = Callback::new(move |code: String| {
        let user = code.parse().ok();
        chosen.update(|chosen| *chosen = if optional && *chosen == user { None } else { user });
    });
    view! {
        <FieldGroup around>
            {move || many.get().then(|| view! { <Search label=say!(l, approval.search) text /> })}
            {move || {
                let choices = offered.get();
                if choices.is_empty() {
                    view! { <p class="soft">{say!(l, approval.nobody)}</p> }.into_any()
                } else {
                    view! { <Choices name choices none=optional chosen=codes on_press=press /> }.into_any()
                }
            }}
        </FieldGroup>
    }
}
