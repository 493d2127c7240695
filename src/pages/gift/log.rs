//! What happened to a gift, the latest first.

use leptos::prelude::*;

use domain::delivery::keys;

use crate::kit::Tone;
use crate::kit::card::Card;
use crate::kit::icon::Sign;
use crate::kit::timeline::{Step, Timeline};
use crate::live::{Became, GiftEvent, Live};
use crate::words::{self, language, say};

/// The events of a gift.
#[component]
pub fn Log(
    /// The latest first.
    log: Vec<GiftEvent>,
) -> impl IntoView {
    let l = language();
    let now = Live::here().now.get_untracked();
    let step = move |GiftEvent { what, by, at }: GiftEvent| {
        let (sign, tone, title, text) = match what {
            Became::Listed(name) => {
                (Sign::Doc, Tone::Plain, say!(l, gift.log_listed, name = name), String::new())
            }
            Became::Given(given, along) => {
                let title = say!(l, gift.log_given, time = words::when(l, given, now));
                let text =
                    if along.is_empty() { String::new() } else { say!(l, gift.log_along, name = along) };
                (Sign::Gift, Tone::Plain, title, text)
            }
            Became::Confirmed(outcome, remark) => {
                let (sign, tone) =
                    if outcome == "received" { (Sign::Tick, Tone::Done) } else { (Sign::Alert, Tone::Late) };
                let outcome = words::choice(l, keys::OUTCOME, &outcome);
                (sign, tone, say!(l, gift.log_confirmed, outcome = outcome), remark)
            }
            Became::Cancelled(reason) => {
                (Sign::Cross, Tone::Plain, say!(l, gift.log_cancelled).to_owned(), reason)
            }
        };
        let who = [by, words::when(l, at, now)];
        let who: Vec<_> = who.into_iter().filter(|part| !part.is_empty()).collect();
        let time = who.join(say!(l, common.dot));
        view! { <Step sign tone title time text=text /> }
    };
    view! {
        <Card title=say!(l, gift.log)>
            <Timeline>{log.into_iter().map(step).collect_view()}</Timeline>
        </Card>
    }
}
