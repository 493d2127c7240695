//! Locks over all tabs of this device. The browser gives them back when a tab ends, however it ends.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    /// `web-sys` has it behind a flag for all builds.
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, how: &JsValue, then: &JsValue) -> Result<Promise, JsValue>;
}

/// How a lock is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Together with others who want it so.
    Shared,
    /// Alone, or not at all if somebody has it now.
    AloneNow,
}

/// A lock that is held until this is dropped.
pub(super) struct Lock(Option<Held>);

struct Held {
    let_go: Function,
    /// Kept when the browser has it back.
    back: Promise,
}

impl Lock {
    /// Gives it back, and waits until the browser has it: whoever asks then may have it.
    pub(super) async fn give_back(mut self) {
        if let Some(held) = self.0.take() {
            held.let_go();
            // It fails only for a lock that was never given.
            drop(JsFuture::from(held.back).await);
        }
    }
}

impl Held {
    fn let_go(&self) {
        // The function of a promise does not fail.
        drop(self.let_go.call0(&JsValue::UNDEFINED));
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(held) = self.0.take() {
            held.let_go();
        }
    }
}

/// Takes a lock; nothing if somebody else has it. Where the browser has no locks, everyone has them all.
pub(super) async fn take(name: &str, how: How) -> Option<Lock> {
    let manager = Reflect::get(&window().navigator(), &"locks".into()).ok().filter(JsValue::is_object);
    let Some(manager) = manager else { return Some(Lock(None)) };
    let (held, let_go) = promise();
    let (granted, grant) = promise();
    let tell = grant.clone();
    // The lock is held as long as the promise that this answers is open.
    let then = Closure::once_into_js(move |lock: JsValue| {
        let is_ours = !lock.is_null();
        drop(tell.call1(&JsValue::UNDEFINED, &is_ours.into()));
        if is_ours { held.into() } else { JsValue::UNDEFINED }
    });
    let back = manager.unchecked_ref::<LockManager>().request(name, &options(how), &then).ok()?;
    let asked = back.clone();
    spawn_local(async move {
        // Never allowed to ask.
        if JsFuture::from(asked).await.is_err() {
            drop(grant.call1(&JsValue::UNDEFINED, &false.into()));
        }
    });
    let is_ours = JsFuture::from(granted).await.is_ok_and(|answer| answer == true);
    is_ours.then_some(Lock(Some(Held { let_go, back })))
}

fn options(how: How) -> JsValue {
    let options = js_sys::Object::new();
    // Setting a property of a new object does not fail.
    drop(match how {
        How::Shared => Reflect::set(&options, &"mode".into(), &"shared".into()),
        How::AloneNow => Reflect::set(&options, &"ifAvailable".into(), &true.into()),
    });
    options.into()
}

/// A promise and what keeps it.
fn promise() -> (Promise, Function) {
    let mut keep = JsValue::UNDEFINED;
    let promise = Promise::new(&mut |resolve, _| keep = resolve.into());
    // Called before `new` returns, so it is the function by now.
    (promise, keep.unchecked_into())
}
