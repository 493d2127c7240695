//! What is kept on this device, for the one who is signed in: as signals to read, and the ways to change it.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::values::Moment;
use domain::{Command, CommandId, RecordId, UserId};
use leptos::prelude::*;
use sync::wire::Status;
use sync::{Batch, Bin, Entry, Fresh, Input, Key, Replica, Store as _, Trouble, Write};
use wasm_bindgen_futures::spawn_local;

use super::account::{self, LastUser, Unsigned};
use super::engine::Engine;
use super::photo::Scaled;
use super::sight::Sight;
use super::{Device, Fault, attachments, clock, loss, picture, policy, works};

/// A command of this device and its way to the server.
#[derive(Clone, PartialEq, Debug)]
pub struct Held {
    /// The command.
    pub id: CommandId,
    /// The record it is about.
    pub record: RecordId,
    /// Its name: `complaint.take`.
    pub name: String,
    /// The records it belongs to.
    pub deps: Vec<RecordId>,
    /// When.
    pub at: Moment,
    /// When it was sent.
    pub sent: Option<Moment>,
    /// When the server had stored it, on the server's clock.
    pub confirmed: Option<Moment>,
    /// The code of the reason, if the server did not take it.
    pub refused: Option<String>,
    /// The data of the reason: who was first, and when.
    pub because: BTreeMap<String, String>,
    /// What was meant, if the server did not take it: it may be nowhere else.
    pub meant: Option<Command>,
}

/// A draft and when it was kept.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    /// What was typed.
    pub draft: domain::form::Draft,
    /// When.
    pub at: Moment,
    /// What the author of a correction saw before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<domain::form::Draft>,
}

impl Draft {
    /// The write that keeps it.
    pub(super) fn put(&self, key: &str) -> Result<Write, Fault> {
        let value = serde_json::to_vec(self).map_err(|_| Fault::Unreadable)?;
        Ok(Write::Put(Bin::Draft, Key::from(key), value))
    }
}

/// A picture of this device or of the server.
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
    /// Cards and opened records, waiting commands included: see [`Desk::cards`], [`Desk::open_record`].
    pub(super) sight: Sight,
    /// What this device did and the server may not have confirmed, oldest first.
    pub held: RwSignal<Vec<Held>>,
    /// Requests on their way: done, of all.
    pub busy: RwSignal<Option<(usize, usize)>>,
    /// When all was on the server for the last time.
    pub synced: RwSignal<Option<Moment>>,
    /// How far the device's clock is ahead of the server's, in milliseconds.
    pub ahead_ms: RwSignal<Option<i64>>,
    /// Who is signed in.
    pub user: RwSignal<Option<UserId>>,
    /// Whether it is known who used this device last.
    pub looked: RwSignal<bool>,
    /// The name they had when they signed in.
    pub name: RwSignal<Option<String>>,
    /// Why the sync does not get on.
    pub trouble: RwSignal<Option<Trouble>>,
    /// Whether the disk has been read.
    pub read: RwSignal<bool>,
    /// What the app works with could not be fetched: see [`super::Shell::try_again`].
    pub lame: RwSignal<bool>,
    /// How many waiting entries the browser threw away with the database.
    pub lost: RwSignal<Option<usize>>,
    photos: RwSignal<BTreeMap<RecordId, Picture>>,
    engine: StoredValue<Option<Rc<Engine>>, LocalStorage>,
}

impl Desk {
    pub(super) fn open() -> Self {
        let desk = Self {
            sight: Sight::new(),
            held: RwSignal::new(Vec::new()),
            busy: RwSignal::new(None),
            synced: RwSignal::new(None),
            ahead_ms: RwSignal::new(None),
            user: RwSignal::new(None),
            looked: RwSignal::new(false),
            name: RwSignal::new(None),
            trouble: RwSignal::new(None),
            read: RwSignal::new(false),
            lame: RwSignal::new(false),
            lost: RwSignal::new(None),
            photos: RwSignal::new(BTreeMap::new()),
            engine: StoredValue::new_local(None),
        };
        match account::last_user() {
            Some(last) => {
                desk.begin(last);
                desk.looked.set(true);
            }
            None => spawn_local(async move {
                match (account::recall().await, desk.user.get_untracked()) {
                    (Some(last), None) => desk.begin(last),
                    (None, None) => {
                        picture::drawn();
                        // Needed as soon as somebody is signed in; if it cannot be had now, then it is tried again.
                        spawn_local(async { drop(works::fetch().await) });
                    }
                    (_, Some(_)) => {}
                }
                desk.looked.set(true);
            }),
        }
        desk
    }

