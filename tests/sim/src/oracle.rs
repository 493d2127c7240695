//! A slow and plain account of what the records must be: the accepted mutations, applied one after the other as
//! texts, in the order of their revisions.

use crate::world::{Failure, World};
use domain::delivery::{self, ConfirmForm};
use domain::form::{Draft, Form as _, Merge};
use domain::merge::{Change, CorrectFields};
use domain::request::{self, RequestForm};
use domain::values::{RecordId, UserId};
use domain::visit::{self, VisitForm};
use domain::{Record, complaint, customer};
use server::ledger::{Ledger as _, Receipt};
use std::collections::BTreeMap;
use sync::wire::{Mutation, Row, Status};

/// Every receipt, by revision.
pub(crate) fn receipts(world: &World) -> Vec<Receipt> {
    let conn = world.server.ledger.real.connection();
    let mut statement = conn.prepare_cached("SELECT id FROM mutation ORDER BY rev, id").expect("SQL");
    let ids = statement.query_map([], |row| row.get::<_, uuid::Uuid>(0)).expect("SQL");
    let id = |id: Result<uuid::Uuid, _>| domain::values::CommandId(id.expect("an id"));
    ids.map(|found| world.server.ledger.real.receipt(id(found)).expect("SQL").expect("it is there")).collect()
}

fn shown(record: &Record) -> Option<Draft> {
    match record {
        Record::Complaint(found) => Some(complaint::NoteForm::show(&found.note)),
        Record::Customer(found) => Some(customer::ProfileForm::show(&found.profile)),
        Record::Request(found) => Some(RequestForm::show(found.terms())),
        _ => None,
    }
}

fn merge_of(key: &str) -> Merge {
    let field = complaint::NoteForm::field(key).or_else(|| customer::ProfileForm::field(key));
    let field = field.or_else(|| RequestForm::field(key));
    let field = field.or_else(|| VisitForm::field(key)).or_else(|| ConfirmForm::field(key));
    field.expect("a field").merge
}

/// One change of an accepted correction. The text goes only if its author saw it.
fn amend(found: &mut String, change: Change) -> Result<(), Failure> {
    match merge_of(&change.key) {
        Merge::Decide if *found != change.from && *found != change.to => {
            let (key, from) = (&change.key, &change.from);
            return Err(Failure(format!("I8 silent overwrite of {key}: {found}, author saw {from}")));
        }
        Merge::Set => {
            let list = |text: &str| Draft::default().with("x", text).many("x");
            let mut set = list(found);
            set.retain(|code| !list(&change.from).contains(code) || list(&change.to).contains(code));
            set.extend(list(&change.to).difference(&list(&change.from)).cloned());
            *found = set.into_iter().collect::<Vec<_>>().join(",");
        }
        _ => *found = change.to,
    }
    Ok(())
}

/// What a visit or a delivery must be: what happened to it, in order, and every report of it with its author.
#[derive(Default)]
struct Logged {
    log: Vec<String>,
    reports: Vec<(UserId, Draft)>,
}

impl Logged {
    /// Adds what an accepted command made of it.
    fn add(&mut self, verb: &str, meant: &Mutation, receipt: &Receipt) -> Result<(), Failure> {
        let by = meant.actor;
        let step = match verb {
            "plan" => "planned",
            "reschedule" => "moved",
            "begin" => "begun",
            "cancel" => "cancelled",
            "finish" => {
                let finish: visit::Finish = meant.args.read().expect("its own arguments");
                self.reports.push((by, VisitForm::show(&finish.report)));
                "finished"
            }
            "list" => "listed",
            "give" => "given",
            "confirm" => {
                let confirm: delivery::Confirm = meant.args.read().expect("its own arguments");
                self.reports.push((by, ConfirmForm::show(&confirm.said)));
                "confirmed"
            }
            "correct" => {
                let correction: CorrectFields = meant.args.read().expect("its own arguments");
                let own = self.reports.iter().position(|(author, _)| *author == by);
                let (_, draft) = &mut self.reports[own.unwrap_or(0)];
                for change in correction.changes {
                    if !receipt.result.params.contains_key(&change.key) {
                        let (key, mut text) = (change.key.clone(), draft.get(&change.key).to_owned());
                        amend(&mut text, change)?;
                        draft.set(&key, text);
                    }
                }
                return Ok(());
            }
            other => other,
        };
        self.log.push(step.to_owned());
        Ok(())
    }

