//! How far an approval is: who did what and when, and for whom it waits.

use leptos::prelude::*;

use crate::kit::Tone;
use crate::kit::icon::Sign;
use crate::kit::tag::Tag;
use crate::kit::timeline::{Step, Timeline};
use crate::live::{Live, RequestLine, Word};
use crate::words::{self, language, say};

/// The line of what was done, the oldest first, with the one it waits for at its end.
#[component]
pub fn Progress(
    /// What a list says of it.
    of: RequestLine,
    /// Who has to decide now.
    to_whom: Option<String>,
    /// What was done so far, the oldest first.
    log: Vec<Word>,
    /// The absent one for whom this person decides.
    instead_of: Option<String>,
) -> impl IntoView {
    let l = language();
    let open = to_whom.map(|name| {
        let title = match instead_of {
            Some(absent) => say!(l, approval.waits_you_for, name = absent),
            None if of.to_decide.is_some() => say!(l, approval.waits_you).to_owned(),
            None => say!(l, approval.waits, name = name),
        };
        view! { <Step sign=Sign::Stamp tone=Tone::Accent title /> }
    });
    view! {
        <Timeline>
            {log.into_iter().map(done).collect_view()}
            {open}
        </Timeline>
    }
}

fn done(word: Word) -> AnyView {
    let l = language();
    let now = Live::told_from();
    let (sign, tone) = match word.what.as_str() {
        "approve" | "completed" => (Sign::Tick, Tone::Done),
        "refuse" | "cancelled" => (Sign::Cross, Tone::Wrong),
        "return" | "withdrawn" => (Sign::Back, Tone::Late),
        "handed_on" | "copied" => (Sign::Forward, Tone::Plain),
        _ => (Sign::Doc, Tone::Done),
    };
    let title = words::approval_word(l, &word.what, &word.by, &word.to.join(say!(l, form.between)));
    let title = if word.instead_of.is_empty() {
        title
    } else {
        say!(l, approval.instead_of, what = title, name = &word.instead_of)
    };
    let time = words::when(l, word.at, now);
    match word.comment {
        text if text.is_empty() => view! { <Step sign tone title time /> }.into_any(),
        text => view! { <Step sign tone title time text /> }.into_any(),
    }
}

/// How far a request is.
pub fn state_tag(state: &str) -> impl IntoView + use<> {
    let l = language();
    let tone = match state {
        "approved" | "in_progress" | "completed" => Tone::Done,
        "submitted" => Tone::Accent,
        "returned" => Tone::Late,
        "refused" => Tone::Wrong,
        _ => Tone::Plain,
    };
    view! { <Tag tone text=words::request_state(l, state) /> }
}
