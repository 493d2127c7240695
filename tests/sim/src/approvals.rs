//! What must hold of requests and their approvals when everything has come to rest. Source: REQ-02, REQ-04, ROL-06

use crate::oracle;
use crate::world::{Failure, Stats, World};
use domain::approval::{self, Act, Decide, Entry, Verdict};
use domain::request::{Course, Request};
use domain::values::{Moment, RecordId, UserId};
use domain::{Policies, Record};
use server::ledger::{Ledger as _, Receipt};
use std::collections::{BTreeMap, BTreeSet};
use sync::Replica;
use sync::outbox::Standing;
use sync::replica::{Asleep, bodies};
use sync::store::now;
use sync::wire::{Row, Status};

/// More visits than anybody here asks for.
const MANY: usize = 100;

/// Every check, over what was accepted and over what lies there now.
pub(crate) fn hold(world: &World, rows: &[Row]) -> Result<(), Failure> {
    let requests: BTreeMap<RecordId, Request> = rows
        .iter()
        .filter_map(|row| match row.record() {
            Record::Request(request) => Some((row.id, request)),
            _ => None,
        })
        .collect();
    let receipts = oracle::receipts(world);
    nobody_for_themself(&receipts)?;
    decided_once(&receipts, &requests)?;
    as_accepted(&receipts, &requests)?;
    planned_once(rows, &requests)?;
    late_ones_learn(world, &requests)?;
    shown_alike(world, rows, &requests)
}

fn of<'a>(receipts: &'a [Receipt], name: &'a str) -> impl Iterator<Item = &'a Receipt> {
    let done = |status| matches!(status, Status::Applied | Status::Merged);
    receipts.iter().filter(move |receipt| receipt.mutation.name == name && done(receipt.result.status))
}

fn decide(receipt: &Receipt) -> Decide {
    receipt.mutation.args.read().expect("its own arguments")
}

/// ROL-06: nobody decided what they asked for themselves.
fn nobody_for_themself(receipts: &[Receipt]) -> Result<(), Failure> {
    let asked: BTreeMap<RecordId, UserId> =
        of(receipts, "request.submit").map(|r| (r.mutation.rec.id, r.mutation.actor)).collect();
    match of(receipts, "request.decide").find(|r| asked.get(&r.mutation.rec.id) == Some(&r.mutation.actor)) {
        Some(own) => Err(Failure(format!("ROL-06 {:?} was decided by who asked", own.mutation.rec.id))),
        None => Ok(()),
    }
}

/// REQ-02: a step is decided at most once, and stays as it was decided.
fn decided_once(receipts: &[Receipt], requests: &BTreeMap<RecordId, Request>) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for receipt in of(receipts, "request.decide") {
        let (id, decide) = (receipt.mutation.rec.id, decide(receipt));
        if !seen.insert((id, decide.step)) {
            return Err(Failure(format!("REQ-02 step {} of {id:?} was decided twice", decide.step)));
        }
    }
    for receipt in of(receipts, "request.decide") {
        let (id, decide) = (receipt.mutation.rec.id, decide(receipt));
        let stands = requests.get(&id).and_then(|request| decision(request, decide.step));
        let meant = (receipt.mutation.actor, receipt.mutation.at, Some(&decide.verdict));
        if stands.map(|entry| (entry.by, entry.at, entry.verdict.as_ref())) != Some(meant) {
            return Err(Failure(format!("REQ-02 a decision about {id:?} was accepted and does not stand")));
        }
    }
    let steps = |(id, request): (&RecordId, &Request)| {
        let decided = request.chain().log().iter().filter(|entry| entry.act == Act::Decided);
        decided.map(|entry| (*id, entry.step.expect("a step"))).collect::<Vec<_>>()
    };
    let standing: Vec<_> = requests.iter().flat_map(steps).collect();
    if standing.len() != seen.len() || standing.iter().any(|one| !seen.contains(one)) {
        return Err(Failure(format!(
            "REQ-02 decisions stand there that nobody made: {standing:?}, {seen:?}"
        )));
    }
    Ok(())
}

