//! The engine: drives the sync session of one user with the real store, the real network and the real clock.
//!
//! All decisions are the session's; here is only what it asks for.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use domain::card::Card;
use domain::values::{CommandId, DeviceId, Moment, RecordId, UserId};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::collections::BTreeSet;
use store::IndexedDbStore;
use sync::replica::{Intent, NotSaved, fresh};
use sync::store::Open;
use sync::{Batch, Entry, Input, Output, Replica, Request, Session, Store as _, StoreError, Trouble};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::BroadcastChannel;

use super::beginning::{self, Beginning};
use super::desk::Desk;
use super::events::{self, Events};
use super::{account, cleaning, clock, http, picture, policy, uploads};

/// The build that writes commands.
pub(super) const APP: &str = env!("CARGO_PKG_VERSION");

/// So long signing out waits for what is on its way.
const GOODBYE: Duration = Duration::from_secs(5);

/// The engine of one user in one tab.
pub(super) struct Engine {
    pub(super) device: DeviceId,
    pub(super) store: IndexedDbStore<Open>,
    session: RefCell<Session>,
    /// Cards of records for which commands wait; none for what is not there any more.
    pub(super) cards: RefCell<BTreeMap<RecordId, Option<Card>>>,
    /// What is shown until the disk is read.
    pub(super) beginning: RefCell<Beginning>,
    /// What was ever sent from this tab: it may have arrived, whatever became of the answer.
    tried: RefCell<BTreeSet<CommandId>>,
    /// What is on its way now, and since when.
    flying: RefCell<BTreeMap<CommandId, Moment>>,
    timer: Cell<Option<TimeoutHandle>>,
    /// Tells the other tabs of this user that something changed.
    tabs: Option<BroadcastChannel>,
    pub(super) uploading: Cell<bool>,
    /// Says when something changed on the server.
    pub(super) events: RefCell<Option<Events>>,
    /// The entries that the last save took the place of, should it be taken back.
    pub(super) replaced: RefCell<Vec<(u64, Entry)>>,
    /// Called when the disk was read, or could not be.
    reading: RefCell<Vec<js_sys::Function>>,
    /// Called when the session comes to rest.
    resting: RefCell<Option<js_sys::Function>>,
    cleaned: Cell<bool>,
    name: String,
    pub(super) desk: Desk,
    ended: Cell<bool>,
}

impl Engine {
    /// The engine of this user on this device, with what is on the disk as the first thing shown.
    pub(super) fn start(user: UserId, device: DeviceId, desk: Desk) -> Rc<Self> {
        let name = format!("huifang-{user}");
        let engine = Rc::new(Self {
            device,
            store: IndexedDbStore::new(name.clone(), Open),
            session: RefCell::new(Session::new(user)),
            cards: RefCell::default(),
            beginning: RefCell::default(),
            tried: RefCell::default(),
            flying: RefCell::default(),
            timer: Cell::new(None),
            tabs: BroadcastChannel::new(&name).ok(),
            uploading: Cell::new(false),
            events: RefCell::default(),
            replaced: RefCell::default(),
            reading: RefCell::default(),
            resting: RefCell::default(),
            cleaned: Cell::new(false),
            name,
            desk,
            ended: Cell::new(false),
        });
        engine.listen();
        let begun = Rc::clone(&engine);
        spawn_local(async move {
            beginning::show(&begun).await;
            begun.feed(Input::Wake);
            events::follow(&begun);
        });
        engine
    }

    /// Stops: what comes later is not for this user's eyes any more.
    pub(super) fn end(&self) {
        self.ended.set(true);
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        if let Some(tabs) = &self.tabs {
            tabs.close();
        }
        self.events.take();
    }

    /// Whether somebody else is signed in by now, or nobody.
    pub(super) fn has_ended(&self) -> bool {
        self.ended.get()
    }

    /// Why the sync does not get on.
    pub(super) fn trouble(&self) -> Option<Trouble> {
        self.session.borrow().trouble()
    }

    /// The name of a lock over all tabs of this user.
    pub(super) fn lock_name(&self, what: &str) -> String {
        format!("{}-{what}", self.name)
    }

    /// Looks at what this device holds.
    pub(super) fn read<T>(&self, look: impl FnOnce(&Replica) -> T) -> T {
        look(self.session.borrow().replica())
    }

    /// Since when this command is on its way.
    pub(super) fn flying_since(&self, id: CommandId) -> Option<Moment> {
        self.flying.borrow().get(&id).copied()
    }

    /// Whether this command may have reached the server.
    pub(super) fn was_tried(&self, id: CommandId) -> bool {
        self.tried.borrow().contains(&id)
    }

