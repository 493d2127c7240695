//! The state of the data in colour, sign and words. It looks small and is a full touch.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// What the pill says without words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// All is on the server.
    Done,
    /// Something is on its way.
    Busy,
    /// Something waits; nobody has to do anything.
    Late,
    /// Somebody must do something.
    Wrong,
}

impl Mood {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "pill pill--done",
            Self::Busy => "pill pill--busy",
            Self::Late => "pill pill--late",
            Self::Wrong => "pill pill--wrong",
        }
    }
}

/// The pill; a link to where the whole story is told.
#[component]
pub fn Pill(
    /// The mood.
    #[prop(into)]
    mood: Signal<Mood>,
    /// The sign.
    #[prop(into)]
    sign: Signal<Sign>,
    /// The words.
    #[prop(into)]
    text: Signal<String>,
    /// Where the story is told.
    href: &'static str,
) -> impl IntoView {
    view! {
        <a class=move || mood.get().class() href=href>
            {move || view! { <Icon of=sign.get() small=true /> }}
            <span role="status">{move || text.get()}</span>
        </a>
    }
}
