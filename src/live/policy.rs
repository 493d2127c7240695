//! The numbers of the rules: what is in force, what will be, and one change of them to read. Source: ROL-09

use domain::access::Action;
use domain::approval::{self, Matter};
use domain::form::Draft;
use domain::merge::Change;
use domain::policy::PolicyForm;
use domain::values::{Moment, day_text};
use domain::{Ctx, Record, RecordId, Related};
use leptos::prelude::*;

use super::complaints::{Journey, journey};
use super::request::{Word, said};
use super::requests::{self, RequestLine};
use super::{Loaded, customer, people};
use crate::shell::{Desk, Opened, clock, policy};

/// The numbers, and how they came to be.
#[derive(Clone, PartialEq, Debug)]
pub struct Numbers {
    /// Those in force, as the form's draft.
    pub now: Draft,
    /// Every approved change, the latest first.
    pub versions: Vec<VersionLine>,
}

/// A version of the policy in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct VersionLine {
    /// The change that made it.
    pub id: RecordId,
    /// The how-manieth version it is; what is compiled in is the first.
    pub n: usize,
    /// From which day on it is, or will be, in force, as forms write it.
    pub from: String,
    /// Whether that day has come.
    pub begun: bool,
    /// Why it was made.
    pub reason: String,
}

/// One change to read.
#[derive(Clone, PartialEq, Debug)]
pub struct PolicyDetail {
    /// What a list says of it.
    pub line: RequestLine,
    /// Each number that changes: as its author saw it, and as it is to be.
    pub changes: Vec<Change>,
    /// From which day on it is to be in force, as forms write it.
    pub from: String,
    /// From which day on it is in force, once it is approved.
    pub in_force: Option<String>,
    /// Why.
    pub reason: String,
    /// Who has to decide now, and the step.
    pub waits_for: Option<(u16, String)>,
    /// The absent one for whom this person decides.
    pub instead_of: Option<String>,
    /// What this person may do next.
    pub next: Vec<Action>,
    /// What was done so far, the oldest first.
    pub log: Vec<Word>,
    /// Its way to the server.
    pub journey: Journey,
}

pub(super) fn numbers(desk: Desk, now: Moment) -> Numbers {
    let current = PolicyForm::fresh(&desk.policy(now));
    let all = policy::all();
    let versions = all.later().iter().enumerate().map(|(n, version)| VersionLine {
        id: version.change,
        n: n + 2,
        from: day_text(version.from),
        begun: all.has_begun(version, now),
        reason: desk.card(version.change).map(|card| card.face.note).unwrap_or_default(),
    });
    let mut versions: Vec<_> = versions.collect();
    versions.reverse();
    Numbers { now: current, versions }
}

pub(super) fn detail(desk: Desk, id: &str) -> Loaded<PolicyDetail> {
    let Ok(id) = id.parse::<RecordId>() else { return Loaded::Missing };
    let change = match desk.open_record(id) {
        Opened::Here(record) => match *record {
            Record::PolicyChange(change) => change,
            _ => return Loaded::Missing,
        },
        Opened::Reading => return Loaded::Waiting,
        Opened::Missing => return Loaded::Missing,
    };
    let Some(org) = people::org(desk) else { return Loaded::Waiting };
    let Some(line) = requests::line(desk, id) else { return Loaded::Missing };
    let (held, me, now) = (desk.held.get(), desk.user.get(), clock::now());
    let name = |user| customer::colleague(desk, Some(user));
    let holder = change.chain().waits_for();
    let waits_for = holder
        .zip(change.chain().requester())
        .map(|((step, holder), by)| (step, name(approval::decider(holder, by, Matter::Policy, &org, now))));
    let instead_of = holder.map(|(_, user)| user);
    let instead_of = instead_of.filter(|user| line.to_decide.is_some() && Some(*user) != me).map(name);
    let log = change.chain().log().iter().map(|entry| said(desk, entry)).collect();
    let mut related = Related::default();
    related.set_org(org);
    let next = me.map(|user| {
        let (actor, policy) = (people::standing(desk, user), desk.policy(now));
        change.next_steps(&Ctx { actor: &actor, at: now, policy: &policy, related: &related })
    });
    let proposal = change.proposal();
    Loaded::Ready(PolicyDetail {
        changes: proposal.changes.clone(),
        from: proposal.from.clone(),
        in_force: change.in_force().map(day_text),
        reason: proposal.reason.clone(),
        waits_for,
        instead_of,
        next: next.unwrap_or_default(),
        log,
        journey: journey(id, &held, (0, 0)),
        line,
    })
}
