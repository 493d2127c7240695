//! The whole story of the data: connection, what waits and why, what was not taken, what would be lost.

pub mod device;
pub mod items;

use leptos::prelude::*;

use self::device::{Loss, Room};
use self::items::{Refused, Waiting};
use super::state::{Pill, titled};
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::bar::{Back, Bar};
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::icon::Sign;
use crate::kit::toast::Toaster;
use crate::live::{Live, Phase, SyncState};
use crate::pages::address;
use crate::shell::Shell;
use crate::words::{self, language, say};

/// The sync centre.
#[component]
pub fn SyncCentre() -> impl IntoView {
    let l = language();
    titled(say!(l, sync.title));
    view! {
        <Bar
            title=say!(l, sync.title)
            back=Back { href: address::ME.to_owned(), label: say!(l, common.back).to_owned() }
        >
            <Pill />
        </Bar>
        <main>
            <div class="page page--wide stack stack--wide">
                <div class="beside">
                    <div class="stack stack--wide">
                        <Lost />
                        <Head />
                        <Refused />
                        <Waiting />
                    </div>
                    <aside class="stack stack--wide">
                        <Loss />
                        <Room />
                    </aside>
                </div>
            </div>
        </main>
    }
}

/// The browser threw away what waited here. Honest is better than silent. Source: SYNC 8.5
#[component]
pub fn Lost() -> impl IntoView {
    let l = language();
    let shell = Shell::here();
    let lost = Live::here().lost;
    move || {
        lost.get().map(|n| {
            view! {
                <Banner sign=Sign::Alert tone=Tone::Wrong>
                    <p role="alert">{say!(l, sync.lost, n = n)}</p>
                    <Button press=Callback::new(move |()| shell.loss_was_read())>
                        {say!(l, sync.lost_read)}
                    </Button>
                </Banner>
            }
        })
    }
}

/// How it stands, in one sentence, and what can be done.
#[component]
fn Head() -> impl IntoView {
    let l = language();
    let shell = Shell::here();
    let toaster = Toaster::here();
    let live = Live::here();
    let words = move || match live.sync.get() {
        SyncState { phase: Phase::Offline, waiting: 0, .. } => {
            (say!(l, sync.head_offline).to_owned(), say!(l, sync.text_done))
        }
        SyncState { phase: Phase::Offline, waiting, .. } => {
            (say!(l, sync.head_offline_n, n = waiting), say!(l, sync.text_waiting))
        }
        SyncState { phase: Phase::SignedOut, .. } => {
            (say!(l, sync.head_signed_out).to_owned(), say!(l, sync.text_signed_out))
        }
        SyncState { phase: Phase::Busy(..), waiting: 0, refused: 0, last: None, .. } => {
            (say!(l, sync.head_busy).to_owned(), say!(l, sync.text_busy))
        }
        SyncState { waiting: 0, refused: 0, last: None, .. } => {
            (say!(l, sync.pill_never).to_owned(), say!(l, sync.text_done))
        }
        SyncState { waiting: 0, refused: 0, .. } => {
            (say!(l, sync.head_done).to_owned(), say!(l, sync.text_done))
        }
        SyncState { waiting: 0, refused, .. } => {
            (say!(l, sync.head_wrong, n = refused), say!(l, sync.text_wrong))
        }
        SyncState { waiting, .. } => (say!(l, sync.head_waiting, n = waiting), say!(l, sync.text_waiting)),
    };
    // A line of its own, there at all times: what stands below must not move under a finger with each sync.
    let last = move || match live.sync.get() {
        SyncState { phase: Phase::Busy(..), .. } => say!(l, sync.head_busy).to_owned(),
        SyncState { last: Some(at), .. } => say!(l, sync.last, time = words::when(l, at, live.now.get())),
        SyncState { last: None, .. } => say!(l, sync.never).to_owned(),
    };
    let signed_out = move || live.sync.get().phase == Phase::SignedOut;
    let offline = move || live.sync.get().phase == Phase::Offline;
    let try_now = move || if offline() { say!(l, sync.now_offline) } else { say!(l, sync.now) };
    let unsent = move || live.risk.get().entries > 0;
    let export = Callback::new(move |()| {
        let count = shell.export(None);
        toaster.say(say!(l, sync.exported, n = count));
    });
    view! {
        <section class="card stack">
            <div class="stack stack--tight">
                <h2 class="heading">{move || words().0}</h2>
                <p class="soft">{last}</p>
            </div>
            <p class="read">{move || words().1}</p>
            <div class="pair">
                <Button sign=Sign::Turn press=Callback::new(move |()| shell.sync_now())>
                    {try_now}
                </Button>
                {move || {
                    signed_out()
                        .then(|| {
                            view! {
                                <ButtonLink look=Look::Main sign=Sign::Me href=address::SIGN_IN>
                                    {say!(l, sync.to_sign_in)}
                                </ButtonLink>
                            }
                        })
                }}
                {move || {
                    unsent()
                        .then(|| {
                            view! {
                                <Button look=Look::Main sign=Sign::Export press=export>
                                    {say!(l, sync.export)}
                                </Button>
                            }
                        })
                }}
            </div>
        </section>
    }
}