fn decision(request: &Request, step: u16) -> Option<&Entry> {
    request.chain().steps().get(usize::from(step))?.decided
}

/// I3: a request says what was accepted, each once and in that order, and nothing else.
fn as_accepted(receipts: &[Receipt], requests: &BTreeMap<RecordId, Request>) -> Result<(), Failure> {
    type Said = (String, Option<UserId>, Moment);
    let mut meant: BTreeMap<RecordId, (Vec<Said>, Vec<Said>)> = BTreeMap::new();
    for receipt in receipts {
        let m = &receipt.mutation;
        let Some(verb) = m.name.strip_prefix("request.") else { continue };
        if receipt.result.status != Status::Applied {
            continue;
        }
        let (chain, turns) = meant.entry(m.rec.id).or_default();
        let by = Some(m.actor).filter(|user| !user.0.is_nil());
        let (list, code) = match verb {
            "submit" | "resubmit" => (chain, Act::Asked.code().to_owned()),
            "decide" => (chain, Act::Decided.code().to_owned()),
            "hand_on" => (chain, Act::HandedOn.code().to_owned()),
            "copy" => (chain, Act::Copied.code().to_owned()),
            "withdraw" => (chain, Act::Withdrawn.code().to_owned()),
            "begin" => (turns, Course::Begun.code().to_owned()),
            "complete" => (turns, Course::Completed.code().to_owned()),
            "cancel" => (turns, Course::Cancelled.code().to_owned()),
            other => return Err(Failure(format!("nobody plays {other}"))),
        };
        list.push((code, by, m.at));
    }
    for (id, request) in requests {
        let entry = |entry: &Entry| (entry.act.code().to_owned(), Some(entry.by), entry.at);
        let chain: Vec<Said> = request.chain().log().iter().map(entry).collect();
        let turns: Vec<Said> =
            request.turns().iter().map(|turn| (turn.course.code().to_owned(), turn.by, turn.at)).collect();
        let want = meant.remove(id).unwrap_or_default();
        if (&chain, &turns) != (&want.0, &want.1) {
            return Err(Failure(format!("I3 {id:?} says {chain:?} {turns:?}, accepted was {want:?}")));
        }
    }
    match meant.into_iter().next() {
        Some((id, _)) => Err(Failure(format!("I3 request {id:?} was accepted and is not there"))),
        None => Ok(()),
    }
}

/// REQ-04: an approved request has the visits it asked for, each once; any other has none.
fn planned_once(rows: &[Row], requests: &BTreeMap<RecordId, Request>) -> Result<(), Failure> {
    let mut visits: BTreeMap<RecordId, Vec<Option<Moment>>> = BTreeMap::new();
    for row in rows {
        if let Record::Visit(visit) = row.record()
            && let Some(request) = visit.request()
        {
            visits.entry(request).or_default().push(visit.first_planned());
        }
    }
    for (id, request) in requests {
        let approved = request.chain().state() == approval::State::Approved;
        let times = if approved { request.terms().times(MANY) } else { Vec::new() };
        let mut found = visits.remove(id).unwrap_or_default();
        found.sort_unstable();
        if found != times.iter().copied().map(Some).collect::<Vec<_>>() {
            let state = request.state();
            return Err(Failure(format!(
                "REQ-04 {id:?} is {state:?}, asked for {times:?}, planned are {found:?}"
            )));
        }
    }
    match visits.into_keys().next() {
        Some(id) => Err(Failure(format!("REQ-04 visits of {id:?}, which is not there"))),
        None => Ok(()),
    }
}