    /// Whether the row says the same.
    fn check(&self, row: &Row) -> Result<(), Failure> {
        let reports: Vec<(Option<UserId>, Draft)> = match row.record() {
            Record::Visit(found) => {
                found.reports().map(|(by, report)| (by, VisitForm::show(report))).collect()
            }
            Record::Delivery(found) => {
                found.confirmations().map(|(by, said)| (by, ConfirmForm::show(said))).collect()
            }
            _ => return Ok(()),
        };
        let body: serde_json::Value = row.body.read().expect("JSON");
        let steps = body["log"].as_array().expect("a list").iter();
        let log: Vec<&str> = steps.map(|step| step["what"].as_str().expect("a name")).collect();
        if log != self.log {
            let kind = &row.kind;
            return Err(Failure(format!("I3 a {kind} says {log:?}, what happened is {:?}", self.log)));
        }
        let want: Vec<_> = self.reports.iter().cloned().map(|(by, draft)| (Some(by), draft)).collect();
        if reports != want {
            return Err(Failure(format!("I3 a {} has {reports:?}, reported was {want:?}", row.kind)));
        }
        Ok(())
    }
}

/// I3 and I8: every value that a person decides on was replaced only by somebody who saw it, each accepted
/// correction took effect exactly once, and what the records say is what follows from that.
pub(crate) fn histories(world: &World, rows: &[Row]) -> Result<(), Failure> {
    let mut now: BTreeMap<(RecordId, String), String> = BTreeMap::new();
    for (id, record) in &world.first {
        let draft = shown(record).unwrap_or_default();
        now.extend(draft.iter().map(|(key, text)| ((*id, key.to_owned()), text.to_owned())));
    }
    let mut logs: BTreeMap<RecordId, Logged> = BTreeMap::new();
    for receipt in receipts(world) {
        if !matches!(receipt.result.status, Status::Applied | Status::Merged) {
            continue;
        }
        let m = &receipt.mutation;
        // What the author really wrote, not what a broken server made of it.
        let meant = world.saved.get(&m.id).map_or(m, |saved| &saved.mutation);
        match m.name.as_str() {
            "complaint.take" => {
                let take: complaint::Take = meant.args.read().expect("its own arguments");
                let draft = complaint::NoteForm::show(&take.note);
                now.extend(draft.iter().map(|(key, text)| ((m.rec.id, key.to_owned()), text.to_owned())));
            }
            "customer.register" => {
                let register: customer::Register = meant.args.read().expect("its own arguments");
                let draft = customer::ProfileForm::show(&register.profile);
                now.extend(draft.iter().map(|(key, text)| ((m.rec.id, key.to_owned()), text.to_owned())));
            }
            "request.submit" => {
                let submit: request::Submit = meant.args.read().expect("its own arguments");
                let draft = RequestForm::show(&submit.terms);
                now.extend(draft.iter().map(|(key, text)| ((m.rec.id, key.to_owned()), text.to_owned())));
            }
            "request.resubmit" => {
                let resubmit: request::Resubmit = meant.args.read().expect("its own arguments");
                for change in resubmit.changes {
                    amend(now.entry((m.rec.id, change.key.clone())).or_default(), change)?;
                }
            }
            "complaint.correct" | "customer.correct" => {
                let correction: CorrectFields = meant.args.read().expect("its own arguments");
                for change in correction.changes {
                    if receipt.result.params.contains_key(&change.key) {
                        continue;
                    }
                    amend(now.entry((m.rec.id, change.key.clone())).or_default(), change)?;
                }
            }
            name => {
                let verb = name.strip_prefix("visit.").or_else(|| name.strip_prefix("delivery."));
                if let Some(verb) = verb {
                    logs.entry(m.rec.id).or_default().add(verb, meant, &receipt)?;
                }
            }
        }
    }
    for row in rows {
        logs.entry(row.id).or_default().check(row)?;
        let Some(draft) = shown(&row.record()) else { continue };
        for ((_, key), want) in now.range((row.id, String::new())..).take_while(|((id, _), _)| *id == row.id)
        {
            if draft.get(key) != want {
                let got = draft.get(key);
                return Err(Failure(format!("I3 {key} says {got}, the accepted corrections make it {want}")));
            }
        }
    }
    Ok(())
}
