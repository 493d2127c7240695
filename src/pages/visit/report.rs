//! Reporting a visit: one that was planned, or one that happened without. Source: VIS-02, VIS-07, VIS-12, VIS-13, VIS-17

use domain::form::{Draft, Form as _, Problem};
use domain::values::Moment;
use domain::visit::{Finish, Purpose, Report, VisitForm, Way, keys};
use domain::{Command, RecordId};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use super::detail::missing;
use super::file::read;
use super::occasion::{Occasion, draft_key};
use super::opening::{Opening, Progress};
use super::remarks::{Ended, Remarks};
use super::whereabouts::{Here, followed};
use crate::form::FormState;
use crate::kit::bone::Bones;
use crate::live::{CustomerDetail, Live, Loaded, VisitDetail};
use crate::pages::address;
use crate::pages::choose::choose;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::gifts::ToConfirm;
use crate::pages::state::titled;
use crate::pages::whom::{Call, Open};
use crate::shell::{Shell, clock, policy};
use crate::words::{language, say};

/// The form of the visit that the address names, or of a new one to the customer that it names.
#[component]
pub fn ReportVisit() -> impl IntoView {
    let l = language();
    titled(say!(l, visit.record));
    let path = use_location().pathname;
    let query = use_query_map();
    let visit = Memo::new(move |_| path.with(|path| address::visit_reported_in(path)));
    let of = Memo::new(move |_| query.with(|query| query.get(address::OF)).and_then(|id| id.parse().ok()));
    let what_for = Memo::new(move |_| {
        let code = query.with(|query| query.get(address::FOR));
        code.and_then(|code| Purpose::choose(&code)).unwrap_or(Purpose::Regular)
    });
    move || match (visit.get(), of.get()) {
        (Some(id), _) => view! { <Known id /> }.into_any(),
        (None, Some(customer)) => view! { <New customer purpose=what_for.get() /> }.into_any(),
        (None, None) => choose(say!(l, visit.record), address::visit_to),
    }
}

/// Of a visit that nobody planned.
#[component]
fn New(customer: RecordId, purpose: Purpose) -> impl IntoView {
    let read = read(customer);
    move || {
        if !read.get() {
            return view! { <Bones /> }.into_any();
        }
        let fresh = VisitForm::fresh(&Way::Phone, &purpose, clock::now());
        let (planned, begun) = (Signal::stored(None), Signal::stored(None));
        view! { <Reporting customer visit=None fresh planned begun approved=false /> }.into_any()
    }
}

/// Of a visit that is there. What happens to it meanwhile does not draw the form anew.
#[component]
fn Known(id: String) -> impl IntoView {
    let sought = id.clone();
    let found = Live::here().visit(move || sought.clone());
    let live = Live::here();
    let file = live.customer(move || match found.get() {
        Loaded::Ready(visit) => visit.customer.to_string(),
        Loaded::Waiting | Loaded::Missing => String::new(),
    });
    let there = Memo::new(move |_| match (found.get(), file.get()) {
        (Loaded::Waiting, _) | (Loaded::Ready(_), Loaded::Waiting) => None,
        (Loaded::Ready(_), _) => Some(true),
        (Loaded::Missing, _) => Some(false),
    });
    let of = move |read: fn(&VisitDetail) -> Option<Moment>| {
        Signal::derive(move || match found.get() {
            Loaded::Ready(visit) => read(&visit),
            Loaded::Waiting | Loaded::Missing => None,
        })
    };
    move || match (there.get(), untrack(|| found.get())) {
        (Some(true), Loaded::Ready(visit)) => {
            let (way, purpose) = (visit.line.way.clone().into(), visit.line.purpose.clone().into());
            let fresh = VisitForm::fresh(&way, &purpose, visit.begun.unwrap_or_else(clock::now));
            let (customer, approved, visit) = (visit.customer, visit.approved, Some(visit.line.id));
            let (planned, begun) = (of(|visit| visit.planned), of(|visit| visit.begun));
            view! { <Reporting customer visit fresh planned begun approved /> }.into_any()
        }
        (Some(_), _) => missing(id.clone()),
        (None, _) => view! { <Bones /> }.into_any(),
    }
}

#[component]
fn Reporting(
    customer: RecordId,
    visit: Option<RecordId>,
    fresh: Draft,
    planned: Signal<Option<Moment>>,
    begun: Signal<Option<Moment>>,
    approved: bool,
) -> impl IntoView {
    let l = language();
    let form =
        FormState::asking(VisitForm::FIELDS, faults, asks, fresh, clock::now).omitting(VisitForm::omits);
    // One unfinished report for each visit, and one for each customer who is visited without a plan.
    let editor = Editor::open(form, draft_key(visit.unwrap_or(customer)), None, address::visit);
    let save = editor.saver();
    let whereabouts = followed(form);
    let (back, form_at) = match visit {
        Some(id) => (address::visit(id), address::report_visit(id)),
        None => (address::customer(customer), address::visit_to(customer)),
    };
    let here = form_at.clone();
    let done = Callback::new(move |draft: Draft| {
        let Ok(report) = finished(&draft, clock::now()) else { return };
        let position = whereabouts.now().filter(|_| report.way() == Way::OnSite);
        let finish = Finish { customer, report, position };
        save.run(Saving {
            id: visit.unwrap_or_else(Shell::new_id),
            command: Command::Visit(finish.into()),
            instead_of: None,
            said: say!(l, visit.saved).to_owned(),
            form_at: form_at.clone(),
        });
    });
    let meant = Signal::derive(move || form.draft.with(VisitForm::meant));
    let occasion = Signal::derive(move || Occasion {
        visit,
        customer,
        planned: planned.get(),
        approved,
        missed: false,
        meant,
    });
    view! {
        <EditorPage
            editor
            title=say!(l, visit.record).to_owned()
            back
            save=say!(l, visit.save).to_owned()
            on_done=done
            above=move || {
                view! {
                    <Whom customer />
                    <ToConfirm customer back=here.clone() />
                    <Here form whereabouts />
                    <Opening occasion begun form whereabouts />
                    <Progress begun form />
                    <Ended form />
                    <Remarks form customer />
                }
            }
        />
    }
}

/// What is asked for besides what no visit can do without.
pub(super) fn asks(draft: &Draft, key: &str) -> bool {
    VisitForm::asks(draft, key, &policy::now())
}

/// The report; who does not say when the visit ended, ends it now.
fn finished(draft: &Draft, now: Moment) -> Result<Report, Vec<Problem>> {
    let mut draft = draft.clone();
    if draft.get(keys::ENDED).is_empty() {
        draft.set(keys::ENDED, now.to_local());
    }
    VisitForm::finish(&draft, now, &policy::now())
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
