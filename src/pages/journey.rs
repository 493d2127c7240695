//! Where a record is on its way from the device to the server.

use leptos::prelude::*;

use crate::kit::Tone;
use crate::kit::icon::Sign;
use crate::kit::timeline::{Step, Timeline};
use crate::live::{Journey, Live, Phase};
use crate::words::{self, language, say};

/// Kept here, sent, confirmed: a step that has not happened says so and claims nothing.
#[component]
pub fn Way(
    /// What is known of it.
    journey: Journey,
) -> impl IntoView {
    let l = language();
    let now = Live::here().now.get_untracked();
    let time = |at: Option<domain::values::Moment>| at.map(|at| words::when(l, at, now)).unwrap_or_default();
    let Journey { saved, sent, confirmed, refused, files_done, files, .. } = journey;
    let sync = Live::here().sync;
    // Known only after a first try, where the browser believes in a network that leads nowhere.
    let offline = Memo::new(move |_| sync.with(|sync| sync.phase == Phase::Offline));
    let confirmed_words = if files > 0 {
        say!(l, sync.state_confirmed_files, done = files_done, all = files)
    } else {
        say!(l, sync.state_confirmed).to_owned()
    };
    let mut steps: Vec<AnyView> = Vec::new();
    if saved.is_some() {
        let title = say!(l, sync.state_saved);
        steps.push(view! { <Step sign=Sign::Tick tone=Tone::Done title time=time(saved) /> }.into_any());
        if sent.is_some() {
            let title = say!(l, sync.state_sent);
            steps.push(view! { <Step sign=Sign::Turn tone=Tone::Done title time=time(sent) /> }.into_any());
        } else if refused.is_none() {
            let step = move || {
                let (sign, title) = if offline.get() {
                    (Sign::CloudOff, say!(l, sync.state_not_sent))
                } else {
                    (Sign::Clock, say!(l, sync.state_goes))
                };
                view! { <Step sign title /> }
            };
            steps.push(step.into_any());
        }
    }
    steps.push(match (refused, saved, confirmed) {
        (Some(code), ..) => {
            let (title, text) = (say!(l, sync.state_refused), words::refusal(l, &code));
            view! { <Step sign=Sign::Cross tone=Tone::Wrong title text /> }.into_any()
        }
        // What came by sync and was not made here is on the server by nature.
        (None, None, _) => {
            view! { <Step sign=Sign::Server tone=Tone::Done title=confirmed_words /> }.into_any()
        }
        (None, _, Some(_)) => {
            view! { <Step sign=Sign::Server tone=Tone::Done title=confirmed_words time=time(confirmed) /> }
                .into_any()
        }
        (None, Some(_), None) => {
            view! { <Step sign=Sign::Server title=say!(l, sync.state_waits) /> }.into_any()
        }
    });
    view! { <Timeline>{steps}</Timeline> }
}
