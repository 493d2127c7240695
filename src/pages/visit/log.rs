//! What happened to a visit, the latest first: no date and no reason is ever lost. Source: VIS-05

use leptos::prelude::*;

use crate::kit::Tone;
use crate::kit::card::Card;
use crate::kit::icon::Sign;
use crate::kit::timeline::{Step, Timeline};
use crate::live::{Happened, Live, VisitEvent};
use crate::words::{self, language, say};

/// The events of a visit.
#[component]
pub fn Log(
    /// The latest first.
    log: Vec<VisitEvent>,
) -> impl IntoView {
    let l = language();
    let now = Live::here().now.get_untracked();
    let step = move |VisitEvent { what, by, at }: VisitEvent| {
        let (sign, tone, title, text) = match what {
            Happened::Planned(to) => {
                let title = say!(l, visit.log_planned, time = words::ahead(l, to, now));
                (Sign::Calendar, Tone::Plain, title, None)
            }
            Happened::Moved(to, reason) => {
                let title = say!(l, visit.log_moved, time = words::ahead(l, to, now));
                (Sign::Forward, Tone::Plain, title, Some(reason))
            }
            Happened::Begun(since, near) => {
                let near = near.map(|metres| say!(l, visit.log_position, n = metres));
                (Sign::Chat, Tone::Plain, say!(l, visit.log_begun, time = words::clock(since)), near)
            }
            Happened::NotReached(_, cause) => {
                (Sign::Phone, Tone::Late, say!(l, visit.log_missed, cause = words::cause(l, &cause)), None)
            }
            Happened::Finished => (Sign::Tick, Tone::Done, say!(l, visit.log_finished).to_owned(), None),
            Happened::Cancelled(reason) => {
                (Sign::Cross, Tone::Plain, say!(l, visit.log_cancelled).to_owned(), Some(reason))
            }
        };
        let who = [by, words::when(l, at, now)];
        let time =
            who.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(say!(l, common.dot));
        match text {
            Some(text) => view! { <Step sign tone title time text /> }.into_any(),
            None => view! { <Step sign tone title time /> }.into_any(),
        }
    };
    view! {
        <Card title=say!(l, visit.log)>
            <Timeline>{log.into_iter().map(step).collect_view()}</Timeline>
        </Card>
    }
}
