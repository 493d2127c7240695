//! One sign to press, named by its label.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// A tool that does something here.
#[component]
pub fn Tool(
    /// Its sign.
    sign: Sign,
    /// Its name.
    #[prop(into)]
    label: String,
    /// What it does.
    press: Callback<()>,
    /// The one act of a row, in reach of the thumb.
    #[prop(optional)]
    act: bool,
) -> impl IntoView {
    view! {
        <button class=class(act) type="button" aria-label=label on:click=move |_| press.run(())>
            <Icon of=sign />
        </button>
    }
}

/// A tool that leads somewhere: a page, a call.
#[component]
pub fn ToolLink(
    /// Its sign.
    sign: Sign,
    /// Its name.
    #[prop(into)]
    label: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// The one act of a row, in reach of the thumb.
    #[prop(optional)]
    act: bool,
    /// What pressing does besides.
    #[prop(optional, into)]
    press: Option<Callback<()>>,
) -> impl IntoView {
    let pressed = move |_| {
        if let Some(press) = press {
            press.run(());
        }
    };
    view! {
        <a class=class(act) href=href aria-label=label on:click=pressed>
            <Icon of=sign />
        </a>
    }
}

const fn class(act: bool) -> &'static str {
    if act { "tool tool--act" } else { "tool" }
}
