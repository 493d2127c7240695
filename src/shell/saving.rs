//! Saving what a person meant, and the ways back: taking it back, saving something in its place, letting it go.
//! Each is one strict batch.

use std::rc::Rc;

use domain::complaint::{self, ComplaintCommand, Whom};
use domain::delivery::{self, DeliveryCommand};
use domain::merge::CorrectFields;
use domain::request::{self, RequestCommand, Resubmit};
use domain::values::Moment;
use domain::visit::{self, VisitCommand};
use domain::{Command, CommandId, RecordId};
use sync::replica::Intent;
use sync::{Batch, Bin, Entry, Input, Key, Replica, Write};

use super::desk::{Desk, Draft};
use super::engine::Engine;
use super::{Fault, attachments, ids, works};

/// So long a save stays here, so that it can be taken back: the five seconds of the offer, and one for the disk.
/// Source: docs/decisions/0018
const HOLD_MS: u32 = 6_000;

/// What goes with a save, in the same batch.
#[derive(Clone, Debug, Default)]
pub struct Along {
    /// The draft that is done with.
    pub draft: Option<String>,
    /// The refused entry whose place it takes.
    pub instead_of: Option<CommandId>,
    /// What is done to other records in the same go.
    pub also: Vec<(RecordId, Command)>,
}

impl Desk {
    /// Saves; what is refused is not saved.
    pub(super) async fn save(
        self,
        id: RecordId,
        command: Command,
        at: Moment,
        along: Along,
    ) -> Result<CommandId, Fault> {
        let engine = self.at_work()?;
        let works = works::fetch().await.map_err(|_| Fault::Storage)?;
        works.save(engine, id, command, at, along).await
    }

    /// Takes back what was just saved, and puts its draft, if it had one, and what it took the place of where they were.
    /// False if it is too late: then nothing happens.
    pub(super) async fn withdraw(
        self,
        command: CommandId,
        draft: Option<(&str, Draft)>,
        now: Moment,
    ) -> bool {
        let (Some(engine), Ok(works)) = (self.engine(), works::fetch().await) else { return false };
        let draft = draft.map(|(key, draft)| (key.to_owned(), draft));
        works.withdraw(engine, command, draft, now).await
    }

    /// Lets a refused entry go, with the pictures that only it has. False if it is still there.
    pub(super) async fn discard(self, command: CommandId) -> bool {
        let Some(engine) = self.engine() else { return false };
        let gone = engine.read(|replica| {
            let mut gone = refused(replica, command);
            let Some(record) = gone.first().map(|(_, entry)| entry.m.rec.id) else { return gone };
            // Pictures that wait for a record which will never be.
            let lost = replica.waiting().filter(|(_, entry)| entry.m.deps.contains(&record));
            if !replica_has(replica, record) {
                gone.extend(lost.map(|(number, entry)| (number, entry.clone())));
            }
            gone
        });
        let mut batch = Batch::strict();
        for (number, entry) in &gone {
            batch.push(delete(*number));
            if &*entry.m.rec.kind == "attachment"
                && let Ok(Some(taken)) = attachments::taken(&engine, entry.m.rec.id).await
            {
                batch.writes.extend(sync::taken::Taken { saved: false, ..taken }.note(entry.m.rec.id));
            }
        }
        let done = !gone.is_empty() && engine.keep(batch).await.is_ok();
        if done {
            engine.feed(Input::Withdrawn(gone.into_iter().map(|(number, _)| number).collect()));
            engine.tell_tabs();
            super::cleaning::soon(&engine);
        }
        done
    }
}

/// See [`Desk::save`].
pub(super) async fn save(
    engine: &Rc<Engine>,
    id: RecordId,
    command: Command,
    at: Moment,
    along: Along,
) -> Result<CommandId, Fault> {
    let entry = CommandId(ids::fresh(at));
    let (photos, customer) = names(engine, id, &command).await?;
    let new_id = || CommandId(ids::fresh(at));
    let (added, mut more) =
        attachments::additions(engine, id, customer, photos.into_iter(), HOLD_MS, new_id).await?;
    let mut intents = vec![Intent { id: entry, rec: id, command, deps: Vec::new(), hold_ms: HOLD_MS }];
    intents.extend(added);
    let along_with =
        |(rec, command)| Intent { id: new_id(), rec, command, deps: Vec::new(), hold_ms: HOLD_MS };
    intents.extend(along.also.into_iter().map(along_with));
    more.extend(along.draft.map(|key| Write::Delete(Bin::Draft, Key::from(key))));
    let replaced = along.instead_of.map_or_else(Vec::new, |old| engine.read(|r| refused(r, old)));
    more.extend(replaced.iter().map(|(number, _)| delete(*number)));
    engine.save(intents, at, more).await?;
    engine.feed(Input::Withdrawn(replaced.iter().map(|(number, _)| *number).collect()));
    engine.replaced.replace(replaced);
    Ok(entry)
}

