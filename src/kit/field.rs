//! One field: label above, help under the label, problem under the input. Said once for every form, so that a
//! screen reader always hears label, help and problem together.

use leptos::oco::Oco;
use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// What stands around an input.
#[derive(Clone, Debug)]
pub struct Around {
    /// The id of the input, or of the group.
    pub id: Oco<'static, str>,
    /// What is asked for.
    pub label: String,
    /// The word for "may stay empty", if it may.
    pub optional: Signal<Option<String>>,
    /// A sentence under the label.
    pub help: Option<String>,
    /// What is wrong, in words.
    pub problem: Signal<Option<String>>,
}

impl Around {
    /// The ids of what belongs to the input besides its label.
    pub fn described(&self) -> Option<String> {
        let wrong = self.problem.with(Option::is_some).then(|| format!("{}-problem", self.id));
        let help = self.help.is_some().then(|| format!("{}-help", self.id));
        match (help, wrong) {
            (None, None) => None,
            (help, wrong) => Some(help.into_iter().chain(wrong).collect::<Vec<_>>().join(" ")),
        }
    }

    fn wrong(&self) -> impl Fn() -> bool + Copy + Send + use<> {
        let problem = self.problem;
        move || problem.with(Option::is_some)
    }
}

/// A field with one input.
#[component]
pub fn Field(
    /// What stands around it.
    around: Around,
    /// The input.
    children: Children,
) -> impl IntoView {
    let wrong = around.wrong();
    view! {
        <div class="field" class:field--wrong=wrong>
            <label class="field__label" for=around.id.clone()>
                {around.label.clone()}
                {optional(&around)}
            </label>
            {help(&around)}
            {children()}
            {problem(&around)}
        </div>
    }
}

/// A field of several inputs: choices, pictures.
#[component]
pub fn FieldGroup(
    /// What stands around it.
    around: Around,
    /// Close below the field above, with its name only heard: a small addition to that field.
    #[prop(optional, into)]
    bare: Signal<bool>,
    /// The inputs.
    children: Children,
) -> impl IntoView {
    let wrong = around.wrong();
    let described = {
        let around = around.clone();
        move || around.described()
    };
    view! {
        <fieldset
            class="field"
            class:field--wrong=wrong
            class:field--bare=move || bare.get()
            id=around.id.clone()
            aria-describedby=described
        >
            <legend class="field__label" class:unseen=move || bare.get()>
                {around.label.clone()}
                {optional(&around)}
            </legend>
            {help(&around)}
            {children()}
            {problem(&around)}
        </fieldset>
    }
}

fn optional(around: &Around) -> impl IntoView + use<> {
    let optional = around.optional;
    move || optional.get().map(|word| view! { <span class="field__optional">{word}</span> })
}

fn help(around: &Around) -> impl IntoView + use<> {
    let id = format!("{}-help", around.id);
    around.help.clone().map(|help| view! { <p class="field__help" id=id>{help}</p> })
}

fn problem(around: &Around) -> impl IntoView + use<> {
    let problem = around.problem;
    let id = format!("{}-problem", around.id);
    move || {
        problem.get().map(|words| {
            view! {
                <p class="field__problem" id=id.clone()>
                    <Icon of=Sign::Alert small=true />
                    {words}
                </p>
            }
        })
    }
}

/// What a one-line input asks the browser for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    /// Any words.
    #[default]
    Words,
    /// A phone number.
    Phone,
    /// A date and a time of the device's clock.
    Moment,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Whole,
    /// An amount of money.
    Amount,
    /// An address of mail.
    Email,
    /// A secret.
    Secret,
}

/// An input of one line.
#[component]
pub fn LineInput(
    /// What stands around it.
    around: Around,
    /// What it asks the browser for.
    #[prop(optional)]
    kind: Kind,
    /// What the browser may fill in by itself.
    #[prop(default = "off")]
    fill: &'static str,
    /// What stands in it.
    #[prop(into)]
    text: Signal<String>,
    /// It was changed.
    on_text: Callback<String>,
    /// It was left.
    on_leave: Callback<()>,
) -> impl IntoView {
    // `type=number` turns what it does not like into nothing; only the keyboard is asked for.
    let keyboard = match kind {
        Kind::Whole => Some("numeric"),
        Kind::Amount => Some("decimal"),
        _ => None,
    };
    let (class, kind) = match kind {
        Kind::Words | Kind::Whole | Kind::Amount => ("field__input", "text"),
        Kind::Date => ("field__input", "date"),
        Kind::Time => ("field__input", "time"),
        Kind::Email => ("field__input", "email"),
        Kind::Phone => ("field__input field__input--phone", "tel"),
        Kind::Moment => ("field__input field__input--moment", "datetime-local"),
        Kind::Secret => ("field__input", "password"),
    };
    let wrong = around.wrong();
    let id = around.id.clone();
    view! {
        <input
            class=class
            id=id.clone()
            name=id
            type=kind
            autocomplete=fill
            inputmode=keyboard
            aria-invalid=move || wrong().then_some("true")
            aria-describedby=move || around.described()
            prop:value=move || text.get()
            on:input=move |event| on_text.run(event_target_value(&event))
            // An input that is taken away loses the focus too, after its owner is gone.
            on:blur=move |_| {
                on_leave.try_run(());
            }
        />
    }
}

/// An input of several lines, which grows with what is written.
#[component]
pub fn AreaInput(
    /// What stands around it.
    around: Around,
    /// What stands in it.
    #[prop(into)]
    text: Signal<String>,
    /// It was changed.
    on_text: Callback<String>,
    /// It was left.
    on_leave: Callback<()>,
) -> impl IntoView {
    let wrong = around.wrong();
    let id = around.id.clone();
    view! {
        <textarea
            class="field__input field__input--area field__input--tall"
            id=id.clone()
            name=id
            aria-invalid=move || wrong().then_some("true")
            aria-describedby=move || around.described()
            prop:value=move || text.get()
            on:input=move |event| on_text.run(event_target_value(&event))
            // An input that is taken away loses the focus too, after its owner is gone.
            on:blur=move |_| {
                on_leave.try_run(());
            }
        ></textarea>
    }
}