    /// Tells the session what happened, and does what it says.
    pub(super) fn feed(self: &Rc<Self>, input: Input) {
        if self.ended.get() {
            return;
        }
        let outputs = self.session.borrow_mut().on(input, clock::device().utc_ms);
        for output in outputs {
            self.carry_out(output);
        }
        if !self.session.borrow().busy()
            && let Some(tell) = self.resting.take()
        {
            // The function of a promise does not fail.
            drop(tell.call0(&wasm_bindgen::JsValue::UNDEFINED));
        }
    }

    /// Waits until the disk was read.
    ///
    /// # Errors
    /// It cannot be read.
    async fn is_read(&self) -> Result<(), super::Fault> {
        if !self.desk.read.get_untracked() {
            let read = js_sys::Promise::new(&mut |tell, _| self.reading.borrow_mut().push(tell));
            drop(wasm_bindgen_futures::JsFuture::from(read).await);
        }
        if self.desk.read.get_untracked() { Ok(()) } else { Err(super::Fault::Storage) }
    }

    /// Waits until the session has nothing under way, but not for a line that answers nothing.
    pub(super) async fn rest(&self) {
        if !self.session.borrow().busy() {
            return;
        }
        let rested = js_sys::Promise::new(&mut |tell, _| {
            let late = tell.clone();
            set_timeout(move || drop(late.call0(&wasm_bindgen::JsValue::UNDEFINED)), GOODBYE);
            self.resting.replace(Some(tell));
        });
        // It is kept by one of the two.
        drop(wasm_bindgen_futures::JsFuture::from(rested).await);
    }

    /// Decides and saves what a person means. `more` goes into the same strict batch.
    ///
    /// # Errors
    /// The refusal's code, or the store's failure.
    pub(super) async fn save(
        self: &Rc<Self>,
        intents: Vec<Intent>,
        at: Moment,
        more: Vec<sync::Write>,
    ) -> Result<(), super::Fault> {
        // Before that nobody knows who may do what.
        self.is_read().await?;
        let (policies, now_ms) = (policy::all(), clock::device().utc_ms);
        let decide = |replica: &Replica| match replica.save(intents.clone(), at, now_ms, APP, &policies) {
            Ok(saved) => Ok(Ok(saved)),
            Err(NotSaved::Refused(refusal)) => Ok(Err(refusal)),
            Err(NotSaved::Asleep(asleep)) => Err(asleep),
        };
        let saved = self
            .awake(decide)
            .await?
            .map_err(|refusal| super::Fault::Refused(refusal.code().0.to_owned()))?;
        let mut batch = saved.batch;
        batch.writes.extend(more);
        let numbers = self.store.commit(batch).await?;
        // Only now is it on the disk, and only now may a screen say so.
        self.feed(Input::Saved(numbers, saved.entries));
        self.tell_tabs();
        Ok(())
    }

    /// Commits something of this device's own: a draft, a picture.
    pub(super) async fn keep(&self, batch: Batch) -> Result<(), StoreError> {
        self.store.commit(batch).await.map(drop)
    }

    pub(super) fn tell_tabs(&self) {
        if let Some(tabs) = &self.tabs {
            // A channel that cannot be written to only means that other tabs look later.
            drop(tabs.post_message(&wasm_bindgen::JsValue::NULL));
        }
    }

    fn carry_out(self: &Rc<Self>, output: Output) {
        match output {
            Output::Load { known_gen } => {
                self.spawn(async move |engine| {
                    let loaded = fresh(&engine.store, known_gen).await;
                    if let (Ok(loaded), None) = (&loaded, known_gen) {
                        engine.desk.opened(loaded);
                        beginning::over(engine);
                    }
                    for tell in engine.reading.take() {
                        drop(tell.call0(&wasm_bindgen::JsValue::UNDEFINED));
                    }
                    Input::Loaded(loaded.map(Box::new))
                });
            }
            Output::Send(ticket, request) => {
                self.note_sent(&request);
                self.spawn(async move |engine| {
                    let path = format!("sync/v1/{}", request.path);
                    let answer = http::post(&path, request.body, engine.device).await;
                    engine.flying.borrow_mut().clear();
                    Input::Answered(ticket, answer)
                });
            }
            Output::Commit(ticket, batch) => self.spawn(async move |engine| {
                let result = engine.store.commit(batch).await.map(drop);
                engine.tell_tabs();
                Input::Committed(ticket, result)
            }),
            Output::WakeIn { ms, spread_ms } => self.wake_in(ms, spread_ms),
            Output::Changed(ids) => self.show(&ids),
            Output::Status => self.show_status(),
        }
    }

