//! The first words with the customer: is it convenient? And how far the visit is, once it was. Source: VIS-12, VIS-17

use domain::values::Moment;
use domain::visit::{VisitForm, Way, keys};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::occasion::Occasion;
use super::panels::{Opens, Panel, Panels};
use crate::form::FormState;
use crate::kit::button::Button;
use crate::kit::card::Card;
use crate::kit::icon::Sign;
use crate::kit::steps::{Stage, Steps};
use crate::live::Live;
use crate::pages::deed::{Deed, doer};
use crate::shell::{Shell, Whereabouts, clock};
use crate::words::{self, language, say};

/// Asks until it is answered; then tells since when the visit goes on.
#[component]
pub fn Opening(
    /// The visit.
    occasion: Signal<Occasion>,
    /// Since when this person is with the customer.
    begun: Signal<Option<Moment>>,
    /// The report.
    form: FormState,
    /// Where one is, as far as it is known.
    whereabouts: Whereabouts,
) -> impl IntoView {
    let meets = Memo::new(move |_| occasion.with(|of| of.meant.with(|(way, _)| way.is_meeting())));
    let asked = Memo::new(move |_| begun.with(Option::is_none));
    move || (meets.get() && asked.get()).then(|| view! { <Convenient occasion form whereabouts /> })
}

#[component]
fn Convenient(occasion: Signal<Occasion>, form: FormState, whereabouts: Whereabouts) -> impl IntoView {
    let l = language();
    let shell = Shell::here();
    let does = doer();
    let panel = RwSignal::new(None);
    let unapproved = Memo::new(move |_| occasion.with(|of| of.is_unapproved()));
    // The time that the form proposed when it was opened is not when it began.
    let proposed = form.draft.with_untracked(|draft| draft.get(keys::STARTED).to_owned());
    // Two quick taps begin one visit.
    let begins = StoredValue::new(false);
    let failed = Callback::new(move |()| {
        begins.set_value(false);
        form.closed.set_value(false);
    });
    let yes = Callback::new(move |()| {
        if begins.get_value() {
            return;
        }
        begins.set_value(true);
        let now = clock::now();
        let typed = form.draft.with_untracked(|draft| draft.get(keys::STARTED).to_owned());
        // A draft of before brings back the time that was proposed then.
        let chosen = typed != proposed && form.restored.get_untracked().is_none();
        let since = Moment::from_local(&typed, now.offset_min).filter(|_| chosen);
        if since.is_none() {
            form.put(keys::STARTED, &now.to_local());
        }
        let on_site = occasion.with_untracked(|of| of.meant.with_untracked(|(way, _)| *way == Way::OnSite));
        let position = whereabouts.now().filter(|_| on_site);
        let (occasion, draft) = (occasion.get_untracked(), form.draft.get_untracked());
        if occasion.visit.is_none() {
            // From now on it is kept as the report of the visit that begins.
            form.closed.set_value(true);
        }
        spawn_local(async move {
            let deed = occasion.begin(shell, since.unwrap_or(now), position, draft).await;
            does.run(Deed { failed: Some(failed), ..deed });
        });
    });
    view! {
        <Card>
            <div class="card__head">
                <h2>
                    {move || if unapproved.get() { say!(l, visit.there) } else { say!(l, visit.convenient) }}
                </h2>
            </div>
            <div class="line">
                <Button sign=Sign::Tick press=yes>
                    {move || {
                        if unapproved.get() { say!(l, visit.there_yes) } else { say!(l, visit.convenient_yes) }
                    }}
                </Button>
                <Opens panel=Panel::PutOff open=panel>
                    {say!(l, visit.convenient_no)}
                </Opens>
                <Opens panel=Panel::Missed open=panel>
                    {say!(l, visit.missed)}
                </Opens>
            </div>
        </Card>
        <Panels occasion open=panel />
    }
}

/// Came, talks, goes: with the time it takes. Source: VIS-10
#[component]
pub fn Progress(
    /// Since when this person is with the customer.
    begun: Signal<Option<Moment>>,
    /// The report.
    form: FormState,
) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let way = Memo::new(move |_| form.draft.with(|draft| VisitForm::meant(draft).0));
    let started = Memo::new(move |_| {
        form.draft
            .with(|draft| Moment::from_local(draft.get(keys::STARTED), now.with_untracked(|n| n.offset_min)))
    });
    move || {
        let since = begun.get()?;
        let (came, talks, goes) = match way.get() {
            Way::OnSite => (say!(l, visit.came), say!(l, visit.talks), say!(l, visit.goes)),
            _ => (say!(l, visit.connected), say!(l, visit.calls), say!(l, visit.hangs_up)),
        };
        let from = started.get().unwrap_or(since);
        let minutes = move || say!(l, visit.minutes, n = ((now.get().utc_ms - from.utc_ms) / 60_000).max(0));
        Some(view! {
            <Steps
                label=say!(l, visit.progress)
                done=Stage::at(came, words::clock(from))
                now=(talks.to_owned(), Signal::derive(minutes))
                next=goes
            />
        })
    }
}
