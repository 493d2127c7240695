//! One visit request as its page shows it: what is asked for, how far its approval is, what became of it.

use domain::access::Action;
use domain::approval::{self, Act, Chain, Entry, Matter};
use domain::form::{Draft, Form as _};
use domain::people::Org;
use domain::request::{Request, RequestForm, Told, Turn};
use domain::values::Moment;
use domain::{Ctx, Record, RecordId, Related, UserId};
use leptos::prelude::*;

use super::complaints::{Journey, journey};
use super::requests::{self, RequestLine};
use super::visits::{self, VisitLine};
use super::{Loaded, customer, people, sync};
use crate::shell::{Desk, Opened, clock};

/// One request to read.
#[derive(Clone, PartialEq, Debug)]
pub struct RequestDetail {
    /// What a list says of it.
    pub line: RequestLine,
    /// Who is to be visited.
    pub customer: RecordId,
    /// What is asked for, as the form's draft.
    pub terms: Draft,
    /// The first visit.
    pub first: Moment,
    /// How many visits it means.
    pub times: usize,
    /// Who goes, as things are now.
    pub goers: Vec<String>,
    /// Who has to decide now, and the step.
    pub waits_for: Option<(u16, String)>,
    /// The absent one for whom this person decides.
    pub instead_of: Option<String>,
    /// What this person may do next.
    pub next: Vec<Action>,
    /// What was done so far, the oldest first.
    pub log: Vec<Word>,
    /// The feedback that was given, the oldest first.
    pub told: Vec<Word>,
    /// The visits that were planned for it, the first one first.
    pub visits: Vec<VisitLine>,
    /// Its way to the server.
    pub journey: Journey,
}

/// Something that was done with a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// What, by its code: `told`, `asked`, `approve`, `return`, `refuse`, `handed_on`, `copied`, `withdrawn`, `in_progress`,
    /// `completed`, `cancelled`.
    pub what: String,
    /// By whom; nobody if the server did.
    pub by: String,
    /// When.
    pub at: Moment,
    /// To whom.
    pub to: Vec<String>,
    /// Why.
    pub comment: String,
    /// For whom they stood in.
    pub instead_of: String,
}

pub(super) fn detail(desk: Desk, id: &str) -> Loaded<RequestDetail> {
    let Ok(id) = id.parse::<RecordId>() else { return Loaded::Missing };
    let request = match desk.open_record(id) {
        Opened::Here(record) => match *record {
            Record::Request(request) => request,
            _ => return Loaded::Missing,
        },
        Opened::Reading => return Loaded::Waiting,
        Opened::Missing => return Loaded::Missing,
    };
    let Some(related) = known(desk, request.customer()) else { return Loaded::Waiting };
    let Some(line) = requests::line(desk, id) else { return Loaded::Missing };
    let (held, me) = (desk.held.get(), desk.user.get());
    let name = |user| customer::colleague(desk, Some(user));
    let terms = RequestForm::show(request.terms());
    let photos = terms.many(domain::request::keys::LETTER);
    let files = desk.cards(|cards| sync::stored(cards, photos.iter().filter_map(|id| id.parse().ok())));
    let pair = related.customer(request.customer()).map(|customer| customer.pair);
    let holder = request.chain().waits_for();
    // The one who was asked may be unable to decide by now.
    let waits = holder.map(|(step, holder)| {
        let now = request.requester().zip(pair).map(|(by, pair)| {
            approval::decider(holder, by, Matter::Customer(pair), related.org(), clock::now())
        });
        (step, now.unwrap_or(holder))
    });
    let words = request.chain().log().iter().map(|entry| said(desk, entry));
    Loaded::Ready(RequestDetail {
        customer: request.customer(),
        first: request.terms().first,
        times: request.terms().times(usize::MAX).len(),
        goers: pair.map(|pair| request.goers(pair).into_iter().map(name).collect()).unwrap_or_default(),
        instead_of: holder
            .map(|(_, user)| user)
            .filter(|user| line.to_decide.is_some() && Some(*user) != me)
            .map(name),
        waits_for: waits.map(|(step, user)| (step, name(user))),
        next: next(desk, &request, &related),
        log: words.chain(request.turns().iter().map(|turn| took(desk, turn))).collect(),
        told: request.told().iter().map(|told| given(desk, told)).collect(),
        visits: visits::of_request(desk, id),
        journey: journey(id, &held, files),
        terms,
        line,
    })
}

