//! What speaks against a visit as it is filled in; nothing of it stops anybody. Source: VIS-02, VIS-04, VIS-10

use domain::form::Draft;
use domain::policy::OwnRest;
use domain::values::Moment;
use domain::visit::{VisitForm, keys, remarks};
use domain::{Flag, RecordId};
use leptos::prelude::*;

use super::file::own_rest;

use crate::form::FormState;
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::button::{Button, Look};
use crate::kit::icon::Sign;
use crate::live::Live;
use crate::shell::policy;
use crate::words::{self, language, say};

/// So long after the last word nobody is with the customer any more: the end is offered as it was.
#[component]
pub fn Ended(form: FormState) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let left = Memo::new(move |_| {
        let (at, now) = (form.restored.get()?, now.get());
        let long = policy::now().visit_is_long((now.utc_ms - at.utc_ms) / 60_000);
        let open = form.draft.with(|draft| draft.get(keys::ENDED).is_empty());
        (long && open).then_some(at)
    });
    move || {
        left.get().map(|at| {
            let press = Callback::new(move |()| form.put(keys::ENDED, &at.to_local()));
            let time = words::clock(at);
            view! {
                <Banner sign=Sign::Clock>
                    <p>{say!(l, visit.ended_then, time = &time)}</p>
                    <Button look=Look::Quiet press>
                        {say!(l, visit.ended_then_yes, time = &time)}
                    </Button>
                </Banner>
            }
        })
    }
}

/// The remarks on what is filled in now.
#[component]
pub fn Remarks(
    /// The visit's form.
    form: FormState,
    /// Who is visited.
    customer: RecordId,
) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let own = own_rest(customer);
    let flags = Memo::new(move |_| {
        let (now, own) = (now.get(), own.get());
        form.draft.with(|draft| flags(draft, now, own))
    });
    move || {
        let lines: Vec<_> = flags.get().into_iter().filter_map(|flag| words::flag(l, flag.code())).collect();
        (!lines.is_empty()).then(|| {
            view! {
                <Banner sign=Sign::Alert tone=Tone::Late>
                    <div class="stack stack--tight">
                        {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                    </div>
                </Banner>
            }
        })
    }
}

fn flags(draft: &Draft, now: Moment, own: OwnRest) -> Vec<Flag> {
    let policy = policy::at(now);
    let (way, purpose) = VisitForm::meant(draft);
    let time = |key| Moment::from_local(draft.get(key), now.offset_min);
    let Some(started) = time(keys::STARTED) else { return Vec::new() };
    let mut flags = remarks(&way, &purpose, None, started, &policy, own);
    let ended = time(keys::ENDED).unwrap_or(now);
    if policy.visit_is_long((ended.utc_ms - started.utc_ms) / 60_000) {
        flags.push(Flag::LongVisit);
    }
    flags
}
