//! One visit as its page shows it: what is known of it, what happened, and what may be done next.

use domain::access::Action;
use domain::form::{Draft, Form as _};
use domain::values::Moment;
use domain::visit::{Report, State, Step, Visit, VisitForm, What, next_steps};
use domain::{Ctx, Record, RecordId, Related, UserId};
use leptos::prelude::*;

use super::complaints::{Journey, journey};
use super::visits::{self, VisitLine};
use super::{Loaded, customer, people, sync};
use crate::shell::{Desk, Opened};

/// One visit to read.
#[derive(Clone, PartialEq, Debug)]
pub struct VisitDetail {
    /// What a list says of it.
    pub line: VisitLine,
    /// Whom it was to.
    pub customer: RecordId,
    /// Who reported it, else whose visit it is.
    pub by: String,
    /// When it is planned for.
    pub planned: Option<Moment>,
    /// When it was planned for at first, if that was another time. Source: VIS-05
    pub first: Option<Moment>,
    /// Since when this person is with the customer.
    pub begun: Option<Moment>,
    /// Whether an approved request is behind it, as far as it is known here. Source: VIS-02, REQ-03
    pub approved: bool,
    /// The request it was planned for.
    pub request: Option<RecordId>,
    /// What this person may do next, the likeliest first.
    pub next: Vec<Action>,
    /// What happened so far, the latest first.
    pub log: Vec<VisitEvent>,
    /// The report, as the form's draft; none while there is none.
    pub report: Option<Draft>,
    /// How long it took, in minutes.
    pub minutes: Option<i64>,
    /// Its way to the server.
    pub journey: Journey,
}

/// Something that happened to a visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitEvent {
    /// What.
    pub what: Happened,
    /// By whom.
    pub by: String,
    /// When it was written down.
    pub at: Moment,
}

/// What happened to a visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Happened {
    /// It was planned for that time.
    Planned(Moment),
    /// Another time was agreed, for this reason.
    Moved(Moment, String),
    /// It began, within so many metres of a known place.
    Begun(Moment, Option<u32>),
    /// Nobody was reached, for this reason, by its code.
    NotReached(Moment, String),
    /// It was reported.
    Finished,
    /// It was called off, for this reason.
    Cancelled(String),
}

pub(super) fn detail(desk: Desk, id: &str) -> Loaded<VisitDetail> {
    let Ok(id) = id.parse::<RecordId>() else { return Loaded::Missing };
    let visit = match desk.open_record(id) {
        Opened::Here(record) => match *record {
            Record::Visit(visit) => visit,
            _ => return Loaded::Missing,
        },
        Opened::Reading => return Loaded::Waiting,
        Opened::Missing => return Loaded::Missing,
    };
    let (held, user) = (desk.held.get(), desk.user.get());
    let report = visit.report_for(user);
    let by = visit.reports().find(|(_, one)| Some(*one) == report).map_or(visit.visitor(), |(by, _)| by);
    let photos = report.map(VisitForm::show).unwrap_or_default();
    let photos = photos.many(domain::visit::keys::PHOTOS);
    let shown = desk.cards(|cards| {
        let line = visits::line(cards, cards.get(id)?, &held);
        Some((line, sync::stored(cards, photos.iter().filter_map(|id| id.parse().ok()))))
    });
    let Some((line, files)) = shown else { return Loaded::Missing };
    let mut related = Related::default();
    if let Some(request) = visit.request() {
        match desk.open_record(request) {
            Opened::Here(record) => related.insert(request, *record),
            Opened::Reading => return Loaded::Waiting,
            Opened::Missing => {}
        }
    }
    let planned = visit.planned();
    let report = report.cloned();
    Loaded::Ready(VisitDetail {
        line,
        customer: visit.customer(),
        by: customer::colleague(desk, by),
        planned,
        first: visit.first_planned().filter(|first| Some(*first) != planned),
        begun: visit.with_since(user).filter(|_| visit.state() == State::UnderWay),
        approved: visit.approved_request(&related).is_some(),
        request: visit.request(),
        next: next(desk, &visit, user, &related),
        log: visit.log().iter().rev().filter_map(|step| event(desk, step)).collect(),
        minutes: report.as_ref().map(Report::length_min),
        report: report.as_ref().map(VisitForm::show),
        journey: journey(id, &held, files),
    })
}

/// What the rules offer to somebody with these roles. What is on this device lies within their reach.
fn next(desk: Desk, visit: &Visit, user: Option<UserId>, related: &Related) -> Vec<Action> {
    let Some(actor) = user.map(|user| people::standing(desk, user)) else { return Vec::new() };
    let at = crate::shell::clock::now();
    let policy = desk.policy(at);
    let ctx = Ctx { actor: &actor, at, policy: &policy, related };
    let offered = next_steps(visit, &ctx).into_iter().map(|(action, _)| action);
    offered.filter(|action| people::may_begin(desk, *action)).collect()
}

fn event(desk: Desk, step: &Step) -> Option<VisitEvent> {
    let what = match &step.what {
        What::Planned { to, .. } => Happened::Planned(*to),
        What::Moved { to, reason, .. } => Happened::Moved(*to, reason.clone()),
        What::Begun { since, position, .. } => {
            Happened::Begun(*since, position.as_ref().map(|position| position.accuracy_m))
        }
        What::NotReached { tried, cause, .. } => Happened::NotReached(*tried, cause.code().to_owned()),
        What::Finished { .. } => Happened::Finished,
        What::Cancelled { reason } => Happened::Cancelled(reason.clone()),
        What::Newer(_) => return None,
    };
    Some(VisitEvent { what, by: customer::colleague(desk, step.by), at: step.at })
}