/// What the rules look at; nothing while it is being read.
fn known(desk: Desk, of: RecordId) -> Option<Related> {
    let mut related = Related::default();
    related.set_org(people::org(desk)?);
    match desk.open_record(of) {
        Opened::Here(record) => related.insert(of, *record),
        Opened::Reading => return None,
        Opened::Missing => {}
    }
    Some(related)
}

fn next(desk: Desk, request: &Request, related: &Related) -> Vec<Action> {
    let Some(user) = desk.user.get() else { return Vec::new() };
    let (actor, policy) = (people::standing(desk, user), desk.policy(clock::now()));
    request.next_steps(&Ctx { actor: &actor, at: clock::now(), policy: &policy, related })
}

pub(super) fn said(desk: Desk, entry: &Entry) -> Word {
    let name = |user: &UserId| customer::colleague(desk, Some(*user));
    let verdict = entry.verdict.as_ref().filter(|_| entry.act == Act::Decided);
    Word {
        what: verdict.map_or_else(|| entry.act.code().to_owned(), |verdict| verdict.code().to_owned()),
        by: name(&entry.by),
        at: entry.at,
        // Who is asked is said where it waits.
        to: if entry.act == Act::Asked { Vec::new() } else { entry.to.iter().map(name).collect() },
        comment: entry.comment.clone(),
        instead_of: customer::colleague(desk, entry.instead_of),
    }
}

fn took(desk: Desk, turn: &Turn) -> Word {
    Word {
        what: turn.course.code().to_owned(),
        by: customer::colleague(desk, turn.by),
        at: turn.at,
        to: Vec::new(),
        comment: turn.reason.clone(),
        instead_of: String::new(),
    }
}

fn given(desk: Desk, told: &Told) -> Word {
    Word {
        what: "told".to_owned(),
        by: customer::colleague(desk, Some(told.by)),
        at: told.at,
        to: Vec::new(),
        comment: told.text.clone(),
        instead_of: String::new(),
    }
}

/// The colleagues to whom something to approve may be handed on, or who may be let know, by name.
pub(super) fn colleagues(desk: Desk, id: RecordId, hands_on: bool) -> Vec<(UserId, String)> {
    let Opened::Here(record) = desk.open_record(id) else { return Vec::new() };
    match *record {
        Record::Request(request) => {
            let Some(related) = known(desk, request.customer()) else { return Vec::new() };
            let Some(customer) = related.customer(request.customer()) else { return Vec::new() };
            fitting(desk, request.chain(), Matter::Customer(customer.pair), related.org(), hands_on)
        }
        Record::PolicyChange(change) => {
            let Some(org) = people::org(desk) else { return Vec::new() };
            fitting(desk, change.chain(), Matter::Policy, &org, hands_on)
        }
        _ => Vec::new(),
    }
}

fn fitting(desk: Desk, chain: &Chain, of: Matter, org: &Org, hands_on: bool) -> Vec<(UserId, String)> {
    let now = clock::now();
    let (me, requester) = (desk.user.get(), chain.requester());
    let holder = chain.waits_for().map(|(_, user)| user);
    let copied = chain.copied_to();
    let fits = |user: UserId| {
        if hands_on {
            let entitled = requester.is_some_and(|by| approval::is_entitled(user, by, of, org, now));
            entitled && Some(user) != holder
        } else {
            approval::sees(user, of, org, now) && Some(user) != requester && !copied.contains(&user)
        }
    };
    let all = org.people.iter().filter(|(user, _)| Some(**user) != me && org.active(**user).is_some());
    let found = all.filter(|(user, _)| fits(**user)).map(|(user, person)| (*user, person.name.clone()));
    people::by_name(found.collect())
}
