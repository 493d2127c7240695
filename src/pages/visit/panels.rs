//! What can be done with a visit besides making it: nobody was reached, another time, not at all. One at a time is open.
//! Source: VIS-03, VIS-05, VIS-11, VIS-17

use domain::form::{Draft, Form};
use domain::values::Moment;
use domain::visit::{CancelForm, Cause, MoveForm, keys, proposals};
use leptos::prelude::*;

use super::file::own_rest;
use super::occasion::Occasion;
use crate::form::{FormState, RecordForm};
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::pages::deed::{Deed, doer};
use crate::pages::sources::sources;
use crate::shell::{clock, policy};
use crate::words::{self, language, say};

/// Which of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Panel {
    /// Nobody was reached: why.
    Missed,
    /// Another time: when, and why.
    PutOff,
    /// Not at all: why.
    CalledOff,
}

/// A button that opens one of them, or closes it.
#[component]
pub fn Opens(
    /// Which.
    panel: Panel,
    /// Which is open.
    open: RwSignal<Option<Panel>>,
    /// How the button looks.
    #[prop(optional)]
    look: Look,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let press = Callback::new(move |()| {
        open.update(|open| *open = if *open == Some(panel) { None } else { Some(panel) });
    });
    view! {
        <Button look press>
            {children()}
        </Button>
    }
}

/// The one that is open.
#[component]
pub fn Panels(
    /// Of which visit.
    occasion: Signal<Occasion>,
    /// Which is open.
    open: RwSignal<Option<Panel>>,
) -> impl IntoView {
    let does = doer();
    let run = Callback::new(move |deed: Option<Deed>| {
        if let Some(deed) = deed {
            open.set(None);
            does.run(deed);
        }
    });
    move || match open.get() {
        Some(Panel::Missed) => view! { <Missed occasion run /> }.into_any(),
        Some(Panel::PutOff) => view! { <PutOff occasion run /> }.into_any(),
        Some(Panel::CalledOff) => view! { <CalledOff occasion run /> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn Missed(occasion: Signal<Occasion>, run: Callback<Option<Deed>>) -> impl IntoView {
    let l = language();
    let button = move |code: &'static str| {
        let press = Callback::new(move |()| {
            run.run(Some(occasion.get_untracked().missed(Cause::from(code.to_owned()))));
        });
        view! { <Button press>{words::cause(l, code)}</Button> }
    };
    view! {
        <Card title=say!(l, visit.missed_ask)>
            <div class="stack">
                <div class="line">{Cause::CHOICES.iter().copied().map(button).collect_view()}</div>
                <p class="soft">{say!(l, visit.missed_note)}</p>
            </div>
        </Card>
    }
}

#[component]
fn PutOff(occasion: Signal<Occasion>, run: Callback<Option<Deed>>) -> impl IntoView {
    let l = language();
    let now = clock::now();
    let policy = policy::now();
    // What was not said by the customer is not put into their mouth.
    let missed = occasion.with_untracked(|of| of.missed);
    let reason = if missed { say!(l, visit.was_missed) } else { say!(l, visit.not_convenient) };
    let button = move |to: Moment| {
        let press = Callback::new(move |()| run.run(occasion.get_untracked().put_off(to, reason.to_owned())));
        view! { <Button press>{words::ahead(l, to, now)}</Button> }
    };
    let own = own_rest(occasion.with_untracked(|of| of.customer));
    let times = move || proposals(now, &policy, own.get()).into_iter().map(button).collect_view();
    let fresh = Draft::default().with(keys::REASON, reason);
    let form = FormState::new::<MoveForm>(fresh, clock::now);
    let done = Callback::new(move |draft: Draft| {
        if let Ok(moved) = MoveForm::check(&draft, clock::now()) {
            run.run(occasion.get_untracked().put_off(moved.to, moved.reason));
        }
    });
    let other = RwSignal::new(false);
    view! {
        <Card title=say!(l, visit.put_off_ask)>
            <div class="stack">
                <div class="line">
                    {times}
                    <Button look=Look::Quiet press=Callback::new(move |()| other.set(true))>
                        {say!(l, visit.other_time)}
                    </Button>
                </div>
                {move || {
                    other
                        .get()
                        .then(|| {
                            view! {
                                <RecordForm
                                    id=MOVE
                                    form
                                    sources=sources()
                                    on_pause=Callback::new(|()| {})
                                    on_done=done
                                />
                                <div class="line">
                                    <Button form=MOVE>{say!(l, visit.put_off_save)}</Button>
                                </div>
                            }
                        })
                }}
            </div>
        </Card>
    }
}

const MOVE: &str = "put-off";
const CANCEL: &str = "call-off";

#[component]
fn CalledOff(occasion: Signal<Occasion>, run: Callback<Option<Deed>>) -> impl IntoView {
    let l = language();
    let form = FormState::new::<CancelForm>(Draft::default(), clock::now);
    let done = Callback::new(move |draft: Draft| {
        if let Ok(reason) = CancelForm::check(&draft, clock::now()) {
            run.run(occasion.get_untracked().called_off(reason));
        }
    });
    view! {
        <Card title=say!(l, visit.cancel_ask)>
            <div class="stack">
                <RecordForm id=CANCEL form sources=sources() on_pause=Callback::new(|()| {}) on_done=done />
                <div class="line">
                    <Button form=CANCEL look=Look::Refuse>
                        {say!(l, visit.cancel_save)}
                    </Button>
                </div>
            </div>
        </Card>
    }
}