/// See [`Desk::withdraw`].
pub(super) async fn withdraw(
    engine: &Rc<Engine>,
    command: CommandId,
    draft: Option<(String, Draft)>,
    now: Moment,
) -> bool {
    let entries = engine.read(|replica| saved_with(replica, command));
    let held = |entry: &Entry| entry.held_until(now.utc_ms).is_some() && !engine.was_tried(entry.m.id);
    if entries.is_empty() || !entries.iter().all(|(_, entry)| held(entry)) {
        return false;
    }
    let numbers: Vec<u64> = entries.iter().map(|(number, _)| *number).collect();
    let back = engine.replaced.take();
    let mut batch = Batch::strict();
    batch.writes.extend(numbers.iter().map(|number| delete(*number)));
    batch.writes.extend(draft.and_then(|(key, draft)| draft.put(&key).ok()));
    batch.writes.extend(back.iter().filter_map(|(number, entry)| {
        Some(Write::Put(Bin::Out, Key::Num(*number), serde_json::to_vec(entry).ok()?))
    }));
    // What goes out from now on must not hold what is being taken back.
    engine.feed(Input::Withdrawn(numbers));
    let done = engine.keep(batch).await.is_ok();
    engine.feed(Input::Look);
    engine.tell_tabs();
    done
}

fn delete(number: u64) -> Write {
    Write::Delete(Bin::Out, Key::Num(number))
}

fn replica_has(replica: &Replica, record: RecordId) -> bool {
    replica.base().get(record).is_some()
}

/// A refused entry, and those of its pictures that were refused with it.
fn refused(replica: &Replica, command: CommandId) -> Vec<(u64, Entry)> {
    let Some((_, entry)) = replica.problems().find(|(_, entry)| entry.m.id == command) else {
        return Vec::new();
    };
    let record = entry.m.rec.id;
    let together = |e: &Entry| e.m.id == command || e.m.deps.contains(&record);
    replica.problems().filter(|(_, e)| together(e)).map(|(number, e)| (number, e.clone())).collect()
}

/// What was saved with a command: the entries of its record from then on, its pictures, and what was done in one go.
fn saved_with(replica: &Replica, command: CommandId) -> Vec<(u64, Entry)> {
    let Some((first, entry)) = replica.waiting().find(|(_, entry)| entry.m.id == command) else {
        return Vec::new();
    };
    let record = entry.m.rec.id;
    let together =
        |e: &Entry| e.m.rec.id == record || e.m.deps.contains(&record) || e.saved_ms == entry.saved_ms;
    let after = replica.waiting().filter(|(number, e)| *number >= first && together(e));
    after.map(|(number, e)| (number, e.clone())).collect()
}

/// The pictures that a command names, and the customer its record belongs to.
async fn names(
    engine: &Rc<Engine>,
    id: RecordId,
    command: &Command,
) -> Result<(Vec<RecordId>, Option<RecordId>), Fault> {
    Ok(match command {
        Command::Complaint(ComplaintCommand::Take(take)) => {
            let customer = match take.note.customer {
                Whom::Known(customer) => Some(customer),
                Whom::Named(_) => None,
            };
            (take.note.photos.iter().copied().collect(), customer)
        }
        Command::Visit(VisitCommand::Finish(finish)) => {
            let photos = finish.report.get(visit::keys::PHOTOS).split(',').filter_map(|id| id.parse().ok());
            (photos.collect(), Some(finish.customer))
        }
        Command::Delivery(DeliveryCommand::Confirm(confirm)) => {
            let photos = confirm.said.get(delivery::keys::PHOTOS).split(',').filter_map(|id| id.parse().ok());
            (photos.collect(), Some(confirm.customer))
        }
        Command::Request(RequestCommand::Submit(submit)) => {
            let letters = submit.terms.get(request::keys::LETTER).split(',').filter_map(|id| id.parse().ok());
            (letters.collect(), Some(submit.customer))
        }
        Command::Complaint(ComplaintCommand::Correct(CorrectFields { changes }))
        | Command::Visit(VisitCommand::Correct(CorrectFields { changes }))
        | Command::Delivery(DeliveryCommand::Correct(CorrectFields { changes }))
        | Command::Request(RequestCommand::Resubmit(Resubmit { changes })) => {
            let photos =
                [complaint::keys::PHOTOS, visit::keys::PHOTOS, delivery::keys::PHOTOS, request::keys::LETTER];
            let changes = changes.iter().filter(|change| photos.contains(&change.key.as_str()));
            let named = changes.flat_map(|change| change.to.split(',').filter_map(|id| id.parse().ok()));
            let view = engine.look(id).await?;
            (named.collect(), view.as_ref().and_then(|view| view.record.parent()))
        }
        _ => (Vec::new(), None),
    })
}