    fn begin(self, last: LastUser) {
        let same = self.user.get_untracked() == Some(last.user);
        self.name.set(Some(last.name));
        if let (true, Some(engine)) = (same, self.engine()) {
            engine.feed(Input::SignedIn);
            return;
        }
        self.clear();
        self.user.set(Some(last.user));
        spawn_local(Device::persist());
        let engine = Engine::start(last.user, account::device(), self);
        self.engine.set_value(Some(engine));
    }

    /// Nothing of the one who was signed in stays on the screen.
    fn clear(self) {
        picture::forget();
        policy::forget();
        if let Some(engine) = self.engine() {
            engine.end();
        }
        self.engine.set_value(None);
        self.user.set(None);
        self.sight.close();
        self.held.set(Vec::new());
        self.busy.set(None);
        self.synced.set(None);
        self.trouble.set(None);
        self.read.set(false);
        self.lame.set(false);
        self.lost.set(None);
        self.photos.set(BTreeMap::new());
    }

    pub(super) fn engine(self) -> Option<Rc<Engine>> {
        self.engine.with_value(Clone::clone)
    }

    pub(super) fn at_work(self) -> Result<Rc<Engine>, Fault> {
        self.engine().ok_or_else(|| Fault::Refused("signed-out".to_owned()))
    }

    pub(super) async fn sign_in(self, name: &str, password: &str) -> Result<(), Unsigned> {
        account::sign_in(name, password).await.map(|last| self.begin(last))
    }

    pub(super) async fn first(
        self,
        code: &str,
        login: &str,
        password: &str,
        name: &str,
    ) -> Result<(), Unsigned> {
        account::first(code, login, password, name).await.map(|last| self.begin(last))
    }

    pub(super) async fn redeem(self, code: &str, password: &str) -> Result<(), Unsigned> {
        account::redeem(code, password).await.map(|last| self.begin(last))
    }

    /// Ends the session. What is on the device stays for this person's next sign-in, sent or not.
    pub(super) async fn sign_out(self) -> Result<(), Unsigned> {
        if let Some(engine) = self.engine() {
            engine.feed(Input::Release);
            engine.rest().await;
        }
        account::sign_out().await?;
        account::forget_user().await;
        self.clear();
        Ok(())
    }

    pub(super) fn opened(self, fresh: &Fresh) {
        let Some(user) = self.user.get_untracked() else { return };
        let new = fresh.meta.gen_no == 0 && fresh.outbox.is_empty();
        self.lost.set(loss::lost(user, new));
        self.read.set(true);
    }

    /// What the sync is at, after each of its steps.
    pub(super) fn show(self, replica: &Replica, busy: bool, sent_at: impl Fn(CommandId) -> Option<Moment>) {
        clock::follow(replica.meta());
        let offset = clock::now().offset_min;
        let held: Vec<Held> = replica.outbox().values().map(|entry| shown(entry, offset, &sent_at)).collect();
        let waiting = replica.waiting().count();
        let meta = replica.meta();
        self.held.maybe_update(|old| {
            let changed = *old != held;
            *old = held;
            changed
        });
        let rows: u64 = meta.scans.iter().map(|scan| scan.rows).sum();
        let left: u64 = meta.scans.iter().map(|scan| scan.left).sum();
        let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let progress = if left > 0 { (count(rows), count(rows + left)) } else { (0, waiting) };
        self.busy.set(busy.then_some(progress));
        self.synced.set(meta.last_sync_ms.map(|ms| clock::right(Moment::new(ms, offset))));
        self.ahead_ms.set(meta.last_sync_ms.map(|_| -meta.skew_ms));
        // Before the disk was read, an empty outbox says nothing.
        if self.read.get_untracked() && self.lost.get_untracked().is_none() {
            loss::note(replica.user(), waiting + replica.problems().count());
        }
    }

