//! What the engine does and the first screen does not need: sync, decide, read whole records. A part of the module of its
//! own, fetched while the lists of the last time are drawn (docs/decisions/0040).
//!
//! All decisions are the session's; here is only what it asks for.

#![expect(
    clippy::unnecessary_wraps,
    reason = "handing it out cannot fail; what the macro makes of it fails when the part is not there"
)]

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use domain::values::Moment;
use domain::{Command, CommandId, RecordId};
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use sync::replica::{Intent, NotSaved, View, fresh};
use sync::{Input, Output, Replica, Request, Store as _, StoreError, Trouble};
use wasm_bindgen_futures::spawn_local;

use super::desk::{Desk, Draft};
use super::engine::Engine;
use super::saving::Along;
use super::{Fault, beginning, cleaning, clock, http, policy, saving, uploads};

/// The build that writes commands.
const APP: &str = env!("CARGO_PKG_VERSION");

/// Something that takes its time.
pub(super) type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// What the part can do. The beginning knows it only by these: what one of them reaches, and nothing else does, is not in it.
pub(super) trait Works {
    /// See [`Engine::feed`].
    fn take_in(&self, engine: &Rc<Engine>, input: Input);
    /// See [`Engine::look`].
    fn look(&self, engine: Rc<Engine>, id: RecordId) -> Later<Result<Option<View>, StoreError>>;
    /// See [`Desk::save`].
    fn save(
        &self,
        engine: Rc<Engine>,
        id: RecordId,
        command: Command,
        at: Moment,
        along: Along,
    ) -> Later<Result<CommandId, Fault>>;
    /// See [`Desk::withdraw`].
    fn withdraw(
        &self,
        engine: Rc<Engine>,
        command: CommandId,
        draft: Option<(String, Draft)>,
        now: Moment,
    ) -> Later<bool>;
}

struct Here;

impl Works for Here {
    fn take_in(&self, engine: &Rc<Engine>, input: Input) {
        engine.take_in(input);
    }

    fn look(&self, engine: Rc<Engine>, id: RecordId) -> Later<Result<Option<View>, StoreError>> {
        Box::pin(async move { engine.view(id).await })
    }

    fn save(
        &self,
        engine: Rc<Engine>,
        id: RecordId,
        command: Command,
        at: Moment,
        along: Along,
    ) -> Later<Result<CommandId, Fault>> {
        Box::pin(async move { saving::save(&engine, id, command, at, along).await })
    }

    fn withdraw(
        &self,
        engine: Rc<Engine>,
        command: CommandId,
        draft: Option<(String, Draft)>,
        now: Moment,
    ) -> Later<bool> {
        Box::pin(async move { saving::withdraw(&engine, command, draft, now).await })
    }
}

/// Fetches the part, if it is not here.
///
/// # Errors
/// It is not on this device, or broken, and there is no network.
#[wasm_split(engine, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(super) fn fetch() -> Result<&'static dyn Works, SplitLoaderError> {
    Ok(&Here)
}

impl Desk {
    /// Tries again what could not be fetched. False if it still cannot.
    pub(super) async fn try_again(self) -> bool {
        match self.engine() {
            Some(engine) => engine.begin().await,
            None => true,
        }
    }
}

impl Engine {
    /// The same, in the part that works.
    pub(super) fn take_in(self: &Rc<Self>, input: Input) {
        if self.has_ended() {
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
    async fn is_read(&self) -> Result<(), Fault> {
        if !self.desk.read.get_untracked() {
            let read = js_sys::Promise::new(&mut |tell, _| self.reading.borrow_mut().push(tell));
            drop(wasm_bindgen_futures::JsFuture::from(read).await);
        }
        if self.desk.read.get_untracked() { Ok(()) } else { Err(Fault::Storage) }
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
    ) -> Result<(), Fault> {
        // Before that nobody knows who may do what.
        self.is_read().await?;
        let (policies, now_ms) = (policy::all(), clock::device().utc_ms);
        let decide = |replica: &Replica| match replica.save(intents.clone(), at, now_ms, APP, &policies) {
            Ok(saved) => Ok(Ok(saved)),
            Err(NotSaved::Refused(refusal)) => Ok(Err(refusal)),
            Err(NotSaved::Asleep(asleep)) => Err(asleep),
        };
        let saved =
            self.awake(decide).await?.map_err(|refusal| Fault::Refused(refusal.code().0.to_owned()))?;
        let mut batch = saved.batch;
        batch.writes.extend(more);
        let numbers = self.store.commit(batch).await?;
        // Only now is it on the disk, and only now may a screen say so.
        self.feed(Input::Saved(numbers, saved.entries));
        self.tell_tabs();
        Ok(())
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
            upload(self);
        }
    }
}

/// Uploads what waits, then asks the server whether rows changed by it.
fn upload(engine: &Rc<Engine>) {
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
