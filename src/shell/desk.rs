//! What is kept on this device.
//!
//! STAND-IN: it keeps everything in memory and never sends anything. The store and the sync session take its
//! place behind the same functions; nothing outside this file knows the difference.

use std::collections::BTreeMap;

use domain::access::{Standing, Who};
use domain::values::Moment;
use domain::{Command, CommandId, Ctx, Policy, Record, RecordId, Related, UserId, decide};
use leptos::prelude::*;
use uuid::Uuid;
use web_sys::Url;

use super::photo::Scaled;
use super::{Fault, ids};

/// A command that the server has not confirmed.
#[derive(Clone, Debug)]
pub struct Held {
    /// The command.
    pub id: CommandId,
    /// The record it is about.
    pub record: RecordId,
    /// What was meant.
    pub command: Command,
    /// When.
    pub at: Moment,
    /// When it was sent.
    pub sent: Option<Moment>,
    /// When the server had stored it.
    pub confirmed: Option<Moment>,
    /// The code of the reason, if the server did not take it.
    pub refused: Option<String>,
}

/// A draft and when it was kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// What was typed.
    pub draft: domain::form::Draft,
    /// When.
    pub at: Moment,
}

/// A picture that was taken here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Where the browser finds it.
    pub url: String,
    /// When it was taken.
    pub at: Moment,
}

/// What is kept on this device.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The records as this person sees them, waiting commands included.
    pub records: RwSignal<BTreeMap<RecordId, Record>>,
    /// What the server has not confirmed, oldest first.
    pub held: RwSignal<Vec<Held>>,
    /// Requests on their way: done, of all.
    pub busy: RwSignal<Option<(usize, usize)>>,
    /// When all was on the server for the last time.
    pub synced: RwSignal<Option<Moment>>,
    /// How far the device's clock is ahead of the server's, in milliseconds.
    pub ahead_ms: RwSignal<Option<i64>>,
    /// Who is signed in.
    pub user: RwSignal<Option<UserId>>,
    photos: RwSignal<BTreeMap<RecordId, Picture>>,
    drafts: StoredValue<BTreeMap<String, Draft>>,
}

impl Desk {
    pub(super) fn open() -> Self {
        Self {
            records: RwSignal::new(BTreeMap::new()),
            held: RwSignal::new(Vec::new()),
            busy: RwSignal::new(None),
            synced: RwSignal::new(None),
            ahead_ms: RwSignal::new(None),
            user: RwSignal::new(None),
            photos: RwSignal::new(BTreeMap::new()),
            drafts: StoredValue::new(BTreeMap::new()),
        }
    }

    #[expect(clippy::unused_async, reason = "the store is not there yet")]
    pub(super) async fn save(self, id: RecordId, command: Command, at: Moment) -> Result<CommandId, Fault> {
        let user = self.user.get_untracked().unwrap_or(UserId(Uuid::nil()));
        let actor = Standing { who: Who::Person(user), roles: [].into(), holds: Vec::new() };
        let (policy, related) = (Policy::default(), Related::default());
        let before = self.records.with_untracked(|records| records.get(&id).cloned());
        let ctx = Ctx { actor: &actor, at, policy: &policy, related: &related };
        let accepted = decide(before.as_ref(), &command, &ctx)
            .map_err(|refusal| Fault::Refused(refusal.code().0.to_owned()))?;
        let entry = CommandId(ids::fresh(at));
        self.records.update(|records| drop(records.insert(id, accepted.record)));
        self.held.update(|held| {
            held.push(Held {
                id: entry,
                record: id,
                command,
                at,
                sent: None,
                confirmed: None,
                refused: None,
            });
        });
        Ok(entry)
    }

    #[expect(clippy::unused_async, reason = "the store is not there yet")]
    pub(super) async fn withdraw(self, command: CommandId) -> bool {
        let found = self.held.with_untracked(|held| {
            held.iter().find(|entry| entry.id == command && entry.sent.is_none()).map(|entry| entry.record)
        });
        if let Some(record) = found {
            self.held.update(|held| held.retain(|entry| entry.id != command));
            self.records.update(|records| drop(records.remove(&record)));
        }
        found.is_some()
    }

    pub(super) async fn discard(self, command: CommandId) {
        self.withdraw(command).await;
    }

    #[expect(clippy::unused_async, reason = "the store is not there yet")]
    pub(super) async fn save_draft(
        self,
        key: &str,
        draft: domain::form::Draft,
        at: Moment,
    ) -> Result<Moment, Fault> {
        self.drafts.update_value(|drafts| drop(drafts.insert(key.to_owned(), Draft { draft, at })));
        Ok(at)
    }

    #[expect(clippy::unused_async, reason = "the store is not there yet")]
    pub(super) async fn draft(self, key: &str) -> Option<Draft> {
        self.drafts.with_value(|drafts| drafts.get(key).cloned())
    }

    #[expect(clippy::unused_async, reason = "the store is not there yet")]
    pub(super) async fn drop_draft(self, key: &str) {
        self.drafts.update_value(|drafts| drop(drafts.remove(key)));
    }

    #[expect(clippy::unused_async, reason = "the store is not there yet")]
    pub(super) async fn keep_photo(
        self,
        id: RecordId,
        scaled: Scaled,
        at: Moment,
    ) -> Result<RecordId, Fault> {
        let url = Url::create_object_url_with_blob(&scaled.picture).map_err(|_| Fault::Unreadable)?;
        self.photos.update(|photos| drop(photos.insert(id, Picture { url, at })));
        Ok(id)
    }

    /// The picture with this id, as soon as it is read.
    pub fn photo(self, id: RecordId) -> Signal<Option<Picture>> {
        Signal::derive(move || self.photos.with(|photos| photos.get(&id).cloned()))
    }

    pub(super) fn sync_now(self) {
        let _ = self;
    }

    pub(super) fn export(self, only: Option<CommandId>) -> Vec<String> {
        self.held.with_untracked(|held| {
            held.iter()
                .filter(|entry| entry.confirmed.is_none() && only.is_none_or(|id| id == entry.id))
                .filter_map(|entry| {
                    let args = entry.command.args().ok()?;
                    serde_json::to_string(&serde_json::json!({
                        "id": entry.id,
                        "name": entry.command.name(),
                        "record": entry.record,
                        "at": entry.at,
                        "args": args,
                    }))
                    .ok()
                })
                .collect()
        })
    }
}
