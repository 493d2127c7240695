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
pub(super) struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(let_go) = self.0.take() {
            // The function of a promise does not fail.
            drop(let_go.call0(&JsValue::UNDEFINED));
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
    let request = manager.unchecked_ref::<LockManager>().request(name, &options(how), &then).ok()?;
    spawn_local(async move {
        // Never allowed to ask.
        if JsFuture::from(request).await.is_err() {
            drop(grant.call1(&JsValue::UNDEFINED, &false.into()));
        }
    });
    let is_ours = JsFuture::from(granted).await.is_ok_and(|answer| answer == true);
    is_ours.then_some(Lock(Some(let_go)))
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
