//! The state of the data as every page shows it: the pill in the bar, the tag of a row, the title of the tab.

use domain::values::Moment;
use leptos::prelude::*;

use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::icon::Sign;
use crate::kit::pill::{Mood, Pill as PillPiece};
use crate::kit::sla::Sla;
use crate::kit::tag::Tag;
use crate::live::{Live, Phase, Sending, SyncState};
use crate::pages::address;
use crate::shell::clock;
use crate::words::{self, language, say};

/// The pill. Of several truths it tells the worst.
#[component]
pub fn Pill() -> impl IntoView {
    let l = language();
    let sync = Live::here().sync;
    let face = Memo::new(move |_| {
        let SyncState { phase, waiting, refused, last, loading: _ } = sync.get();
        match (refused, phase, waiting) {
            (1.., _, _) => (Mood::Wrong, say!(l, sync.pill_wrong, n = refused)),
            (0, Phase::Offline, 0) => (Mood::Late, say!(l, sync.pill_offline).to_owned()),
            (0, Phase::Offline, _) => (Mood::Late, say!(l, sync.pill_offline_n, n = waiting)),
            (0, Phase::Busy(_, 0), _) => (Mood::Busy, say!(l, sync.pill_begins).to_owned()),
            (0, Phase::Busy(done, all), _) => (Mood::Busy, say!(l, sync.pill_busy, done = done, all = all)),
            (0, Phase::SignedOut, _) => (Mood::Wrong, say!(l, sync.pill_signed_out).to_owned()),
            (0, Phase::Idle, 1..) => (Mood::Late, say!(l, sync.pill_local, n = waiting)),
            (0, Phase::Idle, 0) => match last {
                Some(at) => (Mood::Done, say!(l, sync.pill_done, time = words::clock(at))),
                None => (Mood::Late, say!(l, sync.pill_never).to_owned()),
            },
        }
    });
    let sign = move || match (face.with(|face| face.0), sync.get().phase) {
        (Mood::Done, _) => Sign::Tick,
        (Mood::Busy, _) => Sign::Turn,
        (Mood::Late, Phase::Offline) => Sign::CloudOff,
        (Mood::Late, _) => Sign::Clock,
        (Mood::Wrong, _) => Sign::Alert,
    };
    view! {
        <PillPiece
            mood=Signal::derive(move || face.with(|face| face.0))
            sign=Signal::derive(sign)
            text=Signal::derive(move || face.with(|face| face.1.clone()))
            href=address::SYNC
        />
    }
}

/// Where a record is on its way; nothing once the server has it.
#[component]
pub fn SendingTag(
    /// Where it is.
    sending: Sending,
) -> impl IntoView {
    let l = language();
    match sending {
        Sending::Saved => Some((Sign::Tablet, Tone::Plain, say!(l, sync.state_saved))),
        Sending::Sent => Some((Sign::Turn, Tone::Plain, say!(l, sync.state_sent))),
        Sending::Refused => Some((Sign::Alert, Tone::Wrong, say!(l, sync.state_refused))),
        Sending::Confirmed => None,
    }
    .map(|(sign, tone, text)| view! { <Tag sign tone text /> })
}

/// How long the first answer still has.
#[component]
pub fn Answer(
    /// By when the customer must have it.
    due: Moment,
) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    move || {
        let now = now.get();
        let left = due.utc_ms - now.utc_ms;
        let hundredths = u8::try_from(left.max(0) / 36_000).unwrap_or(100).min(100);
        let (tone, left) = match left {
            ..0 => (Tone::Wrong, 100),
            0..=1_200_000 => (Tone::Late, hundredths),
            _ => (Tone::Plain, hundredths),
        };
        view! { <Sla tone left text=words::minutes_left(l, due, now) /> }
    }
}

/// That the device's clock is too far off to go by, and what is done about it; nothing where it is right.
#[component]
pub fn WrongClock() -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let shown = Memo::new(move |_| {
        now.track();
        clock::wrong().map(|device| words::when(l, device, Moment::new(0, device.offset_min)))
    });
    move || {
        let time = shown.get()?;
        Some(view! {
            <div class="page">
                <Banner sign=Sign::Clock tone=Tone::Late>
                    <p>{say!(l, sync.wrong_clock, time = time)}</p>
                </Banner>
            </div>
        })
    }
}

/// The title of the browser's tab.
pub fn titled(name: &str) {
    let l = language();
    document().set_title(&format!("{name}{}{}", say!(l, common.dot), say!(l, common.app)));
}

/// The way to a new note, where there is nothing else to see.
#[component]
pub fn TakeComplaint() -> impl IntoView {
    let l = language();
    view! {
        <ButtonLink href=address::NEW_COMPLAINT look=Look::Plain sign=Sign::Plus>
            {say!(l, places.take_complaint)}
        </ButtonLink>
    }
}
