//! A slow and plain account of what the records must be: the accepted mutations, applied one after the other as
//! texts, in the order of their revisions.

use crate::world::{Failure, World};
use domain::form::{Form as _, Merge};
use domain::merge::CorrectFields;
use domain::values::RecordId;
use domain::{Record, complaint, customer};
use server::ledger::{Ledger as _, Receipt};
use std::collections::BTreeMap;
use sync::wire::{Row, Status};

/// Every receipt, by revision.
pub(crate) fn receipts(world: &World) -> Vec<Receipt> {
    let conn = world.server.ledger.real.connection();
    let mut statement = conn.prepare_cached("SELECT id FROM mutation ORDER BY rev, id").expect("SQL");
    let ids = statement.query_map([], |row| row.get::<_, uuid::Uuid>(0)).expect("SQL");
    let id = |id: Result<uuid::Uuid, _>| domain::values::CommandId(id.expect("an id"));
    ids.map(|found| world.server.ledger.real.receipt(id(found)).expect("SQL").expect("it is there")).collect()
}

fn shown(record: &Record) -> Option<domain::form::Draft> {
    match record {
        Record::Complaint(found) => Some(complaint::NoteForm::show(&found.note)),
        Record::Customer(found) => Some(customer::ProfileForm::show(&found.profile)),
        _ => None,
    }
}

fn merge_of(key: &str) -> Merge {
    let field = complaint::NoteForm::field(key).or_else(|| customer::ProfileForm::field(key));
    field.expect("a field").merge
}

/// I3 and I8: every value that a person decides on was replaced only by somebody who saw it, each accepted
/// correction took effect exactly once, and what the records say is what follows from that.
pub(crate) fn histories(world: &World, rows: &[Row]) -> Result<(), Failure> {
    let mut now: BTreeMap<(RecordId, String), String> = BTreeMap::new();
    for (id, record) in &world.first {
        let draft = shown(record).unwrap_or_default();
        now.extend(draft.iter().map(|(key, text)| ((*id, key.to_owned()), text.to_owned())));
    }
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
            "complaint.correct" | "customer.correct" => {
                let correction: CorrectFields = meant.args.read().expect("its own arguments");
                for change in correction.changes {
                    if receipt.result.params.contains_key(&change.key) {
                        continue;
                    }
                    let found = now.entry((m.rec.id, change.key.clone())).or_default();
                    match merge_of(&change.key) {
                        Merge::Decide if *found != change.from && *found != change.to => {
                            let (key, from) = (&change.key, &change.from);
                            return Err(Failure(format!(
                                "I8 silent overwrite of {key}: {found}, author saw {from}"
                            )));
                        }
                        Merge::Set => {
                            let list = |text: &str| domain::form::Draft::default().with("x", text).many("x");
                            let mut set = list(found);
                            set.retain(|code| {
                                !list(&change.from).contains(code) || list(&change.to).contains(code)
                            });
                            set.extend(list(&change.to).difference(&list(&change.from)).cloned());
                            *found = set.into_iter().collect::<Vec<_>>().join(",");
                        }
                        _ => *found = change.to,
                    }
                }
            }
            _ => {}
        }
    }
    for row in rows {
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