    fn spawn(self: &Rc<Self>, work: impl AsyncFnOnce(&Rc<Self>) -> Input + 'static) {
        let engine = Rc::clone(self);
        spawn_local(async move {
            let input = work(&engine).await;
            engine.feed(input);
        });
    }

    fn note_sent(&self, request: &Request) {
        let now = clock::now();
        self.tried.borrow_mut().extend(&request.mutations);
        self.flying.borrow_mut().extend(request.mutations.iter().map(|id| (*id, now)));
    }

    fn wake_in(self: &Rc<Self>, ms: u64, spread_ms: u64) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "minutes in milliseconds"
        )]
        let wait = Duration::from_millis(ms + (js_sys::Math::random() * spread_ms as f64) as u64);
        let engine = Rc::clone(self);
        let timer = set_timeout_with_handle(move || engine.feed(Input::Wake), wait);
        if let Some(old) = self.timer.replace(timer.ok()) {
            old.clear();
        }
    }

    fn show(self: &Rc<Self>, ids: &BTreeSet<RecordId>) {
        self.read(|replica| policy::take(replica, ids));
        self.desk.sight.refresh(self, ids);
        self.show_status();
    }

    fn show_status(self: &Rc<Self>) {
        let session = self.session.borrow();
        self.desk.show(session.replica(), session.busy(), |id| self.flying_since(id));
        self.desk.trouble.maybe_update(|trouble| {
            let changed = *trouble != session.trouble();
            *trouble = session.trouble();
            changed
        });
        let idle = !session.busy();
        let rests = idle && session.trouble().is_none_or(|trouble| trouble == Trouble::Upgrade);
        drop(session);
        // What an earlier start left behind, once it is known what belongs to a row.
        if idle && self.desk.read.get_untracked() && !self.cleaned.replace(true) {
            cleaning::soon(self);
        }
        if rests && !self.uploading.get() {
            self.desk.upload();
        }
    }

    /// For the first moments of the next start.
    fn take_picture(&self) {
        // Another tab may have signed out meanwhile.
        let last = account::last_user().map(|last| last.user);
        if self.desk.read.get_untracked() && !self.ended.get() && last == self.desk.user.get_untracked() {
            picture::take();
        }
    }

    /// Network back, page in front again, other tabs: each may mean that something is to do.
    fn listen(self: &Rc<Self>) {
        let engine = Rc::downgrade(self);
        let wake = move || {
            if let Some(engine) = engine.upgrade() {
                engine.feed(Input::Wake);
            }
        };
        let again = wake.clone();
        let _ = window_event_listener(leptos::ev::online, move |_| again());
        let engine = Rc::downgrade(self);
        let _ = window_event_listener_untyped("pagehide", move |_| {
            if let Some(engine) = engine.upgrade() {
                engine.feed(Input::Release);
                engine.take_picture();
            }
        });
        let engine = Rc::downgrade(self);
        let visible = Closure::<dyn FnMut()>::new(move || {
            if let Some(engine) = engine.upgrade() {
                events::follow(&engine);
                if document().visibility_state() == web_sys::VisibilityState::Hidden {
                    // Whoever goes away does not come back in five seconds to take something back.
                    engine.feed(Input::Release);
                    engine.take_picture();
                }
            }
            if document().visibility_state() == web_sys::VisibilityState::Visible
                && let Some(engine) = engine.upgrade()
            {
                picture::forget();
                spawn_local(async move {
                    // The connection to the database may not have survived the time in the background.
                    drop(engine.store.probe().await);
                    engine.feed(Input::Wake);
                });
            }
        });
        let listener = visible.as_ref().unchecked_ref();
        drop(document().add_event_listener_with_callback("visibilitychange", listener));
        visible.forget();
        if let Some(tabs) = &self.tabs {
            let engine = Rc::downgrade(self);
            let heard = Closure::<dyn FnMut()>::new(move || {
                if let Some(engine) = engine.upgrade() {
                    engine.feed(Input::Look);
                }
            });
            tabs.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            heard.forget();
        }
    }
}

/// Uploads what waits, then asks the server whether rows changed by it.
pub(super) fn upload(engine: &Rc<Engine>) {
    if engine.uploading.replace(true) {
        return;
    }
    let engine = Rc::clone(engine);
    spawn_local(async move {
        let done = uploads::run(&engine).await;
        engine.uploading.set(false);
        if done > 0 {
            engine.feed(Input::Wake);
        }
    });
}
