//! The engine: drives the sync session of one user with the real store, the real network and the real clock.
//!
//! Here is what stands from the beginning: what it holds, what it hears, and what it shows. What it does is in `works`.

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
use sync::store::Open;
use sync::{Batch, Entry, Input, Replica, Session, Store as _, StoreError, Trouble};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::BroadcastChannel;

use super::beginning::{self, Beginning};
use super::desk::Desk;
use super::events::{self, Events};
use super::works::{self, Works};
use super::{account, picture};

/// So long signing out waits for what is on its way.
const GOODBYE: Duration = Duration::from_secs(5);

/// The engine of one user in one tab.
pub(super) struct Engine {
    pub(super) device: DeviceId,
    pub(super) store: IndexedDbStore<Open>,
    pub(super) session: RefCell<Session>,
    /// What drives the session, as soon as it is here.
    works: Cell<Option<&'static dyn Works>>,
    /// Whether the lists of the last time can be seen, if there are any.
    shown: Cell<bool>,
    /// What happened before it began.
    early: RefCell<Vec<Input>>,
    /// Cards of records for which commands wait; none for what is not there any more.
    pub(super) cards: RefCell<BTreeMap<RecordId, Option<Card>>>,
    /// What is shown until the disk is read.
    pub(super) beginning: RefCell<Beginning>,
    /// What was ever sent from this tab: it may have arrived, whatever became of the answer.
    pub(super) tried: RefCell<BTreeSet<CommandId>>,
    /// What is on its way now, and since when.
    pub(super) flying: RefCell<BTreeMap<CommandId, Moment>>,
    pub(super) timer: Cell<Option<TimeoutHandle>>,
    /// Tells the other tabs of this user that something changed.
    tabs: Option<BroadcastChannel>,
    pub(super) uploading: Cell<bool>,
    /// Says when something changed on the server.
    pub(super) events: RefCell<Option<Events>>,
    /// The entries that the last save took the place of, should it be taken back.
    pub(super) replaced: RefCell<Vec<(u64, Entry)>>,
    /// Called when the disk was read, or could not be.
    pub(super) reading: RefCell<Vec<js_sys::Function>>,
    /// Called when the session comes to rest.
    pub(super) resting: RefCell<Option<js_sys::Function>>,
    pub(super) cleaned: Cell<bool>,
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
            works: Cell::new(None),
            shown: Cell::new(false),
            early: RefCell::default(),
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
        let (begun, shown) = (Rc::clone(&engine), Rc::clone(&engine));
        // Both take their time, and neither needs the other.
        spawn_local(async move {
            beginning::show(&shown).await;
            shown.shown.set(true);
            shown.go();
        });
        spawn_local(async move {
            begun.begin().await;
        });
        engine
    }

    /// Fetches its part of the module and begins to work. False if that cannot be fetched.
    pub(super) async fn begin(self: &Rc<Self>) -> bool {
        let works = works::fetch().await.ok();
        let lame = works.is_none();
        self.works.set(works);
        if !self.ended.get() {
            self.desk.lame.maybe_update(|before| std::mem::replace(before, lame) != lame);
        }
        if lame {
            // The page says so, and nothing else is to be seen.
            picture::drawn();
        }
        self.go();
        !lame
    }

    /// Begins, once there is something to work with and the lists of the last time can be seen: whatever takes long comes
    /// after them.
    fn go(self: &Rc<Self>) {
        if self.shown.get() && self.works.get().is_some() {
            for input in self.early.take() {
                self.feed(input);
            }
            self.feed(Input::Wake);
            events::follow(self);
        }
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

    /// Tells the session what happened, and does what it says; at once, if it works already.
    pub(super) fn feed(self: &Rc<Self>, input: Input) {
        match self.works.get().filter(|_| self.shown.get()) {
            Some(works) => works.take_in(self, input),
            None => self.early.borrow_mut().push(input),
        }
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
        let _ = window_event_listener(leptos::ev::online, move |_| {
            let Some(engine) = engine.upgrade() else { return };
            if engine.works.get().is_some() {
                engine.feed(Input::Wake);
            } else {
                spawn_local(async move {
                    engine.begin().await;
                });
            }
        });
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
