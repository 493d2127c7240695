//! Reporting a visit that happened, whether anybody planned it or not. Source: VIS-02, VIS-07, VIS-13

use domain::form::{Draft, Form as _, Problem};
use domain::values::Moment;
use domain::visit::{Finish, Purpose, Report, VisitForm, Way, keys};
use domain::{Command, Policy, RecordId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::remarks::Remarks;
use crate::form::FormState;
use crate::kit::bar::Bar;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::live::{CustomerDetail, Live, Loaded};
use crate::pages::address;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::state::{Pill, titled};
use crate::pages::whom::{Call, Open};
use crate::shell::{Shell, clock};
use crate::words::{language, say};

/// The form of a visit that happened, to the customer that the address names.
#[component]
pub fn ReportVisit() -> impl IntoView {
    let l = language();
    titled(say!(l, visit.record));
    let of = use_query_map().with_untracked(|query| query.get(address::OF));
    match of.and_then(|id| id.parse().ok()) {
        Some(customer) => view! { <Reporting customer /> }.into_any(),
        None => choose().into_any(),
    }
}

#[component]
fn Reporting(customer: RecordId) -> impl IntoView {
    let l = language();
    let fresh = VisitForm::fresh(&Way::Phone, &Purpose::Regular, clock::now());
    let form = FormState::asking(VisitForm::FIELDS, faults, asks, fresh, clock::now);
    // One unfinished report for each customer.
    let editor = Editor::open(form, format!("visit-{customer}"), None, address::visit);
    let save = editor.saver();
    let done = Callback::new(move |draft: Draft| {
        let Ok(report) = finished(&draft, clock::now()) else { return };
        let finish = Finish { customer, report, position: None };
        save.run(Saving {
            id: Shell::new_id(),
            command: Command::Visit(finish.into()),
            instead_of: None,
            said: say!(l, visit.saved).to_owned(),
            form_at: address::visit_to(customer),
        });
    });
    view! {
        <EditorPage
            editor
            title=say!(l, visit.record).to_owned()
            back=address::customer(customer)
            save=say!(l, visit.save).to_owned()
            on_done=done
            above=move || {
                view! {
                    <Whom customer />
                    <Remarks form />
                }
            }
        />
    }
}

/// What is asked for besides what no visit can do without.
pub(super) fn asks(draft: &Draft, key: &str) -> bool {
    VisitForm::asks(draft, key, &Policy::default())
}

/// The report; who does not say when the visit ended, ends it now.
fn finished(draft: &Draft, now: Moment) -> Result<Report, Vec<Problem>> {
    let mut draft = draft.clone();
    if draft.get(keys::ENDED).is_empty() {
        draft.set(keys::ENDED, now.to_local());
    }
    VisitForm::finish(&draft, now, &Policy::default())
}

fn faults(draft: &Draft, now: Moment) -> Vec<Problem> {
    finished(draft, now).err().unwrap_or_default()
}

/// Whom the visit is to, one tap to call, and what they complain of. Source: VIS-13
#[component]
fn Whom(customer: RecordId) -> impl IntoView {
    let found = Live::here().customer(move || customer.to_string());
    move || match found.get() {
        Loaded::Ready(CustomerDetail { profile, call, complaints, .. }) => {
            let name = profile.get(domain::customer::keys::NAME).to_owned();
            view! {
                <div class="line line--apart">
                    <h2 class="heading">{name}</h2>
                    {call.map(|number| view! { <Call number /> })}
                </div>
                <Open complaints />
            }
            .into_any()
        }
        Loaded::Waiting | Loaded::Missing => ().into_any(),
    }
}

/// An address without a customer.
fn choose() -> impl IntoView {
    let l = language();
    view! {
        <Bar title=say!(l, visit.record)>
            <Pill />
        </Bar>
        <main>
            <Empty
                sign=Sign::People
                title=say!(l, visit.choose_customer)
                text=say!(l, visit.choose_customer_note)
            >
                <ButtonLink href=address::CUSTOMERS look=Look::Plain sign=Sign::People>
                    {say!(l, customer.to_list)}
                </ButtonLink>
            </Empty>
        </main>
    }
}
