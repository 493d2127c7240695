//! The device: what would be lost with it, and how much room it has.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::kit::Tone;
use crate::kit::facts::{Fact, Facts};
use crate::kit::icon::{Icon, Sign};
use crate::kit::meter::Meter;
use crate::kit::tag::Tag;
use crate::live::Live;
use crate::shell::{Shell, Storage, clock};
use crate::words::{self, language, say};

/// "What is lost if this device breaks now?"
#[component]
pub fn Loss() -> impl IntoView {
    let l = language();
    let live = Live::here();
    let text = move || {
        let risk = live.risk.get();
        match risk.oldest {
            None => view! { <p class="read">{say!(l, sync.loss_none)}</p> }.into_any(),
            Some(oldest) => {
                let time = words::when(l, oldest, live.now.get());
                let some = say!(l, sync.loss_some, n = risk.entries, files = risk.files, time = time);
                view! {
                    <p class="read">{some}</p>
                    <p class="read">{say!(l, sync.loss_rest)}</p>
                }
                .into_any()
            }
        }
    };
    view! {
        <section class="card stack">
            <h2 class="line line--whole">
                <Icon of=Sign::Tablet />
                {say!(l, sync.loss)}
            </h2>
            {text}
        </section>
    }
}

/// Storage: used, free, and whether the browser promises to keep it.
#[component]
pub fn Room() -> impl IntoView {
    let l = language();
    let live = Live::here();
    let device = Shell::here().device;
    spawn_local(device.measure());
    let amounts = move || match live.storage.get() {
        Storage { used: Some(used), quota: Some(quota), .. } => {
            let free = words::size(l, quota.saturating_sub(used));
            view! {
                <div class="stack stack--tight">
                    <div class="line line--apart">
                        <data>{say!(l, sync.storage_used, size = words::size(l, used))}</data>
                        <data class="soft">{say!(l, sync.storage_free, size = free)}</data>
                    </div>
                    <Meter value=used of=quota label=say!(l, sync.storage_share) />
                </div>
            }
            .into_any()
        }
        Storage { .. } => view! { <p class="soft">{say!(l, sync.storage_unknown)}</p> }.into_any(),
    };
    let guard = move || match live.storage.get().persistent {
        Some(true) => {
            let tag = view! { <Tag sign=Sign::Tick tone=Tone::Done text=say!(l, sync.guarded) /> };
            view! {
                {tag}
                " "
                {say!(l, sync.guarded_text)}
            }
            .into_any()
        }
        Some(false) => {
            let tag = view! { <Tag sign=Sign::Alert tone=Tone::Late text=say!(l, sync.unguarded) /> };
            view! {
                {tag}
                " "
                {say!(l, sync.unguarded_text)}
            }
            .into_any()
        }
        None => say!(l, sync.storage_unknown).into_any(),
    };
    let time = move || {
        live.now.track();
        let time = words::clock(clock::now());
        match live.ahead_ms.get().map(|ms| ms / 1000) {
            None => time,
            Some(0) => say!(l, sync.clock_same, time = time),
            Some(n @ 1..) => say!(l, sync.clock_ahead, time = time, n = n),
            Some(n) => say!(l, sync.clock_behind, time = time, n = -n),
        }
    };
    view! {
        <section class="card stack">
            <h2 class="line line--whole">
                <Icon of=Sign::Disk />
                {say!(l, sync.storage)}
            </h2>
            {amounts}
            <Facts>
                <Fact name=say!(l, sync.guard)>{guard}</Fact>
                <Fact name=say!(l, sync.clock)>{time}</Fact>
            </Facts>
        </section>
    }
}
