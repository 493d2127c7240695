//! Buttons: one main button on a screen, the rest quiet.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// How a button looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Look {
    /// With an outline.
    #[default]
    Plain,
    /// The one filled button of the screen.
    Main,
    /// Only words.
    Quiet,
    /// Only words, and it takes something away.
    Refuse,
    /// Filled red; only in the question "really?".
    Destroy,
}

impl Look {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Main => "button button--main",
            Self::Quiet => "button button--quiet",
            Self::Refuse => "button button--refuse button--quiet",
            Self::Destroy => "button button--destroy",
        }
    }
}

/// Something to press.
#[component]
pub fn Button(
    /// What pressing does. A button without it submits the form named in `form`.
    #[prop(optional, into)]
    press: Option<Callback<()>>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// The sign before the words.
    #[prop(optional, into)]
    sign: Option<Sign>,
    /// Greyed; its words then say why. It stays in the order of focus, so that the reason can be heard.
    #[prop(optional, into)]
    off: Signal<bool>,
    /// The form it submits.
    #[prop(optional)]
    form: Option<&'static str>,
    /// What a screen reader says where the words alone do not tell what it is about; they stand in it.
    #[prop(optional, into)]
    label: Option<String>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let kind = if form.is_some() { "submit" } else { "button" };
    let pressed = move |event: leptos::ev::MouseEvent| {
        if off.get_untracked() {
            event.prevent_default();
        } else if let Some(press) = press {
            press.run(());
        }
    };
    view! {
        <button
            class=look.class()
            type=kind
            form=form
            aria-label=label
            aria-disabled=move || off.get().then_some("true")
            on:click=pressed
        >
            {sign.map(|sign| view! { <Icon of=sign /> })}
            {children()}
        </button>
    }
}

/// A way to another page that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where to.
    #[prop(into)]
    href: String,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// The sign before the words.
    #[prop(optional, into)]
    sign: Option<Sign>,
    /// What pressing does besides, as the page behind a call does.
    #[prop(optional, into)]
    press: Option<Callback<()>>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let pressed = move |_| {
        if let Some(press) = press {
            press.run(());
        }
    };
    view! {
        <a class=look.class() href=href on:click=pressed>
            {sign.map(|sign| view! { <Icon of=sign /> })}
            {children()}
        </a>
    }
}