/// REQ-02: a decision that came second lies in its author's outbox, with who was first, when, and what they decided.
fn late_ones_learn(world: &World, requests: &BTreeMap<RecordId, Request>) -> Result<(), Failure> {
    let outboxes: Vec<_> = world.devices.iter().map(|device| device.read().outbox).collect();
    for (id, saved) in world.saved.iter().filter(|(_, saved)| saved.mutation.name == "request.decide") {
        let Some(receipt) = world.server.ledger.real.receipt(*id).expect("SQL") else { continue };
        let (m, meant) = (&saved.mutation, decide(&receipt));
        let stands = requests.get(&m.rec.id).and_then(|request| decision(request, meant.step));
        let fails = |what: &str| Err(Failure(format!("REQ-02 the decision {id:?} {what}: {stands:?}")));
        let verdict = stands.and_then(|entry| entry.verdict.clone());
        match (receipt.result.status, receipt.result.code.as_deref()) {
            (Status::Noop, _) if verdict != Some(meant.verdict) => {
                return fails("was taken for one that does not stand");
            }
            (Status::Conflict, Some("decided")) => {
                let Some(first) = stands else { return fails("came second, and none was first") };
                let said = verdict.as_ref().map_or("", Verdict::code).to_owned();
                let told = [("by", first.by.to_string()), ("at", first.at.to_local()), ("verdict", said)];
                let told: BTreeMap<String, String> =
                    told.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
                let shown = outboxes[saved.device].values().any(|entry| {
                    entry.m.id == *id
                        && (entry.dismissed || entry.standing() == Standing::Problem)
                        && entry.result.as_ref().is_some_and(|result| result.params == told)
                });
                if !shown && !world.dismissed.contains(id) {
                    return fails("came second, and its author does not see who was first");
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Every device that holds a request shows the same decisions and the same state.
fn shown_alike(world: &World, rows: &[Row], requests: &BTreeMap<RecordId, Request>) -> Result<(), Failure> {
    for (n, device) in world.devices.iter().enumerate() {
        let grants = world.server.grants(device.user);
        let seen = rows.iter().filter(|row| grants.iter().any(|grant| grant.covers(&row.scope)));
        let ids: BTreeSet<RecordId> = seen.map(|row| row.id).filter(|id| requests.contains_key(id)).collect();
        if ids.is_empty() {
            continue;
        }
        let mut replica = Replica::empty(device.user);
        replica.refresh(device.read());
        let read = now(bodies(&device.store, &replica.wanted(&Asleep(ids.clone()))));
        replica.awake(read.expect("what was written can be read"));
        for id in ids {
            let view = replica.view(id, &Policies::default());
            let Some(Record::Request(shown)) = view.ok().flatten().map(|view| view.record) else {
                return Err(Failure(format!("REQ-02 device {n} does not show {id:?}")));
            };
            let request = &requests[&id];
            if shown.chain() != request.chain() || shown.state() != request.state() {
                return Err(Failure(format!("REQ-02 device {n} shows {id:?} otherwise than the server")));
            }
        }
    }
    Ok(())
}

/// How often what is checked here happened.
pub(crate) fn tally(world: &World, stats: &mut Stats) {
    for receipt in oracle::receipts(world) {
        let (name, result) = (receipt.mutation.name.as_str(), &receipt.result);
        let what = match (name, result.status, result.code.as_deref()) {
            ("request.submit", Status::Applied, _) => "request",
            ("request.resubmit", Status::Applied, _) => "asked again",
            ("request.hand_on", Status::Applied, _) => "handed on",
            ("request.withdraw", Status::Applied, _) => "withdrawn",
            ("request.cancel", Status::Applied, _) => "called off",
            ("request.complete", Status::Applied, _) => "completed",
            ("request.begin", Status::Applied, _) => "begun",
            ("request.decide", Status::Applied, _) => "decided",
            ("request.decide", Status::Noop, _) => "decided alike",
            ("request.decide", Status::Conflict, Some("decided")) => "decided second",
            ("request.decide", Status::Conflict | Status::Rejected, _) => "decision refused",
            ("person.name_deputies", Status::Applied, _) => "deputies named",
            _ => continue,
        };
        *stats.entry(what).or_default() += 1;
    }
}