    /// The person has read that entries were lost.
    pub(super) fn loss_was_read(self) {
        self.lost.set(None);
        if let Some(user) = self.user.get_untracked() {
            loss::note(user, 0);
        }
    }

    pub(super) async fn save_draft(self, key: &str, draft: Draft) -> Result<Moment, Fault> {
        let engine = self.at_work()?;
        let at = draft.at;
        // Strict: a draft exists nowhere else, and a tablet that dies in a doorway must not take it along.
        let mut batch = Batch::strict();
        batch.push(draft.put(key)?);
        engine.keep(batch).await?;
        Ok(at)
    }

    pub(super) async fn draft(self, key: &str) -> Option<Draft> {
        let found = self.engine()?.store.get(Bin::Draft, &Key::from(key)).await;
        found.ok().flatten().and_then(|bytes| serde_json::from_slice(&bytes).ok())
    }

    pub(super) async fn drop_draft(self, key: &str) {
        let Some(engine) = self.engine() else { return };
        let mut batch = Batch::relaxed();
        batch.push(Write::Delete(Bin::Draft, Key::from(key)));
        // A draft that stays is offered again, which is better than one that is gone.
        drop(engine.keep(batch).await);
    }

    pub(super) async fn keep_photo(
        self,
        id: RecordId,
        scaled: Scaled,
        at: Moment,
        name: impl FnOnce() -> Option<Write>,
    ) -> Result<(), Fault> {
        let engine = self.at_work()?;
        attachments::keep(&engine, id, &scaled, at, name).await?;
        if let Ok(url) = web_sys::Url::create_object_url_with_blob(&scaled.picture) {
            self.photos.update(|photos| drop(photos.insert(id, Picture { url, at })));
        }
        Ok(())
    }

    /// The picture with this id, as soon as it is read.
    pub fn photo(self, id: RecordId) -> Signal<Option<Picture>> {
        if !self.photos.with_untracked(|photos| photos.contains_key(&id))
            && let Some(engine) = self.engine()
        {
            spawn_local(async move {
                if let Some((url, at)) = attachments::address(&engine, id).await {
                    self.photos.update(|photos| drop(photos.insert(id, Picture { url, at })));
                }
            });
        }
        Signal::derive(move || self.photos.with(|photos| photos.get(&id).cloned()))
    }

    pub(super) fn sync_now(self) {
        if let Some(engine) = self.engine() {
            // Whoever wants it now does not wait to take anything back.
            engine.feed(Input::Release);
            engine.feed(Input::SignedIn);
        }
    }

    /// What is not on the server, each entry as JSON, whole.
    pub(super) fn export(self, only: Option<CommandId>) -> Vec<String> {
        let Some(engine) = self.engine() else { return Vec::new() };
        engine.read(|replica| {
            replica
                .waiting()
                .chain(replica.problems())
                .filter(|(_, entry)| only.is_none_or(|id| id == entry.m.id))
                .filter_map(|(_, entry)| serde_json::to_string(entry).ok())
                .collect()
        })
    }
}

fn shown(entry: &Entry, offset: i16, sent_at: impl Fn(CommandId) -> Option<Moment>) -> Held {
    let done = entry.done_ms.map(|ms| clock::right(Moment::new(ms, offset)));
    let problem = entry.standing() == sync::outbox::Standing::Problem;
    let code = entry.result.as_ref().and_then(|result| match (&result.code, result.status) {
        (Some(code), _) => Some(code.clone()),
        (None, Status::Merged) => Some("clash".to_owned()),
        (None, _) => None,
    });
    Held {
        id: entry.m.id,
        record: entry.m.rec.id,
        name: entry.m.name.clone(),
        deps: entry.m.deps.clone(),
        at: entry.m.at,
        sent: sent_at(entry.m.id).or(done),
        confirmed: done.filter(|_| !problem),
        because: entry.result.as_ref().map(|result| result.params.clone()).unwrap_or_default(),
        meant: if problem { entry.m.command().ok() } else { None },
        refused: if problem { Some(code.unwrap_or_else(|| "rejected".to_owned())) } else { None },
    }
}
